import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wayWords } from "../../../src/contract/conflicts/screen-messages";
import { CONFLICT_KINDS, type ConflictKind, type Digits, type Method } from "../../../src/contract/vocabulary";
import { toEntryView } from "../../../src/main/core/audit/entry-view";
import { conflictView } from "../../../src/main/core/conflicts/conflict-view";
import { recordEvent } from "../../../src/main/core/context";
import {
  type Conflict,
  type ConflictFacts,
  named,
  type Side,
  subjectOf,
} from "../../../src/main/core/domain/conflicts";
import type { Policy, PolicyRule } from "../../../src/main/core/domain/policy";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { comeBack, NORAS_EMAIL, noraAdded, workstationApart } from "../../support/apart";
import { addAccount, createTestContext, MONDAY, signedInAs, type TestContext } from "../../support/context";
import { newestEntry } from "../../support/entries";
import { again } from "../../support/sign-in";
import { write } from "../../support/workstations";

/* What each kind of conflict says: on the screen, and in the audit log where it was found. */

const [ELSEWHERE, AGAIN] = ["n".repeat(26), "o".repeat(26)];

let context: TestContext;
let marcus: Account;
let nora: Account;
let other: Account;
beforeAll(() => {
  context = createTestContext();
  const apart = workstationApart(context);
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+13125550178" });
  nora = addAccount(context, { name: "Nora Ellis", email: NORAS_EMAIL, cellPhone: "+13125550191" });
  for (const id of [ELSEWHERE, AGAIN]) write(apart, noraAdded(id, "+13125550119"), { actor: context.manager.id });
  comeBack(context, apart);
  other = again(context, { id: ELSEWHERE });
  apart.db.close();
});
afterAll(() => context.close());

const side = <V>(workstation: "here" | "apart", value: V): Side<V> => ({
  workstation: workstation === "here" ? context.workstation : workstation,
  seq: workstation === "here" ? 4 : 1,
  at: MONDAY,
  actor: context.manager.id,
  value,
});
const sides = <V>(here: V, there: V) => [side("here", here), side("apart", there)];

/** The view as a manager has it. */
const seen = (conflict: Conflict) =>
  conflictView(context, signedInAs(context, again(context, context.manager)), conflict, {
    at: MONDAY,
    workstation: context.workstation,
  });

type Said = {
  readonly facts: () => ConflictFacts;
  readonly title: string;
  readonly inForce: string;
  /** What is compared, side by side. */
  readonly compared: readonly (readonly string[])[];
  readonly ways: readonly string[];
  /** Where the audit log cannot say as much. */
  readonly found?: string;
};

const ruleOf = (graceDays: number): PolicyRule => ({
  ...{ id: "r", applies: { to: "everyone" }, fromOn: "2026-12-01", fromAt: 0, methods: "app-only" },
  graceDays,
});
const gateway = { baseUrl: "https://sms.example", accountSid: "AC1", sender: "+13125550100" };

