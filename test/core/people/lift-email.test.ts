import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src/contract/vocabulary";
import { declineAct } from "../../../src/main/core/approvals/approvals";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { undoImport } from "../../../src/main/core/import/imports";
import { chooseImportFile, dryRunImport } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import { liftEmail } from "../../../src/main/core/people/emails";
import { addPerson, editPerson } from "../../../src/main/core/people/people";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { carriedOut } from "../../support/answering";
import { askApproval, getApproval } from "../../support/approvals";
import { addAccount, createTestContext, MONDAY, signedInAs, type TestContext } from "../../support/context";
import { openFor } from "../../support/emergency-codes";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { createDesk, type Desk, deactivate, giveRole, helpFor } from "../../support/help";
import { addMember, addMemberWithApp, again, cheapHashing, choosePassword, noteSignIn } from "../../support/sign-in";
import { giveGateway, PROOF } from "../../support/two-factor";

/* An e-mail under which somebody came in goes to another account by two managers, or by a sole one after a day of notice. */

const DAY = 24 * 3_600_000;
const OLD = "ana@northside.example";
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const kept = (owner: Account) => ({
  ok: false,
  refusal: { code: "email-used", owner: { id: owner.id, name: owner.name } },
});

type Lift = { readonly account: string; readonly email: string; readonly to: string | null; readonly reason: string };

/** A practice in which Ana signed in with an e-mail that was moved away from her account. */
let context: TestContext;
let manager: Account;
let ana: Account;
afterEach(() => {
  expectReplayEqualsTables(context, ana);
  expectReplayEqualsTables(context);
  context.close();
});

const asManager = (): Caller => signedInAs(context, again(context, manager));
const lifting = (more: Partial<Lift> = {}): Lift => ({
  ...{ account: ana.id, email: OLD, to: null, reason: "the front desk's address" },
  ...more,
});
const lift = (more: Partial<Lift> = {}) => liftEmail(context, asManager(), { ...lifting(more), proof: PROOF });
const ask = (more: Partial<Lift> = {}) =>
  askApproval(context, asManager(), { act: "liftEmail", parameters: lifting(more) });
function asked(more: Partial<Lift> = {}): string {
  const answer = ask(more);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.id;
}
const add = (email = OLD) =>
  addPerson(context, asManager(), { name: "Pat Moss", email, cellPhone: null, accountType: "staff", role: "member" });
const edit = (account: Account, email: string) => {
  const { id, name, cellPhone, accountType } = again(context, account);
  return editPerson(context, asManager(), {
    account: id,
    name,
    cellPhone,
    accountType,
    email,
    reason: "moved",
    proof: PROOF,
  });
};
const moveAway = () => expect(edit(ana, "ana.ruiz@northside.example")).toEqual({ ok: true, value: null });
const leaves = (account: Account) =>
  expect(deactivatePerson(context, asManager(), { account: account.id, reason: "left", proof: PROOF })).toEqual({
    ok: true,
    value: null,
  });
const done = { ok: true, value: null };

async function importOne(email = OLD) {
  context.table.file = { name: "staff.csv", bytes: Buffer.from(`Name,Email\nKim Lee,${email}`) };
  const caller = asManager();
  const chosen = await carriedOut(context, chooseImportFile(context, caller, {}));
  if (!chosen.ok || chosen.value === null) throw new Error("no file");
  const previewed = await dryRunImport(context, caller, {
    mapping: chosen.value.mapping,
    known: "skip",
    accountType: "staff",
  });
  if (!previewed.ok) throw new Error("no dry run");
  return { counts: previewed.value, run: () => runImport(context, caller, { proof: PROOF }) };
}

