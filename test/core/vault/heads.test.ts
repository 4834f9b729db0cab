import { generateKeyPairSync } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signIn } from "../../../src/main/core/authentication/sign-in";
import { canonicalText, entryHash } from "../../../src/main/core/domain/canonical";
import { readSigningKey, signHead } from "../../../src/main/core/domain/head-signature";
import type { Heads } from "../../../src/main/core/ports";
import { apply } from "../../../src/main/core/store/effects/apply";
import { keepInnerHead } from "../../../src/main/core/store/ledger/heads";
import { findHead, insertRow } from "../../../src/main/core/store/ledger/ledger";
import { knowingOf } from "../../../src/main/core/store/ledger/order";
import { NO_ENTRY, toEntry } from "../../../src/main/core/store/ledger/row";
import { type Db, openDatabase } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { confirmVault } from "../../../src/main/core/vault/confirm-vault";
import { readKeptHead } from "../../../src/main/core/vault/heads";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { PASSWORD } from "../../support/context";
import {
  contextOf,
  crashed,
  deleteHeads,
  headFile,
  keepHeads,
  type Open,
  setUpPracticeOn,
  started,
} from "../../support/heads";
import { appCode } from "../../support/phone";
import { addMember, giveRecoveryCodes, setUpText } from "../../support/sign-in";

const { email, password, cellPhone: phone } = PRACTICE_SETUP.manager;
const WRONG = "a wrong one altogether";

let computer: Computer;
let installation: Open;
let appKey: string;
let kit: string;

afterEach(() => {
  installation.close();
  computer.clear();
});

const vault = () => join(computer.folder, "data", "vault");
const copied = () => join(computer.folder, "copy");
/** What a thief or an impatient insider does with the folder of the vault, and can do without any key. */
const copyFolder = () => cpSync(vault(), copied(), { recursive: true });
function putBack(): void {
  rmSync(vault(), { recursive: true });
  cpSync(copied(), vault(), { recursive: true });
}
async function restart(): Promise<void> {
  installation = await crashed(installation, computer);
}
const guess = () => signIn(contextOf(installation), installation.caller(), { email, password: WRONG });
const state = () => installation.now.vault;
const newest = () => findHead(contextOf(installation).db, contextOf(installation).workstation);
function outside() {
  const { db, workstation } = contextOf(installation);
  return readKeptHead(db, workstation, installation.heads.read(thePractice(db).vaultId));
}
let restore = () => {};
/** The arrival of the heads takes nothing more. */
function cutOff(code: string): void {
  const heads = installation.heads as { write: Heads["write"] };
  const { write } = heads;
  restore = () => {
    heads.write = write;
  };
  heads.write = () => {
    throw Object.assign(new Error("cut off"), { code });
  };
}

/** Does something to the closed vault with its key, as somebody does who got hold of both. */
async function withKey(act: (db: Db) => void): Promise<void> {
  const { key } = installation.now;
  if (key === null) throw new Error("no key");
  installation.close();
  const db = openDatabase(join(vault(), "vault.db"), key, { mustExist: true });
  act(db);
  db.close();
  installation = await started(computer);
}

/** Appends an entry by hand: correctly numbered, hashed and applied. */
function appendEntry(
  db: Db,
  kind: string,
  subject: string | null,
  facts: object,
  workstation: string = thePractice(db).workstation,
): void {
  const head = findHead(db, workstation) ?? { seq: 0, hash: NO_ENTRY };
  const data = canonicalText({ commits: [], facts });
  const row = {
    workstation,
    seq: head.seq + 1,
    at: computer.clock.now(),
    actor: null,
    kind,
    version: 1,
    subject,
    cause: null,
    data,
    prev: head.hash,
  };
  const last = db.prepare("SELECT max(h) AS h FROM ledger").get() as { h: number };
  const whole = {
    ...row,
    hash: entryHash(row),
    h: Math.max(row.at, last.h + 1),
    stream: subject ?? "practice:settings",
  };
  const entry = toEntry({ ...whole, arrival: insertRow(db, whole) });
  apply(db, entry, knowingOf(db, entry));
}

