import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foldersHere } from "../../../src/main/core/backups/back-up";
import { recordEvent } from "../../../src/main/core/context";
import { createSession } from "../../../src/main/core/session/session";
import { findAccountByEmail } from "../../../src/main/core/store/accounts";
import { findEntryAt, findHead } from "../../../src/main/core/store/ledger/ledger";
import { immediately, openDatabase } from "../../../src/main/core/store/open";
import { checkBackup, chooseBackup, restoreBackup, takeInBackup } from "../../../src/main/core/vault/restore";
import { lookAtVault } from "../../../src/main/core/vault/vault";
import { backupAt } from "../../support/backups";
import { type Computer, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { contextOf, type Open, PASSPHRASE, setUpPracticeOn, started } from "../../support/heads";
import { silentHost } from "../../support/session";

let here: Computer;
let there: Computer;
let app: Open;
let kit: string;
let backup: string;

const vaultOf = (computer: Computer) => join(computer.folder, "data", "vault");

/** Backs the open vault up, and gives the file back. */
async function backUp(at: Open): Promise<string> {
  const context = contextOf(at);
  context.memory.checked = true;
  const { here: path } = context.backups;
  const before = existsSync(path) ? readdirSync(path) : [];
  expect(context.backups.start(foldersHere(context).slice(0, 1), null)).toEqual({ ok: true, value: null });
  while (context.memory.backups.running !== null) await new Promise((resolve) => setImmediate(resolve));
  const [made = "none"] = readdirSync(path).filter((name) => name.endsWith(".age") && !before.includes(name));
  return join(path, made);
}

async function choose(at: Open, file: string) {
  const asked = chooseBackup(at, at.caller());
  if (!("choose" in asked) || asked.choose !== "backup") throw new Error("a backup is chosen");
  return asked.commit(backupAt(file));
}

const check = (at: Open, recoveryKey = kit) => checkBackup(at, at.caller(), { recoveryKey });

async function restore(at: Open, computer: Computer, file = backup) {
  expect(await choose(at, file)).toMatchObject({ ok: true });
  expect(await check(at)).toMatchObject({ ok: true });
  return restoreBackup(at, at.caller(), { newPassphrase: computer.hasKeyStore ? null : PASSPHRASE });
}

/** A start on a computer that has no vault. */
function fresh(computer: Computer): Open {
  const installation = startOn(computer);
  lookAtVault(installation);
  return installation;
}

const note = (at: Open, event: Parameters<typeof recordEvent>[2]) =>
  immediately(contextOf(at).db, () => recordEvent(contextOf(at), null, event));

const joan = (at: Open) => findAccountByEmail(contextOf(at).db, PRACTICE_SETUP.manager.email);

describe.each([true, false])("with a key store: %s", (keyStore) => {
  beforeEach(async () => {
    [here, there] = [createComputer({ keyStore }), createComputer({ keyStore })];
    ({ installation: app, kit } = await setUpPracticeOn(here));
    backup = await backUp(app);
  });
  afterEach(() => {
    app.close();
    here.clear();
    there.clear();
  });

  test("a test says what is in the backup, and changes nothing", async () => {
    const before = findHead(contextOf(app).db, contextOf(app).workstation);
    expect(await choose(app, backup)).toMatchObject({ ok: true, value: { kit: { number: 1 } } });
    expect(await check(app)).toMatchObject({
      ok: true,
      value: { practice: "Northside Clinic", people: 1, computer: "front-desk", madeAt: here.clock.now() },
    });
    expect(findHead(contextOf(app).db, contextOf(app).workstation)).toEqual(before);
    expect(readdirSync(vaultOf(here))).toContain("vault.db");
  });

  test("on another computer the backup and the kit give the vault back, closed until a manager confirms it", async () => {
    const other = fresh(there);
    expect(await restore(other, there)).toEqual({ ok: true, value: null });
    expect(other.now.vault).toMatchObject({ is: "unconfirmed" });
    expect(joan(other)?.name).toBe("Joan Price");
    expect(contextOf(other).workstation).not.toBe(contextOf(app).workstation);
    other.close();
  });

  test("where the vault is gone it comes back, and waits", async () => {
    app.close();
    rmSync(vaultOf(here), { recursive: true });
    app = fresh(here);
    expect(app.now.vault).toMatchObject({ is: "none", gone: true });
    expect(await restore(app, here)).toEqual({ ok: true, value: null });
    expect(app.now.vault).toMatchObject({ is: "unconfirmed" });
    app.close();
    app = await started(here);
    expect(app.now.vault).toMatchObject({ is: "unconfirmed" });
  });

  test("what the damaged vault's heads know keeps no restore from it, and the vault that was there is kept beside", async () => {
    const file = join(vaultOf(here), "vault.db");
    app.close();
    rmSync(`${file}-wal`, { force: true });
    writeFileSync(file, readFileSync(file).fill(7, 5000, 5400));
    app = await started(here);
    expect(app.now.context).toBeNull();
    const damaged = readFileSync(file);
    if (!keyStore) return;
    expect(await restore(app, here)).toEqual({ ok: true, value: null });
    const [kept = "none"] = readdirSync(vaultOf(here)).filter((name) => name.startsWith("vault-before-"));
    expect(readFileSync(join(vaultOf(here), kept, "vault.db"))).toEqual(damaged);
  });

  test("a vault that opens is not replaced without its managers", async () => {
    await choose(app, backup);
    await check(app);
    expect(await restoreBackup(app, app.caller(), { newPassphrase: null })).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "wrong-step" },
    });
  });
});

