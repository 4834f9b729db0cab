import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { HELP_ACTS, type HelpAct, type Role } from "../../../src/contract/vocabulary";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { recordEvent, type VaultContext } from "../../../src/main/core/context";
import { createBridge } from "../../../src/main/core/dispatch";
import { VOUCHING_MS } from "../../../src/main/core/domain/identity";
import { openEmergencyAccess } from "../../../src/main/core/emergency/emergency-access";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import type { Hashing } from "../../../src/main/core/ports";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import {
  confirmNumber,
  fallBackToText,
  issueBypassCode,
  issueSetupCode,
  replacePhone,
  resetTwoFactor,
  unlockAccount,
} from "../../../src/main/core/support/help-acts";
import { approveAct, askApproval } from "../../support/approvals";
import { PASSWORD, silentPushes, type TestContext } from "../../support/context";
import { printEmergencyCodes } from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
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
import { callerNow, nobodyAt } from "../../support/session";
import { addMember, again, choosePassword, noteSignIn, setUpText } from "../../support/sign-in";

/* Attempts to use the flow against itself: each is refused, recorded, and told to the person concerned. */

let desk: Desk;
let context: TestContext;
let sam: Account;
let marcus: Account;
let ana: Account;

beforeEach(async () => {
  desk = await createDesk();
  ({ context, sam, marcus, ana } = desk);
  desk.as(sam);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

type Reply = { readonly ok: boolean; readonly refusal?: unknown };
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
  issueSetupCode: {},
  confirmNumber: {},
};
const verbs = {
  ...{ unlockAccount, issueBypassCode, replacePhone, fallBackToText },
  ...{ resetTwoFactor, issueSetupCode, confirmNumber },
};
const perform = (act: HelpAct, caller: Caller, on: { readonly id: string }, more: object = {}): Reply => {
  const verb: (context: TestContext, caller: Caller, input: never) => Reply = verbs[act];
  return verb(context, caller, { ...helpFor(on), ...extra[act], ...more } as never);
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
  const vouched = await vouch(context, desk.as(sam), by, { act, parameters: parametersOf(act, on, more) });
  if (!vouched.ok) throw new Error(JSON.stringify(vouched.refusal));
  return vouched.value.id;
}

/** The context, in which something happens while a password is being looked at. */
function whileHashing(meanwhile: () => unknown): VaultContext {
  const verifyPassword: Hashing["verifyPassword"] = async (stored, typed) => {
    const fits = await context.hashing.verifyPassword(stored, typed);
    meanwhile();
    return fits;
  };
  return { ...context, hashing: { ...context.hashing, verifyPassword } };
}

/** Everything about an account but what only says that something was refused. */
const doneTo = (account: { readonly id: string }) =>
  entriesAbout(context, account).filter(({ kind }) => kind !== "act-refused" && !kind.startsWith("notice-"));

/** The attempt is refused, leaves nothing but its record, and reaches the person by text and in the banner. */
async function isNotified(
  on: Account,
  attempt: () => Reply | Promise<Reply>,
  expected: { readonly answer: object; readonly act: string; readonly because: string; readonly by: Account },
): Promise<void> {
  const before = doneTo(on).length;
  noteSignIn(context, on);
  expect(await attempt()).toEqual(expected.answer);
  expect(newestEntry(context, on, "act-refused")).toMatchObject({
    actor: expected.by.id,
    subject: on.id,
    data: { act: expected.act, because: expected.because },
  });
  expect(doneTo(on).length).toBe(before + 1);
  await pumpOutbox(context);
  expect(context.noted.texts.filter(({ to }) => to === again(context, on).cellPhone)).not.toEqual([]);
  noteSignIn(context, on);
  const { signedIn } = context.session;
  const notices = listMyNotices(context, desk.as(on), {});
  context.session.signedIn = signedIn;
  const notified = notices.ok ? notices.value.map(({ kind }) => kind) : [];
  // What somebody tried on their own account is told by text: whoever is signed in with it may not be them.
  if (expected.by.id !== on.id) expect(notified).toContain("act-refused");
}

describe.each(HELP_ACTS)("%s", (act) => {
  test("is nothing that support does to their own account", async () => {
    const answer = mayNot("own-account");
    await isNotified(sam, () => perform(act, desk.as(sam), sam), { answer, act, because: "own-account", by: sam });
  });

  test("is nothing that a manager does to their own account", async () => {
    const { manager } = context;
    const answer = mayNot("own-account");
    const notified = { answer, act, because: "own-account", by: manager };
    await isNotified(manager, () => perform(act, desk.as(manager), manager), notified);
  });

  test("is nothing that somebody does to a second account of theirs, with the same phone", async () => {
    const facts = { name: "S. Cole", email: "cole@northside.example", cellPhone: sam.cellPhone };
    const second = await addMember(context, facts);
    const answer = mayNot("same-person");
    await isNotified(second, () => perform(act, desk.as(sam), second), {
      answer,
      act,
      because: "same-person",
      by: sam,
    });
  });

  test("is nothing that support does to a manager", async () => {
    const { ruth } = desk.two;
    const answer = mayNot("manager-account");
    await isNotified(ruth, () => perform(act, desk.as(sam), ruth), {
      answer,
      act,
      because: "manager-account",
      by: sam,
    });
  });
});

describe("two accounts of one person", () => {
  test("are one for 14 days after the phone was changed", async () => {
    const facts = { name: "S. Cole", email: "cole@northside.example", cellPhone: sam.cellPhone };
    const second = await addMember(context, facts);
    const notified = { answer: mayNot("same-person"), act: "issueSetupCode", because: "same-person", by: sam };
    changeNumber(context, sam, FOREIGN);
    await isNotified(second, () => perform("issueSetupCode", desk.as(sam), second), notified);
    changeNumber(context, second, "+14155550178");
    context.clock.advance(14 * DAY - 1);
    expect(perform("issueSetupCode", desk.as(sam), second)).toEqual(mayNot("same-person"));
    context.clock.advance(1);
    expect(perform("issueSetupCode", desk.as(sam), second)).toMatchObject({ ok: true });
  });

  test("bring each other back no more than they help each other", async () => {
    const { manager } = context;
    const second = await addMember(context, {
      name: "J. P.",
      email: "jp@northside.example",
      cellPhone: manager.cellPhone,
    });
    deactivate(context, second);
    const joan = desk.as(manager);
    const before = doneTo(second).length;
    expect(reactivatePerson(context, joan, helpFor(second))).toEqual(mayNot("same-person"));
    expect(doneTo(second).length).toBe(before);
    expect(newestEntry(context, second, "act-refused")?.data.because).toBe("same-person");
  });
});

describe("whoever vouches", () => {
  const about = { act: "resetTwoFactor" as const };
  const askTo = (by: Account, on = marcus) =>
    vouch(context, desk.as(sam), by, { ...about, parameters: parametersOf("resetTwoFactor", on) });
  const notified = (because: string) => ({ answer: identityRefused(because), act: "resetTwoFactor", because, by: sam });

  test("is not the helper", async () => {
    await isNotified(marcus, () => askTo(sam), notified("voucher-is-helper"));
  });

  test("is not the helper with a second account", async () => {
    const second = await addMember(context, { name: "S.", email: "s@northside.example", cellPhone: sam.cellPhone });
    await isNotified(marcus, () => askTo(second), notified("voucher-is-helper"));
    changeNumber(context, second, FOREIGN);
    expect(await askTo(second)).toEqual(identityRefused("voucher-is-helper"));
  });

  test("is not the person concerned", async () => {
    await isNotified(marcus, () => askTo(marcus), notified("voucher-is-person"));
  });

  test("is not the person concerned with a second account", async () => {
    const second = await addMember(context, { name: "M.", email: "m@northside.example", cellPhone: marcus.cellPhone });
    await isNotified(marcus, () => askTo(second), notified("voucher-is-person"));
  });

  test("has not become one of them until it is used", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    changeNumber(context, ana, sam.cellPhone);
    await isNotified(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), notified("voucher-is-helper"));
  });

  test.each([
    ["has not left until it is used", (): unknown => deactivate(context, ana)],
    ["has not been away and come back with another password", () => cameBack(ana)],
    ["has sound records", () => context.memory.damaged.add(ana.id)],
  ])("%s", async (_what, meanwhile) => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    context.clock.advance(60_000);
    await meanwhile();
    await isNotified(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), notified("voucher-gone"));
  });

  test("who leaves while their password is looked at has given no word", async () => {
    const before = doneTo(marcus).length;
    const slow = whileHashing(() => deactivate(context, ana));
    const parameters = parametersOf("resetTwoFactor", marcus);
    const asked = await vouch(slow, desk.as(sam), ana, { ...about, parameters });
    expect(asked).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(doneTo(marcus).length).toBe(before);
    expect(failuresNow(context, ana.id).count).toBe(1);
  });

  async function cameBack(account: Account): Promise<void> {
    deactivate(context, account);
    const { ruth } = desk.two;
    const back = reactivatePerson(context, desk.as(ruth), helpFor(account));
    if (!back.ok) throw new Error(JSON.stringify(back.refusal));
    await choosePassword(context, again(context, account));
  }
});

