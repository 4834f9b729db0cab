import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test } from "@playwright/test";
import { Decrypter, Encrypter } from "age-encryption";
import { foldersHere } from "../src/main/core/backups/back-up";
import type { CheckProgress } from "../src/main/core/domain/backup-check";
import type { BackupJob, BackupNews } from "../src/main/core/domain/backup-job";
import { parseRecoveryKey } from "../src/main/core/domain/recovery-key";
import { openDatabase } from "../src/main/core/store/open";
import { ageIdentity, ageRecipient } from "../src/main/platform/backups/age-keys";
import { checkBackup } from "../src/main/platform/backups/check-backup";
import { runBackup } from "../src/main/platform/backups/write-backup";
import { vaultFolder } from "../src/main/platform/vault-folder";
import { backupsHere } from "../test/support/backups";
import { type Computer, createComputer } from "../test/support/computer";
import { contextOf, setUpPracticeOn } from "../test/support/heads";
import { growLedger } from "./bench-ledger/grow-ledger";
import { median, said } from "./bench-ledger/measured";

/*
 * How long a backup and a restore take, as ratios to what they cannot do without: SQLite's own copy of the vault and age
 * encryption of its bytes, one after the other, file to file. 2.0 is twice as long. All is done in turn, so that whatever
 * else the machine does meets each of them alike.
 */

const ENTRIES = Number(process.env["WARDKEY_ENTRIES"] ?? 1_000_000);
const ROUNDS = 3;
const AT_MOST = 2;

test(`backup, verification and restore of ${ENTRIES} entries beside SQLite's and age's own`, async () => {
  test.setTimeout(3_600_000);
  expect(ENTRIES, "how many").toBeGreaterThan(0);
  const computer = createComputer({ keyStore: false });
  const desk = mkdtempSync(join(tmpdir(), "wardkey-bench-"));
  try {
    const { job, kit } = await grownVault(computer);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await timeOnce(job, kit, desk));
    const bytes = rounds[0]?.bytes ?? 0;
    process.stdout.write(`${ENTRIES} entries, ${(bytes / 1e6).toFixed(0)} MB\n`);
    for (const part of ["copy", "encrypt", "decrypt", "backup", "verifyBackup", "restore", "verifyRestore"] as const)
      report(
        part,
        rounds.map((round) => round[part]),
        (ms) => `${(ms / 1000).toFixed(2)} s`,
      );
    const backups = rounds.map(({ backup, copy, encrypt }) => backup / (copy + encrypt));
    const restores = rounds.map(({ restore, copy, decrypt }) => restore / (copy + decrypt));
    report("a backup beside both", backups, inTimes);
    report(
      "its verification beside both",
      rounds.map((each) => each.verifyBackup / (each.copy + each.decrypt)),
      inTimes,
    );
    report("a restore beside both", restores, inTimes);
    report(
      "its verification beside both",
      rounds.map((each) => each.verifyRestore / (each.copy + each.decrypt)),
      inTimes,
    );
    expect.soft(median(backups), "a backup").toBeLessThanOrEqual(AT_MOST);
    expect.soft(median(restores), "a restore").toBeLessThanOrEqual(AT_MOST);
  } finally {
    rmSync(desk, { recursive: true, force: true });
    computer.clear();
  }
});

const inTimes = (ratio: number) => ratio.toFixed(2);

function report(what: string, values: readonly number[], text: (value: number) => string): void {
  process.stdout.write(`${what}: ${said(values, text)}\n`);
}

/** A practice with so many entries, its vault closed, and the backup of it as the app would begin it. */
async function grownVault(computer: Computer): Promise<{ job: BackupJob; kit: Uint8Array }> {
  const jobs: BackupJob[] = [];
  const here = join(computer.folder, "data", "backups");
  const backups = {
    ...backupsHere(here),
    run: (job: BackupJob) => {
      jobs.push(job);
      return { done: new Promise<null>(() => {}), stop: () => {} };
    },
  };
  const { installation, kit } = await setUpPracticeOn(computer, { backups });
  const context = contextOf(installation);
  growLedger(context, computer.clock, ENTRIES);
  context.memory.checked = true;
  expect(context.backups.start(foldersHere(context), null)).toEqual({ ok: true, value: null });
  installation.close();
  const parsed = parseRecoveryKey(kit);
  const [job] = jobs;
  if (job === undefined || parsed.kind !== "key") throw new Error("no backup was begun");
  return { job, kit: parsed.bytes };
}