describe("each has its own sentence", () => {
  beforeEach(async () => {
    [here, there] = [createComputer(), createComputer()];
    ({ installation: app, kit } = await setUpPracticeOn(here));
    backup = await backUp(app);
  });
  afterEach(() => {
    app.close();
    here.clear();
    there.clear();
  });

  const refusedWith = (because: string) => ({ ok: false, refusal: { code: "backup-unusable", because } });

  test("a file that is none", async () => {
    const file = join(there.folder, "taxes.pdf");
    writeFileSync(file, "no backup");
    expect(await choose(fresh(there), file)).toEqual(refusedWith("no-backup"));
  });

  test("another kit, and which one it takes", async () => {
    const other = fresh(there);
    await choose(other, backup);
    const { kit: otherKit, installation } = await setUpPracticeOn(createComputer());
    installation.close();
    expect(await check(other, otherKit)).toMatchObject({
      ok: false,
      refusal: { code: "backup-unusable", because: "wrong-key", kit: { number: 1 } },
    });
    other.close();
  });

  test("wrong kits wait like any other key that is typed", async () => {
    const other = fresh(there);
    await choose(other, backup);
    const { kit: otherKit, installation } = await setUpPracticeOn(createComputer());
    installation.close();
    for (let time = 0; time < 3; time++) await check(other, otherKit);
    expect(await check(other)).toMatchObject({ ok: false, refusal: { code: "too-soon" } });
    there.clock.advance(1000);
    expect(await check(other)).toMatchObject({ ok: true });
    other.close();
  });

  test("a practice whose vault is not the one here", async () => {
    const { installation } = await setUpPracticeOn(there);
    expect(await choose(installation, backup)).toEqual(refusedWith("other-practice"));
    installation.close();
  });

  test("one that was cut off", async () => {
    const file = join(there.folder, "cut.age");
    const bytes = readFileSync(backup);
    writeFileSync(file, bytes.subarray(0, bytes.length - 70_000));
    const other = fresh(there);
    await choose(other, file);
    expect(await check(other)).toEqual(refusedWith("incomplete"));
    other.close();
  });

  test("one with a flipped bit", async () => {
    const file = join(there.folder, "flipped.age");
    const bytes = readFileSync(backup);
    bytes.writeUInt8(bytes.readUInt8(90_000) ^ 1, 90_000);
    writeFileSync(file, bytes);
    const other = fresh(there);
    await choose(other, file);
    expect(await check(other)).toEqual(refusedWith("changed"));
    other.close();
  });

  test.each([
    ["a trigger", "CREATE TRIGGER mine AFTER INSERT ON outbox BEGIN SELECT 1; END"],
    ["a view", "CREATE VIEW mine AS SELECT * FROM accounts"],
    ["a table", "CREATE TABLE mine (a TEXT) STRICT"],
  ])("one whose database has %s that Wardkey did not make", async (_, sql) => {
    const db = openDatabase(join(vaultOf(here), "vault.db"), app.now.key ?? new Uint8Array());
    db.exec(sql);
    db.close();
    // Such a copy has no good name here, since it does not pass: taken from where it is made.
    const file = await hostileBackup();
    const other = fresh(there);
    await choose(other, file);
    expect(await check(other)).toEqual(refusedWith("foreign-parts"));
    other.close();
  });

  /** A backup of the vault as it is, given its name although it does not pass: what somebody with its keys could make. */
  async function hostileBackup(): Promise<string> {
    const context = contextOf(app);
    const started = context.backups.start(foldersHere(context).slice(0, 1), null);
    expect(started).toEqual({ ok: true, value: null });
    const file = join(there.folder, "hostile.age");
    while (context.memory.backups.running !== null) {
      const scratch = join(vaultOf(here), "unfinished-backup", "backup.age");
      if (context.memory.backups.running.progress.step === "write" && existsSync(scratch)) copyFileSync(scratch, file);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return file;
  }
});

describe("a backup in hand", () => {
  beforeEach(async () => {
    [here, there] = [createComputer(), createComputer()];
    ({ installation: app, kit } = await setUpPracticeOn(here));
    backup = await backUp(app);
  });
  afterEach(() => {
    app.close();
    here.clear();
    there.clear();
  });

  test("is no longer checked once another kit was tried with it, whose pieces lie in its place", async () => {
    const other = fresh(there);
    await choose(other, backup);
    expect(await check(other)).toMatchObject({ ok: true });
    const { kit: otherKit, installation } = await setUpPracticeOn(createComputer());
    installation.close();
    await check(other, otherKit);
    expect(await restoreBackup(other, other.caller(), { newPassphrase: null })).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "no-file" },
    });
    expect(other.folder.hasDatabase()).toBe(false);
    other.close();
  });

  test("belongs to whoever chose it, and to no other session", async () => {
    const other = fresh(there);
    await choose(other, backup);
    await check(other);
    const stranger = { ...other.caller(), session: createSession(silentHost) };
    expect(await checkBackup(other, stranger, { recoveryKey: kit })).toMatchObject({ refusal: { because: "no-file" } });
    expect(await restoreBackup(other, stranger, { newPassphrase: null })).toMatchObject({
      refusal: { because: "no-file" },
    });
    other.close();
  });

  test("that cannot be put in its place leaves the vault that is here, opened again", async () => {
    for (const name of [...here.stored.keys()]) if (name.startsWith("vault-key-")) here.stored.delete(name);
    app.close();
    app = fresh(here);
    await choose(app, backup);
    expect(await check(app)).toMatchObject({ ok: true });
    const full = Object.assign(new Error("no room"), { code: "ENOSPC" });
    const broken: Open = {
      ...app,
      folder: {
        ...app.folder,
        exchange: () => {
          throw full;
        },
      },
    };
    expect(await restoreBackup(broken, app.caller(), { newPassphrase: null })).toEqual({
      ok: false,
      refusal: { code: "vault-trouble", trouble: "disk-full" },
    });
    expect(app.now.vault).toEqual({ is: "open" });
  });
});