describe("a word that was given", () => {
  const over = (act: HelpAct) => ({ answer: identityRefused("vouching-over"), act, because: "vouching-over", by: sam });

  test("for unlocking resets nothing", async () => {
    holdAccount(context, marcus);
    const vouching = await vouchedBy(ana, "unlockAccount", marcus);
    await isNotified(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), over("resetTwoFactor"));
    holdAccount(context, marcus);
    expect(perform("unlockAccount", desk.as(sam), marcus, voucherIs(vouching))).toEqual({ ok: true, value: null });
  });

  test("for one account is none for another", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", desk.ellen);
    await isNotified(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), over("resetTwoFactor"));
  });

  test("for one sign-in is none for twenty, nor for more hours, nor for another cause", async () => {
    const once = await vouchedBy(ana, "issueBypassCode", marcus);
    const swapped = (more: object) => perform("issueBypassCode", desk.as(sam), marcus, { ...voucherIs(once), ...more });
    await isNotified(marcus, () => swapped({ signIns: 20 }), over("issueBypassCode"));
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
    const notified = { ...over("resetTwoFactor"), by: ellen };
    await isNotified(marcus, () => reset(desk.as(ellen), marcus, voucherIs(vouching)), notified);
  });

  test("is used once", async () => {
    const vouching = await vouchedBy(ana, "issueBypassCode", marcus);
    expect(perform("issueBypassCode", desk.as(sam), marcus, voucherIs(vouching))).toMatchObject({ ok: true });
    const replay = () => perform("issueBypassCode", desk.as(sam), marcus, voucherIs(vouching));
    await isNotified(marcus, replay, over("issueBypassCode"));
  });

  test("is over after 15 minutes, to the millisecond, whatever becomes of the clock", async () => {
    const [first, second] = [
      await vouchedBy(ana, "resetTwoFactor", marcus),
      await vouchedBy(ana, "issueBypassCode", marcus),
    ];
    context.clock.advance(VOUCHING_MS - 1);
    expect(perform("issueBypassCode", desk.as(sam), marcus, voucherIs(second))).toMatchObject({ ok: true });
    context.clock.advance(1);
    await isNotified(marcus, () => reset(desk.as(sam), marcus, voucherIs(first)), over("resetTwoFactor"));
    context.clock.set(context.clock.now() - VOUCHING_MS);
    expect(reset(desk.as(sam), marcus, voucherIs(first))).toEqual(identityRefused("vouching-over"));
  });

  test("that nobody gave is none", async () => {
    const invented = voucherIs("a".repeat(26));
    await isNotified(marcus, () => reset(desk.as(sam), marcus, invented), over("resetTwoFactor"));
  });
});

