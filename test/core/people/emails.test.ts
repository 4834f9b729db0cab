import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noticeText } from "../../../src/contract/messaging/text-messages";
import type { InputOf } from "../../../src/contract/methods";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { undoImport } from "../../../src/main/core/import/imports";
import { chooseImportFile, dryRunImport } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import { addPerson, editPerson } from "../../../src/main/core/people/people";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { carriedOut } from "../../support/answering";
import { addAccount, createTestContext, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { CALL_BACK, changeNumber, helpFor, IDENTITY } from "../../support/help";
import { nobodyAt } from "../../support/session";
import { accountOf, addMember, again, cheapHashing, noteSignIn, typePassword } from "../../support/sign-in";
import { giveGateway, PROOF } from "../../support/two-factor";

/* An e-mail under which somebody came in is theirs for good; one that never was used is free (PEOPLE-1). */

const PLACE = { region: "US", timeZone: "America/Chicago" };

let context: TestContext;
let joan: Caller;
let ana: Account;
beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  ana = await addMember(context, { name: "Ana Ruiz", email: "ana@x.example" });
  joan = signedInAs(context, context.manager);
});
afterEach(() => {
  expectReplayEqualsTables(context, ana);
  expectReplayEqualsTables(context);
  context.close();
});

const used = {
  ok: false,
  refusal: { code: "email-used", owner: { id: expect.any(String), name: expect.any(String) } },
};
const taken = { ok: false, refusal: { code: "email-taken" } };
const person = { name: "Pat Moss", cellPhone: null, accountType: "staff", role: "member" } as const;
const add = (email: string) => addPerson(context, joan, { ...person, email });
const edit = ({ id }: Account, email: string, more: Partial<InputOf<"editPerson">> = {}) => {
  const { name, cellPhone, accountType } = again(context, { id });
  const facts = { name, cellPhone, accountType, email, ...more };
  return editPerson(context, joan, { account: id, ...facts, reason: "asked for", proof: PROOF });
};
const leaves = (account: Account) =>
  expect(deactivatePerson(context, joan, { account: account.id, reason: "left", proof: PROOF })).toMatchObject({
    ok: true,
  });
const at = (email: string) => {
  const found = accountOf(context, email);
  if (found === undefined) throw new Error(`nobody has ${email}`);
  return found;
};

async function importFile(text: string, known: "update" | "skip" = "update") {
  context.table.file = { name: "staff.csv", bytes: Buffer.from(text) };
  const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
  if (!chosen.ok || chosen.value === null) throw new Error("no file");
  const previewed = await dryRunImport(context, joan, { mapping: chosen.value.mapping, known, accountType: "staff" });
  const done = previewed.ok ? runImport(context, joan, { proof: PROOF }) : previewed;
  return { previewed, done };
}

