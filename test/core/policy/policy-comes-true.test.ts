import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PREVIEW_GROUPS, type PreviewGroup, type Status } from "../../../src/contract/vocabulary";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { listPeople } from "../../../src/main/core/people/people";
import { changePolicy, getPolicy, listPreviewed, previewPolicy } from "../../../src/main/core/policy/policy";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findPerson } from "../../../src/main/core/store/people";
import { issueSetupCode } from "../../../src/main/core/support/help-acts";
import { createTestContext, signedInAs, type TestContext } from "../../support/context";
import { undone } from "../../support/drawn-clinic";
import { DAY_MS, ruleOf, type TypedRule } from "../../support/enforced";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { fillClinic, type Somebody } from "../../support/every-sort";
import { helpFor } from "../../support/help";
import { appCode } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import { again, cheapHashing, choosePassword, giveCode, setUpApp, typePassword } from "../../support/sign-in";
import { enableByApp, PROOF } from "../../support/two-factor";

/* POLICY-9: what the preview says is what comes true, and what comes true is what the sign-in does. */

const PEOPLE = 240;
const TEXTED = "7654321";
let context: TestContext;
let joan: Caller;
let everybody: readonly Somebody[];
let settledAt: number;

beforeAll(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  await choosePassword(context, context.manager);
  await setUpApp(context, context.manager);
  everybody = await fillClinic(context, PEOPLE, 20_261_102);
  joan = signedInAs(context, context.manager);
  settledAt = context.clock.now();
}, 120_000);
afterEach(() => {
  expectReplayEqualsTables(context);
  context.clock.set(settledAt);
});
afterAll(() => context.close());

const dateIn = (days: number) => new Date(context.clock.now() + days * DAY_MS).toISOString().slice(0, 10);
/** Rules that overlap, from today and from later on, with and without grace. */
const theRules = (): readonly TypedRule[] => [
  ruleOf({ fromOn: dateIn(60), graceDays: 90 }),
  ruleOf({ applies: { to: "account-type", accountType: "provider" }, fromOn: dateIn(75), methods: "app-only" }),
  ruleOf({ applies: { to: "role", role: "support" }, fromOn: dateIn(1), graceDays: 0 }),
  ruleOf({ applies: { to: "role", role: "auditor" }, fromOn: dateIn(10), graceDays: 90, methods: "app-only" }),
  ruleOf({
    applies: { to: "people", people: everybody.slice(100, 130).map(({ id }) => id) },
    ...{ fromOn: dateIn(30), graceDays: 60, methods: "app-only" },
  }),
];
/** The rules without the one for everybody: most people are under none. */
const someRules = (): readonly TypedRule[] => theRules().slice(1);

type Groups = Readonly<Record<PreviewGroup, readonly string[]>>;

/** Numbers and names, page by page as the window reads them; that they agree is part of what is tested. */
function previewed(rules: readonly TypedRule[]): { readonly at: number; readonly groups: Groups } {
  const previewed = previewPolicy(context, joan, { rules: [...rules] });
  if (!previewed.ok) throw new Error(JSON.stringify(previewed.refusal));
  const groups = PREVIEW_GROUPS.map((group) => {
    const names = namesIn(rules, group);
    expect([group, names.length]).toEqual([group, previewed.value.groups[group]]);
    return [group, names];
  });
  return { at: previewed.value.at, groups: Object.fromEntries(groups) };
}

function namesIn(rules: readonly TypedRule[], group: PreviewGroup): readonly string[] {
  const names: string[] = [];
  for (;;) {
    const page = listPreviewed(context, joan, { rules: [...rules], group, offset: names.length, limit: 17 });
    if (!page.ok || page.value.rows.length === 0) return names;
    names.push(...page.value.rows.map(({ person }) => person.name));
  }
}

