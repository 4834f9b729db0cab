import { type Db, prepared } from "../open";
import { findHead } from "./ledger";
import { isKind } from "./lift";

/** The signed head that goes with the newest commit, in the vault itself; undefined before the first one. */
export function findInnerHead(db: Db): string | undefined {
  const row = prepared(db, "SELECT value FROM working WHERE name = 'head'").get() as { value: string } | undefined;
  return row?.value;
}

/** Puts the signed head of this commit in the place of the one before, inside its transaction. */
export function keepInnerHead(db: Db, text: string): void {
  prepared(
    db,
    "INSERT INTO working (name, value) VALUES ('head', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(text);
}

/** With which key a workstation signs: its public half (PEM), and the secret row of the private one where the vault has it. */
export type SigningKeyEntry = { readonly publicKey: string; readonly secret: string | null };

/**
 * The signing key of a workstation that was in force at an entry of it, as the ledger itself names it: by the workstation's
 * own entries, else by the one with which somebody at another workstation added it.
 */
export function findSigningKeyAt(db: Db, workstation: string, seq: number): SigningKeyEntry | undefined {
  const row = prepared(
    db,
    `SELECT data FROM ledger WHERE ${isKind("kind", "practice-created", "signing-key-changed", "workstation-added")}
     AND iif(${isKind("kind", "workstation-added")}, data ->> '$.facts.workstation', workstation) = @workstation
     AND (workstation <> @workstation OR seq <= @seq)
     ORDER BY workstation = @workstation DESC, seq DESC LIMIT 1`,
  ).get({ workstation, seq }) as { data: string } | undefined;
  if (row === undefined) return undefined;
  const { facts } = JSON.parse(row.data) as {
    facts: { publicKey: string | null; secret?: string | null; from?: unknown };
  };
  if (facts.publicKey === null) return undefined;
  // Whoever is added keeps the private half to itself.
  const secret = "from" in facts ? null : facts.secret;
  return { publicKey: facts.publicKey, secret: secret === undefined ? FIRST_SIGNING_KEY : secret };
}

/** The secret under which the key of the first entry was kept in the vault. */
export const FIRST_SIGNING_KEY = "workstation-key";

/** The signing key that is in force now, as the ledger itself names it. */
export function findSigningKey(db: Db, workstation: string): SigningKeyEntry | undefined {
  return findSigningKeyAt(db, workstation, findHead(db, workstation)?.seq ?? 0);
}

/**
 * Whether an entry up to a number says that every commit since has a signed head of its own. A chain that goes on from
 * another one has a head outside only once it has these.
 */
export function everyCommitIsSealed(db: Db, workstation: string, upTo: number): boolean {
  const row = prepared(
    db,
    `SELECT 1 FROM ledger WHERE ${isKind("kind", "vault-opened", "workstation-added")} AND workstation = @workstation
     AND seq <= @upTo AND (data ->> '$.facts.seals' = 1 OR data ->> '$.facts.workstation' = @workstation) LIMIT 1`,
  ).get({ workstation, upTo });
  return row !== undefined;
}