const someManager = (db: Db) =>
  (db.prepare("SELECT owner FROM accounts WHERE role = 'manager'").get() as { owner: string }).owner;
const promote = (db: Db) =>
  appendEntry(db, "role-changed", someManager(db), { before: "member", after: "manager", reason: "mine" });

for (const keyStore of [true, false]) {
  describe(keyStore ? "with a key store" : "without a key store", () => {
    beforeEach(async () => {
      computer = createComputer({ keyStore });
      ({ installation, appKey, kit } = await setUpPracticeOn(computer));
    });

    test("the head outside is the newest entry's when an attempt is answered", async () => {
      await guess();
      expect(outside()).toMatchObject({ seq: newest()?.seq, hash: newest()?.hash });
    });

    test("a folder that is put back a moment after a guess gives the guess not back", async () => {
      copyFolder();
      await guess();
      installation.close();
      putBack();
      installation = await started(computer);
      expect(state()).toEqual({ is: "trouble", trouble: "rolled-back" });
    });

    test("a folder that is put back together with its head outside is an older day, as the threat model says", async () => {
      copyFolder();
      const putHeadBack = keepHeads(computer);
      const before = newest()?.seq;
      await guess();
      installation.close();
      putBack();
      putHeadBack();
      installation = await started(computer);
      expect(state()).toEqual({ is: "open" });
      // The opening is all that is recorded since.
      expect(newest()?.seq).toBe((before ?? 0) + 1);
    });

    test("a kill between a commit and its head outside is a crash, and opens", async () => {
      // The power goes: nothing is noted of it either.
      contextOf(installation).memory.unsealed = { since: 0, because: "unknown" };
      cutOff("EIO");
      await guess();
      expect(newest()?.seq).toBe((outside()?.seq ?? 0) + 1);
      await restart();
      expect(state()).toEqual({ is: "open" });
      expect(outside()?.seq).toBe(newest()?.seq);
    });

    test("however many entries that commit had (LEDGER-5, LEDGER-6)", async () => {
      for (let time = 0; time < 4; time++) await guess();
      const putHeadBack = keepHeads(computer);
      const before = newest()?.seq ?? 0;
      // The fifth is an attempt and a lock, in one commit.
      await guess();
      expect(newest()?.seq).toBe(before + 2);
      installation.close();
      putHeadBack();
      installation = await started(computer);
      expect(state()).toEqual({ is: "open" });
      expect(outside()?.seq).toBe(newest()?.seq);
    });

    test("entries that nobody signed are found, however well they are hashed", async () => {
      await withKey(promote);
      expect(state()).toEqual({ is: "trouble", trouble: "changed" });
    });

    test("entries of a workstation that is none of the practice's are found, also where it says that it is one", async () => {
      await withKey((db) => {
        const data = { workstation: "mallory", name: "Front desk", publicKey: "k", secret: null, from: null };
        appendEntry(db, "workstation-added", null, data, "mallory");
        const manager = { before: "member", after: "manager", reason: "mine" };
        appendEntry(db, "role-changed", someManager(db), manager, "mallory");
      });
      expect(state()).toEqual({ is: "trouble", trouble: "changed" });
    });

    test("entries under a head that somebody else signed are found", async () => {
      const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      });
      const key = readSigningKey(privateKey, publicKey);
      if (key === undefined) throw new Error("no key");
      await withKey((db) => {
        const previous = findHead(db, thePractice(db).workstation)?.seq ?? 0;
        // The ledger is made to name the thief's key first.
        appendEntry(db, "signing-key-changed", null, { publicKey, secret: null });
        promote(db);
        const head = findHead(db, thePractice(db).workstation);
        if (head !== undefined) keepInnerHead(db, signHead({ ...head, previous, others: null }, key));
      });
      expect(state()).toEqual({ is: "trouble", trouble: "changed" });
    });

    test("without the head outside a manager with the kit has to confirm the vault, however often it is started", async () => {
      copyFolder();
      await guess();
      installation.close();
      putBack();
      deleteHeads(computer);
      installation = await started(computer);
      for (let start = 0; start < 2; start++) {
        expect(state()).toEqual({ is: "unconfirmed", because: "head-missing", kitTyped: false, wait: null });
        expect(installation.caller()).toMatchObject({ sessionState: "sealed", account: null, role: null });
        await restart();
      }
      computer.clock.advance(60_000);
      const first = { email, password, token: appCode(appKey, computer.clock.now()) };
      const ask = (input: Partial<Parameters<typeof confirmVault>[2]>) =>
        confirmVault(installation, installation.caller(), {
          first,
          second: null,
          recoveryKey: null,
          emergencyCodes: null,
          ...input,
        });
      expect(await ask({})).toEqual({ ok: false, refusal: { code: "bad-input", fields: { recoveryKey: "missing" } } });
      expect(await ask({ recoveryKey: kit, first: { ...first, password: WRONG } })).toMatchObject({
        refusal: { code: "wrong-credentials" },
      });
      expect(await ask({ second: first })).toMatchObject({ ok: false });
      expect(state()).toMatchObject({ is: "unconfirmed" });
      computer.clock.advance(60_000);
      const again = { ...first, token: appCode(appKey, computer.clock.now()) };
      expect(await ask({ recoveryKey: kit, first: again })).toEqual({ ok: true, value: null });
      expect(state()).toEqual({ is: "open" });
      expect(outside()?.seq).toBe(newest()?.seq);
      await restart();
      expect(state()).toEqual({ is: "open" });
    });

    test.each([
      ["another manager", "+13125550181", { ok: true, value: null }],
      [
        "no second account of the first one",
        phone,
        { ok: false, refusal: { code: "may-not", because: "same-person" } },
      ],
    ])("%s confirms the vault in the arrival of the kit (LEDGER-6)", async (_who, cellPhone, answer) => {
      const context = contextOf(installation);
      const ruth = await addMember(context, { email: "ruth@northside.example", role: "manager", cellPhone });
      setUpText(context, ruth);
      giveRecoveryCodes(context, ruth, "abcdefghjkmnpqrs");
      installation.close();
      deleteHeads(computer);
      installation = await started(computer);
      computer.clock.advance(60_000);
      const first = { email, password, token: appCode(appKey, computer.clock.now()) };
      const second = { email: ruth.email, password: PASSWORD, token: "abcdefghjkmnpqrs" };
      const input = { first, second, recoveryKey: null, emergencyCodes: null };
      expect(await confirmVault(installation, installation.caller(), input)).toEqual(answer);
      expect(state().is).toBe(answer.ok ? "open" : "unconfirmed");
    });

    test("a guess at an e-mail that belongs to nobody is sealed as one at an account is, though it has no entry (LOCK-12)", async () => {
      const heads = installation.heads as { write: Heads["write"] };
      const written: string[] = [];
      const { write } = heads;
      heads.write = (vaultId, text) => {
        written.push(text);
        write(vaultId, text);
      };
      await guess();
      await guess();
      expect(new Set(written).size).toBe(2);
      const before = newest();
      for (let time = 0; time < 2; time++) {
        const nobody = { email: "nobody@northside.example", password: WRONG };
        expect(await signIn(contextOf(installation), installation.caller(), nobody)).toMatchObject({ ok: false });
      }
      expect(newest()).toEqual(before);
      expect(written.slice(2)).toEqual([written[1], written[1]]);
      heads.write = write;
      await restart();
      expect(state()).toEqual({ is: "open" });
    });

    test("a head that cannot be written is a state and an entry; people sign in, and it ends by itself", async () => {
      const context = contextOf(installation);
      cutOff("ENOSPC");
      expect(await guess()).toMatchObject({ refusal: { code: "wrong-credentials" } });
      expect(context.memory.unsealed).toEqual({ since: computer.clock.now(), because: "disk-full" });
      installation.now.seal?.tryAgain();
      const kinds = () => context.db.prepare("SELECT kind FROM ledger WHERE kind LIKE 'head-%'").pluck().all();
      expect(kinds()).toEqual(["head-not-written"]);
      restore();
      installation.now.seal?.tryAgain();
      expect(context.memory.unsealed).toBeNull();
      expect(kinds()).toEqual(["head-not-written", "head-written-again"]);
      expect(outside()?.seq).toBe(newest()?.seq);
    });

    test("after more commits than one without a head outside, a manager has to confirm the vault", async () => {
      cutOff("ENOSPC");
      await guess();
      await guess();
      await restart();
      expect(state()).toEqual({ is: "unconfirmed", because: "head-behind", kitTyped: false, wait: null });
    });
  });
}

