import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { badPassword, changePassword, checkPassword } from "../../../src/main/core/authentication/passwords";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { readSecret } from "../../../src/main/core/store/secrets";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { realHashing } from "../../support/hashing";
import { callerNow } from "../../support/session";
import { addMember, again, typePassword } from "../../support/sign-in";

let context: TestContext;
let account: Account;

beforeEach(async () => {
  context = createTestContext();
  account = await addMember(context);
  await typePassword(context, account.email);
});
afterEach(() => {
  expectReplayEqualsTables(context, account);
  context.close();
});

const NEW = "seven lanterns over Bristol";
const change = (newPassword: string) => changePassword(context, callerNow(context), { newPassword });
const refusedFor = (problem: string) => ({ ok: false, refusal: { code: "bad-password", problem } });

describe("changing the password", () => {
  test("is recorded, and the old one is good no longer", async () => {
    context.clock.advance(1000);
    expect(
      await kindsLeftBy(context, account, async () => expect(await change(NEW)).toEqual({ ok: true, value: null })),
    ).toEqual(["password-set"]);
    expect(newestEntry(context, account, "password-set")).toMatchObject({ actor: account.id, data: { by: "change" } });
    expect(again(context, account).passwordSetAt).toBe(context.clock.now());
    signOut(context, callerNow(context));
    expect(await typePassword(context, account.email)).toMatchObject({ ok: false });
    expect(await typePassword(context, account.email, NEW)).toMatchObject({ ok: true });
  });

  test("keeps no hash of the old one", async () => {
    const old = again(context, account).passwordSecret ?? "";
    await change(NEW);
    expect(readSecret(context.db, context.keys.commitments, old, account.id, "password").is).toBe("damaged");
  });

  test("takes any Unicode, in either of its forms", async () => {
    await change("Zürich Füße Ölbaum Käse");
    signOut(context, callerNow(context));
    expect(await typePassword(context, account.email, "Zürich Füße Ölbaum Käse".normalize("NFD"))).toMatchObject({
      ok: true,
    });
  });

  test.each([
    ["eleven char", "too-short"],
    ["é".repeat(129), "too-long"],
    ["aaaaaaaaaaaaaaaaaaaa", "too-guessable"],
    ["seven Marcus lanterns", "contains-name"],
    ["a NORTHSIDE lantern set", "contains-practice"],
    [PASSWORD, "same-as-before"],
  ])("to %j is refused: %s", async (password, problem) => {
    const left = await kindsLeftBy(context, undefined, async () =>
      expect(await change(password)).toEqual(refusedFor(problem)),
    );
    expect(left).toEqual([]);
    expect(await typePassword(context, account.email)).toMatchObject({ ok: true });
  });

  test("does nothing for a session that ended meanwhile", async () => {
    const changing = change(NEW);
    signOut(context, callerNow(context));
    expect(await changing).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    expect(newestEntry(context, account, "password-set")?.data.by).toBe("setup-code");
  });
});

describe("a new password", () => {
  const anybody = { name: "Ana Silva", email: "ana@northside.example", practiceName: "Northside Clinic" };

  test("takes twelve characters, and fifteen for a manager", async () => {
    const password = "qZ7!wv-Krx2m9T";
    const judge = (isManager: boolean) => badPassword(realHashing, { ...anybody, password, isManager });
    expect(await judge(false)).toBeUndefined();
    expect(await judge(true)).toEqual(refusedFor("too-short"));
  });

  test("is judged for the meter by the same rules, whether or not there is a vault", async () => {
    const about = ["Ana Silva", "ana@northside.example", "Northside Clinic"];
    const check = (password: string, forManager = false) => checkPassword(realHashing, { password, about, forManager });
    expect(await check(NEW, true)).toEqual({ ok: true, value: { score: 4, problem: null } });
    expect(await check("")).toEqual({ ok: true, value: { score: 0, problem: "too-short" } });
    expect(await check("silva and seven lanterns")).toMatchObject({ value: { problem: "contains-name" } });
    expect(await check("the northside has lanterns")).toMatchObject({ value: { problem: "contains-practice" } });
    expect(await checkPassword(realHashing, { password: NEW, about: [], forManager: false })).toMatchObject({
      ok: true,
    });
  });
});
