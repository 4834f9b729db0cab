import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken, useBypassCode, useRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import {
  bypassCodeFrom,
  setupCodeFrom,
  shownBypassCode,
  shownSetupCode,
} from "../../../src/main/core/domain/one-time-codes";
import {
  RECOVERY_CODES_BYTES,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../../../src/main/core/domain/recovery-codes";
import { formatRecoveryKey } from "../../../src/main/core/domain/recovery-key";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { findCode, listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, type TestContext } from "../../support/context";
import { driftOf } from "../../support/drift";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow, refusedWith } from "../../support/failures";
import { appCode, otherThan } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import {
  addMember,
  addMemberWithApp,
  again,
  giveCode,
  giveRecoveryCodes,
  setUpText,
  typePassword,
} from "../../support/sign-in";

let context: TestContext;

beforeEach(() => {
  context = createTestContext();
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const PERIOD_MS = 30_000;
const bytes = (count: number) => context.random.bytes(count);
const submit = (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });
const failuresOf = (account: Account) => failuresNow(context, account.id).count;
const signedIn = { ok: true, value: { next: "signed-in" } };
const refused = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });

/** A member with the app, past the password, in a period whose code was not used yet. */
async function atTheToken() {
  const { account, key } = await addMemberWithApp(context);
  context.clock.advance(10 * PERIOD_MS);
  await typePassword(context, account.email);
  return { account, key, code: (shift = 0) => appCode(key, context.clock.now() + shift * PERIOD_MS) };
}

/** A member with tokens by text, past the password. */
async function atTheText() {
  const account = await addMember(context);
  setUpText(context, account);
  await typePassword(context, account.email);
  return account;
}

describe("the app's token", () => {
  test("of seven digits signs in; the accepted step, the drift and the factors are kept", async () => {
    const { account, code } = await atTheToken();
    expect(code()).toMatch(/^\d{7}$/);
    expect(await kindsLeftBy(context, account, async () => expect(await submit(code())).toEqual(signedIn))).toEqual([
      "signed-in",
    ]);
    const authenticator = findAuthenticator(context.db, account.id, "active");
    const step = Math.floor(context.clock.now() / PERIOD_MS);
    expect(authenticator).toMatchObject({ lastStep: step, lastUsedAt: context.clock.now() });
    expect(driftOf(context, account.id)).toBe(0);
    const app = { factor: "app", authenticator: authenticator?.id, step, drift: 0 };
    expect(newestEntry(context, account, "signed-in")?.data.factors).toEqual([{ factor: "password" }, app]);
    expect(context.session.signedIn?.factors).toEqual(["password", "app"]);
    expect(callerNow(context)).toMatchObject({ sessionState: "member", account: account.id });
  });

  test("may be pasted with spaces", async () => {
    const { code } = await atTheToken();
    expect(await submit(` ${code().slice(0, 3)} ${code().slice(3)}\n`)).toEqual(signedIn);
  });

  test("of the period before or after is accepted, of two periods away not", async () => {
    const { code } = await atTheToken();
    for (const shift of [-2, 2]) expect(await submit(code(shift))).toMatchObject(refused("wrong-token"));
    expect(await submit(code(1))).toEqual(signedIn);
  });

  test("typed again is answered with Wait for the next code, and is no failure", async () => {
    const { account, code } = await atTheToken();
    await submit(code());
    await typePassword(context, account.email);
    const left = await kindsLeftBy(context, account, async () =>
      expect(await submit(code())).toEqual(refused("token-repeated")),
    );
    expect(left).toEqual([]);
    context.clock.advance(PERIOD_MS);
    expect(await submit(code())).toEqual(signedIn);
  });

  test("of a period before the last accepted one is a failure", async () => {
    const { account, code } = await atTheToken();
    await submit(code());
    await typePassword(context, account.email);
    expect(await submit(code(-1))).toMatchObject(refused("wrong-token"));
    expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({ factor: "app", cause: "used" });
  });

  test("of another account is wrong", async () => {
    const other = await addMemberWithApp(context, { email: "ana@northside.example" });
    const { account } = await atTheToken();
    expect(await submit(appCode(other.key, context.clock.now()))).toEqual(refused("wrong-token", { triesLeft: 4 }));
    expect(failuresOf(account)).toBe(1);
    expect(failuresOf(other.account)).toBe(0);
  });

  test.each(["", "123456", "12345678", "1e5", "٠١٢٣٤٥٦", "１２３４５６７", "0x12345", "password"])(
    "wrong in its shape (%j) counts like any wrong one",
    async (typed) => {
      const { account } = await atTheToken();
      expect(await submit(typed)).toEqual(refused("wrong-token", { triesLeft: 4 }));
      expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({
        factor: "app",
        during: "sign-in",
        cause: "wrong",
        authenticator: { id: findAuthenticator(context.db, account.id, "active")?.id },
      });
    },
  );

  test("fifty times at once lets in once", async () => {
    const { account, code } = await atTheToken();
    const token = code();
    const replies = await Promise.all(Array.from({ length: 50 }, () => submit(token)));
    expect(replies.filter(({ ok }) => ok)).toEqual([signedIn]);
    expect(replies.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 49 }, () => refused("sign-in-ended")));
    expect(newestEntry(context, account, "signed-in")?.seq).toBeDefined();
    expect(failuresOf(account)).toBe(0);
  });

  test("wrong a hundred times without a completed sign-in revokes the app for good", async () => {
    const { account, code } = await atTheToken();
    const authenticator = findAuthenticator(context.db, account.id, "active");
    const wrong = otherThan(code(-1), code(), code(1));
    const data = {
      ...refusedWith("app", { signIn: null, recovery: null }, 0),
      authenticator: { id: authenticator?.id ?? "" },
    };
    immediately(context.db, () => {
      for (let failure = 1; failure < 100; failure++)
        recordEvent(context, null, { kind: "attempt-refused", subject: account.id, data });
    });
    expect(await kindsLeftBy(context, account, () => submit(wrong))).toEqual([
      "attempt-refused",
      "authenticator-revoked",
    ]);
    const entry = newestEntry(context, account, "authenticator-revoked");
    expect(entry?.cause).toBe(newestEntry(context, account, "attempt-refused")?.hash);
    // Without a confirmed phone the way back takes a setup code, and this sign-in is over.
    expect(again(context, account)).toMatchObject({ twoFactor: "none", setupDue: true, setupCodeNeeded: true });
    expect(await submit(code())).toEqual(refused("sign-in-ended"));
    expect(await typePassword(context, account.email)).toEqual({ ok: true, value: { next: "setup" } });
  });

  test("starts its count of failures anew after a completed sign-in", async () => {
    const { account, code } = await atTheToken();
    await submit(otherThan(code(-1), code(), code(1)));
    expect(findAuthenticator(context.db, account.id, "active")?.failures).toBe(1);
    await submit(code());
    expect(findAuthenticator(context.db, account.id, "active")?.failures).toBe(0);
  });
});

