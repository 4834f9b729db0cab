import { generateKeyPairSync } from "node:crypto";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BackupManifest, backupIdentityOf, formatManifest } from "../../src/main/core/domain/backup-file";
import { kitArguments } from "../../src/main/core/domain/backup-header";
import { parseRecoveryKey } from "../../src/main/core/domain/recovery-key";
import { encryptTo } from "../../src/main/platform/backups/age-file";
import { ageIdentity, ageRecipient } from "../../src/main/platform/backups/age-keys";
import { digestOf } from "../../src/main/platform/backups/pieces";
import { unpackBackup } from "../../src/main/platform/backups/unpack-backup";

/**
 * What somebody can make who has the kit and a backup, but not the practice key: the same kit, another first line, and
 * whatever `edit` does to the database. Signed with a key of their own, or with the practice's, where they have it.
 */
export async function forgeBackup(
  from: { readonly file: string; readonly kit: string; readonly practiceKey?: string },
  changes: Partial<BackupManifest> & { readonly edit?: (database: string) => void } = {},
): Promise<string> {
  const parsed = parseRecoveryKey(from.kit);
  if (parsed.kind !== "key") throw new Error("no kit");
  const identity = ageIdentity(backupIdentityOf(parsed.bytes));
  const [target, file] = [join(dirname(from.file), "forged.db"), join(dirname(from.file), "forged.age")];
  const unpacked = await unpackBackup({ file: from.file, identity, target, isOurs: () => true, progress: () => {} });
  if (unpacked.is !== "unpacked") throw new Error(`not unpacked: ${unpacked.is}`);
  const { edit, ...more } = changes;
  edit?.(target);
  const own = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const signs = from.practiceKey === undefined ? { practiceKey: own.publicKey } : {};
  const manifest = { ...unpacked.manifest, ...signs, database: await digestOf(target), ...more };
  const first = new TextEncoder().encode(formatManifest(manifest, from.practiceKey ?? own.privateKey));
  const { Stanza } = await import("age-encryption");
  const stanza = new Stanza(kitArguments(manifest.vault, manifest.kit), new Uint8Array());
  const out = await open(file, "w");
  await encryptTo(
    out,
    { first, file: target },
    [await ageRecipient(identity)],
    { wrapFileKey: () => [stanza] },
    () => {},
  );
  await out.close();
  return file;
}
