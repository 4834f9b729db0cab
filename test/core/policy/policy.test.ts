import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RuleView } from "../../../src/contract/policy/views";
import { askApproval } from "../../../src/main/core/approvals/approvals";
import { toEntryView } from "../../../src/main/core/audit/entry-view";
import { type Caller, recordEvent } from "../../../src/main/core/context";
import { deactivatePerson } from "../../../src/main/core/people/account-acts";
import { getPerson } from "../../../src/main/core/people/people";
import { exemptPerson } from "../../../src/main/core/policy/exemptions";
import {
  changeRequirement,
  getRequirement,
  listRehearsed,
  rehearseRequirement,
} from "../../../src/main/core/policy/policy";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createWorld, givePassword, signedInAs, type TestWorld } from "../../support/context";
import { openFor } from "../../support/emergency-codes";
import { DAY_MS, require, ruleOf, TODAY, type TypedRule } from "../../support/enforced";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { addMember, cheapHashing, setUpApp, setUpText } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

let world: TestWorld;
let joan: Caller;

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  await givePassword(world, world.manager);
  await setUpApp(world, world.manager);
  joan = signedInAs(world, world.manager);
});
afterEach(() => {
  expectReplayEqualsTables(world);
  world.close();
});

const change = (rules: readonly TypedRule[]) =>
  changeRequirement(world, joan, { rules: [...rules], reason: "our insurer asks for it", proof: PROOF });
