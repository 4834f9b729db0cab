import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inputs } from "../../../src/contract/inputs";
import type { InputOf } from "../../../src/contract/methods";
import { judgeCode } from "../../../src/main/core/authentication/codes";
import { SETUP_CODE_LIFETIME_MS } from "../../../src/main/core/domain/one-time-codes";
import { deactivatePerson } from "../../../src/main/core/people/account-acts";
import {
  addPerson,
  countFound,
  countPeople,
  editPerson,
  findSharedPhones,
  getPerson,
  listPeople,
  listPersonEntries,
} from "../../../src/main/core/people/people";
import type { Caller } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { noteSignIn } from "../../support/sign-in";
import { enableByText, giveGateway, PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const everybody: InputOf<"listPeople"> = {
  search: "",
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
  sort: "name",
  descending: false,
  offset: 0,
  limit: 100,
};
const marcus: InputOf<"addPerson"> = {
  name: "Marcus Webb",
  email: "marcus@northside.example",
  cellPhone: "+14155552671",
  accountType: "provider",
  role: "member",
};

function added(input: Partial<InputOf<"addPerson">> = {}) {
  const answer = addPerson(context, joan, { ...marcus, ...input });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}
const accountOf = (id: string): Account => {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("nobody there");
  return account;
};

describe("adding a person", () => {
  test("records the account and, following from it, its setup code", async () => {
    const kinds = await kindsLeftBy(context, undefined, () => added());
    expect(kinds).toEqual(["account-created", "setup-code-issued"]);
    const [created, issued] = entriesAbout(context).slice(-2);
    expect(created).toMatchObject({ actor: context.manager.id, data: { name: "Marcus Webb", role: "member" } });
    expect(issued).toMatchObject({ actor: context.manager.id, subject: created?.subject, cause: created?.hash });
    expectReplayEqualsTables(context, { id: created?.subject ?? "" });
  });

  test("gives a two-factor ID of nine digits that nobody else has", () => {
    const ids = Array.from({ length: 40 }, (_, index) => added({ email: `p${index}@northside.example` }).twoFactorId);
    for (const id of ids) expect(id).toMatch(/^[1-9]\d{8}$/);
    expect(new Set(ids).size).toBe(40);
  });

  test("shows a setup code once: it opens the account for seven days and is nowhere in the vault", () => {
    const { code, expiresAt, account } = added();
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    expect(expiresAt).toBe(context.clock.now() + SETUP_CODE_LIFETIME_MS);
    expect(judgeCode(context, account.id, "setup-code", code.toLowerCase()).kind).toBe("right");
    expect(judgeCode(context, context.manager.id, "setup-code", code).kind).toBe("refused");
    expect(JSON.stringify(entriesAbout(context))).not.toContain(code.replaceAll("-", ""));
    context.clock.advance(SETUP_CODE_LIFETIME_MS);
    expect(judgeCode(context, account.id, "setup-code", code)).toEqual({ kind: "refused", cause: "expired" });
  });

  test("keeps a slip at hand that names the person, the code and how long it works", () => {
    const { code } = added();
    const paper = context.session.papers.get("setup-code");
    const { html } = paper?.draw("A4") ?? { html: "" };
    for (const words of ["Marcus Webb", "marcus@northside.example", code, "November 9, 2026"]) {
      expect(html).toContain(words);
    }
    expect(paper?.text).toBeNull();
  });

  test.each([
    ["in another case", "MARCUS@Northside.EXAMPLE"],
    ["in full-width letters", "ｍａｒｃｕｓ@northside.example"],
    ["with white space around it", " marcus@northside.example "],
  ])("an e-mail that is taken is refused %s, and nothing is recorded", async (_how, email) => {
    added();
    let answer: unknown;
    const kinds = await kindsLeftBy(context, undefined, () => {
      answer = addPerson(context, joan, { ...marcus, name: "Somebody Else", email });
    });
    expect(answer).toEqual({ ok: false, refusal: { code: "email-taken" } });
    expect(kinds).toEqual([]);
  });

  test("an e-mail in composed and in decomposed form is one", () => {
    added({ email: "josé@northside.example" });
    const again = addPerson(context, joan, { ...marcus, email: "jose\u0301@northside.example" });
    expect(again).toMatchObject({ ok: false, refusal: { code: "email-taken" } });
  });

  test("a deactivated person's e-mail stays taken where they came in under it", () => {
    const { account } = added();
    noteSignIn(context, account);
    deactivatePerson(context, joan, { account: account.id, reason: "left", proof: PROOF });
    const refusal = { code: "email-used", owner: account };
    expect(addPerson(context, joan, marcus)).toEqual({ ok: false, refusal });
  });

  test("a phone that others have is accepted, and says whose it is", () => {
    const first = added();
    const second = added({ name: "Ana Lopez", email: "ana@northside.example" });
    expect(second.phoneSharedWith).toEqual([first.account]);
    expect(added({ email: "x@northside.example", cellPhone: null }).phoneSharedWith).toEqual([]);
    const shared = findSharedPhones(context, joan, { cellPhone: "+14155552671", except: second.account.id });
    expect(shared).toEqual({ ok: true, value: [first.account] });
  });

  test("nobody is made a manager this way", () => {
    expect(inputs.addPerson.safeParse({ ...marcus, role: "manager" }).success).toBe(false);
    expect(inputs.addPerson.safeParse(marcus).success).toBe(true);
  });

  test.each([
    ["quotes", `Ann "Doc" O'Brien; DROP TABLE accounts --`],
    ["right-to-left letters", "שרה בן־דוד"],
    ["300 characters", "ñ".repeat(300)],
    ["300 characters outside of the first plane", "𝒜".repeat(300)],
    ["signs of a search", "100%_[a-z]*"],
  ])("a name with %s is kept as it is, and found by itself", (_what, name) => {
    const typed = inputs.addPerson.parse({ ...marcus, name });
    const { account } = added(typed);
    expect(account.name).toBe(name.normalize("NFC"));
    const found = listPeople(context, joan, { ...everybody, search: name });
    expect(found).toMatchObject({ ok: true, value: [{ id: account.id, name: account.name }] });
    expectReplayEqualsTables(context, account);
  });

  test("a name is kept in one spelling: no double spaces, no marks that turn text around", () => {
    expect(added({ name: "Marcus\u200f   Webb\u200e" }).account.name).toBe("Marcus Webb");
  });

  test.each(["...", "\ud800", "\u200f"])("what is no name is refused: %j", (name) => {
    const answer = addPerson(context, joan, { ...marcus, name });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "bad-input", fields: { name: expect.any(String) } } });
  });
});

