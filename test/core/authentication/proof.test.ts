import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkProof, stepUp } from "../../../src/main/core/authentication/proof";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { findCode } from "../../../src/main/core/store/codes";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { appCode, otherThan } from "../../support/phone";
import { callerNow, lockBecause, nobodyAt, passwordIsRecent } from "../../support/session";
import {
  addMember,
  cheapHashing,
  choosePassword,
  giveCode,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";

let context: TestContext;
let manager: Account;
let key: string;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  manager = await choosePassword(context, context.manager);
  key = await setUpApp(context, manager);
  context.clock.advance(10 * PERIOD_MS);
  await typePassword(context, manager.email);
  await submitToken(context, nobodyAt(context), { token: code(), remember: false });
  context.clock.advance(10 * PERIOD_MS);
});
afterEach(() => {
  expectReplayEqualsTables(context, manager);
  context.close();
});

const PERIOD_MS = 30_000;
const WRONG = "a wrong one altogether";
const code = (shift = 0) => appCode(key, context.clock.now() + shift * PERIOD_MS);
const wrongCode = () => otherThan(code(-1), code(), code(1));
const prove = (token: string | null, password = PASSWORD) =>
  checkProof(context, callerNow(context), { password, token }, "unlockAccount");
const refused = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });

describe("password and token for an act", () => {
  test("are recorded with what was proven and for what, and the token is used up", async () => {
    expect(
      await kindsLeftBy(context, manager, async () => expect(await prove(code())).toMatchObject({ ok: true })),
    ).toEqual(["proof-accepted"]);
    const step = Math.floor(context.clock.now() / PERIOD_MS);
    const authenticator = findAuthenticator(context.db, manager.id, "active");
    expect(newestEntry(context, manager, "proof-accepted")).toMatchObject({
      actor: manager.id,
      data: {
        act: "unlockAccount",
        factors: [{ factor: "password" }, { factor: "app", authenticator: authenticator?.id, step, drift: 0 }],
      },
    });
    expect(authenticator?.lastStep).toBe(step);
    expect(await prove(code())).toEqual(refused("token-repeated"));
    context.clock.advance(PERIOD_MS);
    expect(await prove(code())).toMatchObject({ ok: true });
  });

  test("count as a step-up", async () => {
    expect(passwordIsRecent(context)).toBe(true);
    context.clock.advance(60_000);
    expect(passwordIsRecent(context)).toBe(false);
    await prove(code());
    expect(passwordIsRecent(context)).toBe(true);
  });

  test("do not clear failures: only a sign-in does", async () => {
    await prove(wrongCode());
    await prove(code());
    expect(failuresNow(context, manager.id).count).toBe(1);
  });

  test("the token that signed in does not serve again", async () => {
    const token = code();
    signOut(context, callerNow(context));
    await typePassword(context, manager.email);
    await submitToken(context, nobodyAt(context), { token, remember: false });
    expect(await prove(token)).toEqual(refused("token-repeated"));
  });

  test("fifty times at once proves once", async () => {
    const token = code();
    const caller = callerNow(context);
    const proofs = Array.from({ length: 50 }, () =>
      checkProof(context, caller, { password: PASSWORD, token }, "unlockAccount"),
    );
    const replies = await Promise.all(proofs);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.filter((answer) => !answer.ok && answer.refusal.code === "token-repeated")).toHaveLength(49);
  });
});

