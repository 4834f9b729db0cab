import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId, recordEvent, ruleTime } from "../../../src/main/core/context";
import type { Entry } from "../../../src/main/core/domain/events";
import { stepAt } from "../../../src/main/core/domain/totp";
import { settingsOf } from "../../../src/main/core/settings/settings";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { createTestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { randomRuns } from "../../support/random-runs";
import { addMember, cheapHashing, choosePassword, giveRecoveryCodes, setUpText } from "../../support/sign-in";
import { endsShift, opensEmergency, type TypedHalves } from "../../support/sign-in-emergency";
import { faults } from "../../support/sign-in-faults";
import * as model from "../../support/sign-in-model";
import { copiesFolder, putsBack, sealed } from "../../support/sign-in-rollback";
import {
  type Bench,
  compare,
  deferrable,
  injectFault,
  noteNewest,
  type Real,
  type Step,
  steps,
} from "../../support/sign-in-steps";
import { giveGateway } from "../../support/two-factor";

/*
 * Histories of one account, compared step by step with a reference model: attempts, waits, restarts, clocks that somebody
 * sets, emergency access, folders that are put back, and what support does. Everything is the real thing but the cost of hashing a password (Argon2id at its least),
 * without which thousands of attempts would take an hour.
 */

const RECOVERY_CODES = ["AAAABBBBCCCCDDDD", "EEEEFFFFGGGGHHHH"] as const;
const TEXTS = ["0412345", "7654321"] as const;
const KEY_BYTES = 20;
const PERIOD_MS = 30_000;
const HOUR_MS = 3_600_000;

let bench: Bench;
let step: ReturnType<typeof steps>;
beforeAll(() => takeBench());
afterAll(() => leaveBench());

/** A vault of its own for so many histories: one that grew forever would be slow to copy. */
const HISTORIES = 25;

async function takeBench(): Promise<void> {
  const context = deferrable({ ...createTestContext(), hashing: cheapHashing });
  const support = await addMember(context, { name: "Sam Cole", email: "sam@northside.example", role: "support" });
  const ruth = await addMember(context, { name: "Ruth Kane", email: "ruth@northside.example", role: "manager" });
  const managers = [await choosePassword(context, context.manager), ruth] as const;
  const fault = bench?.fault ?? null;
  bench = {
    context,
    support,
    managers,
    emergencyCodes: null,
    usedEmergencyCodes: null,
    outside: sealed(context),
    fault,
    judged: 0,
  };
  step = steps(bench);
  giveGateway(context);
  allowStandIns();
}

function leaveBench(): void {
  bench.context.close();
  bench.outside.computer.clear();
}

type Command = fc.AsyncCommand<model.Model, Real>;
type When = (expected: Readonly<model.Model>) => boolean;

/** A command whose every run ends with comparing all that is kept. */
function command(
  name: string,
  run: (...args: Parameters<Step>) => Promise<void> | void,
  check: When = () => true,
): Command {
  return {
    check: (expected) => !expected.over && check(expected),
    toString: () => name,
    run: async (expected, real) => {
      await run(expected, real);
      injectFault(bench, real);
      noteNewest(bench, expected);
      compare(bench, expected, real);
    },
  };
}

const outside: When = (expected) => !expected.signedIn;
const waiting: When = (expected) => outside(expected) && expected.waitingSince !== null;
const inside: When = (expected) => !expected.over && expected.signedIn && expected.enrolled;
const inEmergency: When = (expected) => expected.shiftUntil !== null;
const settingUp: When = (expected) => expected.signedIn && !expected.enrolled && !inEmergency(expected);

const password = (right: boolean, upper: boolean) =>
  command(
    `password(${right ? "right" : "wrong"})`,
    (expected, real) => step.typeBoth(expected, real, right, upper),
    outside,
  );
const token = (shift: number | undefined, remember = false) =>
  command(
    `token(${shift}${remember ? ", remember" : ""})`,
    (expected, real) => step.typeToken(expected, real, shift, remember),
    waiting,
  );
const proveAct = (right: boolean, shift: number | undefined) =>
  command(
    `proveAct(${right ? "right" : "wrong"} password, ${shift})`,
    (expected, real) => step.proveAct(expected, real, right, shift),
    inside,
  );
const typeAgain = (right: boolean, locked: boolean) =>
  command(
    `${locked ? "unlock" : "stepUp"}(${right ? "right" : "wrong"})`,
    (expected) => step.typeAgain(expected, right, locked),
    inside,
  );
/** Signs in by what stands in for a token, guesses, goes, and begins again. */
const guessInside = (rounds: number, tries: number) =>
  command(
    `guessInside(${rounds} x ${tries})`,
    async (expected, real) => {
      for (let round = 0; round < rounds && !expected.over; round++) {
        step.wait(expected);
        await step.typeBoth(expected, real, true);
        for (let tried = 0; tried < tries && inside(expected); tried++) {
          await step.proveAct(expected, real, true, undefined);
        }
        for (let tried = 0; tried < tries && settingUp(expected); tried++) await step.typesSetupCode(expected, false);
        noteNewest(bench, expected);
        step.leave(expected);
      }
    },
    outside,
  );
/** Whether or not the password was right before. */
const tokenFromNowhere = command("tokenFromNowhere", (expected, real) => step.typeToken(expected, real, 0), outside);
const guesses = (count: number, knowsPassword: boolean) =>
  command(
    `guesses(${count}, ${knowsPassword ? "tokens" : "passwords"})`,
    (expected, real) => step.guess(expected, real, count, knowsPassword),
    outside,
  );
const sendText = (code: string, minutes: number) =>
  command(`sendText(${code}, ${minutes} min)`, (expected, real) => step.sendText(expected, real, code, minutes));
const text = (code: string) => command(`text(${code})`, (expected) => step.typeText(expected, code), waiting);
const recovery = (code: string) =>
  command(`recovery(${code})`, (expected) => step.typeRecovery(expected, code), waiting);
/** The newest bypass code, the one before it, or none that ever was. */
const bypass = (back: number) =>
  command(
    `bypass(${back})`,
    (expected) => step.typeBypass(expected, expected.bypasses.at(-back)?.code ?? "000 000 001"),
    waiting,
  );
/** Signs in with the newest bypass code until it is used up, and once more. */
const useUp = command("useUp", async (expected, real) => {
  for (let left = 4; left > 0 && !expected.over; left--) {
    if (expected.signedIn) step.leave(expected);
    await step.typeBoth(expected, real, true);
    if (waiting(expected)) await step.typeBypass(expected, expected.bypasses.at(-1)?.code ?? "000 000 001");
    noteNewest(bench, expected);
  }
});
const openEmergency = (password: boolean, halves: TypedHalves) =>
  command(
    `openEmergency(${password ? "right" : "wrong"} password, ${halves} halves)`,
    (expected, real) => opensEmergency(bench, expected, real, { password, halves }),
    outside,
  );
const endShift = command(
  "endShift",
  (expected) => endsShift(bench, expected, (ms) => step.wait(expected, ms)),
  inEmergency,
);
const copyFolder = command("copyFolder", () => copiesFolder(bench));
const putBack = (headIsDeleted: boolean) =>
  command(`putBack(${headIsDeleted ? "without" : "with"} the head outside)`, () => putsBack(bench, headIsDeleted));
const advance = (ms: number) =>
  command(`advance(${ms})`, (expected) => {
    // Longer idle times lock a session; what follows is about signing in.
    if (expected.signedIn) step.leave(expected);
    step.wait(expected, ms);
  });
const waitForTheLock = command("waitForTheLock", (expected) => {
  if (expected.signedIn) step.leave(expected);
  step.wait(expected);
});
const giveUp = command("giveUp", (expected) => step.leave(expected));
const quitAndStart = command("quitAndStart", (expected) => step.restarts(expected));
const setClock = (byMs: number) => command(`setClock(${byMs})`, (expected) => step.setsClock(expected, byMs));

const unlock = command("support unlocks", (expected, real) =>
  expected.isManager && model.lockedAnswer(expected) !== null
    ? step.unlocksManager(expected, real)
    : step.unlocks(expected, real),
);
const giveBypass = (signIns: number, hours: number) =>
  command(`support gives a code for ${signIns} sign-ins, ${hours} h`, (expected, real) =>
    step.givesBypass(expected, real, signIns, hours),
  );
const reset = (all: boolean) =>
  command(all ? "support resets two-factor" : "support replaces the phone", (expected, real) =>
    step.resets(expected, real, all),
  );
const giveSetupCode = command("support gives a setup code", (expected, real) => step.givesSetupCode(expected, real));
const setUp = (rightCode: boolean) =>
  command(
    `setUp(${rightCode ? "right" : "wrong"} code)`,
    (expected, real) => step.setsUp(expected, real, rightCode),
    settingUp,
  );

/** What a person does most comes up most. */
const often = <T>(times: number, arbitrary: fc.Arbitrary<T>) => Array.from({ length: times }, () => arbitrary);

const commands = fc.commands(
  [
    ...often(
      6,
      fc.boolean().map((upper) => password(true, upper)),
    ),
    fc.boolean().map((upper) => password(false, upper)),
    fc.constantFrom(-3, -2, 2, 3, undefined).map((shift) => token(shift)),
    ...often(
      2,
      fc.tuple(fc.constantFrom(-1, 0, 1), fc.boolean()).map((typed) => token(...typed)),
    ),
    ...often(
      2,
      fc
        .tuple(fc.constantFrom(true, true, false), fc.constantFrom(0, 1, 3, undefined))
        .map((typed) => proveAct(...typed)),
    ),
    fc.tuple(fc.boolean(), fc.boolean()).map((typed) => typeAgain(...typed)),
    ...often(
      2,
      fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 })).map((rounds) => guessInside(...rounds)),
    ),
    fc.constant(tokenFromNowhere),
    fc.tuple(fc.integer({ min: 2, max: 24 }), fc.boolean()).map((guessed) => guesses(...guessed)),
    ...often(
      2,
      fc.tuple(fc.constantFrom(...TEXTS), fc.integer({ min: 1, max: 3 })).map((sent) => sendText(...sent)),
    ),
    ...often(3, fc.constantFrom(...TEXTS).map(text)),
    ...often(2, fc.constantFrom(...RECOVERY_CODES, "JJJJKKKKMMMMNNNN").map(recovery)),
    ...often(2, fc.constantFrom(1, 1, 1, 2, 99).map(bypass)),
    fc.constant(useUp),
    ...often(2, fc.constantFrom(1, PERIOD_MS, 59_999, 60_000, 180_000, 600_000, HOUR_MS).map(advance)),
    fc.constantFrom(-24 * HOUR_MS, -HOUR_MS, -600_000, -PERIOD_MS, PERIOD_MS, HOUR_MS, 24 * HOUR_MS).map(setClock),
    ...often(2, fc.constant(waitForTheLock)),
    fc.constant(giveUp),
    fc.constant(quitAndStart),
    ...often(
      2,
      fc
        .tuple(fc.constantFrom(true, true, false), fc.constantFrom<TypedHalves>("right", "right", "used", "one twice"))
        .map((typed) => openEmergency(...typed)),
    ),
    fc.constant(endShift),
    fc.constant(copyFolder),
    fc.constantFrom(false, false, true).map(putBack),
    ...often(3, fc.constant(unlock)),
    ...often(
      2,
      fc.tuple(fc.constantFrom(1, 1, 3), fc.constantFrom(1, 8)).map((given) => giveBypass(...given)),
    ),
    fc.boolean().map(reset),
    fc.constant(giveSetupCode),
    ...often(3, fc.constantFrom(true, true, false).map(setUp)),
  ],
  { maxCommands: 60, size: "max" },
);

