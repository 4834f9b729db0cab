import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { VaultContext } from "../../../src/main/core/context";
import { parseKeyEnvelope } from "../../../src/main/core/domain/key-envelope";
import { formatRecoveryKey, RECOVERY_KEY_BYTES } from "../../../src/main/core/domain/recovery-key";
import type { Installation } from "../../../src/main/core/installation";
import { KEY_STORE_SILENT } from "../../../src/main/core/ports";
import { listOpenKeyChanges } from "../../../src/main/core/store/key-changes";
import { thePractice } from "../../../src/main/core/store/practice";
import {
  changePassphrase,
  getVaultKeys,
  openByKeyStore,
  openByPassphrase,
} from "../../../src/main/core/vault/change-keys";
import { changeVaultKey } from "../../../src/main/core/vault/new-vault-key";
import { createPractice } from "../../../src/main/core/vault/practice-setup";
import { recoveryKeyOpens } from "../../../src/main/core/vault/recovery-key";
import { confirmRecoveryKit, makeNewKit, makeRecoveryKit } from "../../../src/main/core/vault/recovery-kit";
import { lookAtVault, openVault, openVaultWithRecoveryKey, retryOpening } from "../../../src/main/core/vault/vault";
import { putUnderNewKey } from "../../../src/main/platform/new-key";
import { type Computer, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { entriesAbout } from "../../support/entries";

const OLD = "meadow lantern copper nine";
const NEW = "harbor violin seventeen moss";
const proof = { password: "", token: null };

/** A computer with a whole vault, made once: every test begins with a copy of it. */
type Made = { readonly computer: Computer; readonly kit: string };
const made = new Map<"key-store" | "passphrase" | "both", Made>();
const open: { close: () => void }[] = [];
const computers: Computer[] = [];

beforeAll(async () => {
  made.set("key-store", await make(true, null));
  made.set("passphrase", await make(false, OLD));
  made.set("both", await make(true, OLD));
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  for (const one of computers.splice(0)) one.clear();
});
afterAll(() => {
  for (const { computer } of made.values()) computer.clear();
});

async function make(keyStore: boolean, passphrase: string | null): Promise<Made> {
  const computer = createComputer({ keyStore });
  const installation = startOn(computer);
  lookAtVault(installation);
  expect(await createPractice(installation, installation.caller(), { ...PRACTICE_SETUP, passphrase })).toMatchObject({
    ok: true,
  });
  const kit = await makeRecoveryKit(installation, installation.caller());
  if (!kit.ok) throw new Error("no kit");
  const part = kit.value.key.split("-")[kit.value.askGroup - 1] ?? "";
  expect(confirmRecoveryKit(installation, installation.caller(), { part })).toMatchObject({ ok: true });
  installation.close();
  return { computer, kit: kit.value.key };
}

type Kind = "key-store" | "passphrase" | "both";

function copyOf(kind: Kind): { readonly computer: Computer; readonly kit: string } {
  const from = made.get(kind);
  if (from === undefined) throw new Error("made before every test");
  const computer = createComputer({ keyStore: from.computer.hasKeyStore });
  computers.push(computer);
  cpSync(from.computer.folder, computer.folder, { recursive: true });
  for (const [name, value] of from.computer.stored) computer.stored.set(name, value);
  computer.preferences.known = from.computer.preferences.known;
  return { computer, kit: from.kit };
}

/** The app after a start; `wrap` stands between it and what it writes to. */
async function start(computer: Computer, passphrases: readonly string[], wrap = (one: Installation) => one) {
  const started = startOn(computer);
  open.push(started);
  const installation = wrap(started);
  lookAtVault(installation);
  const right: string[] = [];
  // Only one of them may be right: with an open vault nothing is asked any more.
  if (installation.now.vault.is === "passphrase-needed") {
    for (const passphrase of passphrases) {
      const opened = installation.now.context === null && (await openVault(installation, null, { passphrase })).ok;
      if (opened) right.push(passphrase);
    }
  }
  const caller = () => {
    const session = started.session;
    return { session, sessionState: "manager", account: manager(installation), role: "manager" } as const;
  };
  return { installation, close: started.close, caller, right };
}

function contextOf({ now: { context } }: Installation): VaultContext {
  if (context === null) throw new Error("no vault is open");
  return context;
}

function manager(installation: Installation): string {
  const created = entriesAbout(contextOf(installation)).find(({ kind }) => kind === "account-created");
  return created?.subject ?? "";
}

type Started = Awaited<ReturnType<typeof start>>;
const changes = {
  "Change passphrase": { kind: "passphrase", what: "passphrase" },
  "Use a passphrase": { kind: "key-store", what: "to-passphrase" },
  "Use the key store": { kind: "both", what: "to-key-store" },
  "New vault key, with a key store": { kind: "key-store", what: "vault-key" },
  "New vault key, with a passphrase": { kind: "passphrase", what: "vault-key" },
} as const;
type Change = keyof typeof changes;

function carryOut(change: Change, { installation, caller }: Started, kit: string) {
  const who = caller();
  switch (change) {
    case "Change passphrase":
      return changePassphrase(installation, who, { typed: { passphrase: NEW }, proof });
    case "Use a passphrase":
      return openByPassphrase(installation, who, { typed: { passphrase: NEW }, proof });
    case "Use the key store":
      return Promise.resolve().then(() => openByKeyStore(installation, who, { proof }));
    default: {
      const passphrase = changes[change].kind === "passphrase" ? OLD : null;
      return changeVaultKey(installation, who, { typed: { recoveryKey: kit, passphrase }, proof });
    }
  }
}

const folderOf = ({ folder }: Computer) => join(folder, "data", "vault");
const filesOf = (computer: Computer) =>
  readdirSync(folderOf(computer)).filter((name) => !/lock|-wal$|-shm$/.test(name));
const keysOf = ({ stored }: Computer) => [...stored.keys()].filter((name) => name.includes("vault-key")).length;
const keyEnvelopeOf = (installation: Installation) => parseKeyEnvelope(installation.folder.readKeyEnvelope() ?? "");

/** After any start: one whole way in, nothing left over, and the audit log says what became of the change. */
async function expectWhole(computer: Computer, kit: string, change: Change): Promise<"done" | "undone" | "not-begun"> {
  const again = await start(computer, [OLD, NEW]);
  const { installation, right } = again;
  expect(installation.now.vault).toEqual({ is: "open" });
  const { db, workstation } = contextOf(installation);
  expect(thePractice(db).name).toBe("Northside Clinic");
  expect(listOpenKeyChanges(db, workstation)).toEqual([]);
  expect(filesOf(computer)).toEqual(["vault.db", "vault.json"]);
  const keyEnvelope = keyEnvelopeOf(installation);
  expect(keyEnvelope?.newKey).toBeUndefined();
  expect(keysOf(computer)).toBe(keyEnvelope?.passphrase === null ? 1 : 0);
  expect(right.length).toBe(keyEnvelope?.passphrase === null ? 0 : 1);
  const entries = entriesAbout(contextOf(installation));
  const ended = entries.flatMap((entry) => (entry.kind === "key-change-ended" ? [entry.data] : []));
  expect(ended.length).toBe(entries.filter(({ kind }) => kind === "key-change-begun").length);
  const because = ended[0]?.because;
  const became = because === undefined ? "not-begun" : because === null ? "done" : "undone";
  if (change === "Change passphrase") expect(right).toEqual([became === "done" ? NEW : OLD]);
  again.close();
  open.splice(0);
  // The next start opens in the same way, and the kit opens it too.
  const next = await start(computer, right);
  expect(next.installation.now.vault).toEqual({ is: "open" });
  next.close();
  open.splice(0);
  computer.stored.clear();
  const withKit = await start(computer, []);
  const newPassphrase = keyEnvelope?.passphrase === null ? null : NEW;
  expect(await openVaultWithRecoveryKey(withKit.installation, null, { recoveryKey: kit, newPassphrase })).toMatchObject(
    {
      ok: true,
    },
  );
  return became;
}

/** What the next start makes of a change that was killed just before and just after each of its writes. */
const killed: Readonly<Record<Change, readonly string[]>> = {
  "Change passphrase": ["before 1 envelope: undone", "after 1 envelope: done"],
  "Use a passphrase": [
    "before 1 envelope: undone",
    "before 2 forget: done",
    "after 1 envelope: done",
    "after 2 forget: done",
  ],
  "Use the key store": [
    "before 1 store: undone",
    "before 2 envelope: undone",
    "after 1 store: undone",
    "after 2 envelope: done",
  ],
  "New vault key, with a key store": [
    "before 1 store: undone",
    "before 2 envelope: undone",
    "before 3 half of the copy: undone",
    "before 4 the copy: undone",
    "before 5 the old one kept: undone",
    "before 6 the rename: undone",
    "before 7 store: done",
    "before 8 envelope: done",
    "before 9 forget: done",
    "before 10 drop old database: done",
    "after 1 store: undone",
    "after 2 envelope: undone",
    "after 3 half of the copy: undone",
    "after 4 the copy: undone",
    "after 5 the old one kept: undone",
    "after 6 the rename: done",
    "after 7 store: done",
    "after 8 envelope: done",
    "after 9 forget: done",
    "after 10 drop old database: done",
  ],
  "New vault key, with a passphrase": [
    "before 1 envelope: undone",
    "before 2 half of the copy: undone",
    "before 3 the copy: undone",
    "before 4 the old one kept: undone",
    "before 5 the rename: undone",
    "before 6 envelope: done",
    "before 7 drop old database: done",
    "after 1 envelope: undone",
    "after 2 half of the copy: undone",
    "after 3 the copy: undone",
    "after 4 the old one kept: undone",
    "after 5 the rename: done",
    "after 6 envelope: done",
    "after 7 drop old database: done",
  ],
};

class Killed extends Error {}

/**
 * Ends the app at its nth write, just before or just after it: nothing that it would do from then on is done. Writes are
 * those of the key store and the folder, and the stages of the worker; between them lie the commits of the audit log.
 */
function killer(at: number, when: "before" | "after") {
  let count = 0;
  let dead = false;
  const written: string[] = [];
  const die = () => {
    dead = true;
    throw new Killed();
  };
  const write = <A extends readonly unknown[], R>(name: string, act: (...args: A) => R) => {
    return (...args: A): R => {
      if (dead) throw new Killed();
      count += 1;
      written.push(name);
      if (count === at && when === "before") die();
      const done = act(...args);
      if (count === at) die();
      return done;
    };
  };
  const wrap = (installation: Installation): Installation => {
    const { folder, keyStore } = installation;
    const wrapped = {
      ...installation,
      folder: {
        ...folder,
        writeKeyEnvelope: write("envelope", folder.writeKeyEnvelope),
        dropOldDatabase: write("drop old database", folder.dropOldDatabase),
        hasDatabase: () => {
          if (dead) throw new Killed();
          return folder.hasDatabase();
        },
      },
      keyStore: { ...keyStore, write: write("store", keyStore.write), remove: write("forget", keyStore.remove) },
      putUnderNewKey: async (...[job, hear]: Parameters<Installation["putUnderNewKey"]>) => {
        const stage = (name: string, act: () => void) => write(name, act)();
        const file = (name: string) => join(folder.database, "..", name);
        copyFileSync(job.database, file("before.db"));
        putUnderNewKey(job, () => {});
        renameSync(job.database, file("after.db"));
        copyFileSync(file("before.db"), job.database);
        renameSync(file("under-old-key.db"), file("old.db"));
        const clear = () => {
          for (const name of ["before.db", "after.db", "old.db"])
            if (existsSync(file(name))) renameSync(file(name), join(file(".."), name));
        };
        try {
          stage("half of the copy", () => {
            copyFileSync(file("after.db"), file("under-new-key.db"));
            truncateSync(file("under-new-key.db"), 8192);
          });
          stage("the copy", () => copyFileSync(file("after.db"), file("under-new-key.db")));
          stage("the old one kept", () => copyFileSync(file("old.db"), file("under-old-key.db")));
          stage("the rename", () => renameSync(file("under-new-key.db"), job.database));
        } finally {
          clear();
        }
        hear({ is: "ended", because: null });
      },
    };
    return wrapped;
  };
  return { wrap, written, isDead: () => dead, arm: () => (count = 0) };
}

describe.each(Object.keys(changes) as Change[])("%s", (change) => {
  const { kind } = changes[change];

  test("is done, said in the audit log, and leaves one way in (KEY-1)", async () => {
    const { computer, kit } = copyOf(kind);
    const started = await start(computer, [OLD]);
    expect(await carryOut(change, started, kit)).toEqual({ ok: true, value: null });
    expect(getVaultKeys(started.installation)).toMatchObject({
      ok: true,
      value: { last: { what: changes[change].what, became: "done" } },
    });
    started.close();
    open.splice(0);
    expect(await expectWhole(computer, kit, change)).toBe("done");
  });

  test("killed before and after each of its writes, is done or undone at the next start (KEY-1)", async () => {
    const table: string[] = [];
    for (const when of ["before", "after"] as const) {
      for (let at = 1; ; at += 1) {
        const { computer, kit } = copyOf(kind);
        const death = killer(at, when);
        const started = await start(computer, [OLD], death.wrap);
        death.arm();
        const written = death.written.length;
        const ended = await carryOut(change, started, kit).catch((broken) => broken);
        started.close();
        open.splice(0);
        if (!death.isDead()) {
          expect(ended).toEqual({ ok: true, value: null });
          break;
        }
        const became = await expectWhole(computer, kit, change);
        table.push(`${when} ${at} ${death.written.slice(written).at(-1)}: ${became}`);
        for (const one of computers.splice(0)) one.clear();
      }
    }
    expect(table).toEqual(killed[change]);
  }, 120_000);
});

describe("a new kit", () => {
  const ask = (started: Started) => makeNewKit(started.installation, started.caller(), { reason: "seen", proof });
  const partOf = ({ key, askGroup }: { key: string; askGroup: number }) => key.split("-")[askGroup - 1] ?? "";
  /** Whether a kit opens a copy of the vault where the key store has lost its key. */
  async function opensVault({ folder }: Computer, recoveryKey: string): Promise<boolean> {
    const copy = createComputer();
    computers.push(copy);
    cpSync(folder, copy.folder, { recursive: true });
    const without = await start(copy, []);
    const opened = await openVaultWithRecoveryKey(without.installation, null, { recoveryKey, newPassphrase: null });
    return opened.ok;
  }

  test("opens the vault once a part of it was typed back, and the old one never again, also by the old key envelope (KEY-5)", async () => {
    const { computer, kit: old } = copyOf("key-store");
    const started = await start(computer, []);
    const before = readFileSync(join(folderOf(computer), "vault.json"), "utf8");
    const made = await ask(started);
    if (!made.ok) throw new Error(made.refusal.code);
    expect(recoveryKeyOpens(started.installation, old)).toBe(true);
    expect(recoveryKeyOpens(started.installation, made.value.key)).toBe(false);
    const part = partOf(made.value);
    expect(confirmRecoveryKit(started.installation, started.caller(), { part: "ZZZZZ" })).toMatchObject({ ok: false });
    expect(confirmRecoveryKit(started.installation, started.caller(), { part })).toEqual({ ok: true, value: null });
    expect(getVaultKeys(started.installation)).toMatchObject({ value: { kit: { number: 2, reason: "seen" } } });
    expect(recoveryKeyOpens(started.installation, old)).toBe(false);
    expect(recoveryKeyOpens(started.installation, made.value.key)).toBe(true);
    started.close();
    open.splice(0);
    expect(await opensVault(computer, old)).toBe(false);
    writeFileSync(join(folderOf(computer), "vault.json"), before);
    expect(await opensVault(computer, old)).toBe(false);
  });

  test("that was not checked goes at the next start, the old one stays, and no two papers have one number (KEY-5)", async () => {
    const { computer, kit: old } = copyOf("key-store");
    const started = await start(computer, []);
    const made = await ask(started);
    if (!made.ok) throw new Error(made.refusal.code);
    started.close();
    open.splice(0);
    expect(await opensVault(computer, made.value.key)).toBe(false);
    expect(await opensVault(computer, old)).toBe(true);
    const again = await start(computer, []);
    expect(keyEnvelopeOf(again.installation)?.newKit).toBeUndefined();
    const kinds = entriesAbout(contextOf(again.installation)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "recovery-kit-dropped")).toHaveLength(1);
    const next = await ask(again);
    if (!next.ok) throw new Error(next.refusal.code);
    confirmRecoveryKit(again.installation, again.caller(), { part: partOf(next.value) });
    expect(getVaultKeys(again.installation)).toMatchObject({ value: { kit: { number: 3 } } });
  });

  /** Which kits open the vault after Wardkey ended at that write of making one and of checking it. */
  async function opensAfter(at: number, when: "before" | "after"): Promise<string> {
    const { computer, kit: old } = copyOf("key-store");
    const death = killer(at, when);
    const started = await start(computer, [], death.wrap);
    death.arm();
    let key: string | undefined;
    const work = async () => {
      const made = await ask(started);
      if (!made.ok) throw new Error(made.refusal.code);
      ({ key } = made.value);
      confirmRecoveryKit(started.installation, started.caller(), { part: partOf(made.value) });
    };
    await work().catch((broken) => expect(broken).toBeInstanceOf(Killed));
    expect(death.isDead()).toBe(true);
    started.close();
    open.splice(0);
    const kits = { old, ...(key === undefined ? {} : { new: key }) };
    const opening: string[] = [];
    for (const [name, kit] of Object.entries(kits)) if (await opensVault(computer, kit)) opening.push(name);
    return `${when} ${at}: ${opening.join(" and ")}`;
  }

  test("killed before and after each of its writes, leaves the old kit or the new one (KEY-5)", async () => {
    const table = [
      await opensAfter(1, "before"),
      await opensAfter(1, "after"),
      await opensAfter(2, "before"),
      await opensAfter(2, "after"),
    ];
    expect(table).toEqual(["before 1: old", "after 1: old", "before 2: new", "after 2: new"]);
  });
});