describe("a proof that is not right", () => {
  const cases: [string, () => [string | null, string?], object, object][] = [
    ["a wrong password", () => [code(), WRONG], { code: "wrong-password", triesLeft: 4 }, { factor: "password" }],
    ["a wrong token", () => [wrongCode()], { code: "wrong-token", triesLeft: 4 }, { factor: "app" }],
    ["a missing token", () => [null], { code: "wrong-token", triesLeft: 4 }, { factor: "app" }],
    ["a bypass code", () => ["123 456 789"], { code: "misplaced-code" }, { factor: "app", cause: "misplaced" }],
  ];
  test.each(cases)("%s counts; towards a hold only after the right password", async (_name, typed, refusal, data) => {
    const [token, password] = typed();
    const afterPassword = password !== WRONG;
    expect(
      await kindsLeftBy(context, manager, async () => {
        expect(await prove(token, password)).toMatchObject({ ok: false, refusal });
      }),
    ).toEqual(["attempt-refused"]);
    expect(newestEntry(context, manager, "attempt-refused")).toMatchObject({
      actor: manager.id,
      data: { during: "proof", inARow: 1, counts: { signIn: { afterPassword } }, ...data },
    });
  });

  test("a wrong password leaves the token unused", async () => {
    await prove(code(), WRONG);
    expect(await prove(code())).toMatchObject({ ok: true });
  });

  test("locks the account with the fifth, and then nothing is evaluated", async () => {
    for (let failure = 1; failure <= 4; failure++) await prove(code(), WRONG);
    const locked = refused("locked", { until: context.clock.now() + 60_000 });
    expect(await prove(code(), WRONG)).toEqual(locked);
    expect(await kindsLeftBy(context, undefined, async () => expect(await prove(code())).toEqual(locked))).toEqual([]);
  });
});

test("guesses at once are one row, whichever way they come: five are evaluated, then the account is locked (LOCK-8)", async () => {
  const caller = callerNow(context);
  const before = entriesAbout(context, manager).length;
  const ways = [
    () => checkProof(context, caller, { password: WRONG, token: code() }, "unlockAccount"),
    () => stepUp(context, caller, { password: WRONG }),
    () => typePassword(context, manager.email, WRONG),
  ];
  const replies = await Promise.all(Array.from({ length: 10 }, () => ways.map((guess) => guess())).flat());
  expect(replies.filter((answer) => !answer.ok && answer.refusal.code !== "locked")).toHaveLength(4);
  const evaluated = entriesAbout(context, manager).slice(before);
  expect(evaluated.filter(({ kind }) => kind === "attempt-refused")).toHaveLength(5);
});

describe("who can prove nothing", () => {
  test("an account without two-factor is refused before its password is looked at", async () => {
    const member = await addMember(context);
    await typePassword(context, member.email);
    expect(
      await kindsLeftBy(context, member, async () => {
        expect(await prove(null, WRONG)).toEqual(refused("two-factor-needed"));
      }),
    ).toEqual([]);
  });

  test("a session that has locked", async () => {
    const proving = prove(code());
    lockBecause(context, "screen");
    expect(await proving).toEqual(refused("sign-in-ended"));
    expect(newestEntry(context, manager, "proof-accepted")).toBeUndefined();
  });

  test("a session that is over, before the proof or while it is looked at", async () => {
    const proving = prove(code());
    signOut(context, callerNow(context));
    expect(await proving).toEqual(refused("sign-in-ended"));
    expect(await prove(code())).toEqual(refused("sign-in-ended"));
    expect(newestEntry(context, manager, "proof-accepted")).toBeUndefined();
  });
});

describe("where tokens come by text", () => {
  test("the one that was sent proves once; without one nothing is guessed at", async () => {
    const member = await addMember(context);
    setUpText(context, member);
    const sent = giveCode(context, member, { sort: "text-token", code: "0412345" });
    await typePassword(context, member.email);
    await submitToken(context, nobodyAt(context), { token: "0412345", remember: false });
    expect(findCode(context.db, sent)?.state).toBe("spent");
    expect(await prove("7654321")).toEqual(refused("no-token-sent"));
    expect(await prove("0412345")).toEqual(refused("token-used", { because: "used" }));
    giveCode(context, member, { sort: "text-token", code: "7654321" });
    expect(await prove("7654321")).toMatchObject({ ok: true });
    expect(await prove("7654321")).toEqual(refused("token-used", { because: "used" }));
  });
});