describe("a phone that was changed just before", () => {
  const notified = (because: string) => ({ answer: identityRefused(because), act: "resetTwoFactor", because, by: sam });
  const callBack = () => reset(desk.as(sam), marcus, { identity: CALL_BACK });

  test.each([
    ["by the person, or whoever sits there", () => marcus],
    ["by a manager", () => context.manager],
  ])("%s is not called back", async (_who, by) => {
    changeNumber(context, marcus, FOREIGN, by());
    await isNotified(marcus, callBack, notified("number-waits"));
    // The one before hears of it too: it may be the real one.
    expect(context.noted.texts.map(({ to }) => to)).toContain(marcus.cellPhone);
  });

  test("and confirmed is not called back for 14 days", async () => {
    changeNumber(context, marcus, FOREIGN, context.manager);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: true } });
    await isNotified(marcus, callBack, notified("number-changed"));
    context.clock.advance(14 * DAY);
    expect(callBack()).toMatchObject({ ok: true });
  });

  test("and changed back is not called back for 14 days", async () => {
    changeNumber(context, marcus, FOREIGN);
    changeNumber(context, marcus, marcus.cellPhone);
    expect(callBack()).toMatchObject({ ok: false, refusal: { code: "identity-refused" } });
  });

  test("by taking it off and typing another is no first number, which one helper could confirm", async () => {
    changeNumber(context, marcus, null);
    changeNumber(context, marcus, FOREIGN);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    await isNotified(marcus, callBack, notified("number-waits"));
  });
});

