import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { waitingActs } from "../../../src/main/core/approvals/approval-view";
import { askApproval, declineAct } from "../../../src/main/core/approvals/approvals";
import type { Caller } from "../../../src/main/core/context";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import type { Account } from "../../../src/main/core/store/accounts";
import { issueSetUpCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { createWorld, MONDAY, signedInAs, type TestWorld } from "../../support/context";
import { openFor } from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { CALL_BACK, helpFor, IDENTITY } from "../../support/help";
import { addMember, addMemberWithApp, again, cheapHashing, choosePassword, noteSignIn } from "../../support/sign-in";
import { giveGateway } from "../../support/two-factor";

/* A sole manager, and nobody else: photo ID in person and 24 hours of notice take the other person's place (product.md 6). */

const DAY = 24 * 3_600_000;
let world: TestWorld;
let joan: Caller;
let marcus: Account;
beforeEach(async () => {
  world = { ...createWorld({ now: MONDAY - 40 * DAY }), hashing: cheapHashing };
  await choosePassword(world, world.manager);
  ({ account: marcus } = await addMemberWithApp(world, { name: "Marcus Webb", email: "marcus@northside.example" }));
  world.clock.advance(40 * DAY);
  giveGateway(world);
  for (const account of [world.manager, marcus]) noteSignIn(world, account);
  joan = signedInAs(world, again(world, world.manager));
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus);
  world.close();
});

const cause = "lost-or-stolen" as const;
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const reset = (more: object = {}) => resetTwoFactor(world, joan, { ...helpFor(marcus), cause, ...more });
const seen = { identity: IDENTITY };
const replacePassword = () => expect(issueSetUpCode(world, joan, helpFor(marcus))).toMatchObject({ ok: true });
const ask = () => {
  const parameters = { account: marcus.id, cause, reason: helpFor(marcus).reason };
  return askApproval(world, joan, { act: "resetTwoFactor", parameters });
};
const asked = () => {
  const answer = ask();
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  joan = signedInAs(world, again(world, world.manager));
  return answer.value.id;
};

test("the second factor waits for a day of being open, and for a photo ID; the person is told at once", () => {
  replacePassword();
  expect(reset()).toEqual(mayNot("nobody-else"));
  asked();
  const texts = world.db.prepare("SELECT about, recipient FROM outbox WHERE account = ? AND about = 'reset-asked'");
  expect(texts.all(marcus.id)).toEqual([{ about: "reset-asked", recipient: marcus.cellPhone }]);
  openFor(world, 23);
  expect(reset()).toEqual(mayNot("nobody-else"));
  openFor(world, 1);
  expect(reset({ identity: CALL_BACK })).toEqual(mayNot("nobody-else"));
  expect(reset()).toMatchObject({ ok: true });
  expect(newestEntry(world, marcus, "approval-used")?.data).toMatchObject({ by: "waiting" });
});

test("a clock that is set forward is no day, nor is a day while the app is closed", () => {
  replacePassword();
  asked();
  world.clock.set(world.clock.now() + 2 * DAY);
  expect(reset()).toEqual(mayNot("nobody-else"));
});

test("the person concerned objects, and nothing goes ahead", () => {
  replacePassword();
  const approval = asked();
  const own = signedInAs(world, again(world, marcus));
  expect(declineAct(world, own, { approval, reason: "I did not ask" })).toEqual({ ok: true, value: null });
  joan = signedInAs(world, again(world, world.manager));
  openFor(world, 48);
  expect(reset()).toEqual(mayNot("nobody-else"));
  expect(again(world, marcus).twoFactor).toBe("app");
});

test("nobody else objects but managers: another member does not", async () => {
  replacePassword();
  const approval = asked();
  const kim = await addMember(world, { name: "Kim Lee", email: "kim@northside.example" });
  const by = signedInAs(world, kim);
  expect(declineAct(world, by, { approval, reason: "no" })).toEqual(mayNot("not-a-manager"));
  expect(entriesAbout(world, marcus).some(({ kind }) => kind === "approval-declined")).toBe(false);
});

test("where there is another person, no notice takes their place", async () => {
  const { account: sam } = await addMemberWithApp(world, { name: "Sam Cole", email: "sam@x.example", role: "support" });
  world.clock.advance(14 * DAY);
  for (const account of [world.manager, sam]) noteSignIn(world, account);
  joan = signedInAs(world, again(world, world.manager));
  replacePassword();
  expect(reset()).toEqual(mayNot("both-factors"));
  expect(ask()).toEqual(mayNot("both-factors"));
});

