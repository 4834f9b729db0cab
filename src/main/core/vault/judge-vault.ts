import type { VaultTrouble } from "../../../contract/refusals";
import type { Keys } from "../domain/keys";
import { belongsHere, findLastOwn, findLineage } from "../store/ledger/admitted";
import { listWorkstations } from "../store/ledger/ledger";
import { readKeys } from "../store/ledger/practice-root";
import { findPracticeSetup } from "../store/ledger/practice-setup";
import { newestSegmentDamage } from "../store/ledger/verify";
import { SCHEMA_VERSION, schemaVersion } from "../store/migrations";
import type { Db } from "../store/open";
import { judgeSchema } from "../store/schema";
import { findOwnIdentity, judgeHeads } from "./heads";

/** An opened vault that holds what it should, as which workstation it is this computer's, and whether it waits. */
export type Judged = {
  readonly schema: "fits" | "mendable";
  readonly heads: "sound" | "missing" | "behind";
  readonly workstation: string;
  readonly keys: Keys;
};

/**
 * Judges an opened database before anything is written to it, by its version, tables, heads, newest segment, and the root
 * that its secrets are checked with. `key`: the vault's own.
 */
export function judge(
  db: Db,
  key: Uint8Array,
  vaultId: string,
  texts: readonly string[],
): Judged | VaultTrouble["trouble"] {
  if (schemaVersion(db) > SCHEMA_VERSION) return "newer";
  const schema = judgeSchema(db);
  if (schema === "changed") return "changed";
  const practiceSetup = findPracticeSetup(db);
  if (practiceSetup === undefined || practiceSetup.vaultId !== vaultId) return "changed";
  const last = findLastOwn(db) ?? practiceSetup.workstation;
  const workstation = findOwnIdentity(db, findLineage(db, last), texts) ?? last;
  const heads = judgeHeads(db, { ...practiceSetup, workstation }, texts);
  if (heads === "rolled-back" || heads === "changed") return heads;
  if (!belongsHere(db, workstation)) return "changed";
  if (listWorkstations(db).some((chain) => newestSegmentDamage(db, chain) !== undefined)) return "changed";
  const keys = readKeys(db, key);
  return keys === undefined ? "root-changed" : { schema, heads, workstation, keys };
}
