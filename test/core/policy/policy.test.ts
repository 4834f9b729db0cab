import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RuleView } from "../../../src/contract/policy/views";
import { toEntryView } from "../../../src/main/core/audit/entry-view";
import { recordEvent } from "../../../src/main/core/context";
import { deactivatePerson } from "../../../src/main/core/people/account-acts";
import { getPerson } from "../../../src/main/core/people/people";
import { exemptPerson } from "../../../src/main/core/policy/exemptions";
import { changePolicy, getPolicy, listPreviewed, previewPolicy } from "../../../src/main/core/policy/policy";
import type { Caller } from "../../../src/main/core/session/session";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { askApproval } from "../../support/approvals";
import { addAccount, createTestContext, givePassword, signedInAs, type TestContext } from "../../support/context";
import { openFor } from "../../support/emergency-codes";
import { DAY_MS, require, ruleOf, TODAY, type TypedRule } from "../../support/enforced";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { addMember, cheapHashing, setUpApp, setUpText } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  await givePassword(context, context.manager);
  await setUpApp(context, context.manager);
  joan = signedInAs(context, context.manager);
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const change = (rules: readonly TypedRule[]) =>
  changePolicy(context, joan, { rules: [...rules], reason: "our insurer asks for it", proof: PROOF });
const previewed = (...rules: readonly TypedRule[]) => {
  const previewed = previewPolicy(context, joan, { rules: [...rules] });
  if (!previewed.ok) throw new Error(JSON.stringify(previewed.refusal));
  return previewed.value;
};
const inForce = (): readonly RuleView[] => {
  const found = getPolicy(context, joan, {});
  return found.ok ? found.value.rules : [];
};
/** A rule that is in force as the window gives it back. */
const typed = ({ id, applies, fromOn, graceDays, methods }: RuleView): TypedRule => ({
  id,
  applies: applies.to === "people" ? { to: "people", people: [...applies.people] } : applies,
  ...{ fromOn, graceDays, methods },
});
const badField = (path: string, problem: string) => ({
  ok: false,
  refusal: { code: "bad-input", fields: { [path]: problem } },
});
const signedInOnce = ({ id }: Account) =>
  immediately(context.db, () =>
    recordEvent(context, id, { kind: "signed-in", subject: id, data: { factors: [{ factor: "password" }] } }),
  );
/** A second manager who was there today. */
const secondManager = async () => {
  const marcus = await addMember(context, { role: "manager" });
  for (const manager of [marcus, context.manager]) signedInOnce(manager);
  return marcus;
};