test("half a character is refused wherever text is typed, before it could spoil an entry", () => {
  const { role: _, ...facts } = marcus;
  const edit = { ...facts, account: "a".repeat(26), reason: "new phone", proof: PROOF };
  expect(inputs.editPerson.safeParse(edit).success).toBe(true);
  for (const spoilt of [{ reason: "\ud800" }, { name: "\udc00 Webb" }, { email: "\ud800@northside.example" }]) {
    expect(inputs.editPerson.safeParse({ ...edit, ...spoilt }).success).toBe(false);
  }
});

describe("editing a person", () => {
  let id: string;
  const edit = (change: Partial<InputOf<"editPerson">>) => {
    const { role: _, ...facts } = marcus;
    return editPerson(context, joan, { ...facts, account: id, reason: "new phone", proof: PROOF, ...change });
  };
  beforeEach(() => {
    id = added().account.id;
  });

  test("records before and after with the reason", async () => {
    const kinds = await kindsLeftBy(context, { id }, () =>
      edit({ name: "Marc Webb", cellPhone: null, accountType: "staff" }),
    );
    expect(kinds).toEqual(["account-edited"]);
    expect(newestEntry(context, { id }, "account-edited")).toMatchObject({
      actor: context.manager.id,
      data: {
        before: { name: "Marcus Webb", cellPhone: "+14155552671", accountType: "provider" },
        after: { name: "Marc Webb", cellPhone: null, accountType: "staff" },
        reason: "new phone",
      },
    });
    expect(accountOf(id)).toMatchObject({ name: "Marc Webb", cellPhone: null, accountType: "staff" });
    expectReplayEqualsTables(context, { id });
  });

  test("that changes nothing records nothing", async () => {
    expect(await kindsLeftBy(context, undefined, () => edit({}))).toEqual([]);
  });

  test("refuses an e-mail that another account has, but not a new case of the own one", () => {
    expect(edit({ email: "JOAN@northside.example" })).toEqual({ ok: false, refusal: { code: "email-taken" } });
    expect(edit({ email: "Marcus@Northside.example" })).toEqual({ ok: true, value: null });
    expect(accountOf(id).email).toBe("Marcus@Northside.example");
  });

  test("a changed phone stays unconfirmed while two-factor is on: tokens go on going to the old one", async () => {
    giveGateway(context);
    await enableByText(context, signedInAs(context, accountOf(id)), "+14155552671");
    joan = signedInAs(context, context.manager);
    expect(edit({ cellPhone: "+14155552672" })).toEqual({ ok: true, value: null });
    expect(accountOf(id)).toMatchObject({ cellPhone: "+14155552672", confirmedPhone: "+14155552671" });
    const person = getPerson(context, joan, { account: id });
    expect(person).toMatchObject({ ok: true, value: { cellPhone: "+14155552672", confirmedPhone: "+14155552671" } });
  });

  test("nobody edits their own account here, and nobody another manager's: both is recorded", async () => {
    const { role: _, ...facts } = marcus;
    const second = addAccount(context, { name: "Ruth Gray", email: "ruth@northside.example", role: "manager" });
    noteSignIn(context, context.manager);
    noteSignIn(context, second);
    for (const [account, because] of [
      [context.manager.id, "own-account"],
      [second.id, "second-manager"],
    ] as const) {
      const kinds = await kindsLeftBy(context, { id: account }, () => {
        const answer = editPerson(context, joan, {
          ...facts,
          email: "n@x.example",
          account,
          reason: "r",
          proof: PROOF,
        });
        expect(answer).toEqual({ ok: false, refusal: { code: "may-not", because } });
      });
      expect(kinds).toEqual(["act-refused"]);
      expect(newestEntry(context, { id: account }, "act-refused")?.data).toEqual({ act: "editPerson", because });
    }
  });

  test("of somebody who is not there is refused", () => {
    expect(edit({ account: "a".repeat(26) })).toEqual({ ok: false, refusal: { code: "no-such-person" } });
  });

  test("frees the e-mail of somebody who has left", () => {
    deactivatePerson(context, joan, { account: id, reason: "left", proof: PROOF });
    expect(edit({ email: "marcus.old@northside.example" })).toEqual({ ok: true, value: null });
    expect(addPerson(context, joan, { ...marcus, name: "Marcus Two" }).ok).toBe(true);
  });
});

