import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/inputs";
import { HELP_ACTS, type HelpAct, type Role } from "../../../src/contract/vocabulary";
import { askApproval } from "../../../src/main/core/approvals/approvals";
import { approveAct } from "../../../src/main/core/approvals/approve-act";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { type Caller, recordEvent, type World } from "../../../src/main/core/context";
import { createBridge, type Services } from "../../../src/main/core/dispatch";
import { VOUCHING_MS } from "../../../src/main/core/domain/identity";
import { openBreakGlass } from "../../../src/main/core/emergency/emergency-access";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import type { Hashing } from "../../../src/main/core/ports";
import { callerNow } from "../../../src/main/core/session/session-state";
import type { Account } from "../../../src/main/core/store/accounts";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import {
  confirmNumber,
  fallBackToText,
  issueBypassCode,
  issueSetUpCode,
  replacePhone,
  resetTwoFactor,
  unlockAccount,
} from "../../../src/main/core/support/help-acts";
import { PASSWORD, silentPushes, type TestWorld } from "../../support/context";
import { sealEnvelope } from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import {
  CALL_BACK,
  changeNumber,
  createDesk,
  type Desk,
  deactivate,
  giveRole,
  helpFor,
  holdAccount,
  ONCE,
  vouch,
} from "../../support/help";
import { appCode } from "../../support/phone";
import { addMember, again, choosePassword, NOBODY, noteSignIn } from "../../support/sign-in";

/* Attempts to use the flow against itself: each is refused, recorded, and told to the person concerned. */

let desk: Desk;
let world: TestWorld;
let sam: Account;
let marcus: Account;
let ana: Account;

beforeEach(async () => {
  desk = await createDesk();
  ({ world, sam, marcus, ana } = desk);
  desk.as(sam);
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus);
  world.close();
});

type Answer = { readonly ok: boolean; readonly refusal?: unknown };
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const identityRefused = (because: string) => ({ ok: false, refusal: { code: "identity-refused", because } });
const DAY = 24 * 3_600_000;
const FOREIGN = "+14155550177";

const extra: Readonly<Record<HelpAct, object>> = {
  unlockAccount: {},
  issueBypassCode: ONCE,
  replacePhone: { cause: "lost-or-stolen" },
  fallBackToText: {},
  resetTwoFactor: { cause: "lost-or-stolen" },
  issueSetUpCode: {},
  confirmNumber: {},
};
const verbs = {
  ...{ unlockAccount, issueBypassCode, replacePhone, fallBackToText },
  ...{ resetTwoFactor, issueSetUpCode, confirmNumber },
};
const perform = (act: HelpAct, caller: Caller, on: { readonly id: string }, more: object = {}): Answer => {
  const verb: (world: TestWorld, caller: Caller, input: never) => Answer = verbs[act];
  return verb(world, caller, { ...helpFor(on), ...extra[act], ...more } as never);
};
const reset = (caller: Caller, on: { readonly id: string }, more: object = {}) =>
  perform("resetTwoFactor", caller, on, more);
/** What somebody vouches with, or an approval is asked for: the act's parameters. */
const parametersOf = (act: HelpAct, on: { readonly id: string }, more: object = {}) => ({
  account: on.id,
  ...extra[act],
  ...more,
});
const voucherIs = (vouching: string) => ({ identity: { kind: "voucher", vouching } });

async function vouchedBy(by: Account, act: HelpAct, on: Account, more: object = {}): Promise<string> {
  const vouched = await vouch(world, desk.as(sam), by, { act, parameters: parametersOf(act, on, more) });
  if (!vouched.ok) throw new Error(JSON.stringify(vouched.refusal));
  return vouched.value.id;
}

/** The same world, in which something happens while a password is being looked at. */
function whileHashing(meanwhile: () => unknown): World {
  const verifyPassword: Hashing["verifyPassword"] = async (stored, typed) => {
    const fits = await world.hashing.verifyPassword(stored, typed);
    meanwhile();
    return fits;
  };
  return { ...world, hashing: { ...world.hashing, verifyPassword } };
}

/** Everything about an account but what only says that something was refused. */
const doneTo = (account: { readonly id: string }) =>
  entriesAbout(world, account).filter(({ kind }) => kind !== "act-refused" && !kind.startsWith("notice-"));