describe("the 2FA policy", () => {
  test("is nobody's before there is a rule", () => {
    expect(getPolicy(context, joan, {})).toEqual({
      ok: true,
      value: { rules: [], exempt: 0, todayOn: TODAY, hasGateway: false, active: 1 },
    });
  });

  test("is put in force with one entry that has it before and after, from the beginning of a day in the practice's zone", async () => {
    const left = await kindsLeftBy(context, undefined, () => change([ruleOf({ fromOn: "2026-12-01", graceDays: 14 })]));
    expect(left).toEqual(["policy-changed"]);
    const entry = newestEntry(context, undefined, "policy-changed");
    expect(entry?.actor).toBe(context.manager.id);
    expect(entry?.data).toEqual({
      before: [],
      after: [
        {
          id: expect.stringMatching(/^[a-z2-7]{26}$/),
          applies: { to: "everyone" },
          fromOn: "2026-12-01",
          fromAt: Date.parse("2026-12-01T06:00:00Z"),
          ...{ graceDays: 14, methods: "app-and-text" },
        },
      ],
      reason: "our insurer asks for it",
    });
  });

  test("says of each rule whom it is for, and how many of them have done what it asks", async () => {
    const marcus = await addMember(context, { accountType: "provider" });
    const ana = await addMember(context, { name: "Ana Ruiz", email: "ana@x.example" });
    const gone = addAccount(context, { name: "Gone", email: "gone@x.example" });
    deactivatePerson(context, joan, { account: gone.id, reason: "left", proof: PROOF });
    setUpText(context, marcus);
    const people = [ana.id, marcus.id, ana.id];
    require(context, joan, ruleOf({ graceDays: 90 }), ruleOf({
      applies: { to: "account-type", accountType: "provider" },
      methods: "app-only",
      graceDays: 90,
    }), ruleOf({ applies: { to: "role", role: "manager" } }), ruleOf({
      applies: { to: "people", people },
      graceDays: 90,
    }));
    expect(inForce().map(({ label, covered, done }) => [label, covered, done])).toEqual([
      ["Everyone", 3, 2],
      ["Providers", 1, 0],
      ["Managers", 1, 1],
      ["Ana Ruiz and 1 other", 2, 1],
    ]);
    expect(inForce()[3]?.people).toEqual([
      { id: ana.id, name: "Ana Ruiz" },
      { id: marcus.id, name: "Marcus Reed" },
    ]);
  });

  test("records nothing where nothing changes, in whatever order it is typed", async () => {
    require(context, joan, ruleOf({ graceDays: 5 }), ruleOf({
      applies: { to: "role", role: "support" },
      graceDays: 3,
    }));
    const same = inForce().map(typed).reverse();
    expect(
      await kindsLeftBy(context, undefined, () => expect(change(same)).toEqual({ ok: true, value: null })),
    ).toEqual([]);
  });

  test("keeps the id and the beginning of a rule whose date stays, in another time zone too and once it lies in the past", () => {
    require(context, joan, ruleOf({ graceDays: 5 }));
    const [before] = inForce();
    context.clock.advance(40 * DAY_MS);
    const settings = {
      ...({ practiceName: "Northside Clinic", region: "DE", timeZone: "Europe/Berlin", stillStuck: null } as const),
      ...({ textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 0 } as const),
    };
    updateSettings(context, joan, { ...settings, proof: PROOF });
    if (before === undefined) throw new Error("no rule");
    require(context, joan, { ...typed(before), graceDays: 4 });
    expect(inForce()).toMatchObject([{ id: before.id, fromAt: before.fromAt, fromOn: TODAY, graceDays: 4 }]);
    require(context, joan, { ...typed(before), graceDays: 4 }, ruleOf({ fromOn: "2026-12-24" }));
    expect(inForce()[1]?.fromAt).toBe(Date.parse("2026-12-23T23:00:00Z"));
  });

  test("begins no earlier than today, and says where a date lies in the past", () => {
    const past = badField("rules.1.fromOn", "in-the-past");
    expect(change([ruleOf(), ruleOf({ fromOn: "2026-11-01" })])).toEqual(past);
    require(context, joan, ruleOf({ fromOn: "2026-12-01" }));
    const [rule] = inForce().map(typed);
    if (rule === undefined) throw new Error("no rule");
    expect(change([{ ...rule, fromOn: "2026-10-31" }])).toEqual(badField("rules.0.fromOn", "in-the-past"));
    expect(previewPolicy(context, joan, { rules: [ruleOf({ fromOn: "2026-11-01" })] })).toMatchObject({
      ok: false,
    });
    // Just before midnight in Chicago, when it is tomorrow already in Greenwich.
    context.clock.set(Date.parse("2026-11-03T05:59:59Z"));
    expect(change([rule, ruleOf()])).toEqual({ ok: true, value: null });
  });

  test("takes neither people nor rules that do not exist", () => {
    const nobody = "b".repeat(26);
    const people = [context.manager.id, nobody];
    expect(change([ruleOf({ applies: { to: "people", people } })])).toEqual(
      badField("rules.0.applies.people", "invalid"),
    );
    expect(change([ruleOf({ id: nobody })])).toEqual(badField("rules.0.id", "invalid"));
    require(context, joan, ruleOf());
    const [rule] = inForce().map(typed);
    if (rule === undefined) throw new Error("no rule");
    expect(change([rule, rule])).toEqual(badField("rules.1.id", "invalid"));
  });

  test("is refused, and the refusal recorded, where no manager would get in any more", async () => {
    const event = { kind: "two-factor-disabled", subject: context.manager.id, data: {} } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, event));
    await addMember(context, { role: "support" });
    const rules = [ruleOf({ fromOn: "2027-03-01" })];
    expect(previewed(...rules).refused).toBe("last-manager");
    const left = await kindsLeftBy(context, undefined, () =>
      expect(change(rules)).toEqual({ ok: false, refusal: { code: "would-lock-out", because: "last-manager" } }),
    );
    expect(left).toEqual(["act-refused"]);
    expect(inForce()).toEqual([]);
    expect(previewed(ruleOf({ applies: { to: "role", role: "support" } })).refused).toBeNull();
  });

  test("is weakened only with a second manager where two are active; to strengthen it one is enough", async () => {
    await secondManager();
    require(context, joan, ruleOf({ fromOn: "2026-12-01", graceDays: 10 }));
    const [rule] = inForce().map(typed);
    if (rule === undefined) throw new Error("no rule");
    require(context, joan, { ...rule, graceDays: 7 });
    const weaker = { ...rule, graceDays: 8 };
    expect(previewed(weaker)).toMatchObject({ weakens: ["more-grace"], needsSecondManager: true });
    const left = await kindsLeftBy(context, undefined, () =>
      expect(change([weaker])).toEqual({ ok: false, refusal: { code: "may-not", because: "second-manager" } }),
    );
    expect(left).toEqual(["act-refused"]);
    expect(inForce()).toMatchObject([{ graceDays: 7 }]);

    const parameters = { rules: [weaker], reason: "our insurer asks for it" };
    expect(askApproval(context, joan, { act: "changePolicy", parameters })).toMatchObject({ ok: true });
    openFor(context, 168);
    expect(change([{ ...rule, graceDays: 9 }])).toMatchObject({ ok: false });
    expect(await kindsLeftBy(context, undefined, () => change([weaker]))).toEqual(["approval-used", "policy-changed"]);
    expect(inForce()).toMatchObject([{ graceDays: 8 }]);
  });

  test("may be weakened by a practice's only active manager", () => {
    require(context, joan, ruleOf());
    expect(previewed()).toMatchObject({ weakens: ["smaller-circle"], needsSecondManager: false });
    expect(change([])).toEqual({ ok: true, value: null });
    expect(inForce()).toEqual([]);
  });

  test("is read in the audit log rule by rule", async () => {
    const ana = await addMember(context, { name: "Ana Ruiz", email: "ana@x.example" });
    const ben = await addMember(context, { name: "Ben", email: "ben@x.example" });
    require(context, joan, ruleOf({ fromOn: "2026-12-01", graceDays: 14 }), ruleOf({
      applies: { to: "account-type", accountType: "staff" },
    }));
    const [everyone] = inForce().map(typed);
    if (everyone === undefined) throw new Error("no rule");
    require(context, joan, { ...everyone, methods: "app-only", graceDays: 1 }, ruleOf({
      applies: { to: "people", people: [ana.id, ben.id] },
      fromOn: "2027-01-31",
    }));
    const entry = newestEntry(context, undefined, "policy-changed");
    const view = entry === undefined ? undefined : toEntryView(context, entry);
    expect(view?.sentence).toBe("Joan Price changed the 2FA policy. Reason: our insurer asks for it.");
    expect(view?.changes).toEqual([
      {
        what: "2FA policy",
        before: "Everyone: from Dec 1, 2026, 14 days of grace, app or text message",
        after: "Everyone: from Dec 1, 2026, 1 day of grace, authenticator app only",
      },
      { what: "2FA policy", before: "Staff: from Nov 2, 2026, no grace, app or text message", after: "no such rule" },
      {
        what: "2FA policy",
        before: "no such rule",
        after: "Ana Ruiz, Ben: from Jan 31, 2027, no grace, app or text message",
      },
    ]);
  });
});

