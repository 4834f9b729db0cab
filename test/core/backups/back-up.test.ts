import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foldersHere } from "../../../src/main/core/backups/back-up";
import { backupState, newestBackup, pushBackupState } from "../../../src/main/core/backups/backup-state";
import { recordEvent } from "../../../src/main/core/context";
import { backupIdentityOf, kitVouches } from "../../../src/main/core/domain/backup-file";
import { parseRecoveryKey } from "../../../src/main/core/domain/recovery-key";
import { createSession } from "../../../src/main/core/session/session";
import { beginSession } from "../../../src/main/core/session/sessions";
import { findAccountByEmail } from "../../../src/main/core/store/accounts";
import { immediately, openDatabase } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { ageIdentity } from "../../../src/main/platform/backups/age-keys";
import { readBackupHeader, unpackBackup } from "../../../src/main/platform/backups/unpack-backup";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { contextOf, type Open, setUpPracticeOn } from "../../support/heads";

let computer: Computer;
let app: Open;
let kit: string;

beforeEach(async () => {
  computer = createComputer();
  ({ installation: app, kit } = await setUpPracticeOn(computer));
  contextOf(app).memory.checked = true;
});
afterEach(() => {
  app.close();
  computer.clear();
});

const backupsIn = (path: string) => readdirSync(path).filter((name) => name.includes(".age"));