/** The attempt is refused, leaves nothing but its record, and reaches the person by text and in the banner. */
async function isTold(
  on: Account,
  attempt: () => Answer | Promise<Answer>,
  expected: { readonly answer: object; readonly act: string; readonly because: string; readonly by: Account },
): Promise<void> {
  const before = doneTo(on).length;
  noteSignIn(world, on);
  expect(await attempt()).toEqual(expected.answer);
  expect(newestEntry(world, on, "act-refused")).toMatchObject({
    actor: expected.by.id,
    subject: on.id,
    data: { act: expected.act, because: expected.because },
  });
  expect(doneTo(on).length).toBe(before + 1);
  await pumpOutbox(world);
  expect(world.noted.texts.filter(({ to }) => to === again(world, on).cellPhone)).not.toEqual([]);
  noteSignIn(world, on);
  const { session } = world.memory;
  const notices = listMyNotices(world, desk.as(on), {});
  world.memory.session = session;
  const told = notices.ok ? notices.value.map(({ kind }) => kind) : [];
  // What somebody tried on their own account is told by text: whoever is signed in with it may not be them.
  if (expected.by.id !== on.id) expect(told).toContain("act-refused");
}

describe.each(HELP_ACTS)("%s", (act) => {
  test("is nothing that support does to their own account", async () => {
    const answer = mayNot("own-account");
    await isTold(sam, () => perform(act, desk.as(sam), sam), { answer, act, because: "own-account", by: sam });
  });

  test("is nothing that a manager does to their own account", async () => {
    const { manager } = world;
    const answer = mayNot("own-account");
    const told = { answer, act, because: "own-account", by: manager };
    await isTold(manager, () => perform(act, desk.as(manager), manager), told);
  });

  test("is nothing that somebody does to a second account of theirs, with the same phone", async () => {
    const facts = { name: "S. Cole", email: "cole@northside.example", cellPhone: sam.cellPhone };
    const second = await addMember(world, facts);
    const answer = mayNot("same-person");
    await isTold(second, () => perform(act, desk.as(sam), second), { answer, act, because: "same-person", by: sam });
  });

  test("is nothing that support does to a manager", async () => {
    const { ruth } = desk.two;
    const answer = mayNot("manager-account");
    await isTold(ruth, () => perform(act, desk.as(sam), ruth), { answer, act, because: "manager-account", by: sam });
  });
});

describe("two accounts of one person", () => {
  test("are one for 14 days after the phone was changed", async () => {
    const facts = { name: "S. Cole", email: "cole@northside.example", cellPhone: sam.cellPhone };
    const second = await addMember(world, facts);
    const told = { answer: mayNot("same-person"), act: "issueSetUpCode", because: "same-person", by: sam };
    changeNumber(world, sam, FOREIGN);
    await isTold(second, () => perform("issueSetUpCode", desk.as(sam), second), told);
    changeNumber(world, second, "+14155550178");
    world.clock.advance(14 * DAY - 1);
    expect(perform("issueSetUpCode", desk.as(sam), second)).toEqual(mayNot("same-person"));
    world.clock.advance(1);
    expect(perform("issueSetUpCode", desk.as(sam), second)).toMatchObject({ ok: true });
  });

  test("bring each other back no more than they help each other", async () => {
    const { manager } = world;
    const second = await addMember(world, {
      name: "J. P.",
      email: "jp@northside.example",
      cellPhone: manager.cellPhone,
    });
    deactivate(world, second);
    const joan = desk.as(manager);
    const before = doneTo(second).length;
    expect(reactivatePerson(world, joan, helpFor(second))).toEqual(mayNot("same-person"));
    expect(doneTo(second).length).toBe(before);
    expect(newestEntry(world, second, "act-refused")?.data.because).toBe("same-person");
  });
});