describe("the preview", () => {
  test("leaves nothing behind, and is about the latest date that lies ahead", () => {
    const before = entriesAbout(context).length;
    const { at, groups } = previewed(ruleOf(), ruleOf({ fromOn: "2026-12-01" }), ruleOf({ fromOn: "2026-11-20" }));
    expect(at).toBe(Date.parse("2026-12-01T06:00:00Z"));
    expect(groups.ready).toBe(1);
    expect(previewed(ruleOf()).at).toBe(context.clock.now());
    expect(entriesAbout(context)).toHaveLength(before);
    expect(inForce()).toEqual([]);
  });

  test("names everybody behind each of its numbers, with the causes", async () => {
    const known = await addMember(context, { name: "Known", email: "known@x.example" });
    signedInOnce(known);
    addAccount(context, { name: "Never", email: "never@x.example" });
    const shared = "+14155550000";
    const phoneless = await addMember(context, { name: "Phoneless", email: "p@x.example", cellPhone: null });
    const sharing = await addMember(context, { name: "Sharing", email: "s@x.example", cellPhone: shared });
    addAccount(context, { name: "Other", email: "o@x.example", cellPhone: shared, accountType: "provider" });
    for (const account of [phoneless, sharing]) signedInOnce(account);
    const rules = [ruleOf({ applies: { to: "account-type", accountType: "staff" }, fromOn: "2027-01-15" })];
    const { groups, causes } = previewed(...rules);
    expect(groups).toEqual({
      ready: 1,
      "time-left": 0,
      "must-set-up": 1,
      "locked-out": 3,
      exempt: 0,
      "not-covered": 1,
    });
    expect(causes).toEqual({ "never-signed-in": 1, "no-phone": 1, "shared-phone": 1, "no-time": 0 });
    const listed = (group: "locked-out" | "must-set-up", limit = 10, offset = 0) =>
      listPreviewed(context, joan, { rules: [...rules], group, offset, limit });
    expect(listed("locked-out")).toMatchObject({
      ok: true,
      value: {
        total: 3,
        rows: [
          { person: { name: "Never" }, causes: ["never-signed-in"] },
          {
            person: { name: "Phoneless" },
            causes: ["no-phone"],
            cellPhone: null,
            role: "member",
            accountType: "staff",
          },
          { person: { name: "Sharing" }, causes: ["shared-phone"], deadlineAt: Date.parse("2027-01-15T06:00:00Z") },
        ],
      },
    });
    expect(listed("locked-out", 1, 1)).toMatchObject({
      value: { total: 3, rows: [{ person: { name: "Phoneless" } }] },
    });
    expect(listed("must-set-up")).toMatchObject({
      value: { total: 1, rows: [{ person: { id: known.id }, causes: [] }] },
    });
  });

  test("says of people who would be overdue at once that there is no time", async () => {
    signedInOnce(await addMember(context));
    context.clock.advance(DAY_MS);
    expect(previewed(ruleOf({ fromOn: "2026-11-03" })).causes["no-time"]).toBe(1);
  });

  test("says where rules overlap which one decides, and why", async () => {
    const ana = await addMember(context, { name: "Ana Ruiz", email: "ana@x.example" });
    const overlaps = (...rules: readonly TypedRule[]) => previewed(...rules).overlaps;
    const [everyone, providers] = [
      ruleOf({ graceDays: 14 }),
      ruleOf({ applies: { to: "account-type", accountType: "provider" } }),
    ];
    expect(overlaps(everyone)).toEqual([]);
    expect(overlaps(everyone, { ...providers, methods: "app-only" })).toEqual([
      "Whoever is under “Providers” and “Everyone” goes by “Providers”: it is due first, with less grace. Text messages are not enough for them: “Providers” allows the authenticator app only, and each rule is to be met.",
    ]);
    expect(overlaps(everyone, { ...providers, fromOn: "2026-12-01" })).toEqual([
      "Whoever is under “Everyone” and “Providers” goes by whichever is due first for them: one has the earlier date, the other less grace. Both allow the app or text messages.",
    ]);
    expect(overlaps(everyone, { ...providers, graceDays: 14 })).toEqual([
      "Whoever is under “Everyone” and “Providers” is due at the same time by both. Both allow the app or text messages.",
    ]);
    expect(overlaps(providers, ruleOf({ applies: { to: "account-type", accountType: "staff" } }))).toEqual([]);
    expect(overlaps(providers, ruleOf({ applies: { to: "people", people: [ana.id] } }))).toEqual([]);
    const managers = ruleOf({ applies: { to: "role", role: "manager" }, fromOn: "2026-12-01", graceDays: 3 });
    expect(overlaps(providers, managers)).toEqual([
      "Whoever is under “Providers” and “Managers” goes by “Providers”: it is due first, by its earlier date and with less grace. Both allow the app or text messages.",
    ]);
  });
});