describe("an e-mail under which somebody came in", () => {
  /** Joan moves Ana's e-mail away; she signed in under it, or typed her setup code. */
  const moveAway = () => expect(edit(ana, "ana.ruiz@x.example")).toEqual({ ok: true, value: null });

  test.each([
    ["signed in", async () => noteSignIn(context, ana)],
    [
      "typed a setup code",
      async () => {
        const added = add("kim@x.example");
        if (!added.ok) throw new Error("not added");
        const claimed = { email: "kim@x.example", code: added.value.code, password: PASSWORD };
        expect(await claimSetupCode(context, nobodyAt(context), claimed)).toMatchObject({ ok: true });
        context.session.signedIn = null;
        ana = at("kim@x.example");
      },
    ],
  ])("goes to no new account of a manager's after it was moved away: %s", async (_how, comesIn) => {
    await comesIn();
    joan = signedInAs(context, context.manager);
    const { email } = ana;
    moveAway();
    expect(add(email)).toEqual(used);
    expect(add(` ${email.toUpperCase()} `)).toEqual(used);
    expect(edit(addAccount(context, { name: "Pat", email: "pat@x.example" }), email)).toEqual(used);
    const pat = await addMember(context, { name: "Pat", email: "pat2@x.example" });
    const own = { name: "Pat", email, cellPhone: null };
    // Whose it is is nothing that members are told.
    const unnamed = { ok: false, refusal: { code: "email-used", owner: null } };
    expect(updateMyProfile(context, signedInAs(context, pat), own)).toEqual(unnamed);
  });

  test("goes to nobody by an import, nor once their account is closed, nor under a second new one", async () => {
    noteSignIn(context, ana);
    moveAway();
    const { previewed, done } = await importFile("Name,Email\nPat Moss,ana@x.example\nKim Lee,kim@x.example");
    expect(previewed).toMatchObject({ ok: true, value: { create: 1, problem: 1 } });
    expect(done).toMatchObject({ ok: true, value: { created: 1 } });
    expect(accountOf(context, "ana@x.example")).toBeUndefined();
    leaves(ana);
    expect(add("ana@x.example")).toEqual(used);
    expect(add("ana.ruiz@x.example")).toMatchObject({ ok: true });
    expect(reactivatePerson(context, joan, helpFor(ana))).toEqual(taken);
  });

  test("stays taken while its account is closed", () => {
    noteSignIn(context, ana);
    leaves(ana);
    expect(add("ana@x.example")).toEqual(used);
    expect(reactivatePerson(context, joan, helpFor(ana))).toMatchObject({ ok: true });
  });

  test("is its owner's to have again", () => {
    noteSignIn(context, ana);
    moveAway();
    expect(edit(ana, "ana@x.example")).toEqual({ ok: true, value: null });
    expect(add("ana.ruiz@x.example")).toMatchObject({ ok: true });
  });
});

describe("an e-mail that was never used is free", () => {
  test("after a typo was set right", () => {
    const typo = addAccount(context, { name: "Kim Lee", email: "kmi@x.example" });
    expect(edit(typo, "kim@x.example")).toEqual({ ok: true, value: null });
    expect(add("kmi@x.example")).toMatchObject({ ok: true });
  });

  test("after its account was closed, which does not come back with it then; it signs in the new one alone", async () => {
    const typo = addAccount(context, { name: "Kim Lee", email: "kim@x.example" });
    leaves(typo);
    const kim = await addKim();
    expect(reactivatePerson(context, joan, helpFor(typo))).toEqual(taken);
    context.session.signedIn = null;
    expect(await typePassword(context, "kim@x.example")).toMatchObject({ ok: true });
    expect(context.session.signedIn).toMatchObject({ account: kim.id });
    expectReplayEqualsTables(context, typo);
    joan = signedInAs(context, context.manager);
    expect(edit(typo, "kim.lee@x.example")).toEqual({ ok: true, value: null });
    expect(reactivatePerson(context, joan, helpFor(typo))).toMatchObject({ ok: true });
  });

  async function addKim(): Promise<Account> {
    const added = add("kim@x.example");
    if (!added.ok) throw new Error(added.refusal.code);
    const claimed = { email: "kim@x.example", code: added.value.code, password: PASSWORD };
    expect(await claimSetupCode(context, nobodyAt(context), claimed)).toMatchObject({ ok: true });
    return again(context, added.value.account);
  }

  test("after an import was undone: the corrected file adds its people, all of them", async () => {
    const first = await importFile("Name,Email\nKim Lea,kim@x.example\nPat Moss,pat@x.example");
    if (!first.done.ok) throw new Error("not imported");
    expect(await undoImport(context, joan, { import: first.done.value.id, proof: PROOF })).toMatchObject({ ok: true });
    const again = await importFile("Name,Email\nKim Lee,kim@x.example\nPat Moss,pat@x.example");
    expect(again.done).toMatchObject({ ok: true, value: { created: 2, skipped: 0 } });
    expect(at("kim@x.example")).toMatchObject({ name: "Kim Lee", deactivatedAt: null });
  });
});