describe("newer entries that are here", () => {
  beforeEach(async () => {
    [here, there] = [createComputer(), createComputer()];
    ({ installation: app, kit } = await setUpPracticeOn(here));
    backup = await backUp(app);
  });
  afterEach(() => {
    app.close();
    here.clear();
    there.clear();
  });

  test("come in by themselves from the vault that was here, where it still opens", async () => {
    note(app, { kind: "help-asked", subject: joan(app)?.id ?? "", data: { about: "password" } });
    const { workstation, db } = contextOf(app);
    const newest = findHead(db, workstation);
    app.close();
    // The key store has lost the key: the vault does not open by itself.
    for (const name of [...here.stored.keys()]) if (name.startsWith("vault-key-")) here.stored.delete(name);
    app = fresh(here);
    expect(app.now.vault).toEqual({ is: "key-missing" });
    expect(await restore(app, here)).toEqual({ ok: true, value: null });
    expect(findHead(contextOf(app).db, workstation)).toEqual(newest);
    expect(contextOf(app).workstation).not.toBe(workstation);
  });

  test("come from a newer backup, once a manager is in: what was done since is known then, and twice is as good as once", async () => {
    const { workstation, db } = contextOf(app);
    note(app, { kind: "help-asked", subject: joan(app)?.id ?? "", data: { about: "password" } });
    // Of one day the newest backup stays.
    const older = join(there.folder, "older.age");
    copyFileSync(backup, older);
    here.clock.advance(60_000);
    const newer = await backUp(app);
    const newest = findEntryAt(db, workstation, findHead(db, workstation)?.seq ?? 0);
    const other = fresh(there);
    expect(await restore(other, there, older)).toEqual({ ok: true, value: null });
    const asManager = {
      ...other.caller(),
      account: joan(other)?.id ?? "",
      role: "manager",
      sessionState: "manager",
    } as const;
    const takeIn = async () => {
      await choose(other, newer);
      const checked = await checkBackup(other, asManager, { recoveryKey: kit });
      if (!checked.ok) throw new Error("a backup that is not whole");
      return takeInBackup(other, asManager, { backup: checked.value.backup, proof: { password: "", token: null } });
    };
    const first = await takeIn();
    expect(first).toMatchObject({ ok: true });
    expect(first.ok && first.value.entries).toBeGreaterThan(0);
    // The backup's own entry came after it was made.
    expect(findHead(contextOf(other).db, workstation)?.seq).toBe((newest?.seq ?? 0) - 1);
    expect(await takeIn()).toEqual({ ok: true, value: { entries: 0 } });
    other.close();
  });
});