describe("what it means for one person", () => {
  const sentence = (account: Account) => {
    const person = getPerson(context, joan, { account: account.id });
    return person.ok ? person.value.policy.sentence : undefined;
  };
  const providers = { to: "account-type", accountType: "provider" } as const;

  test("is said with the rule that decides, and why", async () => {
    const account = await addMember(context, { accountType: "provider" });
    expect(sentence(account)).toBeNull();
    require(context, joan, ruleOf({ graceDays: 10 }));
    expect(sentence(account)).toBe("The rule “Everyone” decides: no other one applies.");
    const [everyone] = inForce().map(typed);
    if (everyone === undefined) throw new Error("no rule");
    require(context, joan, everyone, ruleOf({ applies: providers, graceDays: 9 }));
    expect(sentence(account)).toBe("The rule “Providers” decides: of all that apply, it is due first.");
    require(context, joan, everyone, ruleOf({ applies: providers, graceDays: 10, methods: "app-only" }));
    expect(sentence(account)).toBe(
      "The rule “Providers” decides: others are due at the same time, but it allows the authenticator app only.",
    );
    setUpText(context, account);
    expect(sentence(account)).toBe(
      "The rule “Providers” decides: it allows the authenticator app only, and text messages meet the others.",
    );
    expect(getPerson(context, joan, { account: account.id })).toMatchObject({
      ok: true,
      value: { requiredBy: "Providers", status: "days-left", policy: { allowed: "app-only" } },
    });
    await setUpApp(context, account);
    joan = signedInAs(context, context.manager);
    expect(sentence(account)).toBe("2 rules apply, and all of them are met.");
  });

  test("says that an exemption holds for now", async () => {
    const account = await addMember(context);
    require(context, joan, ruleOf());
    const untilOn = "2027-01-01";
    exemptPerson(context, joan, { account: account.id, untilOn, reason: "on leave", proof: PROOF });
    expect(sentence(account)).toBe(
      "The rule “Everyone” decides: no other one applies. Nothing is due before the exemption ends.",
    );
  });
});
