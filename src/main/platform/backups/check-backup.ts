import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { BackupProblem } from "../../../contract/vocabulary";
import type { CheckedBackup, CheckProgress } from "../../core/domain/backup-check";
import { backupIdentityOf, kitVouches } from "../../core/domain/backup-file";
import { keyFromRecoveryKey, parseKeyEnvelope, unwrapKey } from "../../core/domain/key-envelope";
import { openDatabase } from "../../core/store/open";
import { judgeSchema } from "../../core/store/schema";
import { diskTroubleOf, orTrouble } from "../../core/store/trouble";
import { verifyCopy } from "../../core/vault/verify-copy";
import { ageIdentity } from "./age-keys";
import { unpackBackup } from "./unpack-backup";

/** `recoveryKey`: the kit's 20 bytes; `scratch`: an empty folder of the vault's own. */
export type CheckJob = { readonly file: string; readonly recoveryKey: Uint8Array; readonly scratch: string };

/** Does everything that a restore does but the exchange (RESTORE-1). Never rejects. */
export async function checkBackup(
  { file, recoveryKey, scratch }: CheckJob,
  report: (progress: CheckProgress) => void,
): Promise<CheckedBackup> {
  const beganAt = performance.now();
  const database = join(scratch, "restored.db");
  try {
    const unpacked = await unpackBackup({
      ...{ file, identity: ageIdentity(backupIdentityOf(recoveryKey)), target: database },
      isOurs: (manifest) => kitVouches(recoveryKey, manifest),
      progress: (done, of) => report({ step: "unpack", done, of }),
    });
    if (unpacked.is !== "unpacked") return { is: unpacked.is };
    report({ step: "verify", done: 0, of: 1 });
    const { manifest } = unpacked;
    const keyEnvelope = parseKeyEnvelope(JSON.stringify(manifest.keyEnvelope));
    const wrap = keyEnvelope?.vault === manifest.vault ? keyEnvelope.recoveryKey : null;
    const key = wrap && unwrapKey(wrap, keyFromRecoveryKey(recoveryKey), manifest.vault, "recovery-key");
    if (!key) return { is: "changed" };
    const problem = problemOf({ database, key, vault: manifest.vault, heads: manifest.signedHeads }, (done, of) =>
      report({ step: "verify", done, of }),
    );
    if (problem !== undefined) return { is: problem };
    foldIn(database, key);
    return { is: "good", manifest, key, database, tookMs: Math.ceil(performance.now() - beganAt) };
  } catch (broken) {
    const trouble = diskTroubleOf(broken);
    return { is: trouble === "disk-full" || trouble === "read-only" ? trouble : "not-read" };
  }
}

type Restored = {
  readonly database: string;
  readonly key: Uint8Array;
  readonly vault: string;
  readonly heads: readonly string[];
};

function problemOf(
  { database, key, vault, heads }: Restored,
  progress: (done: number, of: number) => void,
): BackupProblem | undefined {
  const schema = orTrouble(() => {
    const db = openDatabase(database, key, { readonly: true });
    try {
      return judgeSchema(db);
    } finally {
      db.close();
    }
  });
  if (schema === "mendable" || schema === "changed") return "foreign-parts";
  const verdict = verifyCopy({ file: database, key, vaultId: vault }, heads, ({ done, of }) => progress(done, of));
  if (verdict.is === "intact") return undefined;
  return verdict.is === "trouble" && verdict.trouble === "newer" ? "newer" : "not-intact";
}

/** Everything into the one file, which then stands for itself. */
function foldIn(database: string, key: Uint8Array): void {
  const db = openDatabase(database, key, { mustExist: true });
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}