const rehearse = (...rules: readonly TypedRule[]) => {
  const rehearsed = rehearseRequirement(world, joan, { rules: [...rules] });
  if (!rehearsed.ok) throw new Error(JSON.stringify(rehearsed.refusal));
  return rehearsed.value;
};
const inForce = (): readonly RuleView[] => {
  const found = getRequirement(world, joan, {});
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
  immediately(world.db, () =>
    recordEvent(world, id, { kind: "signed-in", subject: id, data: { factors: [{ factor: "password" }] } }),
  );
/** A second manager who was there today. */
const secondManager = async () => {
  const marcus = await addMember(world, { role: "manager" });
  for (const manager of [marcus, world.manager]) signedInOnce(manager);
  return marcus;
};

describe("the requirement", () => {
  test("is nobody's before there is a rule", () => {
    expect(getRequirement(world, joan, {})).toEqual({
      ok: true,
      value: { rules: [], exempt: 0, todayOn: TODAY, hasGateway: false, active: 1 },
    });
  });

  test("is put in force with one entry that has it before and after, from the beginning of a day in the practice's zone", async () => {
    const left = await kindsLeftBy(world, undefined, () => change([ruleOf({ fromOn: "2026-12-01", graceDays: 14 })]));
    expect(left).toEqual(["requirement-changed"]);
    const entry = newestEntry(world, undefined, "requirement-changed");
    expect(entry?.actor).toBe(world.manager.id);
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
    const marcus = await addMember(world, { kind: "provider" });
    const ana = await addMember(world, { name: "Ana Ruiz", email: "ana@x.example" });
    const gone = addAccount(world, { name: "Gone", email: "gone@x.example" });
    deactivatePerson(world, joan, { account: gone.id, reason: "left", proof: PROOF });
    setUpText(world, marcus);
    const people = [ana.id, marcus.id, ana.id];
    require(world, joan, ruleOf({ graceDays: 90 }), ruleOf({
      applies: { to: "kind", kind: "provider" },
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
    require(world, joan, ruleOf({ graceDays: 5 }), ruleOf({ applies: { to: "role", role: "support" }, graceDays: 3 }));
    const same = inForce().map(typed).reverse();
    expect(await kindsLeftBy(world, undefined, () => expect(change(same)).toEqual({ ok: true, value: null }))).toEqual(
      [],
    );
  });

  test("keeps the id and the beginning of a rule whose date stays, in another time zone too and once it lies in the past", () => {
    require(world, joan, ruleOf({ graceDays: 5 }));
    const [before] = inForce();
    world.clock.advance(40 * DAY_MS);
    const settings = {
      ...({ practiceName: "Northside Clinic", region: "DE", timeZone: "Europe/Berlin", stillStuck: null } as const),
      ...({ textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 0 } as const),
    };
    updateSettings(world, joan, { ...settings, proof: PROOF });
    if (before === undefined) throw new Error("no rule");
    require(world, joan, { ...typed(before), graceDays: 4 });
    expect(inForce()).toMatchObject([{ id: before.id, fromAt: before.fromAt, fromOn: TODAY, graceDays: 4 }]);
    require(world, joan, { ...typed(before), graceDays: 4 }, ruleOf({ fromOn: "2026-12-24" }));
    expect(inForce()[1]?.fromAt).toBe(Date.parse("2026-12-23T23:00:00Z"));
  });

  test("begins no earlier than today, and says where a date lies in the past", () => {
    const past = badField("rules.1.fromOn", "in-the-past");
    expect(change([ruleOf(), ruleOf({ fromOn: "2026-11-01" })])).toEqual(past);
    require(world, joan, ruleOf({ fromOn: "2026-12-01" }));
    const [rule] = inForce().map(typed);
    if (rule === undefined) throw new Error("no rule");
    expect(change([{ ...rule, fromOn: "2026-10-31" }])).toEqual(badField("rules.0.fromOn", "in-the-past"));
    expect(rehearseRequirement(world, joan, { rules: [ruleOf({ fromOn: "2026-11-01" })] })).toMatchObject({
      ok: false,
    });
    // Just before midnight in Chicago, when it is tomorrow already in Greenwich.
    world.clock.set(Date.parse("2026-11-03T05:59:59Z"));
    expect(change([rule, ruleOf()])).toEqual({ ok: true, value: null });
  });

  test("takes neither people nor rules that do not exist", () => {
    const nobody = "b".repeat(26);
    const people = [world.manager.id, nobody];
    expect(change([ruleOf({ applies: { to: "people", people } })])).toEqual(
      badField("rules.0.applies.people", "invalid"),
    );
    expect(change([ruleOf({ id: nobody })])).toEqual(badField("rules.0.id", "invalid"));
    require(world, joan, ruleOf());
    const [rule] = inForce().map(typed);
    if (rule === undefined) throw new Error("no rule");
    expect(change([rule, rule])).toEqual(badField("rules.1.id", "invalid"));
  });

  test("is refused, and the refusal recorded, where no manager would get in any more", async () => {
    const event = { kind: "two-factor-disabled", subject: world.manager.id, data: {} } as const;
    immediately(world.db, () => recordEvent(world, world.manager.id, event));
    await addMember(world, { role: "support" });
    const rules = [ruleOf({ fromOn: "2027-03-01" })];
    expect(rehearse(...rules).refused).toBe("last-manager");
    const left = await kindsLeftBy(world, undefined, () =>
      expect(change(rules)).toEqual({ ok: false, refusal: { code: "would-lock-out", because: "last-manager" } }),
    );
    expect(left).toEqual(["act-refused"]);
    expect(inForce()).toEqual([]);
    expect(rehearse(ruleOf({ applies: { to: "role", role: "support" } })).refused).toBeNull();
  });

  test("is weakened only with a second manager where two are active; to strengthen it one is enough", async () => {
    await secondManager();
    require(world, joan, ruleOf({ fromOn: "2026-12-01", graceDays: 10 }));
    const [rule] = inForce().map(typed);
    if (rule === undefined) throw new Error("no rule");
    require(world, joan, { ...rule, graceDays: 7 });
    const weaker = { ...rule, graceDays: 8 };
    expect(rehearse(weaker)).toMatchObject({ weakens: ["more-grace"], needsSecondManager: true });
    const left = await kindsLeftBy(world, undefined, () =>
      expect(change([weaker])).toEqual({ ok: false, refusal: { code: "may-not", because: "second-manager" } }),
    );
    expect(left).toEqual(["act-refused"]);
    expect(inForce()).toMatchObject([{ graceDays: 7 }]);

    const parameters = { rules: [weaker], reason: "our insurer asks for it" };
    expect(askApproval(world, joan, { act: "changeRequirement", parameters })).toMatchObject({ ok: true });
    openFor(world, 168);
    expect(change([{ ...rule, graceDays: 9 }])).toMatchObject({ ok: false });
    expect(await kindsLeftBy(world, undefined, () => change([weaker]))).toEqual([
      "approval-used",
      "requirement-changed",
    ]);
    expect(inForce()).toMatchObject([{ graceDays: 8 }]);
  });

  test("may be weakened by a practice's only active manager", () => {
    require(world, joan, ruleOf());
    expect(rehearse()).toMatchObject({ weakens: ["smaller-circle"], needsSecondManager: false });
    expect(change([])).toEqual({ ok: true, value: null });
    expect(inForce()).toEqual([]);
  });

  test("is read in the ledger rule by rule", async () => {
    const ana = await addMember(world, { name: "Ana Ruiz", email: "ana@x.example" });
    const ben = await addMember(world, { name: "Ben", email: "ben@x.example" });
    require(world, joan, ruleOf({ fromOn: "2026-12-01", graceDays: 14 }), ruleOf({
      applies: { to: "kind", kind: "staff" },
    }));
    const [everyone] = inForce().map(typed);
    if (everyone === undefined) throw new Error("no rule");
    require(world, joan, { ...everyone, methods: "app-only", graceDays: 1 }, ruleOf({
      applies: { to: "people", people: [ana.id, ben.id] },
      fromOn: "2027-01-31",
    }));
    const entry = newestEntry(world, undefined, "requirement-changed");
    const view = entry === undefined ? undefined : toEntryView(world, entry);
    expect(view?.sentence).toBe("Joan Price changed the requirement. Reason: our insurer asks for it.");
    expect(view?.changes).toEqual([
      {
        what: "Requirement",
        before: "Everyone: from Dec 1, 2026, 14 days of grace, app or text message",
        after: "Everyone: from Dec 1, 2026, 1 day of grace, authenticator app only",
      },
      { what: "Requirement", before: "Staff: from Nov 2, 2026, no grace, app or text message", after: "no such rule" },
      {
        what: "Requirement",
        before: "no such rule",
        after: "Ana Ruiz, Ben: from Jan 31, 2027, no grace, app or text message",
      },
    ]);
  });
});

describe("the rehearsal", () => {
  test("leaves nothing behind, and is about the latest date that lies ahead", () => {
    const before = entriesAbout(world).length;
    const { at, groups } = rehearse(ruleOf(), ruleOf({ fromOn: "2026-12-01" }), ruleOf({ fromOn: "2026-11-20" }));
    expect(at).toBe(Date.parse("2026-12-01T06:00:00Z"));
    expect(groups.fine).toBe(1);
    expect(rehearse(ruleOf()).at).toBe(world.clock.now());
    expect(entriesAbout(world)).toHaveLength(before);
    expect(inForce()).toEqual([]);
  });

  test("names everybody behind each of its numbers, with the causes", async () => {
    const known = await addMember(world, { name: "Known", email: "known@x.example" });
    signedInOnce(known);
    addAccount(world, { name: "Never", email: "never@x.example" });
    const shared = "+14155550000";
    const phoneless = await addMember(world, { name: "Phoneless", email: "p@x.example", cellPhone: null });
    const sharing = await addMember(world, { name: "Sharing", email: "s@x.example", cellPhone: shared });
    addAccount(world, { name: "Other", email: "o@x.example", cellPhone: shared, kind: "provider" });
    for (const account of [phoneless, sharing]) signedInOnce(account);
    const rules = [ruleOf({ applies: { to: "kind", kind: "staff" }, fromOn: "2027-01-15" })];
    const { groups, causes } = rehearse(...rules);
    expect(groups).toEqual({ fine: 1, "in-grace": 0, "must-act": 1, "locked-out": 3, exempt: 0, "not-covered": 1 });
    expect(causes).toEqual({ "never-signed-in": 1, "no-phone": 1, "shared-phone": 1, "no-time": 0 });
    const listed = (group: "locked-out" | "must-act", limit = 10, offset = 0) =>
      listRehearsed(world, joan, { rules: [...rules], group, offset, limit });
    expect(listed("locked-out")).toMatchObject({
      ok: true,
      value: {
        total: 3,
        rows: [
          { person: { name: "Never" }, causes: ["never-signed-in"] },
          { person: { name: "Phoneless" }, causes: ["no-phone"], cellPhone: null, role: "member", kind: "staff" },
          { person: { name: "Sharing" }, causes: ["shared-phone"], deadlineAt: Date.parse("2027-01-15T06:00:00Z") },
        ],
      },
    });
    expect(listed("locked-out", 1, 1)).toMatchObject({
      value: { total: 3, rows: [{ person: { name: "Phoneless" } }] },
    });
    expect(listed("must-act")).toMatchObject({ value: { total: 1, rows: [{ person: { id: known.id }, causes: [] }] } });
  });

  test("says of people who would be overdue at once that there is no time", async () => {
    signedInOnce(await addMember(world));
    world.clock.advance(DAY_MS);
    expect(rehearse(ruleOf({ fromOn: "2026-11-03" })).causes["no-time"]).toBe(1);
  });

  test("says where rules overlap which one decides, and why", async () => {
    const ana = await addMember(world, { name: "Ana Ruiz", email: "ana@x.example" });
    const overlaps = (...rules: readonly TypedRule[]) => rehearse(...rules).overlaps;
    const [everyone, providers] = [ruleOf({ graceDays: 14 }), ruleOf({ applies: { to: "kind", kind: "provider" } })];
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
    expect(overlaps(providers, ruleOf({ applies: { to: "kind", kind: "staff" } }))).toEqual([]);
    expect(overlaps(providers, ruleOf({ applies: { to: "people", people: [ana.id] } }))).toEqual([]);
    const managers = ruleOf({ applies: { to: "role", role: "manager" }, fromOn: "2026-12-01", graceDays: 3 });
    expect(overlaps(providers, managers)).toEqual([
      "Whoever is under “Providers” and “Managers” goes by “Providers”: it is due first, by its earlier date and with less grace. Both allow the app or text messages.",
    ]);
  });
});

describe("what it means for one person", () => {
  const sentence = (account: Account) => {
    const person = getPerson(world, joan, { account: account.id });
    return person.ok ? person.value.requirement.sentence : undefined;
  };
  const providers = { to: "kind", kind: "provider" } as const;

  test("is said with the rule that decides, and why", async () => {
    const account = await addMember(world, { kind: "provider" });
    expect(sentence(account)).toBeNull();
    require(world, joan, ruleOf({ graceDays: 10 }));
    expect(sentence(account)).toBe("The rule “Everyone” decides: no other one applies.");
    const [everyone] = inForce().map(typed);
    if (everyone === undefined) throw new Error("no rule");
    require(world, joan, everyone, ruleOf({ applies: providers, graceDays: 9 }));
    expect(sentence(account)).toBe("The rule “Providers” decides: of all that apply, it is due first.");
    require(world, joan, everyone, ruleOf({ applies: providers, graceDays: 10, methods: "app-only" }));
    expect(sentence(account)).toBe(
      "The rule “Providers” decides: others are due at the same time, but it allows the authenticator app only.",
    );
    setUpText(world, account);
    expect(sentence(account)).toBe(
      "The rule “Providers” decides: it allows the authenticator app only, and text messages meet the others.",
    );
    expect(getPerson(world, joan, { account: account.id })).toMatchObject({
      ok: true,
      value: { requiredBy: "Providers", status: "days-left", requirement: { allowed: "app-only" } },
    });
    await setUpApp(world, account);
    joan = signedInAs(world, world.manager);
    expect(sentence(account)).toBe("2 rules apply, and all of them are met.");
  });

  test("says that an exemption holds for now", async () => {
    const account = await addMember(world);
    require(world, joan, ruleOf());
    const untilOn = "2027-01-01";
    exemptPerson(world, joan, { account: account.id, untilOn, reason: "on leave", proof: PROOF });
    expect(sentence(account)).toBe(
      "The rule “Everyone” decides: no other one applies. Nothing is due before the exemption ends.",
    );
  });
});