describe("whoever vouches", () => {
  const about = { act: "resetTwoFactor" as const };
  const askTo = (by: Account, on = marcus) =>
    vouch(world, desk.as(sam), by, { ...about, parameters: parametersOf("resetTwoFactor", on) });
  const told = (because: string) => ({ answer: identityRefused(because), act: "resetTwoFactor", because, by: sam });

  test("is not the helper", async () => {
    await isTold(marcus, () => askTo(sam), told("voucher-is-helper"));
  });

  test("is not the helper with a second account", async () => {
    const second = await addMember(world, { name: "S.", email: "s@northside.example", cellPhone: sam.cellPhone });
    await isTold(marcus, () => askTo(second), told("voucher-is-helper"));
    changeNumber(world, second, FOREIGN);
    expect(await askTo(second)).toEqual(identityRefused("voucher-is-helper"));
  });

  test("is not the person concerned", async () => {
    await isTold(marcus, () => askTo(marcus), told("voucher-is-person"));
  });

  test("is not the person concerned with a second account", async () => {
    const second = await addMember(world, { name: "M.", email: "m@northside.example", cellPhone: marcus.cellPhone });
    await isTold(marcus, () => askTo(second), told("voucher-is-person"));
  });

  test("has not become one of them until it is used", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    changeNumber(world, ana, sam.cellPhone);
    await isTold(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), told("voucher-is-helper"));
  });

  test.each([
    ["has not left until it is used", (): unknown => deactivate(world, ana)],
    ["has not been away and come back with another password", () => cameBack(ana)],
    ["has sound records", () => world.memory.damaged.add(ana.id)],
  ])("%s", async (_what, meanwhile) => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    world.clock.advance(60_000);
    await meanwhile();
    await isTold(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), told("voucher-gone"));
  });

  test("who leaves while their password is looked at has given no word", async () => {
    const before = doneTo(marcus).length;
    const slow = whileHashing(() => deactivate(world, ana));
    const parameters = parametersOf("resetTwoFactor", marcus);
    const asked = await vouch(slow, desk.as(sam), ana, { ...about, parameters });
    expect(asked).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(doneTo(marcus).length).toBe(before);
    expect(readFailures(world.db, ana.id).count).toBe(1);
  });

  async function cameBack(account: Account): Promise<void> {
    deactivate(world, account);
    const { ruth } = desk.two;
    const back = reactivatePerson(world, desk.as(ruth), helpFor(account));
    if (!back.ok) throw new Error(JSON.stringify(back.refusal));
    await choosePassword(world, again(world, account));
  }
});

describe("a word that was given", () => {
  const over = (act: HelpAct) => ({ answer: identityRefused("vouching-over"), act, because: "vouching-over", by: sam });

  test("for unlocking resets nothing", async () => {
    holdAccount(world, marcus);
    const vouching = await vouchedBy(ana, "unlockAccount", marcus);
    await isTold(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), over("resetTwoFactor"));
    holdAccount(world, marcus);
    expect(perform("unlockAccount", desk.as(sam), marcus, voucherIs(vouching))).toEqual({ ok: true, value: null });
  });

  test("for one account is none for another", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", desk.ellen);
    await isTold(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), over("resetTwoFactor"));
  });

  test("for one sign-in is none for twenty, nor for more hours, nor for another cause", async () => {
    const once = await vouchedBy(ana, "issueBypassCode", marcus);
    const swapped = (more: object) => perform("issueBypassCode", desk.as(sam), marcus, { ...voucherIs(once), ...more });
    await isTold(marcus, () => swapped({ signIns: 20 }), over("issueBypassCode"));
    expect(swapped({ hours: 8 })).toEqual(identityRefused("vouching-over"));
    const stolen = await vouchedBy(ana, "resetTwoFactor", marcus);
    expect(reset(desk.as(sam), marcus, { ...voucherIs(stolen), cause: "new-phone" })).toEqual(
      identityRefused("vouching-over"),
    );
    expect(swapped({})).toMatchObject({ ok: true });
  });

  test("to one helper is none to another", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    const { ellen } = desk;
    const told = { ...over("resetTwoFactor"), by: ellen };
    await isTold(marcus, () => reset(desk.as(ellen), marcus, voucherIs(vouching)), told);
  });

  test("is used once", async () => {
    const vouching = await vouchedBy(ana, "issueBypassCode", marcus);
    expect(perform("issueBypassCode", desk.as(sam), marcus, voucherIs(vouching))).toMatchObject({ ok: true });
    const replay = () => perform("issueBypassCode", desk.as(sam), marcus, voucherIs(vouching));
    await isTold(marcus, replay, over("issueBypassCode"));
  });

  test("is over after 15 minutes, to the millisecond, whatever becomes of the clock", async () => {
    const [first, second] = [
      await vouchedBy(ana, "resetTwoFactor", marcus),
      await vouchedBy(ana, "issueBypassCode", marcus),
    ];
    world.clock.advance(VOUCHING_MS - 1);
    expect(perform("issueBypassCode", desk.as(sam), marcus, voucherIs(second))).toMatchObject({ ok: true });
    world.clock.advance(1);
    await isTold(marcus, () => reset(desk.as(sam), marcus, voucherIs(first)), over("resetTwoFactor"));
    world.clock.set(world.clock.now() - VOUCHING_MS);
    expect(reset(desk.as(sam), marcus, voucherIs(first))).toEqual(identityRefused("vouching-over"));
  });

  test("that nobody gave is none", async () => {
    const invented = voucherIs("a".repeat(26));
    await isTold(marcus, () => reset(desk.as(sam), marcus, invented), over("resetTwoFactor"));
  });
});