describe("a token by text or call", () => {
  test("signs in once", async () => {
    const account = await atTheText();
    const code = giveCode(context, account, { sort: "text-token", code: "0412345" });
    expect(await submit("041 2345")).toEqual(signedIn);
    expect(findCode(context.db, code)?.state).toBe("spent");
    expect(newestEntry(context, account, "signed-in")?.data.factors[1]).toEqual({ factor: "text-token", code });
    await typePassword(context, account.email);
    expect(await submit("0412345")).toEqual(refused("token-used", { because: "used" }));
    expect(failuresOf(account)).toBe(1);
  });

  test("is good until its very last millisecond, and then counts as a failure", async () => {
    const account = await atTheText();
    giveCode(context, account, { sort: "text-token", code: "0412345", expiresAt: context.clock.now() + 60_000 });
    context.clock.advance(59_999);
    expect(await submit("0412345")).toEqual(signedIn);
    await typePassword(context, account.email);
    giveCode(context, account, { sort: "text-token", code: "7654321", expiresAt: context.clock.now() + 60_000 });
    context.clock.advance(60_000);
    expect(await submit("7654321")).toEqual(refused("token-expired"));
    const { data } = newestEntry(context, account, "attempt-refused") ?? {};
    expect(data).toMatchObject({ factor: "text-token", cause: "expired", authenticator: null });
  });

  test("is good no longer once a newer one was sent", async () => {
    const account = await atTheText();
    giveCode(context, account, { sort: "text-token", code: "0412345" });
    giveCode(context, account, { sort: "text-token", code: "7654321" });
    expect(await submit("0412345")).toEqual(refused("token-used", { because: "replaced" }));
    expect(newestEntry(context, account, "attempt-refused")?.data.cause).toBe("replaced");
    expect(await submit("7654321")).toEqual(signedIn);
  });

  test("of another account is wrong", async () => {
    const other = await addMember(context, { email: "ana@northside.example" });
    const account = await atTheText();
    giveCode(context, other, { sort: "text-token", code: "0412345" });
    giveCode(context, account, { sort: "text-token", code: "7654321" });
    expect(await submit("0412345")).toEqual(refused("wrong-token", { triesLeft: 4 }));
  });

  test("that was never sent is not guessed at: nothing is counted", async () => {
    const account = await atTheText();
    expect(await kindsLeftBy(context, account, () => submit("0412345"))).toEqual([]);
    expect(await submit("0412345")).toEqual(refused("no-token-sent"));
  });

  test("that proves a number is not one that signs in", async () => {
    const account = await atTheText();
    // The one by which the number was proven, in `setUpText`.
    giveCode(context, account, { sort: "text-token", code: "7654321" });
    expect(await submit("0000000")).toEqual(refused("wrong-token", { triesLeft: 4 }));
  });

  test("sent again and again gives back no failure", async () => {
    const account = await atTheText();
    for (const code of ["0412345", "1412345", "2412345"]) {
      giveCode(context, account, { sort: "text-token", code });
      await submit("9999999");
    }
    expect(failuresOf(account)).toBe(3);
  });
});

