import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getAppState } from "../../../src/main/core/app-state";
import { noteShown, recordShown } from "../../../src/main/core/approvals/notice-period";
import { signIn, submitToken, useRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { foldersHere } from "../../../src/main/core/backups/back-up";
import { recordEvent } from "../../../src/main/core/context";
import { openEmergencyAccess } from "../../../src/main/core/emergency/emergency-access";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { confirmHeldAccounts, decideHeldAccount, listHeldAccounts } from "../../../src/main/core/people/held-accounts";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import type { Caller } from "../../../src/main/core/session/session";
import { readManagerFacts } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { getSupportCase } from "../../../src/main/core/support/support-case";
import { confirmVault } from "../../../src/main/core/vault/confirm-vault";
import { checkBackup, chooseBackup, restoreBackup } from "../../../src/main/core/vault/restore";
import { backupAt } from "../../support/backups";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { PASSWORD } from "../../support/context";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { contextOf, deleteHeads, type Open, setUpPracticeOn, started } from "../../support/heads";
import { appCode } from "../../support/phone";
import { addMember, again, giveCode, giveRecoveryCodes, setUpText } from "../../support/sign-in";

const { email, password } = PRACTICE_SETUP.manager;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let here: Computer;
let there: Computer;
let original: Open;
let copy: Open;
let appKey: string;
let kit: string;
let leaver: string;

const vaultOf = (computer: Computer) => join(computer.folder, "data", "vault");
const joanAt = (at: Open) => again(contextOf(at), { id: idOf(at, email) });
const idOf = (at: Open, of: string) =>
  (contextOf(at).db.prepare("SELECT owner FROM accounts WHERE email = ?").get(of) as { owner: string }).owner;
const kindsOf = (at: Open, kinds: readonly string[]) =>
  (contextOf(at).db.prepare("SELECT kind FROM ledger ORDER BY arrival").pluck().all() as string[]).filter((kind) =>
    kinds.includes(kind),
  );

async function addPeople(at: Open): Promise<void> {
  const context = contextOf(at);
  for (const name of ["ana", "ben", "lea"]) {
    const account = await addMember(context, {
      name,
      email: `${name}@northside.example`,
      cellPhone: `+1312555018${name.length}`,
    });
    setUpText(context, account);
    giveRecoveryCodes(context, account, `${name}defghjkmnpqrs`);
    giveCode(context, account, { sort: "setup-code", code: "abcdefgh", expiresAt: context.clock.now() + 100 * HOUR });
  }
  const ruth = await addMember(context, { name: "Ruth Kane", email: "ruth@northside.example", role: "manager" });
  setUpText(context, ruth);
  giveRecoveryCodes(context, ruth, "ruthdefghjkmnpqrs");
  leaver = idOf(at, "lea@northside.example");
}

/** Takes a copy of the vault, after which the leaver is deactivated, and opens it on another computer. */
async function copyAfterWhichSomebodyLeaves(): Promise<void> {
  cpSync(vaultOf(here), vaultOf(there), { recursive: true });
  for (const [name, value] of here.stored) if (name.startsWith("vault-key-")) there.stored.set(name, value);
  const event = { kind: "account-deactivated", subject: leaver, data: { reason: "left" } } as const;
  immediately(contextOf(original).db, () => recordEvent(contextOf(original), null, event));
  there.clock.advance(HOUR);
  copy = await started(there);
}

type Confirming = Partial<Parameters<typeof confirmVault>[2]>;

function confirm(at: Open, computer: Computer, more: Confirming = {}) {
  computer.clock.advance(2 * MINUTE);
  const first = { email, password, token: appCode(appKey, computer.clock.now()) };
  return confirmVault(at, at.caller(), { first, second: null, recoveryKey: kit, emergencyCodes: null, ...more });
}

async function asJoan(at: Open, computer: Computer): Promise<Caller> {
  const context = contextOf(at);
  computer.clock.advance(2 * MINUTE);
  expect(await signIn(context, at.caller(), { email, password })).toEqual({ ok: true, value: { next: "token" } });
  const token = appCode(appKey, computer.clock.now());
  expect(await submitToken(context, at.caller(), { token, remember: false })).toMatchObject({ ok: true });
  return at.caller();
}

const wrong = { ok: false, refusal: { code: "wrong-credentials" } };

beforeEach(async () => {
  [here, there] = [createComputer(), createComputer()];
  ({ installation: original, appKey, kit } = await setUpPracticeOn(here));
  copy = original;
  await addPeople(original);
});

afterEach(() => {
  for (const installation of new Set([original, copy])) installation.close();
  for (const computer of [here, there]) computer.clear();
});

describe("a copy that goes on elsewhere (HELD-1)", () => {
  beforeEach(copyAfterWhichSomebodyLeaves);

  test("holds everybody in the transaction that takes it into use, and confirms the manager who did", async () => {
    expect(kindsOf(copy, ["account-held"])).toEqual([]);
    expect(await confirm(copy, there)).toEqual({ ok: true, value: null });
    const kinds = kindsOf(copy, ["vault-confirmed", "account-held", "account-confirmed"]);
    expect(kinds).toEqual(["vault-confirmed", ...Array(5).fill("account-held"), "account-confirmed"]);
    expect(joanAt(copy).heldAt).toBeNull();
    const held = newestEntry(contextOf(copy), { id: leaver }, "account-held");
    expect(held?.cause).toBe(newestEntry(contextOf(copy), undefined, "vault-confirmed")?.hash);
    expectReplayEqualsTables(contextOf(copy));
  });

  test("a held account lets nobody in by any way, with one answer, and support is told why (HELD-3)", async () => {
    await confirm(copy, there);
    const context = contextOf(copy);
    const mail = "lea@northside.example";
    expect(await signIn(context, copy.caller(), { email: mail, password: PASSWORD })).toEqual(wrong);
    const codes = { email: mail, code: "abcdefgh", password: "a new long password of mine" };
    expect(await claimSetupCode(context, copy.caller(), codes)).toMatchObject({ ok: false });
    const halves = { first: "AAAA-AAAA-AAAA-AAAA", second: "AAAA-AAAA-AAAA-AAAA" };
    const opened = await openEmergencyAccess(context, copy.caller(), {
      ...{ email: mail, password: PASSWORD, reason: "", ...halves },
    });
    expect(opened.ok).toBe(false);
    const joan = await asJoan(copy, there);
    const answer = getSupportCase(context, joan, { account: leaver });
    expect(answer).toMatchObject({ value: { causes: [{ is: "held" }], remedy: { act: "confirm" } } });
  });

  test("whoever works here comes in again, with the codes of before void and new ones due (HELD-5)", async () => {
    await confirm(copy, there);
    const context = contextOf(copy);
    const joan = await asJoan(copy, there);
    const ana = idOf(copy, "ana@northside.example");
    expect(decideHeldAccount(context, joan, { account: ana, is: "works-here" })).toEqual({ ok: true, value: null });
    expect(decideHeldAccount(context, joan, { account: leaver, is: "has-left" })).toEqual({ ok: true, value: null });
    expect(again(context, { id: leaver }).deactivatedAt).not.toBeNull();
    copy.session.signedIn = null;
    const mail = "ana@northside.example";
    expect(await signIn(context, copy.caller(), { email: mail, password: PASSWORD })).toMatchObject({ ok: true });
    const old = await useRecoveryCode(context, copy.caller(), { code: "anadefghjkmnpqrs" });
    expect(old).toEqual({ ok: false, refusal: { code: "token-used", because: "outdated" } });
    giveCode(context, again(context, { id: ana }), { sort: "text-token", code: "1234567" });
    expect(await submitToken(context, copy.caller(), { token: "1234567", remember: false })).toMatchObject({
      ok: true,
    });
    expect(again(context, { id: ana }).codesDue).toBe(true);
    expect(makeRecoveryCodes(context, copy.caller(), {})).toMatchObject({ ok: true });
    // Whoever is interrupted before the codes are stored gets them again.
    expect(again(context, { id: ana }).codesDue).toBe(true);
    storeRecoveryCodes(context, copy.caller(), {});
    expect(again(context, { id: ana }).codesDue).toBe(false);
    expectReplayEqualsTables(context);
  });

  test("everybody but managers is confirmed in one act, without those who are left out (HELD-4)", async () => {
    await confirm(copy, there);
    const context = contextOf(copy);
    const joan = await asJoan(copy, there);
    const proof = { password, token: null };
    const all = listHeldAccounts(context, joan, { search: "", offset: 0, limit: 200 });
    expect(all).toMatchObject({ value: { toDecide: 4, members: 3, of: 5, found: 5 } });
    if (all.ok) expect(all.value.rows.slice(0, 2).map(({ role }) => role)).toEqual(["manager", "manager"]);
    const other = await confirmHeldAccounts(context, joan, { except: [leaver], count: 3, proof });
    expect(other).toEqual({ ok: false, refusal: { code: "selection-changed", count: 2 } });
    const done = await confirmHeldAccounts(context, joan, { except: [leaver], count: 2, proof });
    expect(done).toEqual({ ok: true, value: { done: 2, skipped: [] } });
    const ruth = idOf(copy, "ruth@northside.example");
    expect([again(context, { id: leaver }).heldAt, again(context, { id: ruth }).heldAt]).not.toContain(null);
    expect(listHeldAccounts(context, joan, { search: "lea", offset: 0, limit: 200 })).toMatchObject({
      value: { found: 1, toDecide: 2, rows: [{ is: "closed" }] },
    });
  });

  test("another manager is confirmed by no manager alone, and goes on counting as one (HELD-4)", async () => {
    await confirm(copy, there);
    const context = contextOf(copy);
    const joan = await asJoan(copy, there);
    const ruth = idOf(copy, "ruth@northside.example");
    expect(readManagerFacts(context.db).activeManagers).toBe(2);
    for (const is of ["works-here", "has-left"] as const) {
      const refused = { ok: false, refusal: { code: "may-not", because: "second-manager" } };
      expect(decideHeldAccount(context, joan, { account: ruth, is })).toEqual(refused);
    }
  });

  test("two managers without the kit are both confirmed", async () => {
    const second = { email: "ruth@northside.example", password: PASSWORD, token: "ruthdefghjkmnpqrs" };
    expect(await confirm(copy, there, { second, recoveryKey: null })).toEqual({ ok: true, value: null });
    const ruth = idOf(copy, "ruth@northside.example");
    expect([joanAt(copy).heldAt, again(contextOf(copy), { id: ruth }).heldAt]).toEqual([null, null]);
  });
});

describe("a backup that is restored where its newer entries are gone", () => {
  /** Somebody leaves after the backup; the vault is lost, and this computer still has the newest signed head. */
  async function restoreOlder(): Promise<void> {
    const context = contextOf(original);
    context.memory.checked = true;
    expect(context.backups.start(foldersHere(context).slice(0, 1), null)).toEqual({ ok: true, value: null });
    while (context.memory.backups.running !== null) await new Promise((resolve) => setImmediate(resolve));
    const [file = "none"] = readdirSync(context.backups.here).filter((name) => name.endsWith(".age"));
    const event = { kind: "account-deactivated", subject: leaver, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, event));
    original.close();
    rmSync(vaultOf(here), { recursive: true });
    copy = await started(here);
    const asked = chooseBackup(copy, copy.caller());
    if (!("choose" in asked) || asked.choose !== "backup") throw new Error("a backup is chosen");
    await asked.commit(backupAt(join(context.backups.here, file)));
    expect(await checkBackup(copy, copy.caller(), { recoveryKey: kit })).toMatchObject({ ok: true });
    expect(await restoreBackup(copy, copy.caller(), { newPassphrase: null })).toEqual({ ok: true, value: null });
  }
  const waitOf = (at: Open) => {
    const state = getAppState(at, at.caller());
    return state.ok && state.value.vault.is === "unconfirmed" ? state.value.vault.wait : undefined;
  };

  test("it takes the emergency codes besides, or the wait, at every start (HELD-2)", async () => {
    await restoreOlder();
    for (let start = 0; start < 2; start++) {
      expect(copy.now.goingOn).toMatchObject({ isWhole: false, lost: [{ workstation: expect.any(String) as string }] });
      expect(waitOf(copy)).toMatchObject({ isOver: false });
      expect(await confirm(copy, here)).toEqual({ ok: false, refusal: { code: "not-now", because: "not-yet" } });
      copy.close();
      copy = await started(here);
    }
    const typed = { first: "AAAA-AAAA-AAAA-AAAA", second: "AAAA-AAAA-AAAA-AAAA" };
    expect(await confirm(copy, here, { emergencyCodes: typed })).toMatchObject({ ok: false });
    expect(copy.now.vault.is).toBe("unconfirmed");
  });

  test("hours in which Wardkey was open count, over starts, by the clock that nobody sets (HELD-2)", async () => {
    await restoreOlder();
    const open = (hours: number) => {
      for (let minutes = 0; minutes < hours * 60; minutes++) {
        here.clock.advance(MINUTE);
        noteShown(contextOf(copy));
      }
    };
    open(100);
    recordShown(contextOf(copy));
    copy.close();
    copy = await started(here);
    here.clock.set(here.clock.now() + 1000 * HOUR);
    expect(waitOf(copy)).toMatchObject({ isOver: false });
    open(69);
    expect(waitOf(copy)).toMatchObject({ isOver: true });
    expect(await confirm(copy, here)).toEqual({ ok: true, value: null });
    expect(again(contextOf(copy), { id: leaver }).heldAt).not.toBeNull();
    const said = newestEntry(contextOf(copy), undefined, "vault-confirmed")?.data.held;
    expect(said).toEqual({ accounts: 5, backupMadeAt: expect.any(Number) as number });
  });
});

test("heads that are lost in place hold everybody too", async () => {
  original.close();
  deleteHeads(here);
  original = await started(here);
  copy = original;
  expect(await confirm(original, here)).toEqual({ ok: true, value: null });
  expect(kindsOf(original, ["account-held"])).toHaveLength(5);
  const { db } = contextOf(original);
  expect(db.prepare("SELECT count(*) FROM accounts WHERE is_held = 1").pluck().get()).toBe(4);
});