describe("a change of keys", () => {
  const begun = (one: Started) =>
    entriesAbout(contextOf(one.installation)).filter(({ kind }) => kind.startsWith("key-change"));

  test("leaves everything as it was where the disk is full, and says so (KEY-1)", async () => {
    const { computer } = copyOf("passphrase");
    const started = await start(computer, [OLD]);
    const full = join(folderOf(computer), "vault.json.new");
    symlinkSync("/dev/full", full);
    const refused = await carryOut("Change passphrase", started, "");
    expect(refused).toEqual({ ok: false, refusal: { code: "vault-trouble", trouble: "disk-full" } });
    expect(getVaultKeys(started.installation)).toMatchObject({ value: { last: { became: "disk-full" } } });
    started.close();
    open.splice(0);
    rmSync(full);
    expect((await start(computer, [OLD, NEW])).right).toEqual([OLD]);
  });

  test("leaves everything as it was where the key store does not answer, and a retry does it (KEY-1)", async () => {
    const { computer } = copyOf("both");
    const silent = () => {
      throw Object.assign(new Error("silent"), { code: KEY_STORE_SILENT });
    };
    let isAwake = false;
    const started = await start(computer, [OLD], (one) => ({
      ...one,
      keyStore: { ...one.keyStore, write: (name, value) => (isAwake ? one.keyStore.write(name, value) : silent()) },
    }));
    const refused = await carryOut("Use the key store", started, "");
    expect(refused).toEqual({ ok: false, refusal: { code: "vault-trouble", trouble: "key-store" } });
    expect(keyEnvelopeOf(started.installation)?.passphrase).not.toBeNull();
    isAwake = true;
    expect(await carryOut("Use the key store", started, "")).toEqual({ ok: true, value: null });
  });

  test("is unfinished where the key store does not let go of its key, and the next start ends it (KEY-1)", async () => {
    const { computer, kit } = copyOf("key-store");
    const started = await start(computer, [], (one) => ({
      ...one,
      keyStore: {
        ...one.keyStore,
        remove: () => {
          throw Object.assign(new Error("silent"), { code: KEY_STORE_SILENT });
        },
      },
    }));
    expect(await carryOut("Use a passphrase", started, kit)).toEqual({ ok: true, value: null });
    expect(getVaultKeys(started.installation)).toMatchObject({ value: { last: { became: "unfinished" } } });
    started.close();
    open.splice(0);
    expect(await expectWhole(computer, kit, "Use a passphrase")).toBe("done");
  });

  test("takes the kit and the passphrase of this vault, and wrong ones wait (KEY-3, LOCK-9)", async () => {
    const { computer, kit } = copyOf("passphrase");
    const started = await start(computer, [OLD]);
    const attempt = (recoveryKey: string, passphrase: string) =>
      changeVaultKey(started.installation, started.caller(), { typed: { recoveryKey, passphrase }, proof });
    const other = formatRecoveryKey(started.installation.random.bytes(RECOVERY_KEY_BYTES));
    expect(await attempt(other, OLD)).toEqual({ ok: false, refusal: { code: "wrong-key" } });
    const wrong = { code: "wrong-key", which: "passphrase" };
    expect(await attempt(kit, NEW)).toEqual({ ok: false, refusal: wrong });
    expect(await attempt(kit, NEW)).toMatchObject({ ok: false, refusal: { ...wrong, waitMs: expect.any(Number) } });
    expect(await attempt(kit, OLD)).toMatchObject({ ok: false, refusal: { code: "too-soon" } });
    expect(begun(started)).toEqual([]);
  });

  test("cannot be got around: nobody opens the vault while it is written under a new key (KEY-4)", async () => {
    const { computer, kit } = copyOf("key-store");
    const seen: unknown[] = [];
    const started = await start(computer, [], (one) => ({
      ...one,
      putUnderNewKey: async (job, hear) => {
        seen.push(retryOpening(one), one.now.context, one.now.vault.is);
        seen.push((await openVaultWithRecoveryKey(one, null, { recoveryKey: kit, newPassphrase: null })).ok);
        seen.push(one.now.vault.is);
        putUnderNewKey(job, hear);
      },
    }));
    expect(await carryOut("New vault key, with a key store", started, kit)).toEqual({ ok: true, value: null });
    expect(seen).toEqual([{ ok: true, value: null }, null, "changing-key", false, "changing-key"]);
    expect(started.installation.now.vault).toEqual({ is: "open" });
  });

  test("keeps every passphrase and recovery key out of the audit log (KEY-3)", async () => {
    const { computer, kit } = copyOf("passphrase");
    const started = await start(computer, [OLD]);
    await carryOut("New vault key, with a passphrase", started, kit);
    await carryOut("Change passphrase", started, kit);
    const said = JSON.stringify(entriesAbout(contextOf(started.installation)));
    expect(begun(started)).toHaveLength(4);
    for (const secret of [OLD, NEW, kit, kit.slice(0, 11)]) expect(said.includes(secret)).toBe(false);
  });
});