let people = 0;

/** An account of its own for every history, in the one vault; its clock goes on. */
async function begin(isManager: boolean) {
  people += 1;
  if (people % HISTORIES === 0) {
    if (bench.fault === null) expectReplayEqualsTables(bench.context);
    leaveBench();
    await takeBench();
  }
  const { context } = bench;
  bench.outside.copied = null;
  const role = isManager ? "manager" : "member";
  const account = await addMember(context, { email: `person-${people}@northside.example`, role });
  setUpText(context, account);
  const secret = context.random.bytes(KEY_BYTES);
  const [authenticator, secretId, subject] = [newId(context), newId(context), account.id];
  const wall = context.clock.now();
  const lastStep = stepAt(wall);
  const key = { authenticator, secret: secretId, digits: 7, expiresAt: wall + 600_000, sameAs: null } as const;
  const enabled = { authenticator, digits: 7, step: lastStep, drift: 0, phoneVerified: false } as const;
  immediately(context.db, () => {
    const secrets = [{ id: secretId, account: subject, kind: "totp-key", bytes: secret }] as const;
    recordEvent(context, subject, { kind: "authenticator-offered", subject, data: key }, { secrets });
    recordEvent(context, subject, { kind: "authenticator-enabled", subject, data: enabled });
  });
  giveRecoveryCodes(context, account, ...RECOVERY_CODES);
  Object.assign(context.session, { signedIn: null, pending: null });
  context.memory.ruleFloor = null;
  const expected: model.Model = {
    isManager,
    ...{ wall, rule: wall, run: context.clock.monotonic(), elapsed: context.clock.elapsed(), newest: 0 },
    floor: { at: 0, since: 0, rate: 1 },
    ...{ count: 0, afterPassword: 0, wrongPasswords: 0, lockedUntil: 0, held: false, appFailures: 0 },
    ...{ lastStep, drift: 0, waitingSince: null, signedIn: false, rememberedUntil: null, shiftUntil: null },
    ...{ over: false, enrolled: true, setupCode: null, mayEnroll: false },
    recoveryCodes: new Map(RECOVERY_CODES.map((code) => [code, "open"])),
    ...{ texts: [], bypasses: [] },
  };
  noteNewest(bench, expected);
  model.beginRule(expected);
  ruleTime(context);
  return { model: expected, real: { account, secret } };
}

