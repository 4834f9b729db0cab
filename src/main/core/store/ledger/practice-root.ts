import type { Commitment } from "../../domain/events";
import { deriveKeys, joinKeys, type Keys, ROOT_BYTES, rootDigest, splitKeys } from "../../domain/keys";
import { type Db, prepared } from "../open";
import type { NewSecret } from "../secrets";
import { isKind } from "./lift";

/*
 * What the practice's keys come from is a secret of its own, so that changing the vault's key rewrites no commitment and no
 * digest. A new practice has a random root; one of an earlier version keeps the keys that its vault's key yielded.
 */

/** One name for all workstations: they have the same. */
const PRACTICE_ROOT = "practice-root";

type Root = { readonly is: "intact"; readonly keys: Keys } | { readonly is: "none" } | { readonly is: "damaged" };

/** A new practice's root, which the entry of its creation commits to, and the keys that it yields. */
export function newPracticeRoot(randomBytes: (count: number) => Uint8Array): { secret: NewSecret; keys: Keys } {
  const bytes = randomBytes(ROOT_BYTES);
  return { secret: { id: PRACTICE_ROOT, account: null, kind: "practice-root", bytes }, keys: deriveKeys(bytes) };
}

/** The keys of a practice that has no root yet, as a secret for `practice-keys-kept`. */
export function keptKeys(keys: Keys): NewSecret {
  return { id: PRACTICE_ROOT, account: null, kind: "practice-keys", bytes: joinKeys(keys) };
}

/**
 * The working keys of an opened database: from the practice's root, else from the vault's key. Undefined where the root is
 * missing, or is not what every entry that names one committed to: nothing can be checked then, and nobody gets in.
 */
export function readKeys(db: Db, vaultKey: Uint8Array): Keys | undefined {
  const root = readRoot(db);
  if (root.is === "damaged") return undefined;
  return root.is === "none" ? deriveKeys(vaultKey) : root.keys;
}

/** Whether the practice has a root, or keys that were kept. */
export function hasPracticeRoot(db: Db): boolean {
  return readRoot(db).is === "intact";
}

/** By the ledger itself, also where its tables are to be brought up to date yet. */
function readRoot(db: Db): Root {
  const row = prepared(db, "SELECT id, account, kind, bytes FROM secrets WHERE id = ?").get(PRACTICE_ROOT) as
    | NewSecret
    | undefined;
  const commitments = listCommitments(db);
  if (row === undefined && commitments.length === 0) return { is: "none" };
  if (row === undefined || commitments.length === 0 || row.account !== null) return { is: "damaged" };
  const digest = rootDigest(row);
  if (!commitments.every(({ kind, mac }) => kind === row.kind && mac === digest)) return { is: "damaged" };
  if (row.kind === "practice-root") return { is: "intact", keys: deriveKeys(row.bytes) };
  return row.kind === "practice-keys" ? { is: "intact", keys: splitKeys(row.bytes) } : { is: "damaged" };
}

function listCommitments(db: Db): readonly Commitment[] {
  const sql = `SELECT data FROM ledger WHERE ${isKind("kind", "practice-created", "practice-keys-kept")}`;
  const rows = prepared(db, sql).all() as { data: string }[];
  const commits = rows.flatMap(({ data }) => (JSON.parse(data) as { commits: readonly Commitment[] }).commits);
  return commits.filter(({ secret }) => secret === PRACTICE_ROOT);
}