describe("an approval", () => {
  const joan = () => desk.as(context.manager);
  const notified = (because = "second-manager") => ({
    ...{ answer: mayNot(because), act: "resetTwoFactor", because },
    by: context.manager,
  });
  function ask(more: object = {}): string {
    const { ruth } = desk.two;
    const parameters = { ...parametersOf("resetTwoFactor", ruth, more), reason: helpFor(ruth).reason };
    const asked = askApproval(context, joan(), { act: "resetTwoFactor", parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    return asked.value.id;
  }
  const resetRuth = (more: object = {}) => reset(joan(), desk.two.ruth, more);
  const kim = () => desk.two.addManager("Kim Diaz", "kim@northside.example");

  test("is not given by a second account of whoever asked", async () => {
    const second = await kim();
    const approval = ask();
    changeNumber(context, second, context.manager.cellPhone);
    const because = "same-person";
    const refused = { answer: mayNot(because), act: "approveAct", because, by: second };
    await isNotified(desk.two.ruth, () => desk.two.approve(approval, again(context, second)), refused);
    expect(resetRuth()).toEqual(mayNot("second-manager"));
  });

  test("is not given by a second account of the person concerned", async () => {
    const second = await kim();
    const approval = ask();
    changeNumber(context, second, desk.two.ruth.cellPhone);
    const because = "same-person";
    const refused = { answer: mayNot(because), act: "approveAct", because, by: second };
    await isNotified(desk.two.ruth, () => desk.two.approve(approval, again(context, second)), refused);
  });

  test.each([
    ["leaves", (by: Account) => deactivate(context, by)],
    ["loses the role", (by: Account) => giveRole(context, by, "support")],
    ["turns out to be the one who asked", (by: Account) => changeNumber(context, by, context.manager.cellPhone)],
  ])("is void when whoever gave it %s before it is used", async (_what, meanwhile) => {
    const by = await kim();
    expect(await desk.two.approve(ask(), by)).toMatchObject({ ok: true });
    meanwhile(by);
    await isNotified(desk.two.ruth, () => resetRuth(), notified());
    expect(again(context, desk.two.ruth).twoFactor).toBe("app");
  });

  test("is not given by somebody who leaves while their password is looked at", async () => {
    const by = await kim();
    const approval = ask();
    const typed = { email: by.email, password: PASSWORD, token: desk.two.tokenOf(by) };
    const approving = approveAct(
      whileHashing(() => deactivate(context, by)),
      joan(),
      { approval, ...typed },
    );
    expect(await approving).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    await isNotified(desk.two.ruth, () => resetRuth(), notified());
  });

  test("is for exactly what was approved", async () => {
    expect(await desk.two.approve(ask(), await kim())).toMatchObject({ ok: true });
    await isNotified(desk.two.ruth, () => resetRuth({ cause: "new-phone" }), notified());
    expect(resetRuth()).toMatchObject({ ok: true });
  });

  test("is used once", async () => {
    const by = await kim();
    const { ruth } = desk.two;
    const parameters = { ...parametersOf("issueBypassCode", ruth), reason: helpFor(ruth).reason };
    const asked = askApproval(context, joan(), { act: "issueBypassCode", parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await desk.two.approve(asked.value.id, by);
    expect(perform("issueBypassCode", joan(), ruth)).toMatchObject({ ok: true });
    const replay = () => perform("issueBypassCode", joan(), ruth);
    await isNotified(ruth, replay, { ...notified(), act: "issueBypassCode" });
  });

  test("stands in no way for making sure who asks", async () => {
    expect(await desk.two.approve(ask(), await kim())).toMatchObject({ ok: true });
    changeNumber(context, desk.two.ruth, FOREIGN);
    const because = "number-waits";
    const refused = { ...notified(because), answer: identityRefused(because) };
    await isNotified(desk.two.ruth, () => resetRuth({ identity: CALL_BACK }), refused);
    // The approval is not used up by what was refused.
    expect(resetRuth()).toMatchObject({ ok: true });
  });
});

describe("one helper and both factors", () => {
  const both = (act: HelpAct) => ({ answer: mayNot("both-factors"), act, because: "both-factors", by: sam });

  test("whoever gave a code for another password takes no phone away, for seven days", async () => {
    expect(perform("issueSetupCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    await isNotified(marcus, () => perform("issueBypassCode", desk.as(sam), marcus), both("issueBypassCode"));
    for (const act of ["replacePhone", "resetTwoFactor"] as const) {
      expect(perform(act, desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
    }
    context.clock.advance(7 * DAY - 1);
    expect(reset(desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
    context.clock.advance(1);
    expect(reset(desk.as(sam), marcus)).toMatchObject({ ok: true });
  });

  test("whoever gave something in the place of the phone gives no code for a password, and another helper does", async () => {
    expect(perform("issueBypassCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    await isNotified(marcus, () => perform("issueSetupCode", desk.as(sam), marcus), both("issueSetupCode"));
    expect(perform("issueSetupCode", desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });

  test("whoever gave a code for the phone gives none for the password, once the phone is set up (HELP-4)", async () => {
    expect(reset(desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
    expect(perform("issueSetupCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    setUpText(context, again(context, marcus));
    await isNotified(marcus, () => perform("issueSetupCode", desk.as(sam), marcus), both("issueSetupCode"));
  });

  test("nobody launders one of them through another's deactivation and reactivation", async () => {
    const { ruth } = desk.two;
    deactivate(context, marcus);
    expect(reactivatePerson(context, desk.as(ruth), helpFor(marcus))).toMatchObject({ ok: true });
    // There is no password now; the code that Sam gives leads to one all the same.
    expect(perform("issueSetupCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    await isNotified(marcus, () => reset(desk.as(sam), marcus), both("resetTwoFactor"));
    expect(reset(desk.as(ruth), marcus)).toEqual(mayNot("both-factors"));
    expect(reset(desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });
});

describe("the other person that the second factor takes", () => {
  const notAnother = mayNot("not-another-person");
  /** Somebody who is to be the other person; `more` than the ordinary. */
  const helperMadeBy = async (by: Account, more: { cellPhone?: string | null } = {}) => {
    const account = await addMember(context, { name: "Hal Moss", email: "hal@northside.example", ...more });
    becomes(account, "support", by);
    noteSignIn(context, account);
    return again(context, account);
  };
  const becomes = ({ id, role: before }: Account, after: Role, by: Account) =>
    immediately(context.db, () =>
      recordEvent(context, by.id, { kind: "role-changed", subject: id, data: { before, after, reason: "moved" } }),
    );
  const later = (days: number) => {
    context.clock.advance(days * DAY);
    for (const account of [context.manager, desk.two.ruth, sam, desk.ellen, marcus, ana]) noteSignIn(context, account);
  };
  const passwordBy = (by: Account) =>
    expect(perform("issueSetupCode", desk.as(by), marcus)).toMatchObject({ ok: true });

  test("is not the manager who made a helper without a phone, whatever that one is made since", async () => {
    const { manager } = context;
    const hal = await helperMadeBy(manager, { cellPhone: null });
    passwordBy(hal);
    const notified = { answer: notAnother, act: "resetTwoFactor", because: "not-another-person", by: manager };
    await isNotified(marcus, () => reset(desk.as(manager), marcus), notified);
    giveRole(context, hal, "member");
    expect(reset(desk.as(manager), marcus)).toEqual(notAnother);
    deactivate(context, hal);
    expect(reset(desk.as(manager), marcus)).toEqual(notAnother);
    changeNumber(context, hal, FOREIGN);
    expect(reset(desk.as(manager), marcus)).toEqual(notAnother);
    expect(reset(desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });

  test("is nobody whom the first one made a helper, after however long, nor by a manager's second account", async () => {
    const { manager } = context;
    const hal = await helperMadeBy(manager);
    const facts = {
      name: "J. P.",
      email: "jp@northside.example",
      cellPhone: manager.cellPhone,
      role: "manager",
    } as const;
    const second = await addMember(context, facts);
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
    ["a new account with the role", async () => addMember(context, { email: "h@x.example", role: "support" })],
    ["a member who is promoted", async () => helperMadeBy(desk.two.ruth)],
    [
      "a helper who is demoted and promoted again",
      async () => {
        becomes(desk.ellen, "member", desk.two.ruth);
        becomes(again(context, desk.ellen), "support", desk.two.ruth);
        return again(context, desk.ellen);
      },
    ],
    [
      "a helper who left and is brought back",
      async () => {
        deactivate(context, desk.ellen);
        expect(reactivatePerson(context, desk.as(desk.two.ruth), helpFor(desk.ellen))).toMatchObject({ ok: true });
        return choosePassword(context, again(context, desk.ellen));
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
    changeNumber(context, ellen, null);
    later(14);
    passwordBy(sam);
    expect(reset(desk.as(ellen), marcus)).toEqual(notAnother);
    changeNumber(context, ellen, sam.cellPhone);
    changeNumber(context, ellen, FOREIGN);
    expect(reset(desk.as(ellen), marcus)).toEqual(mayNot("both-factors"));
  });

  test("is nobody who had emergency access, during the shift or after it, nor whoever printed it then", async () => {
    const halves = await printEmergencyCodes(context, again(context, context.manager), desk.two.ruth);
    context.session.signedIn = null;
    const open = { email: ana.email, password: PASSWORD, ...halves, reason: "nobody else is here" };
    passwordBy(sam);
    context.session.signedIn = null;
    expect(await openEmergencyAccess(context, nobodyAt(context), open)).toMatchObject({ ok: true });
    expect(reset(callerNow(context), marcus)).toEqual(notAnother);
    // What was given in the shift was given by somebody whom the printers had let in.
    const { ellen } = desk;
    context.session.signedIn = null;
    expect(await sealAndOpen()).toMatchObject({ ok: true });
    expect(perform("issueSetupCode", callerNow(context), ellen)).toMatchObject({ ok: true });
    for (const printer of [context.manager, desk.two.ruth]) expect(reset(desk.as(printer), ellen)).toEqual(notAnother);
    expect(reset(desk.as(sam), ellen)).toMatchObject({ ok: true });
  });

  async function sealAndOpen() {
    const halves = await printEmergencyCodes(context, again(context, context.manager), desk.two.ruth);
    context.session.signedIn = null;
    return openEmergencyAccess(context, nobodyAt(context), {
      email: ana.email,
      password: PASSWORD,
      ...halves,
      reason: "nobody else",
    });
  }

  test("stays asked for on every way to a new factor: a reactivation, and a number that a manager changed", async () => {
    const { manager } = context;
    const hal = await helperMadeBy(manager);
    // Reactivation takes the password away.
    expect(perform("issueBypassCode", desk.as(hal), marcus)).toMatchObject({ ok: true });
    deactivate(context, marcus);
    expect(reactivatePerson(context, desk.as(manager), helpFor(marcus))).toEqual(notAnother);
    expect(reactivatePerson(context, desk.as(desk.two.ruth), helpFor(marcus))).toMatchObject({ ok: true });
    changeNumber(context, ana, FOREIGN, manager);
    expect(perform("confirmNumber", desk.as(hal), ana)).toEqual(notAnother);
    expect(perform("confirmNumber", desk.as(sam), ana)).toEqual({ ok: true, value: { confirmed: true } });
  });

  test("is asked for by a changed number: neither who made the first one a helper, nor a new one, confirms it", async () => {
    const hal = await helperMadeBy(context.manager);
    changeNumber(context, marcus, FOREIGN);
    expect(perform("confirmNumber", desk.as(context.manager), marcus)).toEqual({
      ok: true,
      value: { confirmed: false },
    });
    const notified = { answer: notAnother, act: "confirmNumber", because: "not-another-person", by: hal };
    await isNotified(marcus, () => perform("confirmNumber", desk.as(hal), marcus), notified);
    later(15);
    expect(perform("confirmNumber", desk.as(hal), marcus)).toEqual(notAnother);
    expect(again(context, marcus).phoneWaits).toBe(true);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: true } });
  });

  test("is who vouches: nobody new as a helper, without a phone, or made one by the helper or who made them one", async () => {
    const about = { act: "resetTwoFactor" as const, parameters: parametersOf("resetTwoFactor", marcus) };
    const because = "voucher-not-another";
    const hal = await helperMadeBy(context.manager);
    await isNotified(marcus, () => vouch(context, desk.as(sam), hal, about), {
      answer: identityRefused(because),
      act: "resetTwoFactor",
      because,
      by: sam,
    });
    later(15);
    expect(await vouch(context, desk.as(sam), hal, about)).toMatchObject({ ok: true });
    expect(await vouch(context, desk.as(context.manager), hal, about)).toEqual(identityRefused(because));
    expect(await vouch(context, desk.as(hal), context.manager, about)).toEqual(identityRefused(because));
    changeNumber(context, ana, null);
    later(15);
    expect(await vouch(context, desk.as(sam), ana, about)).toEqual(identityRefused(because));
    // Whoever helps may be new: it is the voucher who has to be another.
    const nora = await helperMadeByRuth();
    expect(await vouch(context, desk.as(nora), sam, about)).toMatchObject({ ok: true });
  });

  async function helperMadeByRuth(): Promise<Account> {
    const account = await addMember(context, { name: "Nora Lind", email: "nora@northside.example" });
    becomes(account, "support", desk.two.ruth);
    return again(context, account);
  }
});

describe("a changed number that becomes yet another one", () => {
  const OTHER = "+14155550178";

  test("is not confirmed with the word that was given for the one before", async () => {
    changeNumber(context, marcus, FOREIGN, context.manager);
    const vouching = await vouchedBy(ana, "confirmNumber", marcus);
    changeNumber(context, marcus, OTHER);
    const because = "vouching-over";
    const notified = { answer: identityRefused(because), act: "confirmNumber", because, by: sam };
    await isNotified(marcus, () => perform("confirmNumber", desk.as(sam), marcus, voucherIs(vouching)), notified);
    expect(again(context, marcus)).toMatchObject({ phoneWaits: true, phoneHelper: null });
  });

  test("is not confirmed with the approval of the one before, nor when nobody answered it", async () => {
    const { ruth } = desk.two;
    const kim = await desk.two.addManager("Kim Diaz", "kim@northside.example");
    const ask = () => {
      const parameters = { account: ruth.id, reason: helpFor(ruth).reason };
      const asked = askApproval(context, desk.as(context.manager), { act: "confirmNumber", parameters });
      if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
      return asked.value.id;
    };
    const confirm = () => perform("confirmNumber", desk.as(context.manager), ruth);
    changeNumber(context, ruth, FOREIGN);
    expect(await desk.two.approve(ask(), kim)).toMatchObject({ ok: true });
    changeNumber(context, ruth, OTHER);
    expect(confirm()).toEqual(mayNot("second-manager"));
    ask();
    changeNumber(context, ruth, FOREIGN);
    context.clock.advance(3 * DAY);
    expect(confirm()).toEqual(mayNot("second-manager"));
    expect(again(context, ruth)).toMatchObject({ phoneWaits: true, phoneHelper: null });
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
    const second = await addMember(context, facts);
    expect(perform("issueSetupCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    const because = "both-factors";
    const notified = { answer: mayNot(because), act: "issueBypassCode", because, by: second };
    await isNotified(marcus, () => perform("issueBypassCode", desk.as(second), marcus), notified);
    changeNumber(context, second, FOREIGN);
    expect(perform("issueBypassCode", desk.as(second), marcus)).toEqual(mayNot(because));
    expect(perform("issueBypassCode", desk.as(desk.ellen), marcus)).toMatchObject({ ok: true });
  });
});

describe.each([
  ["while it stands there", () => {}],
  ["and right again", () => context.clock.advance(20 * DAY)],
])("a clock that was set back by 20 days, %s,", (_when, then) => {
  beforeEach(() => context.clock.set(context.clock.now() - 20 * DAY));

  test("makes no seven days: one helper still replaces one factor", () => {
    expect(perform("issueSetupCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
    then();
    expect(perform("issueBypassCode", desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
  });

  test("makes no fourteen: a phone that was changed just before is not called back", () => {
    changeNumber(context, marcus, FOREIGN, context.manager);
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: true } });
    then();
    const callBack = { identity: CALL_BACK };
    expect(reset(desk.as(desk.ellen), marcus, callBack)).toEqual(identityRefused("number-changed"));
  });

  test("hides no phone that two accounts had in common", async () => {
    const facts = { name: "S. Cole", email: "cole@northside.example", cellPhone: sam.cellPhone };
    const second = await addMember(context, facts);
    changeNumber(context, second, FOREIGN);
    then();
    expect(perform("issueSetupCode", desk.as(sam), second)).toEqual(mayNot("same-person"));
  });
});

test("a clock that stood a month ahead and is right now makes nothing old", () => {
  context.clock.set(context.clock.now() + 30 * DAY);
  noteSignIn(context, ana);
  context.clock.set(context.clock.now() - 30 * DAY);
  expect(perform("issueSetupCode", desk.as(sam), marcus)).toMatchObject({ ok: true });
  expect(perform("issueBypassCode", desk.as(sam), marcus)).toEqual(mayNot("both-factors"));
});

describe("a helper who loses the role", () => {
  /** The bridge with its real walls, and the one service behind them. */
  function bridge(slow: VaultContext = context) {
    return createBridge({
      answer: (_method, caller, input) => unlockAccount(context, caller, input as InputOf<"unlockAccount">),
      callerNow: () => callerNow(context),
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
      monotonic: () => context.clock.monotonic(),
      newTicket: () => "none",
    }).call;
  }
  const proof = () => {
    context.clock.advance(300_000);
    return { password: PASSWORD, token: appCode(desk.keyOf(sam), context.clock.now()) };
  };

  test.each([
    ["is demoted", () => giveRole(context, sam, "member")],
    [
      "leaves",
      () =>
        deactivatePerson(context, { ...nobodyAt(context), account: context.manager.id, role: "manager" }, helpFor(sam)),
    ],
  ])("and %s while the proof is looked at does nothing more", async (_what, meanwhile) => {
    holdAccount(context, marcus);
    desk.as(sam);
    const before = entriesAbout(context, marcus).length;
    const input = { ...helpFor(marcus), proof: proof() };
    let done = false;
    const slow = whileHashing(() => {
      meanwhile();
      done = true;
    });
    expect(await bridge(slow)("unlockAccount", input)).toMatchObject({ ok: false });
    expect(done).toBe(true);
    expect(entriesAbout(context, marcus).length).toBe(before);
    expect(failuresNow(context, marcus.id).held).toBe(true);
  });

  test("as long as nothing happens, the same call goes through", async () => {
    holdAccount(context, marcus);
    desk.as(sam);
    expect(await bridge()("unlockAccount", { ...helpFor(marcus), proof: proof() })).toEqual({ ok: true, value: null });
  });

  test("has no use for a word that was given before", async () => {
    const vouching = await vouchedBy(ana, "resetTwoFactor", marcus);
    giveRole(context, sam, "auditor");
    const notified = { answer: mayNot("role"), act: "resetTwoFactor", because: "role", by: sam };
    await isNotified(marcus, () => reset(desk.as(sam), marcus, voucherIs(vouching)), notified);
  });

  test("gets no word that was under way", async () => {
    const parameters = parametersOf("resetTwoFactor", marcus);
    const before = doneTo(marcus).length;
    const slow = whileHashing(() => giveRole(context, sam, "member"));
    expect(await vouch(slow, desk.as(sam), ana, { act: "resetTwoFactor", parameters })).toEqual({
      ok: false,
      refusal: { code: "not-allowed" },
    });
    expect(doneTo(marcus).length).toBe(before);
  });

  test("has not stood for a changed number", async () => {
    changeNumber(context, marcus, FOREIGN);
    expect(perform("confirmNumber", desk.as(desk.ellen), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    giveRole(context, desk.ellen, "member");
    expect(perform("confirmNumber", desk.as(sam), marcus)).toEqual({ ok: true, value: { confirmed: false } });
    expect(again(context, marcus).phoneWaits).toBe(true);
  });

  test("has asked a second manager in vain", async () => {
    const { ruth } = desk.two;
    const kim = await desk.two.addManager("Kim Diaz", "kim@northside.example");
    const parameters = { ...parametersOf("resetTwoFactor", ruth), reason: helpFor(ruth).reason };
    const asked = askApproval(context, desk.as(context.manager), { act: "resetTwoFactor", parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await desk.two.approve(asked.value.id, kim);
    giveRole(context, context.manager, "support");
    const notified = { answer: mayNot("manager-account"), act: "resetTwoFactor", because: "manager-account" };
    await isNotified(ruth, () => reset(desk.as(context.manager), ruth), { ...notified, by: context.manager });
  });
});