describe("a phone that was changed just before", () => {
  const told = (because: string) => ({ answer: identityRefused(because), act: "resetTwoFactor", because, by: sam });
  const callBack = () => reset(desk.as(sam), marcus, { identity: CALL_BACK });

  test.each([
    ["by the person, or whoever sits there", () => marcus],
    ["by a manager", () => world.manager],
  ])("%s is not called back", async (_who, by) => {
    changeNumber(world, marcus, FOREIGN, by());
    await isTold(marcus, callBack, told("number-waits"));
    // The one before hears of it too: it may be the real one.
    expect(world.noted.texts.map(({ to }) => to)).toContain(marcus.cellPhone);
  });

  test("and confirmed is not called back for 14 days", async () => {
    changeNumber(world, marcus, FOREIGN, world.manager);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: true } });
    await isTold(marcus, callBack, told("number-changed"));
    world.clock.advance(14 * DAY);
    expect(callBack()).toMatchObject({ ok: true });
  });

  test("and changed back is not called back for 14 days", async () => {
    changeNumber(world, marcus, FOREIGN);
    changeNumber(world, marcus, marcus.cellPhone);
    expect(callBack()).toMatchObject({ ok: false, refusal: { code: "identity-refused" } });
  });

  test("by taking it off and typing another is no first number, which one helper could confirm", async () => {
    changeNumber(world, marcus, null);
    changeNumber(world, marcus, FOREIGN);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    await isTold(marcus, callBack, told("number-waits"));
  });
});