describe("a sole manager", () => {
  beforeEach(async () => {
    context = { ...createTestContext({ now: MONDAY - 40 * DAY }), hashing: cheapHashing };
    manager = await choosePassword(context, context.manager);
    ({ account: ana } = await addMemberWithApp(context, { name: "Ana Ruiz", email: OLD }));
    context.clock.advance(40 * DAY);
    giveGateway(context);
    for (const account of [manager, ana]) noteSignIn(context, account);
    moveAway();
  });

  test("is told at the e-mail whose it is, and lifts it only after a day of being open", () => {
    expect(add()).toEqual(kept(ana));
    expect(lift()).toEqual(mayNot("nobody-else"));
    asked();
    expect(lift()).toEqual(mayNot("nobody-else"));
    openFor(context, 23);
    expect(lift()).toEqual(mayNot("nobody-else"));
    expect(add()).toEqual(kept(ana));
    openFor(context, 1);
    expect(lift()).toEqual(done);
    const { data } = newestEntry(context, ana, "email-lifted") ?? {};
    expect(data).toEqual({ email: OLD, emailKey: OLD, to: null, reason: "the front desk's address" });
    expect(newestEntry(context, ana, "approval-used")?.data).toMatchObject({ by: "waiting" });
    expect(add()).toMatchObject({ ok: true });
  });

  test("gives notice of it to all her numbers, at once and when it is done; the entry says that it is a notice", () => {
    const before = again(context, ana).cellPhone;
    const { id, name, accountType, email } = again(context, ana);
    const to = "+14155550177";
    const change = { account: id, name, accountType, email, cellPhone: to, reason: "typo", proof: PROOF };
    expect(editPerson(context, asManager(), change)).toEqual(done);
    asked();
    const notified = (about: string) =>
      context.db
        .prepare("SELECT recipient FROM outbox WHERE account = ? AND about = ? ORDER BY recipient")
        .all(ana.id, about)
        .map((row) => (row as { recipient: string }).recipient);
    expect(notified("email-lift-asked")).toEqual([to, before].sort());
    expect(newestEntry(context, ana, "approval-asked")?.data).toMatchObject({ alone: true });
    openFor(context, 24);
    expect(lift()).toEqual(done);
    expect(notified("email-lifted")).toEqual([to, before].sort());
  });

  test("says what it takes and about when, before and after it is asked for", () => {
    const look = () => getApproval(context, asManager(), { act: "liftEmail", parameters: lifting() });
    expect(look()).toEqual({ ok: true, value: { is: "notice-needed", expectedAt: context.clock.now() + DAY } });
    asked();
    expect(look()).toMatchObject({ ok: true, value: { is: "asked", approval: { state: "asked", alone: true } } });
    openFor(context, 24);
    expect(look()).toMatchObject({ ok: true, value: { is: "asked", approval: { state: "waited" } } });
  });

  test("is stopped by her objection, for good", () => {
    const approval = asked();
    const own = signedInAs(context, again(context, ana));
    expect(declineAct(context, own, { approval, reason: "It is mine" })).toEqual(done);
    openFor(context, 200);
    expect(lift()).toEqual(mayNot("nobody-else"));
    expect(ask()).toMatchObject({ ok: false, refusal: { because: "already-asked" } });
    expect(add()).toEqual(kept(ana));
  });

  test("a clock that is set forward is no day", () => {
    asked();
    context.clock.set(context.clock.now() + 3 * DAY);
    expect(lift()).toEqual(mayNot("nobody-else"));
  });

  test("lifts exactly what was asked: no other e-mail, account or holder, and once", () => {
    const pat = addAccount(context, { name: "Pat Moss", email: "pat@northside.example" });
    const kim = addAccount(context, { name: "Kim Lee", email: "kim@northside.example" });
    asked({ to: pat.id });
    openFor(context, 24);
    expect(lift()).toEqual(mayNot("nobody-else"));
    expect(lift({ to: kim.id })).toEqual(mayNot("nobody-else"));
    expect(lift({ to: pat.id, email: "ana.ruiz@northside.example" })).toEqual(mayNot("email-in-use"));
    expect(lift({ to: pat.id, account: kim.id })).toEqual(mayNot("email-not-kept"));
    expect(lift({ to: pat.id })).toEqual(done);
    expect(add()).toEqual(kept(ana));
    expect(edit(kim, OLD)).toEqual(kept(ana));
    expect(edit(pat, OLD)).toEqual(done);
    expect(lift({ to: pat.id })).toEqual(mayNot("email-not-kept"));
  });

  test("lifts nothing for themselves, nor for a second account on their phone", () => {
    expect(ask({ to: manager.id })).toEqual(mayNot("own-account"));
    const twin = addAccount(context, { name: "J. P.", email: "jp@northside.example" });
    const { id, name, accountType, email } = again(context, twin);
    const cellPhone = again(context, manager).cellPhone;
    const same = { account: id, name, accountType, email, cellPhone, reason: "same", proof: PROOF };
    expect(editPerson(context, asManager(), same)).toEqual(done);
    expect(ask({ to: twin.id })).toEqual(mayNot("own-account"));
  });

  test("has it for new people alone where nobody was named: neither their own account nor another one that is there", () => {
    asked();
    openFor(context, 24);
    expect(lift()).toEqual(done);
    const { name, cellPhone } = again(context, manager);
    expect(updateMyProfile(context, asManager(), { name, email: OLD, cellPhone })).toMatchObject({
      ok: false,
      refusal: { code: "email-used" },
    });
    expect(edit(again(context, manager), OLD)).toMatchObject({ ok: false });
    const added = add();
    if (!added.ok) throw new Error(JSON.stringify(added.refusal));
    expect(edit(again(context, added.value.account), OLD)).toEqual(done);
  });

  test("gives notice of nothing that is not kept, and while she has it again she keeps it", () => {
    expect(ask({ email: "nobody@northside.example" })).toEqual(mayNot("email-not-kept"));
    expect(ask({ to: "z".repeat(26) })).toEqual(mayNot("email-not-kept"));
    expect(ask({ to: ana.id })).toEqual(mayNot("email-not-kept"));
    asked();
    expect(edit(ana, OLD)).toEqual(done);
    openFor(context, 24);
    expect(lift()).toEqual(mayNot("email-in-use"));
  });

  test("who signs in under it again keeps it again; whoever has it now keeps it too", () => {
    asked();
    openFor(context, 24);
    expect(lift()).toEqual(done);
    expect(edit(ana, OLD)).toEqual(done);
    noteSignIn(context, ana);
    moveAway();
    expect(add()).toEqual(kept(ana));
  });

  test("an import adds nobody under it before, and one person after; undone, it is free", async () => {
    expect((await importOne()).counts).toMatchObject({ create: 0, problem: 1 });
    asked();
    openFor(context, 24);
    expect(lift()).toEqual(done);
    const { counts, run } = await importOne();
    expect(counts).toMatchObject({ create: 1, problem: 0 });
    const ran = run();
    if (!ran.ok) throw new Error("not imported");
    expect(await undoImport(context, asManager(), { import: ran.value.id, proof: PROOF })).toMatchObject({ ok: true });
    expect(add()).toMatchObject({ ok: true });
  });

  test("a dry run that counted on it is over once she keeps it again", async () => {
    asked();
    openFor(context, 24);
    expect(lift()).toEqual(done);
    const { run } = await importOne();
    expect(edit(ana, OLD)).toEqual(done);
    expect(run()).toEqual({ ok: false, refusal: { code: "import-changed" } });
  });

  test("of somebody who has left it is lifted too, and they are told; they come back with another one", () => {
    expect(edit(ana, OLD)).toEqual(done);
    leaves(ana);
    expect(add()).toEqual(kept(ana));
    asked();
    const notified = context.db.prepare("SELECT about FROM outbox WHERE account = ? AND about = 'email-lift-asked'");
    expect(notified.all(ana.id)).toHaveLength(1);
    openFor(context, 24);
    expect(lift()).toEqual(done);
    expect(add()).toMatchObject({ ok: true });
    const taken = { ok: false, refusal: { code: "email-taken" } };
    expect(reactivatePerson(context, asManager(), helpFor(ana))).toEqual(taken);
    expect(edit(ana, "ana.r@northside.example")).toEqual(done);
    expect(reactivatePerson(context, asManager(), helpFor(ana))).toMatchObject({ ok: true });
  });

  test("a manager whom they make for it approves nothing: it takes the longer notice then", async () => {
    const { account: puppet } = await addMemberWithApp(context, { name: "P. Upp", email: "p@x.example" });
    asked();
    giveRole(context, puppet, "manager");
    openFor(context, 24);
    expect(lift()).toEqual(mayNot("second-manager"));
    openFor(context, 72);
    expect(lift()).toEqual(mayNot("second-manager"));
  });

  test.each(["member", "support", "auditor"] as const)("%s lifts and asks for nothing", async (role: Role) => {
    const other = await addMember(context, { name: "Sam Cole", email: "sam@northside.example", role });
    const by = signedInAs(context, other);
    expect(liftEmail(context, by, { ...lifting(), proof: PROOF })).toEqual(mayNot("role"));
    expect(askApproval(context, by, { act: "liftEmail", parameters: lifting() })).toEqual(mayNot("role"));
  });

  test("emergency access lifts nothing, also what was given notice of before", () => {
    asked();
    openFor(context, 24);
    const by = { ...asManager(), sessionState: "emergency-access" } as const;
    expect(liftEmail(context, by, { ...lifting(), proof: PROOF })).toEqual(mayNot("emergency"));
    expect(askApproval(context, by, { act: "liftEmail", parameters: lifting({ reason: "now" }) })).toEqual(
      mayNot("emergency"),
    );
  });
});

