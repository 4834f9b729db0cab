import { type Head, readUnverifiedHead } from "../../domain/head-signature";
import { type Db, prepared } from "../open";
import { isKind } from "./lift";

/**
 * The heads that this computer keeps, without what a restore has recorded as known: the vault was put behind them on purpose,
 * and says so, until it keeps a head of its own (RESTORE-3).
 */
export function withoutKnown(db: Db, texts: readonly string[]): readonly string[] {
  const known = new Set(listKnown(db).map(nameOf));
  return texts.filter((text) => {
    const head = readUnverifiedHead(text);
    return head === undefined || !known.has(nameOf(head));
  });
}

const nameOf = ({ workstation, seq, hash }: Head) => `${workstation} ${seq} ${hash}`;

function listKnown(db: Db): readonly Head[] {
  const sql = `SELECT data ->> '$.facts.known' AS known FROM ledger WHERE ${isKind("kind", "vault-restored")}`;
  return (prepared(db, sql).all() as { known: string }[]).flatMap(({ known }) => JSON.parse(known) as Head[]);
}

/** When the backup was made (epoch ms) that one of these workstations was restored from, the newest; null: none was. */
export function findRestoredBackup(db: Db, workstations: readonly string[]): number | null {
  const sql = `SELECT data ->> '$.facts.backup.madeAt' AS madeAt FROM ledger
    WHERE ${isKind("kind", "vault-restored")} AND workstation IN (SELECT value FROM json_each(?))
    ORDER BY rowid DESC LIMIT 1`;
  return (prepared(db, sql).get(JSON.stringify(workstations)) as { madeAt: number } | undefined)?.madeAt ?? null;
}