/** The practice allows that a workstation stands in for a token for thirty days, and a token by text for the app's. */
function allowStandIns(): void {
  const { context } = bench;
  const before = settingsOf(thePractice(context.db));
  const data = { before, after: { ...before, rememberDays: 30, textForApp: true } };
  immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
}

/**
 * Whatever the model says: between two sign-ins that prove all that is due, or unlocks, no more than twenty guesses after
 * a right password are looked at and no more than a hundred others, none of them before the lock of the one before it was
 * over; and no authenticator is asked a hundred times in vain and goes on.
 */
function expectFewGuesses({ account }: Real): void {
  expectFewAtApps(entriesAbout(bench.context, account));
  let [afterPassword, others, openAt] = [0, 0, 0];
  for (const entry of entriesAbout(bench.context, account)) {
    if (startsAnew(entry)) [afterPassword, others, openAt] = [0, 0, 0];
    if (entry.kind !== "attempt-refused") continue;
    const { counts, inARow, factor } = entry.data;
    if ("inAll" in counts || counts.signIn === null) throw new Error("a failure that does not count");
    const { lockedUntilAt } = counts.signIn;
    if (factor === "password") others += 1;
    else afterPassword += 1;
    expect(afterPassword).toBeLessThanOrEqual(20);
    expect(others).toBeLessThanOrEqual(100);
    if (lockedUntilAt === null) continue;
    const lockMs = Math.min(HOUR_MS, 60_000 * 2 ** (inARow - 5));
    expect(lockedUntilAt - lockMs).toBeGreaterThanOrEqual(openAt);
    openAt = lockedUntilAt;
  }
}

