import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signIn } from "../../../src/main/core/authentication/sign-in";
import { recordEvent, ruleTime } from "../../../src/main/core/context";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import { readUnverifiedHead } from "../../../src/main/core/domain/head-signature";
import { findSigningKey } from "../../../src/main/core/store/ledger/heads";
import { chainRows, findHead } from "../../../src/main/core/store/ledger/ledger";
import { record } from "../../../src/main/core/store/ledger/record";
import { toEntry } from "../../../src/main/core/store/ledger/row";
import { type Db, immediately, openDatabase } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { confirmVault } from "../../../src/main/core/vault/confirm-vault";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { expectReplayEqualsTables } from "../../support/entries";
import { contextOf, deleteHeads, keepHeads, type Open, setUpPracticeOn, started } from "../../support/heads";
import { appCode } from "../../support/phone";

const { email, password } = PRACTICE_SETUP.manager;
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

const policyGone: DomainEvent = {
  kind: "policy-changed",
  subject: null,
  data: { before: [], after: [], reason: "mine" },
};

let here: Computer;
let there: Computer;
let original: Open;
let copy: Open;
let appKey: string;
let kit: string;

const vaultOf = (computer: Computer) => join(computer.folder, "data", "vault");
const idOf = (installation: Open) => contextOf(installation).workstation;
const headOf = ({ db }: { readonly db: Db }, workstation: string) => findHead(db, workstation);
const guess = (at: Open) => signIn(contextOf(at), at.caller(), { email, password: "a wrong one altogether" });
const chainOf = (at: Open, workstation: string) => [...chainRows(contextOf(at).db, workstation)].map(toEntry);
const kindsOf = (at: Open) => chainOf(at, idOf(at)).map(({ kind }) => kind);

/** What whoever takes the folder of a vault with them takes; with a key store the vault's key comes by the kit. */
function takeAlong(): void {
  cpSync(vaultOf(here), vaultOf(there), { recursive: true });
  for (const [name, value] of here.stored) if (name.startsWith("vault-key-")) there.stored.set(name, value);
}

async function confirm(at: Open, computer: Computer): Promise<void> {
  computer.clock.advance(2 * MINUTE);
  const first = { email, password, token: appCode(appKey, computer.clock.now()) };
  const confirmed = await confirmVault(at, at.caller(), {
    first,
    second: null,
    recoveryKey: kit,
    emergencyCodes: null,
  });
  expect(confirmed).toEqual({ ok: true, value: null });
}

function headsOf(at: Open) {
  return at.heads.read(thePractice(contextOf(at).db).vaultId).map((text) => readUnverifiedHead(text)?.workstation);
}

/** What somebody does who has the closed vault's file and its key. */
function writeAs(at: Open, computer: Computer, workstation: string, ...events: readonly DomainEvent[]): void {
  const { key } = at.now;
  if (key === null) throw new Error("no key");
  const how = { workstation, at: computer.clock.now(), actor: null, commitmentKey: contextOf(at).keys.commitments };
  at.close();
  const db = openDatabase(join(vaultOf(computer), "vault.db"), key, { mustExist: true });
  immediately(db, () => {
    for (const event of events) record(db, how, event);
  });
  db.close();
}

