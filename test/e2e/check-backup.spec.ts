import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { EXIT } from "../../src/main/command-line/exit-codes";
import { foldersHere } from "../../src/main/core/backups/back-up";
import { formatRecoveryKey, RECOVERY_KEY_BYTES } from "../../src/main/core/domain/recovery-key";
import { type Computer, createComputer, removeComputer } from "../support/app";
import { digestsIn, openPracticeOn, runCommand, temporaryFolder } from "../support/command";
import { contextOf, PASSPHRASE } from "../support/heads";

/* A backup that is checked in a terminal, by the built app, with the kit alone. */

let computer: Computer;
let kit: string;
let backup: string;

test.beforeAll(async () => {
  computer = createComputer();
  const opened = await openPracticeOn(computer);
  ({ kit } = opened);
  const context = contextOf(opened.installation);
  context.memory.checked = true;
  expect(context.backups.start(foldersHere(context), null).ok).toBe(true);
  await expect.poll(() => context.memory.backups.running).toBeNull();
  const { here } = context.backups;
  backup = join(here, readdirSync(here).find((name) => name.endsWith(".age")) ?? "none");
  opened.installation.close();
});

test.afterAll(() => removeComputer(computer));

const check = (file: string, input: string, asApp = false) =>
  runCommand(computer, ["check-backup", file, "--recovery-key-fd", "0"], { input, asApp });

for (const asApp of [false, true])
  test(`a whole backup is told with what is in it, and nothing changes${asApp ? ", as the app" : ""}`, () => {
    const before = digestsIn(computer);
    const { status, stdout, stderr } = check(backup, `${kit}\n`, asApp);
    expect(stderr).toContain("This backup is whole: ");
    expect(status).toBe(EXIT.ok);
    expect(JSON.parse(stdout)).toMatchObject({ command: "check-backup", ok: true, result: "whole", people: 1, kit: 1 });
    expect(stdout + stderr).not.toContain(kit.slice(0, 11));
    expect(digestsIn(computer)).toEqual(before);
    expect(readdirSync(temporaryFolder(computer)).filter((name) => name.startsWith("wardkey-"))).toEqual([]);
  });

test("a changed, a cut and a missing file, and none of Wardkey's, are each told apart", () => {
  const bytes = readFileSync(backup);
  const file = join(computer.root, "other.age");
  const resultOf = (content: Uint8Array) => {
    writeFileSync(file, content);
    const { status, stdout } = check(file, kit);
    return { status, because: JSON.parse(stdout).because };
  };
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(70_000) ^ 1, 70_000);
  expect(resultOf(changed)).toEqual({ status: EXIT.damaged, because: "changed" });
  expect(resultOf(bytes.subarray(0, bytes.length / 2))).toEqual({ status: EXIT.damaged, because: "incomplete" });
  expect(resultOf(Buffer.from("no backup"))).toEqual({ status: EXIT.damaged, because: "no-backup" });
  const missing = check(join(computer.root, "missing.age"), kit);
  expect(missing.status).toBe(EXIT.notOpened);
  expect(JSON.parse(missing.stdout)).toMatchObject({ because: "not-read" });
});

test("another kit opens nothing and is told which one it takes, and a passphrase is no key to a backup", () => {
  const other = check(backup, formatRecoveryKey(new Uint8Array(RECOVERY_KEY_BYTES)));
  expect(other.status).toBe(EXIT.notOpened);
  expect(JSON.parse(other.stdout)).toMatchObject({ because: "wrong-key", kit: 1 });
  expect(other.stderr).toContain("It takes kit no. 1 of ");
  const mistyped = check(backup, `${kit.slice(0, -1)}${kit.endsWith("7") ? "8" : "7"}`);
  expect(mistyped.status).toBe(EXIT.notOpened);
  expect(JSON.parse(mistyped.stdout)).toMatchObject({ because: "mistyped-recovery-key" });
  const args = ["check-backup", backup, "--passphrase-fd", "0"];
  expect(runCommand(computer, args, { input: PASSPHRASE })).toMatchObject({ status: EXIT.usage, stdout: "" });
  expect(runCommand(computer, ["check-backup", backup])).toMatchObject({ status: EXIT.usage, stdout: "" });
});
