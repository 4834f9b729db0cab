import { afterEach, beforeEach, expect, test } from "vitest";
import { askApproval, declineAct } from "../../src/main/services/approvals";
import { issueSetUpCode, resetTwoFactor } from "../../src/main/services/help-acts";
import type { Caller } from "../../src/main/services/world";
import type { Account } from "../../src/main/store/accounts";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../support/entries";
import { openFor } from "../support/envelope";
import { CALL_BACK, helpFor } from "../support/help";
import { addMember, addMemberWithApp, again, cheapHashing, choosePassword, noteSignIn } from "../support/sign-in";
import { giveGateway } from "../support/two-factor";
import { createWorld, MONDAY, signedInAs, type TestWorld } from "../support/world";

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