/** Who has a status now, by the list of people. */
function namesWith(status: Status): readonly string[] {
  const filter = {
    search: "",
    status,
    role: null,
    accountType: null,
    method: null,
    codes: null,
    late: false,
    dueOn: null,
  };
  const page = listPeople(context, joan, { ...filter, sort: "name", descending: false, offset: 0, limit: 500 });
  return page.ok ? page.value.map(({ name }) => name) : [];
}

type StatusRow = ReturnType<typeof statusRows>[number];

/** Everybody's name and what the list of people knows of them. */
function statusRows() {
  const now = context.clock.now();
  return everybody.map((somebody) => {
    const person = findPerson(context.db, somebody.id, now);
    if (person === undefined) throw new Error("nobody");
    return { ...somebody, ...person };
  });
}

const rulesInForce = (): readonly TypedRule[] => {
  const found = getPolicy(context, joan, {});
  if (!found.ok) return [];
  return found.value.rules.map(({ id, applies, fromOn, graceDays, methods }) => ({
    id,
    applies: applies.to === "people" ? { to: "people", people: [...applies.people] } : applies,
    ...{ fromOn, graceDays, methods },
  }));
};

function putInForce(rules: readonly TypedRule[]): void {
  const before = entriesAbout(context).length;
  const changed = changePolicy(context, joan, { rules: [...rules], reason: "the insurer", proof: PROOF });
  expect(changed).toEqual({ ok: true, value: null });
  expect(entriesAbout(context).length - before).toBe(1);
}

/** The names that a preview's groups have become at its instant, if `acted` did what they could. */
function expectComeTrue(groups: Groups, acted: ReadonlySet<string>): void {
  const inactive = (names: readonly string[]) => names.filter((name) => !acted.has(name));
  const held = new Set(namesWith("locked"));
  const ofDeadline = statusRows().filter(({ deadlineAt }) => deadlineAt !== null);
  const now = context.clock.now();
  const named = (people: readonly { name: string }[]) => people.map(({ name }) => name).sort();
  const overdue = inactive([...groups["must-set-up"], ...groups["locked-out"]]).sort();
  expect(named(ofDeadline.filter(({ deadlineAt }) => (deadlineAt ?? 0) <= now))).toEqual(overdue);
  expect([...namesWith("overdue")].sort()).toEqual(overdue.filter((name) => !held.has(name)));
  const exempt = (until: number | null) => until !== null && until > now;
  const inGrace = ofDeadline.filter((one) => (one.deadlineAt ?? 0) > now && !exempt(one.exemptUntilAt));
  expect(named(inGrace)).toEqual(inactive(groups["time-left"]).sort());
  expect(named(ofDeadline.filter(({ exemptUntilAt }) => exempt(exemptUntilAt)))).toEqual(
    inactive(groups.exempt).sort(),
  );
  const again = previewed(rulesInForce());
  expect(again.at).toBe(now);
  for (const group of ["ready", "not-covered"] as const) {
    expect(again.groups[group].filter((name) => !acted.has(name))).toEqual(inactive(groups[group]));
  }
}

/** What a sign-in comes to, with the token that is due. */
async function comeIn({ id, email, key }: Somebody): Promise<string> {
  const first = await typePassword(context, email);
  if (!first.ok) return first.refusal.code;
  if (first.value.next !== "token") return first.value.next;
  if (key === null) giveCode(context, again(context, { id }), { sort: "text-token", code: TEXTED });
  const token = key === null ? TEXTED : appCode(key, context.clock.now());
  const second = await submitToken(context, nobodyAt(context), { token, remember: false });
  return second.ok ? second.value.next : second.refusal.code;
}