describe("the key that signs", () => {
  test("lies in the key store and not in the vault, where there is a store", async () => {
    computer = createComputer({ keyStore: true });
    ({ installation } = await setUpPracticeOn(computer));
    expect(
      contextOf(installation).db.prepare("SELECT count(*) FROM secrets WHERE kind = 'workstation-key'").pluck().get(),
    ).toBe(0);
    expect([...computer.stored.keys()].filter((name) => name.startsWith("signing-key-"))).toHaveLength(1);
  });

  test("that was deleted from the vault is said, and does not stop the heads in silence", async () => {
    computer = createComputer({ keyStore: false });
    ({ installation, appKey, kit } = await setUpPracticeOn(computer));
    await withKey((db) => db.exec("DELETE FROM secrets WHERE kind = 'workstation-key'"));
    expect(state()).toMatchObject({ is: "unconfirmed" });
    computer.clock.advance(60_000);
    const first = { email, password, token: appCode(appKey, computer.clock.now()) };
    const confirmed = await confirmVault(installation, installation.caller(), {
      first,
      second: null,
      recoveryKey: kit,
      emergencyCodes: null,
    });
    expect(confirmed).toEqual({ ok: true, value: null });
    await guess();
    expect(outside()?.seq).toBe(newest()?.seq);
    await restart();
    expect(state()).toEqual({ is: "open" });
  });
});