const said: { readonly [K in ConflictKind]: Said } = {
  role: {
    facts: () => ({ what: "role", account: marcus.id, sides: sides("support", "auditor"), inForce: "member" }),
    title: "Marcus Webb's role was changed at two workstations",
    inForce: "the role is member",
    compared: [["Role: Support ≠"], ["Role: Auditor ≠"]],
    ways: ["Give Marcus Webb another role", "Keep what is in force"],
  },
  "account-status": {
    facts: () => ({
      ...{ what: "account-status", account: marcus.id, inForce: "deactivated" },
      sides: sides<"active" | "deactivated">("active", "deactivated"),
    }),
    title: "Marcus Webb's account was deactivated and reactivated at two workstations",
    inForce: "the account is deactivated",
    compared: [["Account: Active ≠"], ["Account: Deactivated ≠"]],
    ways: ["Reactivate Marcus Webb", "Keep what is in force"],
  },
  "two-factor": {
    facts: () => ({ what: "two-factor", account: marcus.id, sides: sides("text", "app"), inForce: "app" }),
    title: "Marcus Webb's 2-factor was changed at two workstations",
    inForce: "the authenticator app works",
    compared: [["2-factor: Text messages ≠"], ["2-factor: Authenticator app ≠"]],
    ways: ["Reset two-factor", "Keep what is in force"],
  },
  password: {
    facts: () => ({ what: "password", account: marcus.id, sides: sides("change", "recovery"), inForce: "change" }),
    title: "Marcus Webb's password was changed at two workstations",
    inForce: "the later password works",
    compared: [["Password: Changed with the old one ≠"], ["Password: Chosen with the recovery kit ≠"]],
    ways: ["Give a setup code", "Keep what is in force"],
  },
  exemption: {
    facts: () => ({
      ...{ what: "exemption", account: marcus.id, inForce: null },
      sides: sides<number | null>(Date.UTC(2026, 11, 2, 6), null),
    }),
    title: "Marcus Webb's exemption was changed at two workstations",
    inForce: "the exemption has ended",
    compared: [["Exemption: Through Dec 1, 2026 ≠"], ["Exemption: Ended ≠"]],
    ways: ["Change the exemption", "Keep what is in force"],
  },
  profile: {
    facts: () => ({
      ...{ what: "profile", account: marcus.id, field: "cellPhone", inForce: "+13125550178" },
      sides: sides<string | null>("+13125550178", null),
    }),
    title: "Marcus Webb's cell phone was changed at two workstations",
    inForce: "(312) 555-0178",
    compared: [["Cell phone: (312) 555-0178 ≠"], ["Cell phone: none ≠"]],
    ways: ["Change the profile", "Keep what is in force"],
    found: "the later value holds",
  },
  "same-email": {
    facts: () => ({ what: "same-email", name: NORAS_EMAIL, accounts: [nora.id, other.id], keeper: null }),
    title: "Two accounts have the same e-mail",
    inForce: "both accounts are closed",
    compared: [
      [
        "Name: Nora Ellis",
        "Account type: Staff member",
        "Role: Member",
        "Cell phone: (312) 555-0191 ≠",
        "Signed in: Never",
      ],
      [
        "Name: Nora Ellis",
        "Account type: Staff member",
        "Role: Member",
        "Cell phone: (312) 555-0119 ≠",
        "Signed in: Never",
      ],
    ],
    ways: ["Same person: keep A", "Same person: keep B", "Two people: change A", "Two people: change B"],
  },
  "same-two-factor-id": {
    facts: () => ({ what: "same-two-factor-id", name: "900000001", accounts: [nora.id, marcus.id], keeper: nora.id }),
    title: "Two accounts have the same two-factor ID",
    inForce: "only Nora Ellis keeps it",
    compared: [
      [
        "Name: Nora Ellis ≠",
        "Account type: Staff member",
        "Role: Member",
        "Cell phone: (312) 555-0191 ≠",
        "Signed in: Never",
      ],
      [
        "Name: Marcus Webb ≠",
        "Account type: Staff member",
        "Role: Member",
        "Cell phone: (312) 555-0178 ≠",
        "Signed in: Never",
      ],
    ],
    ways: ["Same person: keep A"],
  },
  "code-used-twice": {
    facts: () => ({
      ...{ what: "code-used-twice", account: marcus.id, code: "k", sort: "recovery-code", number: 4 },
      sides: sides(null, null),
    }),
    title: "Marcus Webb's recovery code 4 was used at two workstations",
    inForce: "the other recovery codes are void",
    compared: [[], []],
    ways: ["Reset two-factor", "Keep what is in force"],
  },
  policy: {
    facts: () => ({
      ...{ what: "policy", inForce: [ruleOf(7)] },
      sides: sides<Policy>([ruleOf(14)], [ruleOf(7)]),
    }),
    title: "The 2FA policy was changed at two workstations",
    inForce: "the stricter rules hold",
    compared: [
      ["Rule 1: Everyone: from Dec 1, 2026, 14 days of grace, authenticator app only ≠"],
      ["Rule 1: Everyone: from Dec 1, 2026, 7 days of grace, authenticator app only ≠"],
    ],
    ways: ["Change the 2FA policy", "Keep what is in force"],
  },
  settings: {
    facts: () => ({ what: "settings", field: "idleMinutes", sides: sides(20, 5), inForce: 5 }),
    title: "The setting “Locks when idle” was changed at two workstations",
    inForce: "after 5 minutes",
    compared: [["Locks when idle: after 20 minutes ≠"], ["Locks when idle: after 5 minutes ≠"]],
    ways: ["Change the setting", "Keep what is in force"],
    found: "the safer value holds, else the later one",
  },
  gateway: {
    facts: () => ({ what: "gateway", sides: sides<typeof gateway | null>(gateway, null), inForce: gateway }),
    title: "The gateway for texts and calls was changed at two workstations",
    inForce: "https://sms.example",
    compared: [
      ["Gateway address: https://sms.example ≠", "Account SID: AC1 ≠", "Sender: +13125550100 ≠"],
      ["Gateway address: none ≠"],
    ],
    ways: ["Set up the gateway", "Keep what is in force"],
    found: "the later gateway is used",
  },
  "demoted-each-other": {
    facts: () => ({ what: "demoted-each-other", sides: sides(marcus.id, nora.id) }),
    title: "Managers ended each other’s role",
    inForce: "none of them is a practice manager",
    compared: [["Was a manager: Marcus Webb ≠"], ["Was a manager: Nora Ellis ≠"]],
    ways: ["Give Marcus Webb another role", "Give Nora Ellis another role", "Keep what is in force"],
  },
  "no-manager": {
    facts: () => ({ what: "no-manager", sides: sides(marcus.id, nora.id) }),
    title: "No practice manager is left",
    inForce: "nobody is a practice manager",
    compared: [["Was a manager: Marcus Webb ≠"], ["Was a manager: Nora Ellis ≠"]],
    ways: ["Give Marcus Webb another role", "Give Nora Ellis another role"],
  },
  "removed-each-other": {
    facts: () => ({ what: "removed-each-other", sides: sides("apart", context.workstation) }),
    title: "Workstations removed each other",
    inForce: "all of them are removed",
    compared: [["Workstation: Exam room 2 ≠"], ["Workstation: the first workstation ≠"]],
    ways: ["Keep what is in force"],
  },
};