/** They sign in and set the app up, with a setup code where the sign-in asks for one. False: they cannot get in. */
async function act(somebody: Somebody): Promise<boolean> {
  const came = await comeIn(somebody);
  if (came !== "signed-in" && came !== "setup") return false;
  const person = findPerson(context.db, somebody.id, context.clock.now());
  if (person?.twoFactor !== "app") {
    const me = callerNow(context);
    const early = came === "setup";
    if (early) {
      const { signedIn } = context.session;
      const code = issueSetupCode(context, signedInAs(context, context.manager), helpFor(somebody, "overdue"));
      context.session.signedIn = signedIn;
      await redeemSetupCode(context, me, { code: code.ok ? code.value.code : "" });
    }
    somebody.key = await enableByApp(context, callerNow(context));
  }
  signOut(context, callerNow(context));
  return true;
}

/** What somebody's status lets expect of their sign-in; of a first one the status that it leads to. */
function expectedOf(before: Account, { status, hasPassword }: StatusRow, after: Status): string {
  if (status === "locked") return "locked";
  if (status === "deactivated" || !hasPassword) return "wrong-credentials";
  // After a reset there is a setup to be done whatever is required.
  if (before.twoFactor === "none" && before.setupDue) return "setup";
  return (before.firstSignInAt === null ? after : status) === "overdue" ? "setup" : "signed-in";
}

/** Every third of them acts at some time before `at`; who did is returned. */
async function letMonthsPass(at: number, groups: Groups): Promise<ReadonlySet<string>> {
  const acted = new Set<string>();
  const held = new Set(namesWith("locked"));
  const start = context.clock.now();
  for (const [place, somebody] of everybody.entries()) {
    if (place % 3 !== 0) continue;
    context.clock.set(start + Math.floor(((at - start) * (place + 1)) / (PEOPLE + 1)));
    const { name } = again(context, somebody);
    const can = await act(somebody);
    if (can) acted.add(name);
    // Nothing hinders whoever must act, but for a lock that somebody has to lift.
    expect([name, can || !groups["must-set-up"].includes(name) || held.has(name)]).toEqual([name, true]);
  }
  context.clock.set(at);
  return acted;
}

async function expectSignInAgrees(one: StatusRow): Promise<void> {
  const before = again(context, one);
  const came = await comeIn(one);
  const after = findPerson(context.db, one.id, context.clock.now())?.status ?? "app";
  expect([one.name, one.status, came]).toEqual([one.name, one.status, expectedOf(before, one, after)]);
  if (came !== "signed-in" && came !== "setup") return;
  expect(callerNow(context).sessionState === "setup-only").toBe(came === "setup");
  signOut(context, callerNow(context));
}

describe("a 2FA policy that was previewed and put in force", () => {
  test("meets a clinic of every sort", () => {
    const { groups } = previewed(theRules());
    for (const group of ["ready", "time-left", "must-set-up", "locked-out", "exempt"] as const) {
      expect([group, groups[group].length > 5]).toEqual([group, true]);
    }
    expect(previewed(someRules()).groups["not-covered"].length).toBeGreaterThan(5);
    const found = new Set(statusRows().map(({ status }) => status));
    expect([...found].sort()).toEqual(["app", "deactivated", "exempt", "locked", "not-set-up", "sms-only"]);
  });

  test.each([
    ["everybody", theRules],
    ["some", someRules],
  ])("for %s comes true by name at its instant, if nobody does anything", (_, rules) => {
    undone(context, () => {
      const { at, groups } = previewed(rules());
      putInForce(rules());
      context.clock.set(at - 1);
      const justBefore = namesWith("overdue");
      context.clock.set(at);
      expectComeTrue(groups, new Set());
      expect(justBefore.length).toBeLessThan(namesWith("overdue").length);
    });
  });

  test("comes true but for those who act meanwhile, and the sign-in does to each what their standing says", async () => {
    const { at, groups } = previewed(theRules());
    putInForce(theRules());
    const acted = await letMonthsPass(at, groups);
    expect(acted.size).toBeGreaterThan(PEOPLE / 8);
    expectComeTrue(groups, acted);
    for (const one of statusRows()) await expectSignInAgrees(one);
  }, 60_000);
});