describe("the file of heads", () => {
  beforeEach(async () => {
    computer = createComputer({ keyStore: false });
    ({ installation } = await setUpPracticeOn(computer));
  });

  test("stays the same file of two slots; a torn write leaves the head before", async () => {
    const ofFile = () => readFileSync(headFile(computer), "latin1");
    expect(ofFile()).toHaveLength(1024);
    const before = ofFile();
    await guess();
    const after = ofFile();
    const changed = [0, 512].filter((at) => before.slice(at, at + 512) !== after.slice(at, at + 512));
    expect(changed).toHaveLength(1);
    const [slot = 0] = changed;
    installation.close();
    writeFileSync(headFile(computer), `${after.slice(0, slot)}${"\0".repeat(200)}${after.slice(slot + 200)}`);
    installation = await started(computer);
    expect(state()).toEqual({ is: "open" });
  });

  test("is written anew where it was deleted in mid-run", async () => {
    rmSync(headFile(computer));
    await guess();
    expect(outside()?.seq).toBe(newest()?.seq);
  });

  test("in a folder that turns read-only is a state, and goes on when it can", async () => {
    const folder = join(computer.folder, "heads");
    rmSync(headFile(computer));
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "not a folder");
    await guess();
    expect(contextOf(installation).memory.unsealed).not.toBeNull();
    rmSync(folder);
    installation.now.seal?.tryAgain();
    expect(contextOf(installation).memory.unsealed).toBeNull();
  });
});