const RECORDED =
  ". Recorded by Joan Price at the first workstation, Nov 2, 2026, 3:00 AM; by Joan Price at Exam room 2, Nov 2, 2026, 3:00 AM.";
const sharedBy = ({ name, accounts }: Extract<Conflict, { readonly accounts: readonly string[] }>) =>
  `, ${name}: ${accounts.map((id) => again(context, { id }).name).join(", ")}.`;

describe.each(CONFLICT_KINDS)("a conflict of the kind %s", (kind) => {
  const { facts, title, inForce, compared, ways, found = inForce } = said[kind];

  test("says on the screen what happened, what is in force and what settles it", () => {
    const view = seen(named(facts()));
    expect(view.title).toBe(title);
    expect(view.inForce.title).toBe(`In force now: ${inForce}.`);
    const lines = view.sides.map((one) =>
      one.facts.map(({ what, value, differs }) => `${what}: ${value.replace(/\s/g, " ")}${differs ? " ≠" : ""}`),
    );
    expect(lines).toEqual(compared);
    expect(view.ways.map((way) => wayWords(way, view.sides.length).label)).toEqual(ways);
  });

  test("says so in sentences that are short", () => {
    const view = seen(named(facts()));
    const texts = [view.title, view.inForce.title, view.inForce.about];
    for (const way of view.ways) texts.push(...Object.values(wayWords(way, view.sides.length)));
    const long = texts
      .flatMap((text) => text.split(/(?<=[.!?]) /))
      .filter((sentence) => sentence.split(" ").length > 20);
    expect(long).toEqual([]);
  });

  test("is told by the audit log where it was found", () => {
    const conflict = named(facts());
    const subject = subjectOf(conflict);
    immediately(context.db, () => recordEvent(context, null, { kind: "conflict-found", subject, data: { conflict } }));
    const entry = newestEntry(context, subject === null ? undefined : { id: subject }, "conflict-found");
    if (entry === undefined) throw new Error("no entry");
    const recorded = "accounts" in conflict ? sharedBy(conflict) : RECORDED;
    expect(toEntryView(context, entry).sentence.replace(/\s/g, " ")).toBe(
      `Wardkey found a conflict: ${title}${recorded} Until it is settled, ${found}.`,
    );
  });
});

