import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConflictWay } from "../../../src/contract/conflicts/views";
import type { Role } from "../../../src/contract/vocabulary";
import { listConflicts } from "../../../src/main/core/conflicts/conflicts";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent, EventData, EventKind } from "../../../src/main/core/domain/events";
import type { PolicyRule } from "../../../src/main/core/domain/policy";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { recordApart, workstationApart } from "../../support/apart";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables } from "../../support/entries";
import { again } from "../../support/sign-in";
import type { Workstation } from "../../support/workstations";

/* Each way that the screen offers leads to an act that does settle the conflict. */

let context: TestContext;
let marcus: Account;
let apart: Workstation;
beforeEach(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
  apart = workstationApart(context);
});
afterEach(() => {
  expectReplayEqualsTables(context, again(context, marcus));
  apart.db.close();
  context.close();
});

const conflicts = () => {
  const listed = listConflicts(context, signedInAs(context, again(context, context.manager)), {});
  if (!listed.ok) throw new Error("the list is never refused");
  return listed.value;
};

const about = <K extends EventKind>(kind: K, data: EventData[K]) =>
  ({ kind, subject: marcus.id, data }) as Extract<DomainEvent, { kind: K }>;
const ofPractice = <K extends EventKind>(kind: K, data: EventData[K]) =>
  ({ kind, subject: null, data }) as Extract<DomainEvent, { kind: K }>;

const role = (after: Role) => about("role-changed", { before: "member", after, reason: "-" });
const named = (name: string) => {
  const { email, emailKey, cellPhone, accountType } = marcus;
  const before = { name: marcus.name, email, emailKey, cellPhone, accountType };
  return about("account-edited", { before, after: { ...before, name }, reason: "-" });
};
const exempt = (untilAt: number) => about("exemption-granted", { untilOn: "2026-12-01", untilAt, reason: "-" });
const policy = (graceDays: number) => {
  const rule: PolicyRule = {
    ...{ id: "r", applies: { to: "everyone" }, fromOn: "2026-12-01", fromAt: 1, methods: "app-only" },
    graceDays,
  };
  return ofPractice("policy-changed", { before: [], after: [rule], reason: "-" });
};
const idle = (idleMinutes: number) => {
  const { name, region, timeZone, stillStuck, textTokenMinutes, digits, rememberDays } = thePractice(context.db);
  const before = { name, region, timeZone, stillStuck, textTokenMinutes, digits, rememberDays, idleMinutes: 10 };
  return ofPractice("settings-changed", { before, after: { ...before, idleMinutes } });
};
const gateway = (sender: string) =>
  ofPractice("gateway-changed", {
    before: null,
    after: { baseUrl: "https://sms.example", accountSid: "AC1", sender, secret: "s" },
  });
const method = (to: "text" | "app") => about("two-factor-enabled", { method: to });
const password = (secret: string) => about("password-set", { secret, by: "change", fitsManager: true });

type Case = {
  readonly here: () => DomainEvent;
  readonly there: () => DomainEvent;
  readonly way: ConflictWay["is"];
  readonly act: () => DomainEvent;
  readonly before?: () => DomainEvent;
};

const cases: Readonly<Record<string, Case>> = {
  "two roles": {
    ...{ here: () => role("support"), there: () => role("auditor") },
    ...{ way: "change-role", act: () => role("auditor") },
  },
  "an account that was deactivated, and reactivated": {
    before: () => about("account-deactivated", { reason: "-" }),
    here: () => about("account-reactivated", { reason: "-" }),
    there: () => about("account-deactivated", { reason: "-" }),
    ...{ way: "reactivate", act: () => about("account-reactivated", { reason: "-" }) },
  },
  "two names": {
    ...{ here: () => named("Marc Webb"), there: () => named("Marcus Web") },
    ...{ way: "edit-profile", act: () => named("Marcus B. Webb") },
  },
  "two exemptions": {
    ...{ here: () => exempt(9_000_000_000_000), there: () => exempt(8_000_000_000_000) },
    ...{ way: "change-exemption", act: () => about("exemption-ended", { reason: "-" }) },
  },
  "two second factors": {
    ...{ here: () => method("text"), there: () => method("app") },
    ...{ way: "reset-two-factor", act: () => about("two-factor-reset", { cause: "other", reason: "-" }) },
  },
  "two passwords": {
    ...{ here: () => password("one"), there: () => password("other") },
    ...{ way: "give-setup-code", act: () => password("new") },
  },
  "two policies": {
    ...{ here: () => policy(14), there: () => policy(7) },
    ...{ way: "change-policy", act: () => policy(10) },
  },
  "two settings": {
    ...{ here: () => idle(20), there: () => idle(5) },
    ...{ way: "change-settings", act: () => idle(15) },
  },
  "two gateways": {
    ...{ here: () => gateway("+13125550100"), there: () => gateway("+13125550101") },
    ...{ way: "change-gateway", act: () => gateway("+13125550102") },
  },
};

describe.each(Object.entries(cases))("%s", (_, { before, here, there, way, act }) => {
  test("are a conflict that the act settles to which the screen leads", () => {
    const record = (event: DomainEvent) =>
      immediately(context.db, () => recordEvent(context, context.manager.id, event));
    if (before !== undefined) {
      record(before());
      apart.db.close();
      apart = workstationApart(context);
    }
    recordApart(context, apart, { here: here(), there: there() });
    const { open } = conflicts();
    expect(open).toHaveLength(1);
    expect(open[0]?.ways.map(({ is }) => is)).toEqual([way, "keep"]);
    expect(open[0]?.sides).toHaveLength(2);
    record(act());
    expect(conflicts()).toMatchObject({ open: [], settled: [{ id: open[0]?.id }] });
  });
});