/** How long each took, in ms. */
type Round = Awaited<ReturnType<typeof timeOnce>>;

async function timeOnce(job: BackupJob, kit: Uint8Array, desk: string) {
  const [copied, encrypted, decrypted] = ["copy.db", "copy.age", "decrypted.db"].map((name) => join(desk, name)) as [
    string,
    string,
    string,
  ];
  const copy = await timed(() => copyWithSqlite(job, copied));
  const identity = ageIdentity(new Uint8Array(32).fill(7));
  const encrypt = await timed(() => encryptWithAge(copied, encrypted, identity));
  const backup = await timeBackup(job);
  const decrypt = await timed(() => decryptWithAge(encrypted, decrypted, identity));
  const restore = await timeRestore(backup.file, kit, desk);
  const bytes = statSync(copied).size;
  for (const file of [copied, encrypted, decrypted, backup.file]) rmSync(file);
  const { ms, verification } = restore;
  return {
    bytes,
    copy,
    encrypt,
    decrypt,
    backup: backup.ms,
    verifyBackup: backup.verification,
    restore: ms,
    verifyRestore: verification,
  };
}

function copyWithSqlite({ database, key }: BackupJob, target: string): void {
  const db = openDatabase(database, key, { readonly: true });
  try {
    db.prepare("VACUUM INTO ?").run(target);
  } finally {
    db.close();
  }
}

async function encryptWithAge(source: string, target: string, identity: string): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await ageRecipient(identity));
  await toFile(await encrypter.encrypt(bytesOf(source)), target);
}

async function decryptWithAge(source: string, target: string, identity: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  await toFile(await decrypter.decrypt(bytesOf(source)), target);
}

const bytesOf = (file: string) =>
  Readable.toWeb(createReadStream(file, { highWaterMark: 256 * 1024 })) as ReadableStream;

const toFile = (stream: ReadableStream, file: string) =>
  pipeline(
    Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]),
    createWriteStream(file, { flush: true }),
  );

/** A backup until it lies in its folder whole; what comes after is its verification. */
async function timeBackup(job: BackupJob): Promise<Timed & { file: string }> {
  const beganAt = performance.now();
  let writtenAt = 0;
  let file: string | undefined;
  await runBackup(job, (news) => {
    if (news.is === "step" && news.step === "verify") writtenAt ||= performance.now();
    if (news.is === "folder") file = fileOf(job, news);
  });
  if (file === undefined) throw new Error("no backup was made");
  return { ms: writtenAt - beganAt, verification: performance.now() - writtenAt, file };
}

function fileOf({ here }: BackupJob, { ended }: Extract<BackupNews, { is: "folder" }>): string {
  if (typeof ended === "string") throw new Error(`the backup failed: ${ended}`);
  return join(here, ended.name);
}

/** A restore but for its verification: unpacking, and the exchange with the vault that is there. */
async function timeRestore(file: string, recoveryKey: Uint8Array, desk: string): Promise<Timed> {
  const folder = vaultFolder(join(desk, "vault"));
  folder.prepare();
  folder.tidy();
  const scratch = folder.scratch("restore");
  const beganAt = performance.now();
  let unpackedAt = 0;
  const checked = await checkBackup({ file, recoveryKey, scratch }, ({ step }: CheckProgress) => {
    if (step === "verify") unpackedAt ||= performance.now();
  });
  const checkedAt = performance.now();
  if (checked.is !== "good") throw new Error(`the backup is ${checked.is}`);
  folder.exchange({ database: checked.database, keyEnvelope: "{}", stamp: "0", note: () => "" });
  const exchangedAt = performance.now();
  rmSync(join(desk, "vault"), { recursive: true });
  return { ms: unpackedAt - beganAt + exchangedAt - checkedAt, verification: checkedAt - unpackedAt };
}

type Timed = { readonly ms: number; readonly verification: number };

async function timed(act: () => unknown): Promise<number> {
  const before = performance.now();
  await act();
  return performance.now() - before;
}
