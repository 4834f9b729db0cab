import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { afterUnlock } from "../../src/main/domain/lockout";
import { stepAt, tokenAt } from "../../src/main/domain/totp";
import { signOut } from "../../src/main/services/sessions";
import { cancelSignIn, submitToken, useRecoveryCode } from "../../src/main/services/sign-in";
import { callerNow } from "../../src/main/services/stance";
import { newId, recordEvent } from "../../src/main/services/world";
import type { Account } from "../../src/main/store/accounts";
import { findAuthenticator } from "../../src/main/store/authenticators";
import { readFailures } from "../../src/main/store/failures";
import { immediately } from "../../src/main/store/open";
import type { Refusal, Result } from "../../src/preload/result";
import { expectReplayEqualsTables } from "../support/entries";
import {
  addMember,
  cheapHashing,
  giveCode,
  giveRecoveryCodes,
  NOBODY,
  restarted,
  typePassword,
} from "../support/sign-in";
import * as model from "../support/sign-in-model";
import { createWorld, PASSWORD, type TestWorld } from "../support/world";

/*
 * Sequences of attempts at one account, compared step by step with a reference model. Everything is the real thing but
 * the cost of hashing a password (Argon2id at its least), without which thousands of attempts would take an hour.
 */

const RECOVERY_CODES = ["AAAABBBBCCCCDDDD", "EEEEFFFFGGGGHHHH"] as const;
const KEY_BYTES = 20;
const PERIOD_MS = 30_000;

let world: TestWorld;
beforeAll(() => {
  world = unhurried({ ...createWorld(), hashing: cheapHashing });
});
afterAll(() => world.close());

type Real = { readonly account: Account; readonly secret: Uint8Array };
type Command = fc.AsyncCommand<model.Model, Real>;
type Step = (expected: model.Model, real: Real) => Promise<void>;

/** A command whose every run ends with comparing all that is kept. */
function command(name: string, run: Step, check: (expected: Readonly<model.Model>) => boolean = () => true): Command {
  return {
    check,
    toString: () => name,
    run: async (expected, real) => {
      await run(expected, real);
      compare(expected, real);
    },
  };
}

function compare(expected: model.Model, { account }: Real): void {
  const failures = readFailures(world.db, account.id);
  const authenticator = findAuthenticator(world.db, account.id, "active");
  expect({
    count: failures.count,
    held: failures.held,
    until: failures.lockedUntilAt ?? 0,
    app: authenticator?.failures,
    step: authenticator?.lastStep,
    drift: authenticator?.drift,
    stance: callerNow(world).stance,
  }).toEqual({
    count: expected.count,
    held: expected.held,
    until: expected.lockedUntil,
    app: expected.appFailures,
    step: expected.lastStep,
    drift: expected.drift,
    stance: stanceOf(expected, account),
  });
}

function stanceOf({ signedIn, waitingSince, now }: model.Model, account: Account): string {
  if (signedIn) return account.role;
  return waitingSince !== null && now - waitingSince < 600_000 ? "password-passed" : "signed-out";
}

/** A service's answer in the model's words. */
function said(answer: Result<{ next: string }, Refusal>): string {
  if (answer.ok) return answer.value.next === "token" ? "token" : "in";
  const { code, until } = answer.refusal as Refusal & { until?: number | null };
  const words: Record<string, string> = {
    "wrong-credentials": "wrong",
    "wrong-token": "wrong",
    "token-repeated": "repeated",
    "token-expired": "expired",
    "token-used": "used",
    "sign-in-ended": "ended",
  };
  return code === "locked" ? `locked ${until}` : (words[code] ?? code);
}

const outside = (expected: Readonly<model.Model>) => !expected.signedIn;
const waiting = (expected: Readonly<model.Model>) => outside(expected) && expected.waitingSince !== null;

async function typeBoth(expected: model.Model, { account }: Real, right: boolean, upper = false): Promise<void> {
  const email = upper ? account.email.toUpperCase() : account.email;
  const answer = await typePassword(world, email, right ? PASSWORD : "a wrong one altogether");
  expect(said(answer)).toBe(model.typePassword(expected, right));
}

/** `shift` periods from now; undefined: six digits where seven are asked. */
async function typeToken(expected: model.Model, { secret }: Real, shift: number | undefined): Promise<void> {
  const typed = shift === undefined ? "123456" : tokenAt(secret, stepAt(world.clock.now()) + shift, 7);
  expect(said(await submitToken(world, NOBODY, { token: typed, remember: false }))).toBe(
    model.typeToken(expected, shift),
  );
}

const password = (right: boolean, upper: boolean) =>
  command(
    `password(${right ? "right" : "wrong"})`,
    (expected, real) => typeBoth(expected, real, right, upper),
    outside,
  );

const token = (shift: number | undefined) =>
  command(`token(${shift})`, (expected, real) => typeToken(expected, real, shift), waiting);

/** Whether or not the password was right before. */
const tokenFromNowhere = command("tokenFromNowhere", (expected, real) => typeToken(expected, real, 0), outside);

/** Somebody patient: waits for every lock, and knows the password or does not. */
const guesses = (count: number, knowsPassword: boolean) =>
  command(
    `guesses(${count}, ${knowsPassword ? "tokens" : "passwords"})`,
    async (expected, real) => {
      for (let guess = 0; guess < count; guess++) {
        wait(expected);
        await typeBoth(expected, real, knowsPassword);
        if (knowsPassword) await typeToken(expected, real, undefined);
        compare(expected, real);
      }
    },
    outside,
  );

