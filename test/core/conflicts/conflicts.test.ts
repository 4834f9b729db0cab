import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conflictsForCaller, listConflicts, settleConflict } from "../../../src/main/core/conflicts/conflicts";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { comeBack, giveRolesApart, workstationApart } from "../../support/apart";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables } from "../../support/entries";
import { again } from "../../support/sign-in";
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
const disagree = () => giveRolesApart(context, apart, { account: marcus.id, here: "support", there: "auditor" });
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
  });

  test.each(["member", "support"] as const)("are no business of a %s", (role) => {
    const other = addAccount(context, { name: "Kim Lee", email: "kim@northside.example", role });
    expect(conflictsForCaller(context, signedInAs(context, other))).toBeNull();
  });

  test("are settled no more once they are not there", () => {
    const other = "0".repeat(32);
    expect(settle(other)).toEqual({ ok: false, refusal: { code: "not-now", because: "conflict-settled" } });
  });
});