describe("name and e-mail together are whose account it is", () => {
  const needed = { ok: false, refusal: { code: "identity-needed" } };
  const DAY = 24 * 3_600_000;
  const both = { name: "Pat Moss" };
  beforeEach(() => noteSignIn(context, ana));

  test("they change like a factor is reset: it is made sure who asks, which stands before the change", async () => {
    joan = signedInAs(context, context.manager);
    const kinds = await kindsLeftBy(context, ana, () => expect(edit(ana, "pat@x.example", both)).toEqual(needed));
    expect(kinds).toEqual([]);
    expect(edit(ana, "pat@x.example", { ...both, identity: IDENTITY })).toEqual({ ok: true, value: null });
    const [proven, edited] = [
      newestEntry(context, ana, "identity-proven"),
      newestEntry(context, ana, "account-edited"),
    ];
    expect(proven).toMatchObject({ actor: context.manager.id, data: { act: "editPerson", identity: IDENTITY } });
    expect(edited?.cause).toBe(proven?.hash);
  });

  test("the number that is called back is one that stood for 14 days", () => {
    joan = signedInAs(context, context.manager);
    changeNumber(context, ana, "+14155550177", context.manager);
    const refused = { ok: false, refusal: { code: "identity-refused", because: "number-waits" } };
    expect(edit(ana, "pat@x.example", { ...both, identity: CALL_BACK })).toEqual(refused);
    expect(again(context, ana).email).toBe("ana@x.example");
  });

  test.each([
    ["first the name", () => edit(ana, "ana@x.example", both), () => edit(ana, "pat@x.example")],
    ["first the e-mail", () => edit(ana, "pat@x.example"), () => edit(ana, "pat@x.example", both)],
  ])("one within 14 days after the other is both: %s", (_order, first, second) => {
    joan = signedInAs(context, context.manager);
    expect(first()).toEqual({ ok: true, value: null });
    context.clock.advance(14 * DAY - 1);
    expect(second()).toEqual(needed);
    context.clock.advance(1);
    expect(second()).toEqual({ ok: true, value: null });
  });

  test("nor does an import change the name after the e-mail was changed", async () => {
    joan = signedInAs(context, context.manager);
    expect(edit(ana, "pat@x.example")).toEqual({ ok: true, value: null });
    const { previewed } = await importFile("Name,Email\nPat Moss,pat@x.example");
    expect(previewed).toMatchObject({ ok: true, value: { update: 0, problem: 1 } });
  });

  test("either alone, or of an account that nobody has come in with, is an edit like others", () => {
    joan = signedInAs(context, context.manager);
    expect(edit(ana, "ana@x.example", { name: "Ana Ruiz-Lopez" })).toEqual({ ok: true, value: null });
    const typo = addAccount(context, { name: "Kim Lea", email: "kmi@x.example" });
    expect(edit(typo, "kim@x.example", { name: "Kim Lee" })).toEqual({ ok: true, value: null });
  });

  test("the person is told in plain words, at the old number and the new one", () => {
    giveGateway(context);
    joan = signedInAs(context, context.manager);
    const next = { ...both, cellPhone: "+14155550177", identity: IDENTITY };
    expect(edit(ana, "pat@x.example", next)).toEqual({ ok: true, value: null });
    const rows = context.db.prepare("SELECT about, recipient FROM outbox WHERE account = ? AND purpose = 'notice'");
    const about = "identity-changed";
    expect(rows.all(ana.id)).toEqual([
      { about, recipient: "+14155550177" },
      { about, recipient: ana.cellPhone },
    ]);
    expect(noticeText({ practice: "Northside", about, at: context.clock.now(), stillStuck: null }, PLACE)).toContain(
      "your Wardkey account: name and e-mail were changed, so that others take it for another person's",
    );
  });
});
