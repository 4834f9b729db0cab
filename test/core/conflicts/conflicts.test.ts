import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src/contract/vocabulary";
import { conflictsForCaller, listConflicts, settleConflict } from "../../../src/main/core/conflicts/conflicts";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import { emailKey } from "../../../src/main/core/domain/names";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { changeRole, deactivatePerson } from "../../../src/main/core/people/account-acts";
import type { Caller } from "../../../src/main/core/session/session";
import { type Account, findAccountByEmail } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { getSupportCase } from "../../../src/main/core/support/support-case";
import { comeBack, NORAS_EMAIL, noraAdded, recordApart, workstationApart } from "../../support/apart";
import { addAccount, createTestContext, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { nobodyAt } from "../../support/session";
import { again, giveCode, noteSignIn } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";
import type { Workstation } from "../../support/workstations";

/* What managers and auditors see of conflicts, and how a manager settles one by what is in force. */

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

const asManager = () => signedInAs(context, again(context, context.manager));
const conflictsOf = (caller: Caller) => {
  const listed = listConflicts(context, caller, {});
  if (!listed.ok) throw new Error("the list is never refused");
  return listed.value;
};
const role = (after: Role): DomainEvent => {
  const data = { before: "member", after, reason: "more to do" } as const;
  return { kind: "role-changed", subject: marcus.id, data };
};
const disagree = () => recordApart(context, apart, { here: role("support"), there: role("auditor") });
const settle = (conflict: string, caller = asManager()) =>
  settleConflict(context, caller, { conflict, reason: "as we agreed" });

/** The one open conflict. */
function theConflict(caller = asManager()) {
  const { open } = conflictsOf(caller);
  const [conflict, ...others] = open;
  if (conflict === undefined || others.length > 0) throw new Error(`${open.length} conflicts`);
  return conflict;
}

describe("an ordinary practice", () => {
  test("has nothing to show of conflicts", () => {
    expect(conflictsOf(asManager())).toEqual({ open: [], openCount: 0, settled: [] });
    expect(conflictsForCaller(context, asManager())).toBeNull();
  });

  test("has none either where two workstations recorded what fits together", () => {
    comeBack(context, apart);
    expect(conflictsForCaller(context, asManager())).toBeNull();
  });
});

describe("two roles that were given apart", () => {
  beforeEach(disagree);

  test("are shown side by side, with who gave them where, and what is in force", () => {
    expect(theConflict()).toMatchObject({
      title: "Marcus Webb's role was changed at two workstations",
      about: null,
      sides: [
        { did: "Changed by Joan Price", facts: [{ what: "Role", differs: true }] },
        { did: "Changed by Joan Price", facts: [{ what: "Role", differs: true }] },
      ],
      inForce: { title: "In force now: the role is member." },
    });
    const where = Object.fromEntries(theConflict().sides.map((side) => [side.where, side.facts[0]?.value]));
    expect(where).toEqual({ "the first workstation": "Support", "Exam room 2": "Auditor" });
  });

  test("lead to the ordinary act that settles them, or to keep what is in force", () => {
    expect(theConflict().ways).toEqual([
      { is: "change-role", person: { id: marcus.id, name: "Marcus Webb" }, may: true },
      { is: "keep", may: true },
    ]);
  });

  test("are read by auditors, who settle nothing", () => {
    const dana = addAccount(context, { name: "Dana Park", email: "dana@northside.example", role: "auditor" });
    expect(theConflict(signedInAs(context, dana)).ways).toEqual([]);
    expect(conflictsForCaller(context, signedInAs(context, dana))).toBe(1);
  });

  test.each(["member", "support"] as const)("are no business of a %s", (role) => {
    const other = addAccount(context, { name: "Kim Lee", email: "kim@northside.example", role });
    expect(conflictsForCaller(context, signedInAs(context, other))).toBeNull();
  });

  test("are settled by what is in force: nothing changes but that they are settled", () => {
    const before = again(context, marcus);
    const { id } = theConflict();
    expect(settle(id)).toEqual({ ok: true, value: null });
    expect(again(context, marcus)).toEqual(before);
    expect(newestEntry(context, marcus, "conflict-settled")).toMatchObject({
      actor: context.manager.id,
      data: { conflict: id, what: "role", reason: "as we agreed" },
    });
    const { open, settled } = conflictsOf(asManager());
    expect(open).toEqual([]);
    expect(settled).toMatchObject([
      {
        id,
        happened: "Marcus Webb's role was changed at two workstations.",
        how: "Joan Price kept what was in force. Reason: as we agreed.",
      },
    ]);
    expect(conflictsForCaller(context, asManager())).toBe(0);
  });

  test("are settled by giving a role, and the list says by which act", () => {
    const { id } = theConflict();
    const role = { account: marcus.id, role: "support", reason: "as we agreed", proof: PROOF } as const;
    expect(changeRole(context, asManager(), role)).toEqual({ ok: true, value: null });
    const { open, settled } = conflictsOf(asManager());
    expect(open).toEqual([]);
    expect(settled).toMatchObject([
      { id, how: "Joan Price changed Marcus Webb's role from member to support. Reason: as we agreed." },
    ]);
  });

  test("are settled once", () => {
    const { id } = theConflict();
    settle(id);
    const count = entriesAbout(context, marcus).length;
    expect(settle(id)).toEqual({ ok: false, refusal: { code: "not-now", because: "conflict-settled" } });
    expect(entriesAbout(context, marcus)).toHaveLength(count);
  });
});

describe("a conflict about one's own account", () => {
  beforeEach(() => {
    const { name, email, emailKey, cellPhone, accountType } = context.manager;
    const before = { name, email, emailKey, cellPhone, accountType };
    const named = (name: string): DomainEvent => {
      const data = { before, after: { ...before, name }, reason: null };
      return { kind: "account-edited", subject: context.manager.id, data };
    };
    recordApart(context, apart, { here: named("Joan Pryce"), there: named("Joan Preis") });
  });

  test("is settled by another manager, as long as there is one", () => {
    const ruth = addAccount(context, { name: "Ruth Delgado", email: "ruth@northside.example", role: "manager" });
    const { id, ways } = theConflict();
    expect(ways).toContainEqual({ is: "keep", may: "own-account" });
    expect(settle(id)).toEqual({ ok: false, refusal: { code: "may-not", because: "own-account" } });
    expect(newestEntry(context, context.manager, "act-refused")?.data).toEqual({
      act: "settleConflict",
      because: "own-account",
    });
    expect(settle(id, signedInAs(context, ruth))).toEqual({ ok: true, value: null });
  });

  test("is settled by oneself where there is nobody else", () => {
    expect(settle(theConflict().id)).toEqual({ ok: true, value: null });
  });
});

describe("two accounts with one e-mail", () => {
  const [A, B] = ["k".repeat(26), "n".repeat(26)];
  const signsIn = (id: string) => noteSignIn(context, { id });
  const deactivate = (account: string) =>
    deactivatePerson(context, asManager(), { account, reason: "added twice", proof: PROOF });
  beforeEach(() => recordApart(context, apart, { here: noraAdded(A), there: noraAdded(B) }));

  test("of which nobody has signed in with one are settled by closing one: the other one is let in", async () => {
    expect(findAccountByEmail(context.db, emailKey(NORAS_EMAIL))).toBeUndefined();
    const { id, ways, inForce } = theConflict();
    expect(inForce.title).toBe("In force now: both accounts are closed.");
    expect(ways.map((way) => [way.is, "side" in way && way.side, "keeps" in way && way.keeps])).toEqual([
      ["deactivate", 1, false],
      ["deactivate", 0, false],
      ["change-email", 0, false],
      ["change-email", 1, false],
    ]);
    expect(deactivate(B)).toEqual({ ok: true, value: null });
    expect(findAccountByEmail(context.db, emailKey(NORAS_EMAIL))?.id).toBe(A);
    expect(conflictsOf(asManager())).toMatchObject({
      open: [],
      settled: [{ id, how: "Joan Price deactivated Nora Ellis's account. Reason: added twice." }],
    });
  });

  test("let no setup code in before they are settled, as the screen says", async () => {
    const code = "7K2M9XQD4R";
    giveCode(context, again(context, { id: A }), { sort: "setup-code", code });
    const claim = () => claimSetupCode(context, nobodyAt(context), { email: NORAS_EMAIL, code, password: PASSWORD });
    expect(await claim()).toEqual({ ok: false, refusal: { code: "wrong-set-up-code" } });
    deactivate(B);
    expect(await claim()).toMatchObject({ ok: true });
  });

  test("are what support is told of whoever cannot sign in, and no more once one alone has it", () => {
    const why = (account: string) => {
      const found = getSupportCase(context, asManager(), { account });
      return found.ok ? [found.value.causes[0]?.is, found.value.remedy?.act] : [];
    };
    expect([why(A), why(B)]).toEqual([
      ["email-shared", "settle-conflict"],
      ["email-shared", "settle-conflict"],
    ]);
    signsIn(A);
    expect([why(A), why(B)]).toEqual([
      ["no-password-yet", "issueSetupCode"],
      ["email-shared", "settle-conflict"],
    ]);
  });

  test("of which somebody has signed in with one leave it that one, and it alone", () => {
    signsIn(A);
    const { ways, inForce } = theConflict();
    expect(inForce.title).toBe("In force now: only Nora Ellis keeps it.");
    expect(ways).toMatchObject([
      { is: "deactivate", side: 1, keeps: false },
      { is: "change-email", side: 1, keeps: false },
    ]);
  });

  test("of which somebody has signed in with both are settled once the one that is closed gives it up, too", () => {
    for (const id of [A, B]) signsIn(id);
    expect(theConflict().ways).toMatchObject([{ keeps: true }, { keeps: true }, { keeps: true }, { keeps: true }]);
    expect(deactivate(B)).toEqual({ ok: true, value: null });
    const [lift] = theConflict().ways;
    expect(lift).toEqual({
      ...{ is: "lift-email", person: { id: B, name: "Nora Ellis" }, to: { id: A, name: "Nora Ellis" } },
      ...{ email: NORAS_EMAIL, side: 0, may: "nobody-else" },
    });
    const data = { email: NORAS_EMAIL, emailKey: emailKey(NORAS_EMAIL), to: A, reason: "added twice" };
    immediately(context.db, () => recordEvent(context, context.manager.id, { kind: "email-lifted", subject: B, data }));
    expect(conflictsOf(asManager()).open).toEqual([]);
    expect(findAccountByEmail(context.db, emailKey(NORAS_EMAIL))?.id).toBe(A);
  });
});
