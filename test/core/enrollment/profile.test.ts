import { afterEach, beforeEach, expect, test } from "vitest";
import { getMyProfile, updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { enableByText, giveGateway } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;

beforeEach(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
});
afterEach(() => context.close());

const typed = { name: "Marcus J. Webb", email: "marcus.webb@northside.example", cellPhone: "+14155552672" };

test("Update Entire Profile saves name, e-mail and cell phone at once, with before and after in one entry", async () => {
  const me = signedInAs(context, marcus);
  expect(await kindsLeftBy(context, marcus, () => updateMyProfile(context, me, typed))).toEqual(["account-edited"]);
  const profile = getMyProfile(context, me, {});
  expect(profile).toMatchObject({
    ok: true,
    value: { ...typed, accountType: "staff", twoFactorId: marcus.twoFactorId },
  });
  expect(newestEntry(context, marcus, "account-edited")).toMatchObject({
    actor: marcus.id,
    data: { before: { name: "Marcus Webb", cellPhone: "+14155552671" }, after: typed, reason: null },
  });
  expectReplayEqualsTables(context, marcus);
});

test("saving what is there already records nothing", async () => {
  const me = signedInAs(context, marcus);
  const same = { name: marcus.name, email: marcus.email, cellPhone: marcus.cellPhone };
  expect(await kindsLeftBy(context, undefined, () => updateMyProfile(context, me, same))).toEqual([]);
});

test.each(["joan@northside.example", "JOAN@Northside.Example", "ｊｏａｎ@northside.example"])(
  "an e-mail that another account has in any case or Unicode form is refused: %s",
  async (email) => {
    const me = signedInAs(context, marcus);
    let answer: unknown;
    const left = await kindsLeftBy(context, undefined, () => {
      answer = updateMyProfile(context, me, { ...typed, email });
    });
    expect(answer).toEqual({ ok: false, refusal: { code: "email-taken" } });
    expect(left).toEqual([]);
    expect(findAccount(context.db, marcus.id)).toEqual(marcus);
  },
);

test("one's own e-mail may change its case", () => {
  const email = "Marcus@Northside.example";
  expect(updateMyProfile(context, signedInAs(context, marcus), { ...typed, email }).ok).toBe(true);
  expect(findAccount(context.db, marcus.id)?.email).toBe(email);
});

test("a cell phone that others have too is saved, and says how many they are", () => {
  for (const name of ["Ana", "Ben"]) {
    addAccount(context, { name, email: `${name}@northside.example`, cellPhone: "+14155552672" });
  }
  expect(updateMyProfile(context, signedInAs(context, marcus), typed)).toEqual({
    ok: true,
    value: { phoneSharedWith: 2, numberToConfirm: false },
  });
});

test("a changed number takes no tokens while two-factor is on, until it is confirmed", async () => {
  giveGateway(context);
  const me = signedInAs(context, marcus);
  await enableByText(context, me, marcus.cellPhone);
  const saved = updateMyProfile(context, me, typed);
  expect(saved).toEqual({ ok: true, value: { phoneSharedWith: 0, numberToConfirm: true } });
  expect(findAccount(context.db, marcus.id)).toMatchObject({
    cellPhone: "+14155552672",
    confirmedPhone: "+14155552671",
  });
});

test.each([`O'Brien "Ann"; DROP TABLE accounts`, "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df", "n".repeat(300)])(
  "a name with quotes, from right to left, or of 300 characters is kept as it is: %s",
  (name) => {
    const me = signedInAs(context, marcus);
    updateMyProfile(context, me, { ...typed, name });
    expect(getMyProfile(context, me, {})).toMatchObject({ value: { name } });
    expectReplayEqualsTables(context, marcus);
  },
);
