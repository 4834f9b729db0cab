import { closeSync, openSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import { backupProblemWords } from "../../contract/backups/messages";
import type { BackupProblem } from "../../contract/vocabulary";
import type { CheckedBackup, CheckProgress } from "../core/domain/backup-check";
import type { KitFacts } from "../core/domain/backup-file";
import { LONGEST_HEADER, readHeader } from "../core/domain/backup-header";
import { parseRecoveryKey } from "../core/domain/recovery-key";
import { orTrouble } from "../core/store/trouble";
import { checkInThread } from "../platform/backups/check-in-thread";
import { ownTemporaryFolder } from "../platform/vault-copy";
import type { Surroundings } from "./command";
import { EXIT } from "./exit-codes";
import { askForKey, type KeyInput, readKey } from "./key-input";
import { backupWords, keyPrompts } from "./messages";
import { type CommandResult, withoutKey } from "./result";

/** Checks a backup as a restore does before it touches anything, and says what is in it. No vault is looked at. */
export function checkBackupFile(surroundings: Surroundings): CommandResult {
  const input = typedKey(surroundings);
  if (input === undefined) return { code: EXIT.usage, json: null, sentences: [backupWords.kitOnly] };
  if (input.is !== "text") return withoutKey(input.is);
  const parsed = parseRecoveryKey(input.text);
  if (parsed.kind !== "key") return withoutKey("mistyped-recovery-key");
  const scratch = orTrouble(ownTemporaryFolder);
  if (typeof scratch === "string") return unusable("disk-full", undefined);
  try {
    const file = resolve(surroundings.file ?? "");
    const checked = checkInThread(
      { file, recoveryKey: parsed.bytes, scratch: scratch.folder },
      join(surroundings.program, "workers/check-backup.cjs"),
      (progress) => surroundings.progress(howFar(progress)),
    );
    return checked.is === "good"
      ? whole(checked)
      : unusable(checked.is, checked.is === "wrong-key" ? kitOf(file) : undefined);
  } finally {
    scratch.remove();
  }
}

/** Undefined where it can only be another key, or nobody is there to ask. */
function typedKey({ key, say }: Surroundings): KeyInput | undefined {
  if (key?.kind === "recovery-key") return readKey(key);
  return key === undefined && process.stdin.isTTY ? askForKey(keyPrompts.recoveryKey, say) : undefined;
}

const howFar = ({ step, done, of }: CheckProgress) => backupWords[step](Math.floor((100 * done) / Math.max(of, 1)));

function whole({ manifest, tookMs }: Extract<CheckedBackup, { is: "good" }>): CommandResult {
  const { vault, madeAt, computer, entries, people, kit } = manifest;
  const json = {
    ok: true,
    result: "whole",
    vaultId: vault,
    madeAt,
    computer,
    entries,
    people,
    kit: kit.number,
    tookMs,
  };
  return { code: EXIT.ok, json, sentences: [backupWords.good(entries, people)] };
}

/** What the computer, the key or the version is to blame for says nothing of the backup. */
const NOT_OPENED: ReadonlySet<BackupProblem> = new Set(["not-read", "wrong-key", "newer", "disk-full", "read-only"]);

function unusable(because: BackupProblem, kit: KitFacts | undefined): CommandResult {
  const isRoom = because === "disk-full" || because === "read-only";
  const problem = { code: "backup-unusable", because, ...(kit === undefined ? {} : { kit }) } as const;
  const sentences = [isRoom ? backupWords.noRoom : backupProblemWords(problem, here())];
  const needed = kit === undefined ? {} : { kit: kit.number };
  return NOT_OPENED.has(because)
    ? { code: EXIT.notOpened, json: { ok: false, result: "not-opened", because, ...needed }, sentences }
    : { code: EXIT.damaged, json: { ok: false, result: "damaged", because }, sentences };
}

/** The practice's place stands in what cannot be read without the right kit. */
const here = () => ({ region: "US", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }) as const;

/** Which kit a backup says that it takes. */
function kitOf(file: string): KitFacts | undefined {
  const beginning = orTrouble(() => beginningOf(file));
  const header = typeof beginning === "string" ? undefined : readHeader(beginning);
  return header?.is === "backup" ? header.kit : undefined;
}

function beginningOf(file: string): Uint8Array {
  const source = openSync(file, "r");
  try {
    const buffer = new Uint8Array(LONGEST_HEADER);
    return buffer.subarray(0, readSync(source, buffer));
  } finally {
    closeSync(source);
  }
}