describe.each([true, false])("with a key store: %s", (keyStore) => {
  beforeEach(async () => {
    [here, there] = [createComputer({ keyStore }), createComputer({ keyStore })];
    ({ installation: original, appKey, kit } = await setUpPracticeOn(here));
    takeAlong();
    there.clock.advance(10 * MINUTE);
    copy = await started(there);
  });
  afterEach(() => {
    for (const installation of [original, copy]) installation.close();
    for (const computer of [here, there]) computer.clear();
  });

  test("a copy goes on as a workstation of its own, which names the entry that it goes on from", async () => {
    const first = idOf(original);
    const from = headOf(contextOf(original), first);
    expect(copy.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing" });
    expect(idOf(copy)).not.toBe(first);
    expect(kindsOf(copy)).toEqual(["workstation-added", "exchanged", "vault-opened"]);
    expect(chainOf(copy, idOf(copy))[0]?.data).toEqual({
      ...{ workstation: idOf(copy), name: "front-desk", publicKey: null, from },
    });
    await guess(copy);
    expect(headOf(contextOf(copy), first)).toEqual(from);
    expectReplayEqualsTables(contextOf(copy));
  });

  test("it signs with a key of its own once a manager has confirmed it, and is itself from then on", async () => {
    const id = idOf(copy);
    expect(findSigningKey(contextOf(copy).db, id)).toBeUndefined();
    expect(headsOf(copy)).toEqual([]);
    await confirm(copy, there);
    const { db } = contextOf(copy);
    const [ownKey, firstKey] = [findSigningKey(db, id), findSigningKey(db, idOf(original))];
    expect(ownKey?.publicKey).toMatch(/BEGIN PUBLIC KEY/);
    expect(ownKey?.publicKey).not.toBe(firstKey?.publicKey);
    expect(firstKey).toEqual(findSigningKey(contextOf(original).db, idOf(original)));
    expect(new Set(headsOf(copy))).toEqual(new Set([id]));
    await guess(copy);
    for (let start = 0; start < 2; start++) {
      copy.close();
      copy = await started(there);
      expect([copy.now.vault, idOf(copy)]).toEqual([{ is: "open" }, id]);
    }
    expect(await contextOf(copy).ledgerCheck.done()).toBe(true);
    expect(contextOf(copy).memory.alarm).toBeNull();
    expectReplayEqualsTables(contextOf(copy));
  });

  test("the one that it was copied from goes on as what it was, and the two never write under the same number", async () => {
    await confirm(copy, there);
    const id = idOf(original);
    const copiedUpTo = headOf(contextOf(copy), id)?.seq ?? 0;
    await guess(original);
    original.close();
    original = await started(here);
    expect([original.now.vault, idOf(original)]).toEqual([{ is: "open" }, id]);
    expect(headOf(contextOf(original), id)?.seq).toBeGreaterThan(copiedUpTo);
    expect(headOf(contextOf(copy), id)?.seq).toBe(copiedUpTo);
  });

  test("a copy that went on elsewhere does not open where it was copied from", async () => {
    await confirm(copy, there);
    for (const installation of [original, copy]) installation.close();
    rmSync(vaultOf(here), { recursive: true });
    cpSync(vaultOf(there), vaultOf(here), { recursive: true });
    here.clock.advance(30 * MINUTE);
    original = await started(here);
    expect(original.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("two chains that say that they go on from each other are found", async () => {
    const [one, other] = ["y".repeat(26), "z".repeat(26)];
    const from = (workstation: string) => ({ workstation, seq: 1, hash: "0".repeat(64) });
    const added = (workstation: string, next: string): DomainEvent => ({
      kind: "workstation-added",
      subject: null,
      data: { workstation, name: "Back office", publicKey: null, from: from(next) },
    });
    for (const [workstation, next] of [
      [one, other],
      [other, one],
    ] as const)
      writeAs(copy, there, workstation, added(workstation, next));
    copy = await started(there);
    expect(copy.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("a copy that nobody confirmed is another workstation each time that it is opened", async () => {
    const seen = new Set([idOf(original), idOf(copy)]);
    for (let start = 0; start < 2; start++) {
      copy.close();
      copy = await started(there);
      expect(copy.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing" });
      seen.add(idOf(copy));
    }
    expect(seen.size).toBe(4);
    expectReplayEqualsTables(contextOf(copy));
    await confirm(copy, there);
    copy.close();
    copy = await started(there);
    expect(copy.now.vault).toEqual({ is: "open" });
  });

  test.each<readonly [string, object, readonly DomainEvent[]]>([
    ["signs", { publicKey: "a key of its own" }, []],
    ["decides something", { publicKey: null }, [policyGone]],
    ["goes on from nothing", { publicKey: null, from: null }, []],
    ["goes on from another one", { publicKey: null, from: { workstation: "y".repeat(26), seq: 1, hash: "" } }, []],
  ])("a chain that somebody begins by hand, and that %s, is found", async (_what, more, events) => {
    const from = headOf(contextOf(original), idOf(original)) ?? null;
    const stranger = "z".repeat(26);
    const data = { workstation: stranger, name: "Back office", publicKey: null, from, ...more };
    writeAs(original, here, stranger, { kind: "workstation-added", subject: null, data }, ...events);
    original = await started(here);
    expect(original.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("opened without its heads, which come back before anybody confirmed it, it is what it was, and guesses count", async () => {
    const id = idOf(original);
    const putHeadsBack = keepHeads(here);
    original.close();
    deleteHeads(here);
    for (let start = 0; start < 2; start++) {
      original = await started(here);
      expect(original.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing" });
      for (let n = 0; n < 2; n++)
        await confirmVault(original, original.caller(), {
          first: { email, password: "a wrong one altogether", token: "000000" },
          second: null,
          recoveryKey: kit,
          emergencyCodes: null,
        });
      original.close();
    }
    putHeadsBack();
    for (let start = 0; start < 2; start++) {
      original = await started(here);
      expect([original.now.vault, idOf(original)]).toEqual([{ is: "open" }, id]);
      expect(await contextOf(original).ledgerCheck.done()).toBe(true);
      expect(contextOf(original).memory.alarm).toBeNull();
      expectReplayEqualsTables(contextOf(original));
      if (start === 0) original.close();
    }
    expect(await guess(original)).toMatchObject({ ok: false, refusal: { code: "locked" } });
  });

  test("confirmed without its heads, it does not open where those of before are put in the place of its own", async () => {
    const putHeadsBack = keepHeads(here);
    original.close();
    deleteHeads(here);
    original = await started(here);
    await confirm(original, here);
    original.close();
    putHeadsBack();
    original = await started(here);
    expect(original.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("entries that are added by hand to the chain that a copy goes on from are found", async () => {
    await confirm(copy, there);
    writeAs(copy, there, idOf(original), { kind: "vault-closed", subject: null, data: {} });
    copy = await started(there);
    expect(copy.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });
});

describe("on a computer whose clock is a year behind", () => {
  beforeEach(async () => {
    [here, there] = [createComputer({ keyStore: false }), createComputer({ keyStore: false })];
    ({ installation: original, appKey, kit } = await setUpPracticeOn(here));
  });
  afterEach(() => {
    for (const installation of [original, copy]) installation.close();
    for (const computer of [here, there]) computer.clear();
  });

  test("a copy's time begins no earlier than that of what it was copied from", async () => {
    const event = { kind: "vault-closed", subject: null, data: {} } as const;
    here.clock.advance(MINUTE);
    immediately(contextOf(original).db, () => recordEvent(contextOf(original), null, event));
    takeAlong();
    there.clock.advance(-YEAR);
    copy = await started(there);
    expect(ruleTime(contextOf(copy))).toBeGreaterThanOrEqual(here.clock.now());
    expectReplayEqualsTables(contextOf(copy));
  });
});
