import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { declineAct } from "../../../src/main/core/approvals/approvals";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { issueSetupCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { askApproval, waitingActs } from "../../support/approvals";
import { createTestContext, MONDAY, signedInAs, type TestContext } from "../../support/context";
import { openFor } from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { CALL_BACK, helpFor, IDENTITY } from "../../support/help";
import { nobodyAt } from "../../support/session";
import { addMember, addMemberWithApp, again, cheapHashing, choosePassword, noteSignIn } from "../../support/sign-in";
import { giveGateway } from "../../support/two-factor";

/* A sole manager, and nobody else: photo ID in person and 24 hours of notice take the other person's place (HELP-7). */

const DAY = 24 * 3_600_000;
let context: TestContext;
let joan: Caller;
let marcus: Account;
beforeEach(async () => {
  context = { ...createTestContext({ now: MONDAY - 40 * DAY }), hashing: cheapHashing };
  await choosePassword(context, context.manager);
  ({ account: marcus } = await addMemberWithApp(context, { name: "Marcus Webb", email: "marcus@northside.example" }));
  context.clock.advance(40 * DAY);
  giveGateway(context);
  for (const account of [context.manager, marcus]) noteSignIn(context, account);
  joan = signedInAs(context, again(context, context.manager));
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const cause = "lost-or-stolen" as const;
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const reset = (more: object = {}) => resetTwoFactor(context, joan, { ...helpFor(marcus), cause, ...more });
const seen = { identity: IDENTITY };
const replacePassword = () => expect(issueSetupCode(context, joan, helpFor(marcus))).toMatchObject({ ok: true });
const ask = () => {
  const parameters = { account: marcus.id, cause, reason: helpFor(marcus).reason };
  return askApproval(context, joan, { act: "resetTwoFactor", parameters });
};
const asked = () => {
  const answer = ask();
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  joan = signedInAs(context, again(context, context.manager));
  return answer.value.id;
};

test("the second factor waits for a day of being open, and for a photo ID; the person is told at once", () => {
  replacePassword();
  expect(reset()).toEqual(mayNot("nobody-else"));
  asked();
  const texts = context.db.prepare("SELECT about, recipient FROM outbox WHERE account = ? AND about = 'reset-asked'");
  expect(texts.all(marcus.id)).toEqual([{ about: "reset-asked", recipient: marcus.cellPhone }]);
  openFor(context, 23);
  expect(reset()).toEqual(mayNot("nobody-else"));
  openFor(context, 1);
  expect(reset({ identity: CALL_BACK })).toEqual(mayNot("nobody-else"));
  expect(reset()).toMatchObject({ ok: true });
  expect(newestEntry(context, marcus, "approval-used")?.data).toMatchObject({ by: "waiting" });
});

test("a clock that is set forward is no day, nor is a day while the app is closed", () => {
  replacePassword();
  asked();
  context.clock.set(context.clock.now() + 2 * DAY);
  expect(reset()).toEqual(mayNot("nobody-else"));
});

test("the person concerned objects, and nothing goes ahead", () => {
  replacePassword();
  const approval = asked();
  const own = signedInAs(context, again(context, marcus));
  expect(declineAct(context, own, { approval, reason: "I did not ask" })).toEqual({ ok: true, value: null });
  joan = signedInAs(context, again(context, context.manager));
  openFor(context, 48);
  expect(reset()).toEqual(mayNot("nobody-else"));
  expect(again(context, marcus).twoFactor).toBe("app");
});

test("nobody else objects but managers: another member does not", async () => {
  replacePassword();
  const approval = asked();
  const kim = await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
  const by = signedInAs(context, kim);
  expect(declineAct(context, by, { approval, reason: "no" })).toEqual(mayNot("not-a-manager"));
  expect(entriesAbout(context, marcus).some(({ kind }) => kind === "approval-declined")).toBe(false);
});

test("where there is another person, no notice takes their place", async () => {
  const { account: sam } = await addMemberWithApp(context, {
    name: "Sam Cole",
    email: "sam@x.example",
    role: "support",
  });
  context.clock.advance(14 * DAY);
  for (const account of [context.manager, sam]) noteSignIn(context, account);
  joan = signedInAs(context, again(context, context.manager));
  replacePassword();
  expect(reset()).toEqual(mayNot("both-factors"));
  expect(ask()).toEqual(mayNot("both-factors"));
});

test("a helper whom the manager made, or who is new, is no other person: the notice is there in the first weeks", async () => {
  await addMemberWithApp(context, { name: "Sam Cole", email: "sam@x.example", role: "support" }).then(({ account }) =>
    noteSignIn(context, account),
  );
  joan = signedInAs(context, again(context, context.manager));
  replacePassword();
  expect(reset()).toEqual(mayNot("nobody-else"));
});

describe("bringing somebody back whose second factor they replaced just before", () => {
  const { identity: _, ...unseen } = helpFor({ id: "" });
  const back = (more: object = {}) => reactivatePerson(context, joan, { ...unseen, account: marcus.id, ...more });
  const { reason } = unseen;
  const notice = () => {
    const answer = askApproval(context, joan, { act: "reactivatePerson", parameters: { account: marcus.id, reason } });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer.value.id;
  };
  const gone = () => {
    expect(reset()).toMatchObject({ ok: true });
    expect(deactivatePerson(context, joan, { ...unseen, account: marcus.id })).toMatchObject({ ok: true });
  };

  test("takes a day of notice and a photo ID, which stands before it; the person is told at once", () => {
    gone();
    expect(back(seen)).toEqual(mayNot("nobody-else"));
    notice();
    const texts = context.db.prepare("SELECT recipient FROM outbox WHERE account = ? AND about = 'reactivation-asked'");
    expect(texts.all(marcus.id)).toEqual([{ recipient: marcus.cellPhone }]);
    openFor(context, 23);
    expect(back(seen)).toEqual(mayNot("nobody-else"));
    openFor(context, 1);
    expect(back()).toEqual(mayNot("nobody-else"));
    expect(back({ identity: CALL_BACK })).toEqual(mayNot("nobody-else"));
    expect(back(seen)).toMatchObject({ ok: true });
    expect(newestEntry(context, marcus, "account-reactivated")?.cause).toBe(
      newestEntry(context, marcus, "identity-proven")?.hash,
    );
  });

  test("is as before once seven days are over", () => {
    gone();
    context.clock.advance(7 * DAY);
    expect(back()).toMatchObject({ ok: true });
  });

  test.each([
    ["support, who could not, is nobody else", "support", "nobody-else"],
    ["another manager could", "manager", "both-factors"],
  ] as const)("%s", async (_who, role, because) => {
    const { account } = await addMemberWithApp(context, { name: "Ruth Kane", email: "ruth@x.example", role });
    context.clock.advance(14 * DAY);
    for (const one of [context.manager, account]) noteSignIn(context, one);
    joan = signedInAs(context, again(context, context.manager));
    gone();
    expect(back(seen)).toEqual(mayNot(because));
  });
});

describe("what every screen says of a notice", () => {
  const notified = (caller: Caller) => waitingActs(context, caller).map(({ id: _, expectedAt: __, ...one }) => one);
  const sentence = "Reset two-factor for Marcus Webb.";
  const whole = `Reset two-factor for Marcus Webb (phone lost or stolen). Reason: ${helpFor({ id: "" }).reason}.`;
  const waits = { state: "asked", alone: true, mine: null } as const;

  test("which act it is and whom it is for, everywhere; nothing more to whoever may not see people", async () => {
    const kim = await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
    joan = signedInAs(context, again(context, context.manager));
    replacePassword();
    asked();
    expect(notified(nobodyAt(context))).toEqual([{ ...waits, sentence }]);
    expect(notified(signedInAs(context, kim))).toEqual([{ ...waits, sentence }]);
    expect(notified({ ...signedInAs(context, again(context, marcus)), sessionState: "locked" })).toEqual([
      { ...waits, sentence },
    ]);
    expect(notified({ ...joan, sessionState: "emergency-access" })).toEqual([{ ...waits, sentence }]);
    expect(notified(joan)).toEqual([{ ...waits, sentence: whole }]);
  });

  test("to the person concerned also by whom, and that they may object, until they did", () => {
    replacePassword();
    const approval = asked();
    const own = () => signedInAs(context, again(context, marcus));
    const mine = { by: "Joan Price", mayObject: true };
    expect(notified(own())).toEqual([{ ...waits, sentence: whole, mine }]);
    expect(declineAct(context, own(), { approval, reason: "no" })).toMatchObject({ ok: true });
    const after = { state: "objected", mine: { ...mine, mayObject: false } };
    expect(notified(own())).toEqual([{ ...waits, sentence: whole, ...after }]);
  });
});
