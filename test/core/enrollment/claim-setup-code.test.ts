import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "../../../src/main/core/context";
import type { SetUpUse } from "../../../src/main/core/domain/events";
import { SET_UP_CODE_LIFETIME_MS, setUpCodeFrom, shownSetUpCode } from "../../../src/main/core/domain/one-time-codes";
import {
  RECOVERY_CODES_BYTES,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../../../src/main/core/domain/recovery-codes";
import { claimSetUpCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { callerNow } from "../../../src/main/core/session/session-state";
import type { Account } from "../../../src/main/core/store/accounts";
import { findCode } from "../../../src/main/core/store/codes";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createWorld, type TestWorld } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { addMember, addMemberWithApp, again, giveCode, NOBODY, typePassword } from "../../support/sign-in";

let world: TestWorld;

beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  expectReplayEqualsTables(world);
  world.close();
});

const EMAIL = "marcus@northside.example";
const NEW = "seven lanterns over Bristol";
const wrong = { ok: false, refusal: { code: "wrong-set-up-code" } };

function newMember(): Account {
  return addAccount(world, { name: "Marcus Reed", email: EMAIL });
}

/** A set-up code as a manager hands it out, and its id. */
function codeFor(account: Account, use: SetUpUse = "password") {
  const code = setUpCodeFrom(world.dice.bytes(6));
  const expiresAt = world.clock.now() + SET_UP_CODE_LIFETIME_MS;
  return { id: giveCode(world, account, { sort: "set-up-code", code, expiresAt, use }), shown: shownSetUpCode(code) };
}

const claim = (code: string, password = NEW, email = EMAIL) => claimSetUpCode(world, NOBODY, { email, code, password });

