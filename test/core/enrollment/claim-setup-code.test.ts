import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "../../../src/main/core/context";
import type { SetupUse } from "../../../src/main/core/domain/events";
import { SETUP_CODE_LIFETIME_MS, setupCodeFrom, shownSetupCode } from "../../../src/main/core/domain/one-time-codes";
import {
  RECOVERY_CODES_BYTES,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../../../src/main/core/domain/recovery-codes";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import type { Account } from "../../../src/main/core/store/accounts";
import { findCode } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createTestContext, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { callerNow, nobodyAt } from "../../support/session";
import { addMember, addMemberWithApp, again, giveCode, typePassword } from "../../support/sign-in";

let context: TestContext;

beforeEach(() => {
  context = createTestContext();
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const EMAIL = "marcus@northside.example";
const NEW = "seven lanterns over Bristol";
const wrong = { ok: false, refusal: { code: "wrong-set-up-code" } };

function newMember(): Account {
  return addAccount(context, { name: "Marcus Reed", email: EMAIL });
}

/** A setup code as a manager hands it out, and its id. */
function codeFor(account: Account, use: SetupUse = "password") {
  const code = setupCodeFrom(context.random.bytes(6));
  const expiresAt = context.clock.now() + SETUP_CODE_LIFETIME_MS;
  return { id: giveCode(context, account, { sort: "setup-code", code, expiresAt, use }), shown: shownSetupCode(code) };
}

const claim = (code: string, password = NEW, email = EMAIL) =>
  claimSetupCode(context, nobodyAt(context), { email, code, password });

describe("a setup code", () => {
  test("lets a new member choose a password and signs them in, once", async () => {
    const account = newMember();
    const { id, shown } = codeFor(account);
    const left = await kindsLeftBy(context, account, async () => {
      expect(await claim(shown)).toEqual({ ok: true, value: { next: "signed-in" } });
    });
    expect(left).toEqual(["setup-code-claimed", "password-set", "signed-in"]);
    expect(newestEntry(context, account, "setup-code-claimed")?.data).toEqual({ code: id, for: "password" });
    expect(newestEntry(context, account, "password-set")?.data.by).toBe("setup-code");
    expect(findCode(context.db, id)?.state).toBe("spent");
    expect(callerNow(context)).toMatchObject({ sessionState: "member", account: account.id });
    context.session.signedIn = null;
    expect(await typePassword(context, EMAIL, NEW)).toMatchObject({ ok: true });
    expect(await claim(shown)).toEqual(wrong);
    expectReplayEqualsTables(context, account);
  });

  test("is read in any case, with or without its hyphens", async () => {
    const { shown } = codeFor(newMember());
    expect(await claim(` ${shown.toLowerCase().replaceAll("-", " ")} `, NEW, EMAIL.toUpperCase())).toMatchObject({
      ok: true,
    });
  });

  test("lives for seven days", async () => {
    const account = newMember();
    const { shown } = codeFor(account);
    context.clock.advance(SETUP_CODE_LIFETIME_MS);
    expect(await claim(shown)).toEqual(wrong);
    expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({
      factor: "setup-code",
      during: "setup-code",
      cause: "expired",
    });
  });

  test("is void once there is a newer one, or the account is deactivated", async () => {
    const account = newMember();
    const first = codeFor(account);
    const second = codeFor(account);
    expect(await claim(first.shown)).toEqual(wrong);
    const event = { kind: "account-deactivated", subject: account.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, event));
    expect(await claim(second.shown)).toEqual(wrong);
    expect(failuresNow(context, account.id).count).toBe(2);
    expect(again(context, account).passwordSecret).toBeNull();
  });

  test("is void too where the newer one is given while the new password is hashed (TOKEN-10)", async () => {
    const account = newMember();
    const { shown } = codeFor(account);
    const { hashPassword } = context.hashing;
    const hashing = {
      ...context.hashing,
      hashPassword: async (password: string) => {
        codeFor(account);
        return hashPassword(password);
      },
    };
    const input = { email: EMAIL, code: shown, password: NEW };
    expect(await claimSetupCode({ ...context, hashing }, nobodyAt(context), input)).toEqual(wrong);
    expect(again(context, account).passwordSecret).toBeNull();
  });

  test("of another account is wrong", async () => {
    newMember();
    const { shown } = codeFor(addAccount(context, { name: "Ana Silva", email: "ana@northside.example" }));
    expect(await claim(shown)).toEqual(wrong);
  });

  test("gives a new password to whoever forgot theirs, and asks for the token where two-factor is on", async () => {
    const { account } = await addMemberWithApp(context);
    const { shown } = codeFor(account);
    expect(await claim(shown)).toEqual({ ok: true, value: { next: "token" } });
    expect(context.session.signedIn).toBeNull();
    expect(callerNow(context)).toMatchObject({ sessionState: "password-passed", account: account.id });
    expect(await typePassword(context, EMAIL)).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(await typePassword(context, EMAIL, NEW)).toEqual({ ok: true, value: { next: "token" } });
  });

  test("that was given for enrolling after a reset gives no password, and is not spent by trying", async () => {
    const { account } = await addMemberWithApp(context);
    const reset = {
      kind: "two-factor-reset",
      subject: account.id,
      data: { cause: "lost-or-stolen", reason: "lost phone" },
    } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, reset));
    const { id, shown } = codeFor(account, "enrollment");
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await claim(shown)).toEqual({ ok: false, refusal: { code: "not-now", because: "sign-in-first" } });
    });
    expect(left).toEqual([]);
    expect(findCode(context.db, id)?.state).toBe("open");
    expect(await typePassword(context, EMAIL, NEW)).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(await typePassword(context, EMAIL)).toEqual({ ok: true, value: { next: "setup" } });
  });

  test("fifty times at once is claimed once", async () => {
    const { shown } = codeFor(newMember());
    const replies = await Promise.all(Array.from({ length: 50 }, () => claim(shown)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("a password that will not do", () => {
  test("neither spends the code nor counts, before or after the code was looked at", async () => {
    const account = newMember();
    const { id, shown } = codeFor(account);
    const refusedFor = (problem: string) => ({ ok: false, refusal: { code: "bad-password", problem } });
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await claim(shown, "short")).toEqual(refusedFor("too-short"));
      expect(await claim(shown, "aaaaaaaaaaaaaaaa")).toEqual(refusedFor("too-guessable"));
      expect(await claim(shown, "marcus over seven lanterns")).toEqual(refusedFor("contains-email"));
      expect(await claim(shown, "seven lanterns for Reedmarcus")).toEqual(refusedFor("contains-email"));
    });
    expect(left).toEqual([]);
    expect(findCode(context.db, id)?.state).toBe("open");
    expect(await claim(shown)).toMatchObject({ ok: true });
  });

  test("says what only its owner may learn (the name, that it is a manager) after the right code alone", async () => {
    const member = addAccount(context, { name: "Xanthippe Reed", email: "x@northside.example" });
    const withName = "xanthippe over lanterns";
    expect(await claim("AAAA-AAAA-AA", withName, member.email)).toEqual(
      await claim("AAAA-AAAA-AA", withName, "nobody@northside.example"),
    );
    expect(await claim(codeFor(member).shown, withName, member.email)).toMatchObject({
      refusal: { problem: "contains-name" },
    });
    const fourteen = "qZ7!wv-Krx2m9T";
    expect(await claim("AAAA-AAAA-AA", fourteen, context.manager.email)).toEqual(wrong);
    expect(await claim(codeFor(context.manager).shown, fourteen, context.manager.email)).toMatchObject({
      refusal: { problem: "too-short" },
    });
  });
});

describe("a wrong setup code", () => {
  test("is answered alike for an account and for an e-mail that belongs to nobody, and locks both", async () => {
    const account = await addMember(context);
    const replies = { known: [] as unknown[], unknown: [] as unknown[] };
    for (let attempt = 0; attempt < 6; attempt++) {
      replies.known.push(await claim("AAAA-AAAA-AA"));
      replies.unknown.push(await claim("AAAA-AAAA-AA", NEW, "nobody@northside.example"));
    }
    expect(replies.known).toEqual(replies.unknown);
    expect(replies.known[0]).toEqual(wrong);
    expect(replies.known[5]).toEqual({ ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } });
    expect(await claim(codeFor(account).shown)).toMatchObject({ refusal: { code: "locked" } });
  });

  test("that is another kind of code is told apart before anything is compared, and is no failure", async () => {
    newMember();
    const recoveryCode = shownRecoveryCode(recoveryCodesFrom(context.random.bytes(RECOVERY_CODES_BYTES))[0] ?? "");
    const kinds = { "1234567": "token", "123 456 789": "bypass-code", [recoveryCode]: "recovery-code" };
    for (const [typed, looksLike] of Object.entries(kinds)) {
      const left = await kindsLeftBy(context, undefined, async () => {
        expect(await claim(typed)).toEqual({ ok: false, refusal: { code: "misplaced-code", looksLike } });
      });
      expect(left).toEqual([]);
    }
  });

  test("with one letter mistyped counts like any other", async () => {
    const account = newMember();
    const { shown } = codeFor(account);
    const mistyped = `${shown.startsWith("7") ? "8" : "7"}${shown.slice(1)}`;
    expect(await claim(mistyped)).toEqual(wrong);
    expect(failuresNow(context, account.id).count).toBe(1);
    expect(await claim(shown)).toMatchObject({ ok: true });
  });
});