describe("codes in the place of the token", () => {
  test("a recovery code signs in with the password, once, and leaves the others", async () => {
    const { account } = await atTheToken();
    const [code = "", second = ""] = recoveryCodesFrom(bytes(RECOVERY_CODES_BYTES));
    giveRecoveryCodes(context, account, code, second);
    expect(await useRecoveryCode(context, nobodyAt(context), { code: shownRecoveryCode(code) })).toEqual(signedIn);
    expect(listCodes(context.db, account.id, "recovery-code", "open")).toHaveLength(1);
    await typePassword(context, account.email);
    expect(await useRecoveryCode(context, nobodyAt(context), { code })).toEqual(
      refused("token-used", { because: "used" }),
    );
    expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({
      factor: "recovery-code",
      cause: "used",
    });
    expect(await useRecoveryCode(context, nobodyAt(context), { code: second.toUpperCase() })).toEqual(signedIn);
  });

  test("a recovery code without the password is nothing", async () => {
    const { account } = await addMemberWithApp(context);
    const [code = ""] = recoveryCodesFrom(bytes(RECOVERY_CODES_BYTES));
    giveRecoveryCodes(context, account, code);
    expect(await useRecoveryCode(context, nobodyAt(context), { code })).toEqual(refused("sign-in-ended"));
    expect(listCodes(context.db, account.id, "recovery-code", "open")).toHaveLength(1);
  });

  test("a bypass code signs in once, within its hour", async () => {
    const { account } = await atTheToken();
    const code = bypassCodeFrom(bytes(16));
    giveCode(context, account, { sort: "bypass-code", code });
    expect(await useBypassCode(context, nobodyAt(context), { code: shownBypassCode(code) })).toEqual(signedIn);
    await typePassword(context, account.email);
    expect(await useBypassCode(context, nobodyAt(context), { code })).toEqual(
      refused("token-used", { because: "used" }),
    );
    giveCode(context, account, { sort: "bypass-code", code: "123456789", expiresAt: context.clock.now() + 60_000 });
    context.clock.advance(60_000);
    expect(await useBypassCode(context, nobodyAt(context), { code: "123456789" })).toEqual(refused("token-expired"));
    expect(failuresOf(account)).toBe(2);
  });

  test("fifty of one recovery code at once let in once", async () => {
    const { account } = await atTheToken();
    const [code = ""] = recoveryCodesFrom(bytes(RECOVERY_CODES_BYTES));
    giveRecoveryCodes(context, account, code);
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => useRecoveryCode(context, nobodyAt(context), { code })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("a code in the wrong field", () => {
  const shown = {
    "setup-code": () => shownSetupCode(setupCodeFrom(bytes(6))),
    "recovery-code": () => shownRecoveryCode(recoveryCodesFrom(bytes(RECOVERY_CODES_BYTES))[0] ?? ""),
    "recovery-key": () => formatRecoveryKey(bytes(20)),
    "bypass-code": () => shownBypassCode(bypassCodeFrom(bytes(16))),
  } as const;

  test.each(["setup-code", "recovery-code", "recovery-key"] as const)(
    "a %s as a token is told apart before anything is compared, and is no failure",
    async (kind) => {
      const { account } = await atTheToken();
      const left = await kindsLeftBy(context, account, async () => {
        expect(await submit(shown[kind]())).toEqual(refused("misplaced-code", { looksLike: kind }));
      });
      expect(left).toEqual([]);
    },
  );

  test("digits alone could have been a guess: a bypass code as a token counts", async () => {
    const { account } = await atTheToken();
    expect(await submit(shown["bypass-code"]())).toEqual(refused("misplaced-code", { looksLike: "bypass-code" }));
    expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({ factor: "app", cause: "misplaced" });
    expect(failuresOf(account)).toBe(1);
  });

  test("a token as a recovery code or as a bypass code is told apart", async () => {
    const { account, code } = await atTheToken();
    const looksLike = { looksLike: "token" };
    expect(await useRecoveryCode(context, nobodyAt(context), { code: code() })).toEqual(
      refused("misplaced-code", looksLike),
    );
    expect(await useBypassCode(context, nobodyAt(context), { code: code() })).toEqual(
      refused("misplaced-code", looksLike),
    );
    expect(failuresOf(account)).toBe(0);
    expect(await submit(code())).toEqual(signedIn);
  });
});

describe("the wait for the token", () => {
  test("ends ten minutes after the password", async () => {
    const { code } = await atTheToken();
    context.clock.advance(10 * 60_000 - 1);
    expect(callerNow(context).sessionState).toBe("password-passed");
    context.clock.advance(1);
    expect(await submit(code())).toEqual(refused("sign-in-ended"));
    expect(callerNow(context).sessionState).toBe("signed-out");
  });

  test("ends with a deactivation", async () => {
    const { account, code } = await atTheToken();
    const event = { kind: "account-deactivated", subject: account.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, event));
    expect(await submit(code())).toEqual(refused("sign-in-ended"));
    expect(context.session.pending).toBeNull();
  });

  test("ends with a new try of the first screen", async () => {
    const { account, code } = await atTheToken();
    await typePassword(context, account.email, "a wrong one altogether");
    expect(await submit(code())).toEqual(refused("sign-in-ended"));
  });
});