function expectFewAtApps(entries: readonly Entry[]): void {
  const asked = new Map<string, number>();
  for (const entry of entries) {
    for (const id of acceptedIn(entry)) asked.delete(id);
    if (entry.kind !== "attempt-refused" || entry.data.authenticator === null) continue;
    const { id } = entry.data.authenticator;
    asked.set(id, (asked.get(id) ?? 0) + 1);
    expect(asked.get(id)).toBeLessThanOrEqual(100);
  }
}

/** The authenticators of which a code was accepted. */
function acceptedIn(entry: Entry): readonly string[] {
  if (entry.kind !== "signed-in" && entry.kind !== "proof-accepted") return [];
  return entry.data.factors.flatMap((proven) => (proven.factor === "app" ? [proven.authenticator] : []));
}

function startsAnew(entry: Entry): boolean {
  if (entry.kind !== "signed-in") return entry.kind === "account-unlocked";
  return (
    entry.data.setupOnly !== true &&
    entry.data.factors.every(({ factor }) => factor !== "remembered-sign-in" && factor !== "emergency-access")
  );
}

const histories = () =>
  fc.asyncProperty(fc.boolean(), commands, async (isManager, history) => {
    const setup = await begin(isManager);
    await fc.asyncModelRun(() => setup, history);
    expectFewGuesses(setup.real);
  });

test("whatever is tried in whatever order, answers, counts, locks and accepted steps are those of the model", async () => {
  await fc.assert(histories(), randomRuns);
  expectReplayEqualsTables(bench.context);
}, 600_000);

describe("a wrong rule shows in one of these histories", () => {
  afterEach(() => {
    bench.fault = null;
  });

  test.each(Object.entries(faults))(
    "%s",
    async (_name, fault) => {
      bench.fault = fault;
      // As many as it takes.
      const { failed } = await fc.check(histories(), { ...randomRuns, numRuns: 1000, endOnFailure: true });
      expect(failed).toBe(true);
    },
    600_000,
  );
});