/** Backs up into every folder, as a manager's button does, and waits for its end. */
async function backUp(): Promise<void> {
  const context = contextOf(app);
  const begun = context.backups.start(foldersHere(context), null);
  expect(begun).toEqual({ ok: true, value: null });
  await until(() => context.memory.backups.running === null);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** The only backup on the computer itself. */
function newestFile(): string {
  const { here } = contextOf(app).backups;
  const [name = "none"] = backupsIn(here).toSorted().toReversed();
  return join(here, name);
}

function kitBytes(): Uint8Array {
  const parsed = parseRecoveryKey(kit);
  if (parsed.kind !== "key") throw new Error("no key");
  return parsed.bytes;
}

const unpack = (identity: string, target: string) =>
  unpackBackup({ file: newestFile(), identity, target, isOurs: () => true, progress: () => {} });

const kitIdentity = () => ageIdentity(backupIdentityOf(kitBytes()));

describe("a backup", () => {
  test("is one verified file on the computer itself, and one entry", async () => {
    await backUp();
    const context = contextOf(app);
    expect(backupsIn(context.backups.here)).toEqual([
      expect.stringMatching(/^wardkey-2026-\d\d-\d\d-\d{4}-[a-z2-7]{8}\.age$/),
    ]);
    const newest = newestBackup(context);
    expect(newest).toMatchObject({ at: context.clock.now(), people: 1, kit: 1 });
    expect(backupState(context)).toEqual({ is: "good", at: newest?.at, onlyHere: true });
    expect(readdirSync(join(computer.folder, "data", "vault"))).not.toContain("unfinished");
  });

  test("says which kit it takes before anything of it is decrypted", async () => {
    await backUp();
    const context = contextOf(app);
    const { vaultId } = thePractice(context.db);
    expect(await readBackupHeader(newestFile())).toEqual({
      is: "backup",
      vault: vaultId,
      kit: { number: 1, madeAt: context.clock.now() },
    });
  });

  test("gives the vault to whoever has the kit, who knows by it that the practice made it", async () => {
    await backUp();
    const target = join(computer.folder, "out.db");
    const unpacked = await unpack(kitIdentity(), target);
    if (unpacked.is !== "unpacked") throw new Error(unpacked.is);
    expect(kitVouches(kitBytes(), unpacked.manifest)).toBe(true);
    expect(unpacked.manifest).toMatchObject({ practice: "Northside Clinic", people: 1, computer: "front-desk" });
    const { key } = app.now;
    if (key === null) throw new Error("no key");
    const copy = openDatabase(target, key, { readonly: true });
    expect(thePractice(copy).vaultId).toBe(thePractice(contextOf(app).db).vaultId);
    copy.close();
  });

  test("can be opened by the age program's own format, and holds nothing readable", async () => {
    await backUp();
    const bytes = readFileSync(newestFile());
    expect(bytes.subarray(0, 22).toString()).toBe("age-encryption.org/v1\n");
    for (const word of ["Northside", "joan@", "Joan Price"]) expect(bytes.includes(word)).toBe(false);
  });

  test("is not opened by another kit", async () => {
    await backUp();
    const other = ageIdentity(backupIdentityOf(new Uint8Array(20)));
    const target = join(computer.folder, "out.db");
    expect(await unpack(other, target)).toEqual({ is: "wrong-key" });
  });
});

describe("a file that is none, or not whole", () => {
  const open = () => unpack(kitIdentity(), join(computer.folder, "out.db"));
  const change = (edit: (bytes: Buffer) => Buffer) => writeFileSync(newestFile(), edit(readFileSync(newestFile())));

  test("cut off at any piece it is incomplete or no backup", async () => {
    await backUp();
    const whole = readFileSync(newestFile());
    const cuts = [0, 10, 100, 400, 700, 64 * 1024, 128 * 1024 + 700, whole.length - 17, whole.length - 1];
    for (const cut of cuts.filter((length) => length < whole.length)) {
      writeFileSync(newestFile(), whole.subarray(0, cut));
      const { is } = await open();
      expect(["no-backup", "wrong-key", "changed", "incomplete"], `${cut} bytes`).toContain(is);
    }
  });

  test.each([30, 300, 900, 70_000, -1])("with a flipped bit at %i it is not opened", async (at) => {
    await backUp();
    change((bytes) => {
      const place = at < 0 ? bytes.length + at : at;
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      return bytes;
    });
    expect((await open()).is).not.toBe("unpacked");
  });

  test("with something after its end it is not opened", async () => {
    await backUp();
    appendFileSync(newestFile(), "more");
    expect((await open()).is).toBe("changed");
  });

  test("with thousands of recipients it is no backup, and nothing is computed", async () => {
    await backUp();
    change((bytes) => {
      const stanza = "-> X25519 AAAA\nAAAA\n".repeat(50_000);
      return Buffer.concat([bytes.subarray(0, 22), Buffer.from(stanza), bytes.subarray(22)]);
    });
    expect(await open()).toEqual({ is: "no-backup" });
  });
});

test("that their backups are in another state is told to managers, once, and to no other window", async () => {
  const context = contextOf(app);
  const changed: (readonly string[])[] = [];
  const window = createSession({ changed: (reads) => void changed.push(reads), closed: () => {} });
  app.sessions.add(window);
  const heard = () => {
    pushBackupState(context);
    pushBackupState(context);
    return changed.splice(0).filter((reads) => reads.includes("getAppState"));
  };
  expect(heard()).toEqual([]);
  await backUp();
  expect(heard()).toEqual([]);
  const account = findAccountByEmail(context.db, PRACTICE_SETUP.manager.email);
  beginSession(context, window, account?.id ?? "", ["password"]);
  computer.clock.advance(86_400_000);
  await backUp();
  expect(heard()).toEqual([["getAppState"]]);
});

describe("folders", () => {
  let stick: string;
  beforeEach(async () => {
    stick = mkdtempSync(join(tmpdir(), "wardkey-stick-"));
  });
  afterEach(() => rmSync(stick, { recursive: true, force: true }));

  const note = (event: Parameters<typeof recordEvent>[2]) =>
    immediately(contextOf(app).db, () => recordEvent(contextOf(app), null, event));
  const add = async (path: string) => {
    expect(await contextOf(app).backups.mark(path, thePractice(contextOf(app).db).vaultId, [])).toBeUndefined();
    note({ kind: "backup-folder-added", subject: null, data: { folder: "stick", path } });
  };
  const troubles = () => Object.fromEntries(contextOf(app).memory.backups.troubles);

  test("each gets its own, and is known by what lies in it", async () => {
    await add(stick);
    await backUp();
    expect(backupsIn(stick)).toHaveLength(1);
    expect(backupState(contextOf(app))).toMatchObject({ is: "good", onlyHere: false });
  });

  test("a stick that is away leaves an empty place, into which nothing is written, and others have theirs", async () => {
    await add(stick);
    rmSync(stick, { recursive: true });
    mkdirSync(stick);
    await backUp();
    expect(readdirSync(stick)).toEqual([]);
    expect(troubles()).toMatchObject({ stick: { because: "vanished" } });
    expect(backupsIn(contextOf(app).backups.here)).toHaveLength(1);
  });

  test("what was begun and never finished goes with the next one", async () => {
    await add(stick);
    await backUp();
    const [name] = backupsIn(stick);
    writeFileSync(join(stick, `${name?.replace(".age", "-2.age")}.unfinished`), "half");
    computer.clock.advance(86_400_000);
    await backUp();
    expect(backupsIn(stick)).toHaveLength(2);
    expect(backupsIn(stick).every((file) => file.endsWith(".age"))).toBe(true);
  });

  test("of many days the generations stay, others' files are not touched, and the last good one stays whatever its date", async () => {
    await add(stick);
    const vault = thePractice(contextOf(app).db).vaultId.slice(0, 8);
    for (let day = 10; day < 28; day += 1) writeFileSync(join(stick, `wardkey-2036-01-${day}-0200-${vault}.age`), "x");
    for (const name of ["wardkey-2019-01-01-0200-zzzzzzzz.age", "taxes.pdf"]) writeFileSync(join(stick, name), "x");
    await backUp();
    const left = readdirSync(stick);
    expect(left).toContain("wardkey-2019-01-01-0200-zzzzzzzz.age");
    expect(left).toContain("taxes.pdf");
    expect(left).toContain(newestBackup(contextOf(app))?.file);
    expect(backupsIn(stick).length).toBeLessThan(18);
  });
});