test("a helper whom the manager made, or who is new, is no other person: the notice is there in the first weeks", async () => {
  await addMemberWithApp(world, { name: "Sam Cole", email: "sam@x.example", role: "support" }).then(({ account }) =>
    noteSignIn(world, account),
  );
  joan = signedInAs(world, again(world, world.manager));
  replacePassword();
  expect(reset()).toEqual(mayNot("nobody-else"));
});

describe("bringing somebody back whose second factor they replaced just before", () => {
  const { identity: _, ...unseen } = helpFor({ id: "" });
  const back = (more: object = {}) => reactivatePerson(world, joan, { ...unseen, account: marcus.id, ...more });
  const { reason } = unseen;
  const notice = () => {
    const answer = askApproval(world, joan, { act: "reactivatePerson", parameters: { account: marcus.id, reason } });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer.value.id;
  };
  const gone = () => {
    expect(reset()).toMatchObject({ ok: true });
    expect(deactivatePerson(world, joan, { ...unseen, account: marcus.id })).toMatchObject({ ok: true });
  };

  test("takes a day of notice and a photo ID, which stands before it; the person is told at once", () => {
    gone();
    expect(back(seen)).toEqual(mayNot("nobody-else"));
    notice();
    const texts = world.db.prepare("SELECT recipient FROM outbox WHERE account = ? AND about = 'reactivation-asked'");
    expect(texts.all(marcus.id)).toEqual([{ recipient: marcus.cellPhone }]);
    openFor(world, 23);
    expect(back(seen)).toEqual(mayNot("nobody-else"));
    openFor(world, 1);
    expect(back()).toEqual(mayNot("nobody-else"));
    expect(back({ identity: CALL_BACK })).toEqual(mayNot("nobody-else"));
    expect(back(seen)).toMatchObject({ ok: true });
    expect(newestEntry(world, marcus, "account-reactivated")?.cause).toBe(
      newestEntry(world, marcus, "identity-proven")?.hash,
    );
  });

  test("is as before once seven days are over", () => {
    gone();
    world.clock.advance(7 * DAY);
    expect(back()).toMatchObject({ ok: true });
  });

  test.each([
    ["support, who could not, is nobody else", "support", "nobody-else"],
    ["another manager could", "manager", "both-factors"],
  ] as const)("%s", async (_who, role, because) => {
    const { account } = await addMemberWithApp(world, { name: "Ruth Kane", email: "ruth@x.example", role });
    world.clock.advance(14 * DAY);
    for (const one of [world.manager, account]) noteSignIn(world, one);
    joan = signedInAs(world, again(world, world.manager));
    gone();
    expect(back(seen)).toEqual(mayNot(because));
  });
});

describe("what every screen says of a notice", () => {
  const told = (caller: Caller) => waitingActs(world, caller).map(({ id: _, expectedAt: __, ...one }) => one);
  const out: Caller = { stance: "signed-out", account: null, role: null };
  const sentence = "Reset two-factor for Marcus Webb.";
  const whole = `Reset two-factor for Marcus Webb (phone lost or stolen). Reason: ${helpFor({ id: "" }).reason}.`;
  const waits = { state: "asked", alone: true, mine: null } as const;

  test("which act it is and whom it is for, everywhere; nothing more to whoever may not see people", async () => {
    const kim = await addMember(world, { name: "Kim Lee", email: "kim@northside.example" });
    joan = signedInAs(world, again(world, world.manager));
    replacePassword();
    asked();
    expect(told(out)).toEqual([{ ...waits, sentence }]);
    expect(told(signedInAs(world, kim))).toEqual([{ ...waits, sentence }]);
    expect(told({ ...signedInAs(world, again(world, marcus)), stance: "locked" })).toEqual([{ ...waits, sentence }]);
    expect(told({ ...joan, stance: "break-glass" })).toEqual([{ ...waits, sentence }]);
    expect(told(joan)).toEqual([{ ...waits, sentence: whole }]);
  });

  test("to the person concerned also by whom, and that they may object, until they did", () => {
    replacePassword();
    const approval = asked();
    const own = () => signedInAs(world, again(world, marcus));
    const mine = { by: "Joan Price", mayObject: true };
    expect(told(own())).toEqual([{ ...waits, sentence: whole, mine }]);
    expect(declineAct(world, own(), { approval, reason: "no" })).toMatchObject({ ok: true });
    const after = { state: "objected", mine: { ...mine, mayObject: false } };
    expect(told(own())).toEqual([{ ...waits, sentence: whole, ...after }]);
  });
});