describe("the list of people", () => {
  test("shows everybody with their chip, and the counts agree with it", async () => {
    giveGateway(context);
    const { account } = added();
    await enableByText(context, signedInAs(context, accountOf(account.id)), "+14155552671");
    joan = signedInAs(context, context.manager);
    const list = listPeople(context, joan, everybody);
    expect(list).toMatchObject({
      ok: true,
      value: [
        { name: "Joan Price", status: "not-set-up", twoFactor: "none" },
        { name: "Marcus Webb", status: "sms-only", twoFactor: "text", cellPhone: "+14155552671" },
      ],
    });
    expect(countPeople(context, joan, {})).toEqual({
      ok: true,
      value: {
        ...{ all: 2, late: 0, locked: 0, overdue: 0, "days-left": 0, "sms-only": 1, "not-set-up": 1 },
        ...{ exempt: 0, app: 0, deactivated: 0 },
      },
    });
    const filtered = listPeople(context, joan, { ...everybody, status: "sms-only" });
    expect(filtered).toMatchObject({ ok: true, value: [{ name: "Marcus Webb" }] });
  });

  test("counts everybody who fits, however few a page shows", () => {
    for (const name of ["Ana", "Ben", "Cy"]) addAccount(context, { name, email: `${name}@x.example` });
    const page = listPeople(context, joan, { ...everybody, limit: 2, offset: 1 });
    expect(page).toMatchObject({ ok: true, value: [{ name: "Ben" }, { name: "Cy" }] });
    const { sort: _, descending: __, offset: ___, limit: ____, ...filter } = everybody;
    expect(countFound(context, joan, filter)).toEqual({ ok: true, value: 4 });
  });
});

describe("a person's page", () => {
  test("says what a manager may do, what support may help with, and to others that their role does not allow it", () => {
    const { account, expiresAt } = added();
    const seen = getPerson(context, joan, { account: account.id });
    expect(seen).toMatchObject({
      ok: true,
      value: {
        hasPassword: false,
        setupCodeUntil: expiresAt,
        failures: 0,
        recoveryCodesLeft: 0,
        authenticator: null,
        may: { edit: true, reactivate: "active", unlock: "not-locked", "reset-two-factor": "no-two-factor" },
      },
    });
    const auditor = addAccount(context, { name: "Al", email: "al@x.example", role: "auditor" });
    const byAuditor = getPerson(context, signedInAs(context, auditor), { account: account.id });
    expect(byAuditor.ok && new Set(Object.values(byAuditor.value.may))).toEqual(new Set(["role"]));
    const helper = addAccount(context, { name: "Sam", email: "sam@x.example", role: "support" });
    const bySupport = getPerson(context, signedInAs(context, helper), { account: account.id });
    const may = bySupport.ok ? bySupport.value.may : undefined;
    expect(may).toMatchObject({ edit: "role", reactivate: "role", unlock: "not-locked", "issue-setup-code": true });
  });

  test("says nothing of a setup code that has expired", () => {
    const { account } = added();
    context.clock.advance(SETUP_CODE_LIFETIME_MS);
    expect(getPerson(context, joan, { account: account.id })).toMatchObject({
      ok: true,
      value: { setupCodeUntil: null },
    });
  });

  test("tells what happened to them and what they did, newest first", () => {
    const { account } = added();
    const entries = listPersonEntries(context, joan, { account: account.id });
    expect(entries.ok && entries.value.map(({ sentence }) => sentence)).toEqual([
      "Joan Price gave Marcus Webb a setup code.",
      "Joan Price added Marcus Webb: provider, member.",
    ]);
    expect(listPersonEntries(context, joan, { account: "a".repeat(26) })).toMatchObject({ ok: false });
    expect(getPerson(context, joan, { account: "a".repeat(26) })).toMatchObject({ ok: false });
  });
});