describe("an approval", () => {
  const joan = () => desk.as(world.manager);
  const told = (because = "second-manager") => ({
    ...{ answer: mayNot(because), act: "resetTwoFactor", because },
    by: world.manager,
  });
  function ask(more: object = {}): string {
    const { ruth } = desk.two;
    const parameters = { ...parametersOf("resetTwoFactor", ruth, more), reason: helpFor(ruth).reason };
    const asked = askApproval(world, joan(), { act: "resetTwoFactor", parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    return asked.value.id;
  }
  const resetRuth = (more: object = {}) => reset(joan(), desk.two.ruth, more);
  const kim = () => desk.two.addManager("Kim Diaz", "kim@northside.example");

  test("is not given by a second account of whoever asked", async () => {
    const second = await kim();
    const approval = ask();
    changeNumber(world, second, world.manager.cellPhone);
    const because = "same-person";
    const refused = { answer: mayNot(because), act: "approveAct", because, by: second };
    await isTold(desk.two.ruth, () => desk.two.approve(approval, again(world, second)), refused);
    expect(resetRuth()).toEqual(mayNot("second-manager"));
  });

  test("is not given by a second account of the person concerned", async () => {
    const second = await kim();
    const approval = ask();
    changeNumber(world, second, desk.two.ruth.cellPhone);
    const because = "same-person";
    const refused = { answer: mayNot(because), act: "approveAct", because, by: second };
    await isTold(desk.two.ruth, () => desk.two.approve(approval, again(world, second)), refused);
  });

  test.each([
    ["leaves", (by: Account) => deactivate(world, by)],
    ["loses the role", (by: Account) => giveRole(world, by, "support")],
    ["turns out to be the one who asked", (by: Account) => changeNumber(world, by, world.manager.cellPhone)],
  ])("is void when whoever gave it %s before it is used", async (_what, meanwhile) => {
    const by = await kim();
    expect(await desk.two.approve(ask(), by)).toMatchObject({ ok: true });
    meanwhile(by);
    await isTold(desk.two.ruth, () => resetRuth(), told());
    expect(again(world, desk.two.ruth).twoFactor).toBe("app");
  });

  test("is not given by somebody who leaves while their password is looked at", async () => {
    const by = await kim();
    const approval = ask();
    const typed = { email: by.email, password: PASSWORD, token: desk.two.tokenOf(by) };
    const approving = approveAct(
      whileHashing(() => deactivate(world, by)),
      joan(),
      { approval, ...typed },
    );
    expect(await approving).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    await isTold(desk.two.ruth, () => resetRuth(), told());
  });

  test("is for exactly what was approved", async () => {
    expect(await desk.two.approve(ask(), await kim())).toMatchObject({ ok: true });
    await isTold(desk.two.ruth, () => resetRuth({ cause: "new-phone" }), told());
    expect(resetRuth()).toMatchObject({ ok: true });
  });

  test("is used once", async () => {
    const by = await kim();
    const { ruth } = desk.two;
    const parameters = { ...parametersOf("issueBypassCode", ruth), reason: helpFor(ruth).reason };
    const asked = askApproval(world, joan(), { act: "issueBypassCode", parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await desk.two.approve(asked.value.id, by);
    expect(perform("issueBypassCode", joan(), ruth)).toMatchObject({ ok: true });
    const replay = () => perform("issueBypassCode", joan(), ruth);
    await isTold(ruth, replay, { ...told(), act: "issueBypassCode" });
  });

  test("stands in no way for making sure who asks", async () => {
    expect(await desk.two.approve(ask(), await kim())).toMatchObject({ ok: true });
    changeNumber(world, desk.two.ruth, FOREIGN);
    const because = "number-waits";
    const refused = { ...told(because), answer: identityRefused(because) };
    await isTold(desk.two.ruth, () => resetRuth({ identity: CALL_BACK }), refused);
    // The approval is not used up by what was refused.
    expect(resetRuth()).toMatchObject({ ok: true });
  });
});

describe("one helper and both factors", () => {
  const both = (act: HelpAct) => ({ answer: mayNot("both-factors"), act, because: "both-factors", by: sam });

  test("whoever gave a code for another password takes no phone away, for seven days", async () => {
    expect(perform("issueSetUpCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    await isTold(marcus, () => perform("issueBypassCode", desk.as(sam), marcus), both("issueBypassCode"));
    for (const act of ["replacePhone", "resetTwoFactor"] as const) {
      expect(perform(act, desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
    }
    world.clock.advance(7 * DAY - 1);
    expect(reset(desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
    world.clock.advance(1);
    expect(reset(desk.as(sam), marcus)).toMatchObject({ ok: true });
  });

  test("whoever gave something in the place of the phone gives no code for a password, and another helper does", async () => {
    expect(perform("issueBypassCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    await isTold(marcus, () => perform("issueSetUpCode", desk.as(sam), marcus), both("issueSetUpCode"));
    expect(perform("issueSetUpCode", desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });

  test("nobody launders one of them through another's deactivation and reactivation", async () => {
    const { ruth } = desk.two;
    deactivate(world, marcus);
    expect(reactivatePerson(world, desk.as(ruth), helpFor(marcus))).toMatchObject({ ok: true });
    // There is no password now; the code that Sam gives leads to one all the same.
    expect(perform("issueSetUpCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    await isTold(marcus, () => reset(desk.as(sam), marcus), both("resetTwoFactor"));
    expect(reset(desk.as(ruth), marcus)).toEqual(mayNot("both-factors"));
    expect(reset(desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });
});

describe("the other person that the second factor takes", () => {
  const notAnother = mayNot("not-another-person");
  /** Somebody who is to be the other person; `more` than the ordinary. */
  const helperMadeBy = async (by: Account, more: { cellPhone?: string | null } = {}) => {
    const account = await addMember(world, { name: "Hal Moss", email: "hal@northside.example", ...more });
    becomes(account, "support", by);
    noteSignIn(world, account);
    return again(world, account);
  };
  const becomes = ({ id, role: before }: Account, after: Role, by: Account) =>
    immediately(world.db, () =>
      recordEvent(world, by.id, { kind: "role-changed", subject: id, data: { before, after, reason: "moved" } }),
    );
  const later = (days: number) => {
    world.clock.advance(days * DAY);
    for (const account of [world.manager, desk.two.ruth, sam, desk.ellen, marcus, ana]) noteSignIn(world, account);
  };
  const passwordBy = (by: Account) =>
    expect(perform("issueSetUpCode", desk.as(by), marcus)).toMatchObject({ ok: true });

  test("is not the manager who made a helper without a phone, whatever that one is made since", async () => {
    const { manager } = world;
    const hal = await helperMadeBy(manager, { cellPhone: null });
    passwordBy(hal);
    const told = { answer: notAnother, act: "resetTwoFactor", because: "not-another-person", by: manager };
    await isTold(marcus, () => reset(desk.as(manager), marcus), told);
    giveRole(world, hal, "member");
    expect(reset(desk.as(manager), marcus)).toEqual(notAnother);
    deactivate(world, hal);
    expect(reset(desk.as(manager), marcus)).toEqual(notAnother);
    changeNumber(world, hal, FOREIGN);
    expect(reset(desk.as(manager), marcus)).toEqual(notAnother);
    expect(reset(desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });

  test("is nobody whom the first one made a helper, after however long, nor by a manager's second account", async () => {
    const { manager } = world;
    const hal = await helperMadeBy(manager);
    const facts = {
      name: "J. P.",
      email: "jp@northside.example",
      cellPhone: manager.cellPhone,
      role: "manager",
    } as const;
    const second = await addMember(world, facts);
    later(60);
    passwordBy(manager);
    for (const act of ["issueBypassCode", "replacePhone", "resetTwoFactor"] as const) {
      expect(perform(act, desk.as(hal), marcus)).toEqual(notAnother);
    }
    expect(reset(desk.as(second), marcus)).toEqual(mayNot("both-factors"));
    later(7);
    passwordBy(second);
    expect(reset(desk.as(hal), marcus)).toEqual(notAnother);
    expect(reset(desk.as(sam), marcus)).toMatchObject({ ok: true });
  });

  test.each([
    ["a new account with the role", async () => addMember(world, { email: "h@x.example", role: "support" })],
    ["a member who is promoted", async () => helperMadeBy(desk.two.ruth)],
    [
      "a helper who is demoted and promoted again",
      async () => {
        becomes(desk.ellen, "member", desk.two.ruth);
        becomes(again(world, desk.ellen), "support", desk.two.ruth);
        return again(world, desk.ellen);
      },
    ],
    [
      "a helper who left and is brought back",
      async () => {
        deactivate(world, desk.ellen);
        expect(reactivatePerson(world, desk.as(desk.two.ruth), helpFor(desk.ellen))).toMatchObject({ ok: true });
        return choosePassword(world, again(world, desk.ellen));
      },
    ],
  ])("is nobody who is a helper for less than 14 days: %s", async (_what, who) => {
    const hal = await who();
    passwordBy(sam);
    expect(reset(desk.as(hal), marcus)).toEqual(notAnother);
    later(6);
    passwordBy(sam);
    later(6);
    passwordBy(sam);
    later(2);
    expect(reset(desk.as(hal), marcus)).toMatchObject({ ok: true });
  });

  test("is nobody without a phone, nor one whose phone was the first one's within 14 days", async () => {
    const { ellen } = desk;
    passwordBy(sam);
    changeNumber(world, ellen, null);
    later(14);
    passwordBy(sam);
    expect(reset(desk.as(ellen), marcus)).toEqual(notAnother);
    changeNumber(world, ellen, sam.cellPhone);
    changeNumber(world, ellen, FOREIGN);
    expect(reset(desk.as(ellen), marcus)).toEqual(mayNot("both-factors"));
  });

  test("is nobody who came in with an envelope, during the shift or after it, nor whoever printed it then", async () => {
    const halves = await sealEnvelope(world, again(world, world.manager), desk.two.ruth);
    world.memory.session = null;
    const open = { email: ana.email, password: PASSWORD, ...halves, reason: "nobody else is here" };
    passwordBy(sam);
    world.memory.session = null;
    expect(await openBreakGlass(world, NOBODY, open)).toMatchObject({ ok: true });
    expect(reset(callerNow(world), marcus)).toEqual(notAnother);
    // And what was given in the shift was given by somebody whom the printers had let in.
    const { ellen } = desk;
    world.memory.session = null;
    expect(await sealAndOpen()).toMatchObject({ ok: true });
    expect(perform("issueSetUpCode", callerNow(world), ellen)).toMatchObject({ ok: true });
    for (const printer of [world.manager, desk.two.ruth]) expect(reset(desk.as(printer), ellen)).toEqual(notAnother);
    expect(reset(desk.as(sam), ellen)).toMatchObject({ ok: true });
  });

  async function sealAndOpen() {
    const halves = await sealEnvelope(world, again(world, world.manager), desk.two.ruth);
    world.memory.session = null;
    return openBreakGlass(world, NOBODY, { email: ana.email, password: PASSWORD, ...halves, reason: "nobody else" });
  }

  test("stays asked for on every way to a new factor: a reactivation, and a number that a manager changed", async () => {
    const { manager } = world;
    const hal = await helperMadeBy(manager);
    // Reactivation takes the password away.
    expect(perform("issueBypassCode", desk.as(hal), marcus)).toMatchObject({ ok: true });
    deactivate(world, marcus);
    expect(reactivatePerson(world, desk.as(manager), helpFor(marcus))).toEqual(notAnother);
    expect(reactivatePerson(world, desk.as(desk.two.ruth), helpFor(marcus))).toMatchObject({ ok: true });
    changeNumber(world, ana, FOREIGN, manager);
    expect(perform("confirmNumber", desk.as(hal), ana)).toEqual(notAnother);
    expect(perform("confirmNumber", desk.as(sam), ana)).toEqual({ ok: true, value: { confirmed: true } });
  });

  test("is asked for by a changed number: neither who made the first one a helper, nor a new one, confirms it", async () => {
    const hal = await helperMadeBy(world.manager);
    changeNumber(world, marcus, FOREIGN);
    expect(perform("confirmNumber", desk.as(world.manager), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    const told = { answer: notAnother, act: "confirmNumber", because: "not-another-person", by: hal };
    await isTold(marcus, () => perform("confirmNumber", desk.as(hal), marcus), told);
    later(15);
    expect(perform("confirmNumber", desk.as(hal), marcus)).toEqual(notAnother);
    expect(again(world, marcus).phoneWaits).toBe(true);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: true } });
  });

  test("is who vouches: nobody new as a helper, without a phone, or made one by the helper or who made them one", async () => {
    const about = { act: "resetTwoFactor" as const, parameters: parametersOf("resetTwoFactor", marcus) };
    const because = "voucher-not-another";
    const hal = await helperMadeBy(world.manager);
    await isTold(marcus, () => vouch(world, desk.as(sam), hal, about), {
      answer: identityRefused(because),
      act: "resetTwoFactor",
      because,
      by: sam,
    });
    later(15);
    expect(await vouch(world, desk.as(sam), hal, about)).toMatchObject({ ok: true });
    expect(await vouch(world, desk.as(world.manager), hal, about)).toEqual(identityRefused(because));
    expect(await vouch(world, desk.as(hal), world.manager, about)).toEqual(identityRefused(because));
    changeNumber(world, ana, null);
    later(15);
    expect(await vouch(world, desk.as(sam), ana, about)).toEqual(identityRefused(because));
    // Whoever helps may be new: it is the voucher who has to be another.
    const nora = await helperMadeByRuth();
    expect(await vouch(world, desk.as(nora), sam, about)).toMatchObject({ ok: true });
  });

  async function helperMadeByRuth(): Promise<Account> {
    const account = await addMember(world, { name: "Nora Lind", email: "nora@northside.example" });
    becomes(account, "support", desk.two.ruth);
    return again(world, account);
  }
});

describe("a changed number that becomes yet another one", () => {
  const OTHER = "+14155550178";

  test("is not confirmed with the word that was given for the one before", async () => {
    changeNumber(world, marcus, FOREIGN, world.manager);
    const vouching = await vouchedBy(ana, "confirmNumber", marcus);
    changeNumber(world, marcus, OTHER);
    const because = "vouching-over";
    const told = { answer: identityRefused(because), act: "confirmNumber", because, by: sam };
    await isTold(marcus, () => perform("confirmNumber", desk.as(sam), marcus, voucherIs(vouching)), told);
    expect(again(world, marcus)).toMatchObject({ phoneWaits: true, phoneHelper: null });
  });

  test("is not confirmed with the approval of the one before, nor when nobody answered it", async () => {
    const { ruth } = desk.two;
    const kim = await desk.two.addManager("Kim Diaz", "kim@northside.example");
    const ask = () => {
      const parameters = { account: ruth.id, reason: helpFor(ruth).reason };
      const asked = askApproval(world, desk.as(world.manager), { act: "confirmNumber", parameters });
      if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
      return asked.value.id;
    };
    const confirm = () => perform("confirmNumber", desk.as(world.manager), ruth);
    changeNumber(world, ruth, FOREIGN);
    expect(await desk.two.approve(ask(), kim)).toMatchObject({ ok: true });
    changeNumber(world, ruth, OTHER);
    expect(confirm()).toEqual(mayNot("second-manager"));
    ask();
    changeNumber(world, ruth, FOREIGN);
    world.clock.advance(3 * DAY);
    expect(confirm()).toEqual(mayNot("second-manager"));
    expect(again(world, ruth)).toMatchObject({ phoneWaits: true, phoneHelper: null });
  });
});

describe("both factors and two accounts of one helper", () => {
  test("are one helper who replaced both", async () => {
    const facts = {
      name: "S. Cole",
      email: "cole@northside.example",
      cellPhone: sam.cellPhone,
      role: "support",
    } as const;
    const second = await addMember(world, facts);
    expect(perform("issueSetUpCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    const because = "both-factors";
    const told = { answer: mayNot(because), act: "issueBypassCode", because, by: second };
    await isTold(marcus, () => perform("issueBypassCode", desk.as(second), marcus), told);
    changeNumber(world, second, FOREIGN);
    expect(perform("issueBypassCode", desk.as(second), marcus)).toEqual(mayNot(because));
    expect(perform("issueBypassCode", desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });
});

describe.each([
  ["while it stands there", () => {}],
  ["and right again", () => world.clock.advance(20 * DAY)],
])("a clock that was set back by 20 days, %s,", (_when, then) => {
  beforeEach(() => world.clock.set(world.clock.now() - 20 * DAY));

  test("makes no seven days: one helper still replaces one factor", () => {
    expect(perform("issueSetUpCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    then();
    expect(perform("issueBypassCode", desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
  });

  test("makes no fourteen: a phone that was changed just before is not called back", () => {
    changeNumber(world, marcus, FOREIGN, world.manager);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: true } });
    then();
    const callBack = { identity: CALL_BACK };
    expect(reset(desk.as(desk.ellen), marcus, callBack)).toEqual(identityRefused("number-changed"));
  });

  test("hides no phone that two accounts had in common", async () => {
    const facts = { name: "S. Cole", email: "cole@northside.example", cellPhone: sam.cellPhone };
    const second = await addMember(world, facts);
    changeNumber(world, second, FOREIGN);
    then();
    expect(perform("issueSetUpCode", desk.as(sam), second)).toEqual(mayNot("same-person"));
  });
});

test("a clock that stood a month ahead and is right now makes nothing old", () => {
  world.clock.set(world.clock.now() + 30 * DAY);
  noteSignIn(world, ana);
  world.clock.set(world.clock.now() - 30 * DAY);
  expect(perform("issueSetUpCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
  expect(perform("issueBypassCode", desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
});

describe("a helper who loses the role", () => {
  /** The bridge with its real walls, and the one service behind them. */
  function bridge(slow: World = world) {
    const services = {
      unlockAccount: (caller: Caller, input: InputOf<"unlockAccount">) => unlockAccount(world, caller, input),
    } as unknown as Services;
    return createBridge({
      services,
      callerNow: () => callerNow(world),
      hasAlarm: () => false,
      passwordIsRecent: () => false,
      checkProof: async (caller, proof, act) => {
        const proven = await checkProof(slow, caller, proof, act);
        return proven.ok ? undefined : proven.refusal;
      },
      pushes: silentPushes,
      incident: (_method, broken) => {
        throw broken;
      },
      monotonic: () => world.clock.monotonic(),
    });
  }
  const proof = () => {
    world.clock.advance(300_000);
    return { password: PASSWORD, token: appCode(desk.keyOf(sam), world.clock.now()) };
  };

  test.each([
    ["is demoted", () => giveRole(world, sam, "member")],
    ["leaves", () => deactivatePerson(world, { ...NOBODY, account: world.manager.id, role: "manager" }, helpFor(sam))],
  ])("and %s while the proof is looked at does nothing more", async (_what, meanwhile) => {
    holdAccount(world, marcus);
    desk.as(sam);
    const before = entriesAbout(world, marcus).length;
    const input = { ...helpFor(marcus), proof: proof() };
    let done = false;
    const slow = whileHashing(() => {
      meanwhile();
      done = true;
    });
    expect(await bridge(slow)("unlockAccount", input)).toMatchObject({ ok: false });
    expect(done).toBe(true);
    expect(entriesAbout(world, marcus).length).toBe(before);
    expect(readFailures(world.db, marcus.id).held).toBe(true);
  });

  test("as long as nothing happens, the same call goes through", async () => {
    holdAccount(world, marcus);
    desk.as(sam);
    expect(await bridge()("unlockAccount", { ...helpFor(marcus), proof: proof() })).toEqual({ ok: true, value: null });
  });

  test("has no use for a word that was given before", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    giveRole(world, sam, "auditor");
    const told = { answer: mayNot("role"), act: "resetTwoFactor", because: "role", by: sam };
    await isTold(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), told);
  });

  test("gets no word that was under way", async () => {
    const parameters = parametersOf("resetTwoFactor", marcus);
    const before = doneTo(marcus).length;
    const slow = whileHashing(() => giveRole(world, sam, "member"));
    expect(await vouch(slow, desk.as(sam), ana, { act: "resetTwoFactor", parameters })).toEqual({
      ok: false,
      refusal: { code: "not-allowed" },
    });
    expect(doneTo(marcus).length).toBe(before);
  });

  test("has not stood for a changed number", async () => {
    changeNumber(world, marcus, FOREIGN);
    expect(perform("confirmNumber", desk.as(desk.ellen), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    giveRole(world, desk.ellen, "member");
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    expect(again(world, marcus).phoneWaits).toBe(true);
  });

  test("has asked a second manager in vain", async () => {
    const { ruth } = desk.two;
    const kim = await desk.two.addManager("Kim Diaz", "kim@northside.example");
    const parameters = { ...parametersOf("resetTwoFactor", ruth), reason: helpFor(ruth).reason };
    const asked = askApproval(world, desk.as(world.manager), { act: "resetTwoFactor", parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await desk.two.approve(asked.value.id, kim);
    giveRole(world, world.manager, "support");
    const told = { answer: mayNot("manager-account"), act: "resetTwoFactor", because: "manager-account" };
    await isTold(ruth, () => reset(desk.as(world.manager), ruth), { ...told, by: world.manager });
  });
});