const sendText = (code: string, minutes: number) =>
  command(`sendText(${code}, ${minutes} min)`, async (expected, { account }) => {
    const until = expected.now + minutes * 60_000;
    giveCode(world, account, { sort: "text-token", code, expiresAt: until });
    expected.texts.push({ code, until, spent: false });
  });

const text = (code: string) =>
  command(
    `text(${code})`,
    async (expected) => {
      expect(said(await submitToken(world, NOBODY, { token: code, remember: false }))).toBe(
        model.typeText(expected, code),
      );
    },
    waiting,
  );

const recovery = (code: string) =>
  command(
    `recovery(${code})`,
    async (expected) => {
      expect(said(await useRecoveryCode(world, NOBODY, { code }))).toBe(model.typeRecoveryCode(expected, code));
    },
    waiting,
  );

function wait(expected: model.Model, ms = Math.max(0, expected.lockedUntil - expected.now)): void {
  world.clock.advance(ms);
  expected.now += ms;
}

const advance = (ms: number) =>
  command(`advance(${ms})`, async (expected) => {
    // Longer idle times lock a session; what follows is about signing in.
    if (expected.signedIn) await leave(expected);
    wait(expected, ms);
  });

const waitForTheLock = command("waitForTheLock", async (expected) => wait(expected));

async function leave(expected: model.Model): Promise<void> {
  signOut(world, callerNow(world));
  cancelSignIn(world, NOBODY);
  model.restart(expected);
}

const giveUp = command("giveUp", leave);

const quitAndStart = command("quitAndStart", async (expected) => {
  world = unhurried(restarted(world));
  model.restart(expected);
});

/** Without waiting for the disk at every commit: no power is cut here. */
function unhurried(opened: TestWorld): TestWorld {
  opened.db.pragma("synchronous = OFF");
  return opened;
}

const support = command(
  "support unlocks",
  async (expected, { account }) => {
    const data = { reason: "identity checked", failures: afterUnlock(readFailures(world.db, account.id)) };
    immediately(world.db, () => recordEvent(world, null, { kind: "account-unlocked", subject: account.id, data }));
    model.unlockBySupport(expected);
  },
  (expected) => model.lockedAnswer(expected) !== null,
);

const TEXTS = ["0412345", "7654321"] as const;

/** What a person does most comes up most. */
const often = <T>(times: number, arbitrary: fc.Arbitrary<T>) => Array.from({ length: times }, () => arbitrary);

const commands = fc.commands(
  [
    ...often(
      5,
      fc.boolean().map((upper) => password(true, upper)),
    ),
    fc.boolean().map((upper) => password(false, upper)),
    fc.constantFrom(-3, -2, 2, 3, undefined).map(token),
    ...often(2, fc.constantFrom(-1, 0, 1).map(token)),
    fc.constant(tokenFromNowhere),
    fc.tuple(fc.integer({ min: 2, max: 24 }), fc.boolean()).map((guessed) => guesses(...guessed)),
    ...often(
      2,
      fc.tuple(fc.constantFrom(...TEXTS), fc.integer({ min: 1, max: 3 })).map((sent) => sendText(...sent)),
    ),
    ...often(3, fc.constantFrom(...TEXTS).map(text)),
    ...often(2, fc.constantFrom(...RECOVERY_CODES, "JJJJKKKKMMMMNNNN").map(recovery)),
    ...often(2, fc.constantFrom(1, PERIOD_MS, 59_999, 60_000, 180_000, 600_000, 3_600_000).map(advance)),
    ...often(2, fc.constant(waitForTheLock)),
    fc.constant(giveUp),
    fc.constant(quitAndStart),
    ...often(3, fc.constant(support)),
  ],
  { maxCommands: 60, size: "max" },
);

let people = 0;

/** An account of its own for every sequence, in the one vault; its clock goes on. */
async function begin(isManager: boolean) {
  people += 1;
  const role = isManager ? "manager" : "member";
  const account = await addMember(world, { email: `person-${people}@northside.example`, role });
  const secret = world.dice.bytes(KEY_BYTES);
  const [authenticator, secretId, subject] = [newId(world), newId(world), account.id];
  const step = stepAt(world.clock.now());
  const offered = {
    authenticator,
    secret: secretId,
    digits: 7,
    expiresAt: world.clock.now() + 600_000,
    sameAs: null,
  } as const;
  const enabled = { authenticator, digits: 7, step, drift: 0, phoneVerified: false } as const;
  immediately(world.db, () => {
    const secrets = [{ id: secretId, account: subject, kind: "totp-key", bytes: secret }] as const;
    recordEvent(world, subject, { kind: "authenticator-offered", subject, data: offered }, { secrets });
    recordEvent(world, subject, { kind: "authenticator-enabled", subject, data: enabled });
  });
  giveRecoveryCodes(world, account, ...RECOVERY_CODES);
  Object.assign(world.memory, { session: null, pending: null });
  const expected: model.Model = {
    isManager,
    now: world.clock.now(),
    ...{ count: 0, towardsHold: 0, lockedUntil: 0, held: false, appFailures: 0 },
    ...{ lastStep: step, drift: 0, waitingSince: null, signedIn: false },
    recoveryCodes: new Map(RECOVERY_CODES.map((code) => [code, "open"])),
    texts: [],
  };
  return { model: expected, real: { account, secret } };
}

test("whatever is tried in whatever order, answers, counts, locks and accepted steps are those of the model", async () => {
  const property = fc.asyncProperty(fc.boolean(), commands, async (isManager, sequence) => {
    const setup = await begin(isManager);
    await fc.asyncModelRun(() => setup, sequence);
  });
  await fc.assert(property, { numRuns: 200 });
  expectReplayEqualsTables(world);
}, 300_000);