describe("a code that was used twice", () => {
  const usedTwice = (sort: string) =>
    seen(
      named({ what: "code-used-twice", account: marcus.id, code: "c", sort, number: null, sides: sides(null, null) }),
    );

  test.each([
    ["setup-code", "setup code", "nothing that was set up with it works", "Give a setup code"],
    ["bypass-code", "bypass code", "the code is used up", "Reset two-factor"],
    ["text-token", "token", "the code is used up", "Reset two-factor"],
  ])("says what it takes along: %s", (sort, name, held, way) => {
    const { title, inForce, ways, sides: both } = usedTwice(sort);
    expect(title).toBe(`Marcus Webb's ${name} was used at two workstations`);
    expect(inForce.title).toBe(`In force now: ${held}.`);
    expect(ways.map((one) => wayWords(one, both.length).label)).toEqual([way, "Keep what is in force"]);
  });
});

test("a second factor that was taken away somewhere is not reset once more: a setup code leads on", () => {
  const facts = {
    what: "two-factor",
    account: marcus.id,
    sides: sides<Method>("app", "none"),
    inForce: "none",
  } as const;
  const { ways, inForce } = seen(named(facts));
  expect(inForce.title).toBe("In force now: 2-factor is off.");
  expect(ways.map(({ is }) => is)).toEqual(["give-setup-code", "keep"]);
});

test("the rules in force of the 2FA policy are listed, and settings lead to where they are set", () => {
  const both = { sides: sides<Policy>([ruleOf(14)], [ruleOf(7)]), inForce: [ruleOf(7)] };
  expect(seen(named({ what: "policy", ...both })).inForce.facts).toEqual([
    { what: "Rule 1", value: "Everyone: from Dec 1, 2026, 7 days of grace, authenticator app only" },
  ]);
  const [practice] = seen(named({ what: "settings", field: "name", sides: sides("A", "B"), inForce: "B" })).ways;
  const [signIn] = seen(named({ what: "settings", field: "digits", sides: sides<Digits>(6, 8), inForce: 8 })).ways;
  expect([practice, signIn]).toMatchObject([{ section: "practice" }, { section: "sign-in" }]);
});

test("an account that keeps the e-mail stays as it is: only the others are changed", () => {
  const { ways, inForce } = seen(
    named({ what: "same-email", name: NORAS_EMAIL, accounts: [nora.id, other.id], keeper: nora.id }),
  );
  expect(inForce.title).toBe("In force now: only Nora Ellis keeps it.");
  expect(ways).toMatchObject([
    { is: "deactivate", person: { id: other.id }, side: 1 },
    { is: "change-email", person: { id: other.id }, side: 1 },
  ]);
});

test("of three accounts with one e-mail it is said which one goes", () => {
  const accounts = [nora.id, other.id, AGAIN];
  const { title, inForce, ways } = seen(named({ what: "same-email", name: NORAS_EMAIL, accounts, keeper: null }));
  expect([title, inForce.title]).toEqual([
    "Three accounts have the same e-mail",
    "In force now: all three accounts are closed.",
  ]);
  expect(ways.map((one) => wayWords(one, 3).button).slice(0, 3)).toEqual([
    "Deactivate A",
    "Deactivate B",
    "Deactivate C",
  ]);
});