describe("two managers", () => {
  let desk: Desk;
  let ruth: Account;
  const approve = (approval: string, by = ruth) => desk.two.approve(approval, by);
  beforeEach(async () => {
    desk = await createDesk();
    ({ context, ana } = desk);
    ({ ruth } = desk.two);
    manager = context.manager;
    moveAway();
  });

  test("lift it together at once; one alone does not", async () => {
    expect(lift()).toEqual(mayNot("second-manager"));
    const approval = asked();
    openFor(context, 24);
    expect(lift()).toEqual(mayNot("second-manager"));
    expect(await approve(approval)).toMatchObject({ ok: true });
    expect(lift()).toEqual(done);
    expect(newestEntry(context, ana, "approval-used")?.data).toMatchObject({ by: "approval" });
    expect(newestEntry(context, ana, "approval-asked")?.data).not.toHaveProperty("alone");
    expect(add()).toMatchObject({ ok: true });
  });

  test("an approval is for this e-mail alone, and dies when its giver loses the role", async () => {
    const approval = asked();
    expect(await approve(approval)).toMatchObject({ ok: true });
    expect(lift({ email: "ana.ruiz@northside.example" })).toEqual(mayNot("email-in-use"));
    expect(lift({ to: desk.marcus.id })).toEqual(mayNot("second-manager"));
    await desk.two.addManager("Third Manager", "third@northside.example");
    giveRole(context, ruth, "member");
    expect(lift()).toEqual(mayNot("second-manager"));
  });

  test("nobody approves an e-mail for themselves", async () => {
    expect(await approve(asked({ to: ruth.id }))).toEqual(mayNot("own-asking"));
  });

  test("a new manager approves none", async () => {
    const fresh = await desk.two.addManager("New Manager", "new@northside.example");
    expect(await approve(asked(), fresh)).toEqual(mayNot("not-another-person"));
  });

  test("the other manager objects, and it is stopped", () => {
    const approval = asked();
    const by = signedInAs(context, again(context, ruth));
    expect(declineAct(context, by, { approval, reason: "no" })).toEqual(done);
    openFor(context, 200);
    expect(lift()).toEqual(mayNot("second-manager"));
  });

  test("where nobody answers for 168 hours of being open it goes ahead", () => {
    asked();
    openFor(context, 167);
    expect(lift()).toEqual(mayNot("second-manager"));
    openFor(context, 1);
    expect(lift()).toEqual(done);
  });

  test("a second manager who is there is never got around by the day of notice of a sole one", () => {
    deactivate(context, ruth);
    asked();
    openFor(context, 23);
    expect(reactivatePerson(context, asManager(), helpFor(ruth))).toMatchObject({ ok: true });
    openFor(context, 2);
    expect(lift()).toEqual(mayNot("second-manager"));
  });
});
