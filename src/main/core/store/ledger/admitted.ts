import type { EventKind } from "../../domain/events";
import type { Head } from "../../domain/head-signature";
import { type Db, prepared } from "../open";
import { findHead, listWorkstations } from "./ledger";
import { isKind } from "./lift";
import { findPracticeSetup } from "./practice-setup";

/*
 * Whose chains belong to the practice: the one that created it, what an admitted one has added, and what goes on from one of
 * these after the vault was copied or restored. A chain of anybody else could have been put into the file by whoever has
 * its key: no signed head covers it (LEDGER-14). Also of a ledger that is to be brought up to date yet.
 */

/** What a `workstation-added` entry says; `from`: what a chain that has added itself goes on from. */
export type Added = { readonly by: string; readonly seq: number; readonly added: string; readonly from: string | null };

/** What has arrived before an arrival. */
export function listAdded(db: Db, before = Number.MAX_SAFE_INTEGER): readonly Added[] {
  const sql = `SELECT workstation AS by, seq, data ->> '$.facts.workstation' AS added,
      data ->> '$.facts.from.workstation' AS "from"
    FROM ledger WHERE ${isKind("kind", "workstation-added")} AND rowid < ?`;
  return prepared(db, sql).all(before) as Added[];
}

export const addsItself = ({ by, added }: Added) => by === added;

/** The workstations of the practice, removed ones too. */
export function findAdmitted(db: Db): ReadonlySet<string> {
  return admittedBy(db, listAdded(db));
}

/** Whom the creator lets in, and whom these do, by additions that count; a copy goes with what it goes on from. */
export function admittedBy(
  db: Db,
  additions: readonly Added[],
  counts: (addition: Added) => boolean = () => true,
): ReadonlySet<string> {
  const creator = findPracticeSetup(db)?.workstation;
  const admitted = new Set(creator === undefined ? [] : [creator]);
  for (let known = -1; known < admitted.size; ) {
    known = admitted.size;
    for (const addition of additions) {
      const through = addsItself(addition) ? (addition.from ?? "") : addition.by;
      if (admitted.has(through) && counts(addition)) admitted.add(addition.added);
    }
  }
  return admitted;
}

/** The newest entry of every other workstation's chain. */
export function listOtherHeads(db: Db, own: string): readonly Head[] {
  return listWorkstations(db)
    .filter((workstation) => workstation !== own)
    .flatMap((workstation) => findHead(db, workstation) ?? []);
}

/** A workstation and those that it goes on from, the newest first. */
export function findLineage(db: Db, own: string): readonly string[] {
  const additions = listAdded(db).filter(addsItself);
  const lineage: string[] = [];
  for (let one: string | null = own; one !== null && !lineage.includes(one); ) {
    lineage.push(one);
    one = additions.find(({ added }) => added === one)?.from ?? null;
  }
  return lineage;
}

/**
 * What is written while a vault waits to be confirmed. As long as a chain holds nothing else, nobody has used it: guesses
 * count and codes are spent by it, and it gives nobody anything.
 */
const WAITING_KINDS: readonly EventKind[] = [
  "workstation-added",
  "vault-restored",
  "exchanged",
  "vault-opened",
  "vault-closed",
  "attempt-refused",
  "account-locked",
  "authenticator-revoked",
  "guesses-summed",
  "head-not-written",
  "head-written-again",
  "trouble-found",
  "clock-trouble",
  "tables-rebuilt",
  "practice-keys-kept",
  "notices-shown",
  "notice-queued",
  "proof-accepted",
  "act-refused",
];

/** Workstations as which the vault went on somewhere without `own`, and which nobody added: copies, and starts in vain. */
export function listStrays(db: Db, own: string): readonly string[] {
  const additions = listAdded(db);
  const lineage = findLineage(db, own);
  const isOfOthers = (one: string) => additions.some((addition) => addition.added === one && !addsItself(addition));
  return additions
    .filter(addsItself)
    .flatMap(({ added }) => (lineage.includes(added) || isOfOthers(added) ? [] : [added]));
}

/** The workstations that the vault was since it waits to be confirmed: each start is one more, and none has been used. */
export function listWaiting(db: Db, own: string): readonly string[] {
  const lineage = findLineage(db, own);
  const used = lineage.findIndex((one) => !isUnused(db, one));
  return used < 0 ? lineage : lineage.slice(0, used);
}

/** Whether every chain belongs to the practice, and none is a copy that was used without `own`. */
export function belongsHere(db: Db, own: string): boolean {
  const admitted = findAdmitted(db);
  return (
    listWorkstations(db).every((chain) => admitted.has(chain)) &&
    listStrays(db, own).every((stray) => isUnused(db, stray))
  );
}

/** One that waits has no signing key. */
function isUnused(db: Db, workstation: string): boolean {
  const sql = `SELECT 1 FROM ledger WHERE workstation = ? AND (NOT ${isKind("kind", ...WAITING_KINDS)}
    OR data ->> '$.facts.publicKey' IS NOT NULL) LIMIT 1`;
  return prepared(db, sql).get(workstation) === undefined;
}

/** As which workstation the vault was in use last; undefined where it never was another than the one that created it. */
export function findLastOwn(db: Db): string | undefined {
  const row = prepared(db, "SELECT value FROM working WHERE name = 'own'").get() as { value: string } | undefined;
  return row?.value;
}

/** Keeps as which workstation the vault is in use. Nothing is believed by it: signed heads outside say which one this is. */
export function keepLastOwn(db: Db, workstation: string): void {
  if (findLastOwn(db) === workstation) return;
  const sql =
    "INSERT INTO working (name, value) VALUES ('own', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  prepared(db, sql).run(workstation);
}
