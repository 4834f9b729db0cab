import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foldersHere } from "../../../src/main/core/backups/back-up";
import { readPracticeKey } from "../../../src/main/core/backups/practice-key";
import { recordEvent } from "../../../src/main/core/context";
import { createSession } from "../../../src/main/core/session/session";
import { findAccountByEmail } from "../../../src/main/core/store/accounts";
import { findPracticeKey } from "../../../src/main/core/store/backups";
import { findHead } from "../../../src/main/core/store/ledger/ledger";
import { immediately, openDatabase } from "../../../src/main/core/store/open";
import { addMessage, findMessage, type Message } from "../../../src/main/core/store/outbox";
import { checkBackup, chooseBackup, restoreBackup, restoreOverVault } from "../../../src/main/core/vault/restore";
import { parseNote } from "../../../src/main/core/vault/restored-from";
import { enter, lookAtVault } from "../../../src/main/core/vault/vault";
import { backupAt } from "../../support/backups";
import { type Computer, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { forgeBackup } from "../../support/forged-backup";
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

async function begin(options: Parameters<typeof createComputer>[0]): Promise<void> {
  [here, there] = [createComputer(options), createComputer(options)];
  ({ installation: app, kit } = await setUpPracticeOn(here));
  backup = await backUp(app);
}

function end(): void {
  app.close();
  here.clear();
  there.clear();
}

/** The manager at the opened vault, as the bridge knows her once she has proven who she is. */
const asJoan = (at: Open) =>
  ({ ...at.caller(), account: joan(at)?.id ?? "", role: "manager", sessionState: "manager" }) as const;

/** Restores over the vault that is open; where there is no second manager, nobody has to approve it. */
async function restoreOver(at: Open) {
  await choose(at, backup);
  const checked = await checkBackup(at, asJoan(at), { recoveryKey: kit });
  if (!checked.ok) throw new Error("a backup that is not whole");
  const { backup: which, madeAt } = checked.value;
  return restoreOverVault(at, asJoan(at), { backup: which, madeAt, proof: { password: "", token: null } });
}

const keyInHex = (at: Open) => Buffer.from(at.now.key ?? []).toString("hex");

describe.each([true, false])("with a key store: %s", (keyStore) => {
  beforeEach(() => begin({ keyStore }));
  afterEach(end);

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
  beforeEach(() => begin({}));
  afterEach(end);

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

  test("one that somebody made who has the kit and not the practice key", async () => {
    const file = await forgeBackup({ file: backup, kit });
    const other = fresh(there);
    await choose(other, file);
    expect(await check(other)).toEqual(refusedWith("foreign"));
    expect(readdirSync(vaultOf(there)).filter((name) => name.endsWith(".db"))).toEqual([]);
    other.close();
  });

  test("one whose manifest, and one whose vault, a later version wrote", async () => {
    const { db } = contextOf(app);
    const found = findPracticeKey(db);
    const halves = found === undefined ? undefined : readPracticeKey(contextOf(app), found);
    const from = { file: backup, kit, practiceKey: halves?.privateKey ?? "" };
    const { key } = app.now;
    const edit = (database: string) => {
      const later = openDatabase(database, key ?? new Uint8Array());
      later.pragma("user_version = 999");
      later.pragma("wal_checkpoint(TRUNCATE)");
      later.close();
    };
    for (const changes of [{ format: 2 as 1 }, { edit }]) {
      const other = fresh(there);
      await choose(other, await forgeBackup(from, changes));
      expect(await check(other)).toEqual(refusedWith("newer"));
      other.close();
    }
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
    const finished = () => readdirSync(contextOf(app).backups.here).filter((name) => name.endsWith(".age"));
    const before = finished();
    const file = await hostileBackup();
    expect(finished()).toEqual(before);
    expect([...contextOf(app).memory.backups.troubles.values()]).toMatchObject([{ because: "not-intact" }]);
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
  beforeEach(() => begin({}));
  afterEach(end);

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

  const full = Object.assign(new Error("no room"), { code: "ENOSPC" });
  const withFullDisk = (at: Open): Open => ({
    ...at,
    folder: {
      ...at.folder,
      exchange: ({ database, note }) => {
        renameSync(database, at.folder.newDatabase);
        writeFileSync(join(dirname(at.folder.database), "restored.json"), note("vault-before"));
        throw full;
      },
    },
  });
  const refused = { ok: false, refusal: { code: "vault-trouble", trouble: "disk-full" } };

  test("that cannot be put in its place leaves a vault that does not open, and the key store, as they were", async () => {
    for (const name of [...here.stored.keys()]) if (name.startsWith("vault-key-")) here.stored.delete(name);
    app.close();
    app = fresh(here);
    const stored = new Map(here.stored);
    await choose(app, backup);
    expect(await check(app)).toMatchObject({ ok: true });
    expect(await restoreBackup(withFullDisk(app), app.caller(), { newPassphrase: null })).toEqual(refused);
    expect(app.now.vault).toEqual({ is: "key-missing" });
    expect(here.stored).toEqual(stored);
  });

  test("that cannot be put in its place leaves a vault that was open, opened again", async () => {
    const { workstation } = contextOf(app);
    expect(await restoreOver(withFullDisk(app))).toEqual(refused);
    expect(app.now.vault).toEqual({ is: "open" });
    expect(contextOf(app).workstation).toBe(workstation);
  });

  test("is put in its place by the next look, where the disk failed after it was decided on", async () => {
    const failing: Open = {
      ...app,
      folder: {
        ...app.folder,
        exchange: (asked) => {
          mkdirSync(join(vaultOf(here), "exchange.new"));
          expect(() => app.folder.exchange(asked)).toThrow();
          rmSync(join(vaultOf(here), "exchange.new"), { recursive: true });
          const { kept } = parseNote(app.folder.readNote() ?? "") ?? {};
          writeFileSync(join(vaultOf(here), "exchange"), kept ?? "");
          throw full;
        },
      },
    };
    expect(await restoreOver(failing)).toEqual(refused);
    expect(app.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing" });
    expect(readdirSync(vaultOf(here)).filter((name) => name.startsWith("vault-before-"))).toHaveLength(1);
    expect(readdirSync(vaultOf(here))).not.toContain("exchange");
  });

  test("opens where somebody has taken away the vault that was kept beside", async () => {
    const tidied: Open = {
      ...app,
      folder: {
        ...app.folder,
        exchange: (asked) => {
          const kept = app.folder.exchange(asked);
          rmSync(join(vaultOf(here), kept), { recursive: true });
          return kept;
        },
      },
    };
    expect(await restoreOver(tidied)).toEqual({ ok: true, value: null });
    expect(app.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing" });
  });

  test("that can neither be finished nor undone keeps the vault closed until it can", async () => {
    let broken = true;
    app.close();
    const again = startOn(here);
    const failing: Open = {
      ...again,
      folder: {
        ...again.folder,
        tidy: () => {
          if (broken) throw full;
          again.folder.tidy();
        },
      },
    };
    for (const attempt of [1, 2]) {
      lookAtVault(failing);
      expect(failing.now.vault, `attempt ${attempt}`).toEqual({ is: "trouble", trouble: "disk-full" });
    }
    broken = false;
    lookAtVault(failing);
    expect(failing.now.vault.is).not.toBe("trouble");
    app = failing;
  });

  test("is put in its place once, however often the button is pressed", async () => {
    const other = fresh(createComputer({ keyStore: false }));
    await choose(other, backup);
    await check(other);
    const press = () => restoreBackup(other, other.caller(), { newPassphrase: PASSPHRASE });
    const pressed = await Promise.all([press(), press()]);
    expect(pressed).toEqual([
      { ok: true, value: null },
      { ok: false, refusal: { code: "not-now", because: "no-file" } },
    ]);
    expect(other.now.vault).toMatchObject({ is: "unconfirmed" });
    other.close();
  });

  test("stays in hand where the new passphrase is easy to guess", async () => {
    const other = fresh(createComputer({ keyStore: false }));
    await choose(other, backup);
    await check(other);
    const by = (newPassphrase: string) => restoreBackup(other, other.caller(), { newPassphrase });
    expect(await by("password")).toEqual({ ok: false, refusal: { code: "weak-passphrase" } });
    expect(await by(PASSPHRASE)).toEqual({ ok: true, value: null });
    other.close();
  });

  test("over a vault that asks for a passphrase leaves it at that, also where there is a key store", async () => {
    const asks = createComputer({ keyStore: false });
    const { installation, kit: itsKit } = await setUpPracticeOn(asks);
    [kit, backup] = [itsKit, await backUp(installation)];
    installation.close();
    const withStore: Computer = { ...asks, hasKeyStore: true };
    const opened = await started(withStore);
    expect(await restoreOver(opened)).toEqual({ ok: true, value: null });
    expect(keyInHex(opened)).not.toBe("");
    expect([...withStore.stored.values()]).not.toContain(keyInHex(opened));
    opened.close();
    const again = fresh(withStore);
    expect(again.now.vault).toEqual({ is: "passphrase-needed" });
    again.close();
  });

  test("brings nothing back that waited to be sent", async () => {
    const context = contextOf(app);
    const waiting: Message = {
      id: "m",
      at: here.clock.now(),
      account: joan(app)?.id ?? "",
      channel: "text",
      recipient: "+14155550100",
      purpose: "notice",
      about: "account-unlocked",
      code: null,
      state: "waiting",
      attempts: 0,
      nextAt: here.clock.now(),
      expiresAt: here.clock.now() + 60_000,
      reason: null,
    };
    addMessage(context.db, waiting);
    rmSync(backup);
    backup = await backUp(app);
    const other = fresh(there);
    expect(await restore(other, there)).toEqual({ ok: true, value: null });
    expect(findMessage(contextOf(other).db, "m")?.state).toBe("not-needed");
    other.close();
  });
});

test("what another process finds in the folder stays as it is, while this one has the vault", async () => {
  await begin({});
  const unfinished = join(app.folder.scratch("restore"), "restored.db");
  writeFileSync(unfinished, "half");
  const second = startOn(here);
  expect(enter(second)).toBe("in-use");
  expect(readFileSync(unfinished, "utf8")).toBe("half");
  second.close();
  end();
});

describe("newer entries that are here", () => {
  beforeEach(() => begin({}));
  afterEach(end);

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
});