describe("a set-up code", () => {
  test("lets a new member choose a password and signs them in, once", async () => {
    const account = newMember();
    const { id, shown } = codeFor(account);
    const left = await kindsLeftBy(world, account, async () => {
      expect(await claim(shown)).toEqual({ ok: true, value: { next: "signed-in" } });
    });
    expect(left).toEqual(["set-up-code-claimed", "password-set", "signed-in"]);
    expect(newestEntry(world, account, "set-up-code-claimed")?.data).toEqual({ code: id, for: "password" });
    expect(newestEntry(world, account, "password-set")?.data.by).toBe("set-up-code");
    expect(findCode(world.db, id)?.state).toBe("spent");
    expect(callerNow(world)).toMatchObject({ stance: "member", account: account.id });
    world.memory.session = null;
    expect(await typePassword(world, EMAIL, NEW)).toMatchObject({ ok: true });
    expect(await claim(shown)).toEqual(wrong);
    expectReplayEqualsTables(world, account);
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
    world.clock.advance(SET_UP_CODE_LIFETIME_MS);
    expect(await claim(shown)).toEqual(wrong);
    expect(newestEntry(world, account, "attempt-refused")?.data).toMatchObject({
      factor: "set-up-code",
      during: "claim",
      cause: "expired",
    });
  });

  test("is void once there is a newer one, or the account is deactivated", async () => {
    const account = newMember();
    const first = codeFor(account);
    const second = codeFor(account);
    expect(await claim(first.shown)).toEqual(wrong);
    const event = { kind: "account-deactivated", subject: account.id, data: { reason: "left" } } as const;
    immediately(world.db, () => recordEvent(world, world.manager.id, event));
    expect(await claim(second.shown)).toEqual(wrong);
    expect(readFailures(world.db, account.id).count).toBe(2);
    expect(again(world, account).passwordSecret).toBeNull();
  });

  test("of another account is wrong", async () => {
    newMember();
    const { shown } = codeFor(addAccount(world, { name: "Ana Silva", email: "ana@northside.example" }));
    expect(await claim(shown)).toEqual(wrong);
  });

  test("gives a new password to whoever forgot theirs, and asks for the token where two-factor is on", async () => {
    const { account } = await addMemberWithApp(world);
    const { shown } = codeFor(account);
    expect(await claim(shown)).toEqual({ ok: true, value: { next: "token" } });
    expect(world.memory.session).toBeNull();
    expect(callerNow(world)).toMatchObject({ stance: "password-passed", account: account.id });
    expect(await typePassword(world, EMAIL)).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(await typePassword(world, EMAIL, NEW)).toEqual({ ok: true, value: { next: "token" } });
  });

  test("that was given for enrolling after a reset gives no password, and is not spent by trying", async () => {
    const { account } = await addMemberWithApp(world);
    const reset = {
      kind: "two-factor-reset",
      subject: account.id,
      data: { cause: "lost-or-stolen", reason: "lost phone" },
    } as const;
    immediately(world.db, () => recordEvent(world, world.manager.id, reset));
    const { id, shown } = codeFor(account, "enrolment");
    const left = await kindsLeftBy(world, undefined, async () => {
      expect(await claim(shown)).toEqual({ ok: false, refusal: { code: "not-now", because: "sign-in-first" } });
    });
    expect(left).toEqual([]);
    expect(findCode(world.db, id)?.state).toBe("open");
    expect(await typePassword(world, EMAIL, NEW)).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(await typePassword(world, EMAIL)).toEqual({ ok: true, value: { next: "set-up" } });
  });

  test("fifty times at once is claimed once", async () => {
    const { shown } = codeFor(newMember());
    const answers = await Promise.all(Array.from({ length: 50 }, () => claim(shown)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("a password that will not do", () => {
  test("neither spends the code nor counts, before or after the code was looked at", async () => {
    const account = newMember();
    const { id, shown } = codeFor(account);
    const refusedFor = (problem: string) => ({ ok: false, refusal: { code: "bad-password", problem } });
    const left = await kindsLeftBy(world, undefined, async () => {
      expect(await claim(shown, "short")).toEqual(refusedFor("too-short"));
      expect(await claim(shown, "aaaaaaaaaaaaaaaa")).toEqual(refusedFor("too-guessable"));
      expect(await claim(shown, "marcus over seven lanterns")).toEqual(refusedFor("contains-email"));
      expect(await claim(shown, "seven lanterns for Reedmarcus")).toEqual(refusedFor("contains-email"));
    });
    expect(left).toEqual([]);
    expect(findCode(world.db, id)?.state).toBe("open");
    expect(await claim(shown)).toMatchObject({ ok: true });
  });

  test("says what only its owner may learn (the name, that it is a manager) after the right code alone", async () => {
    const member = addAccount(world, { name: "Xanthippe Reed", email: "x@northside.example" });
    const withName = "xanthippe over lanterns";
    expect(await claim("AAAA-AAAA-AA", withName, member.email)).toEqual(
      await claim("AAAA-AAAA-AA", withName, "nobody@northside.example"),
    );
    expect(await claim(codeFor(member).shown, withName, member.email)).toMatchObject({
      refusal: { problem: "contains-name" },
    });
    const fourteen = "qZ7!wv-Krx2m9T";
    expect(await claim("AAAA-AAAA-AA", fourteen, world.manager.email)).toEqual(wrong);
    expect(await claim(codeFor(world.manager).shown, fourteen, world.manager.email)).toMatchObject({
      refusal: { problem: "too-short" },
    });
  });
});

describe("a wrong set-up code", () => {
  test("is answered alike for an account and for an e-mail that belongs to nobody, and locks both", async () => {
    const account = await addMember(world);
    const answers = { known: [] as unknown[], unknown: [] as unknown[] };
    for (let attempt = 0; attempt < 6; attempt++) {
      answers.known.push(await claim("AAAA-AAAA-AA"));
      answers.unknown.push(await claim("AAAA-AAAA-AA", NEW, "nobody@northside.example"));
    }
    expect(answers.known).toEqual(answers.unknown);
    expect(answers.known[0]).toEqual(wrong);
    expect(answers.known[5]).toEqual({ ok: false, refusal: { code: "locked", until: world.clock.now() + 60_000 } });
    expect(await claim(codeFor(account).shown)).toMatchObject({ refusal: { code: "locked" } });
  });

  test("that is another kind of code is told apart before anything is compared, and is no failure", async () => {
    newMember();
    const recoveryCode = shownRecoveryCode(recoveryCodesFrom(world.dice.bytes(RECOVERY_CODES_BYTES))[0] ?? "");
    const kinds = { "1234567": "token", "123 456 789": "bypass-code", [recoveryCode]: "recovery-code" };
    for (const [typed, looksLike] of Object.entries(kinds)) {
      const left = await kindsLeftBy(world, undefined, async () => {
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
    expect(readFailures(world.db, account.id).count).toBe(1);
    expect(await claim(shown)).toMatchObject({ ok: true });
  });
});
