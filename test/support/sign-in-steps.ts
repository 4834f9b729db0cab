import { expect } from "vitest";
import type { Refusal, Result } from "../../src/contract/result";
import { checkProof, stepUp, unlock } from "../../src/main/core/authentication/proof";
import { cancelSignIn, submitToken, useBypassCode, useRecoveryCode } from "../../src/main/core/authentication/sign-in";
import { recordEvent, ruleTime } from "../../src/main/core/context";
import { base32Bytes } from "../../src/main/core/domain/base32";
import { stepAt, tokenAt } from "../../src/main/core/domain/totp";
import { beginAuthenticator, confirmAuthenticator } from "../../src/main/core/enrollment/authenticators";
import { redeemSetupCode } from "../../src/main/core/enrollment/two-factor-setup";
import type { Caller } from "../../src/main/core/session/session";
import { signOut } from "../../src/main/core/session/sessions";
import type { Account } from "../../src/main/core/store/accounts";
import { findAuthenticator } from "../../src/main/core/store/authenticators";
import { listRowsAbout } from "../../src/main/core/store/ledger/ledger";
import { toEntry } from "../../src/main/core/store/ledger/row";
import { immediately } from "../../src/main/core/store/open";
import { findRunningGuesses } from "../../src/main/core/store/running-guesses";

import {
  issueBypassCode,
  issueSetupCode,
  replacePhone,
  resetTwoFactor,
  unlockAccount,
} from "../../src/main/core/support/help-acts";
import { PASSWORD, signedInAs, type TestContext } from "./context";
import { driftOf } from "./drift";
import type { Halves } from "./emergency-codes";
import { failuresNow } from "./failures";
import { helpFor } from "./help";
import { callerNow, lockBecause, nobodyAt } from "./session";
import { again, giveCode, restarted, typePassword } from "./sign-in";
import type { Fault } from "./sign-in-faults";
import * as model from "./sign-in-model";
import { type Outside, sealAgain } from "./sign-in-rollback";

/** @file Each step of the histories in `sign-in-model.test.ts`: done to the services and to the model, and compared. */

/** The one vault of all histories; a restart puts another opening of it in its place. */
export type Bench = {
  context: TestContext;
  readonly support: Account;
  /** Two who print the halves of the emergency codes. */
  readonly managers: readonly [Account, Account];
  /** The emergency codes that are good, and those used before them. */
  emergencyCodes: Halves | null;
  usedEmergencyCodes: Halves | null;
  /** What lies outside the vault's folder, and a copy of the folder. */
  readonly outside: Outside;
  /** What a wrong rule would do after an entry; null: nothing is wrong. */
  fault: Fault | null;
  /** The place of the newest entry that it was done after. */
  judged: number;
};
/** `secret`: the key that the phone holds now. */
export type Real = { readonly account: Account; secret: Uint8Array };
export type Step = (expected: model.Model, real: Real) => Promise<void>;

/** Without waiting for the disk at every commit: no power is cut here. */
export function deferrable(opened: TestContext): TestContext {
  opened.db.pragma("synchronous = OFF");
  return opened;
}

/** Does what is wrong, after every entry about the account since the last look. */
export function injectFault(bench: Bench, { account }: Real): void {
  const { context, fault } = bench;
  if (fault === null) return;
  // The model has to find it, not the check of an account's rows.
  context.memory.verified.add(account.id);
  for (const row of listRowsAbout(context.db, account.id).filter(({ arrival }) => arrival > bench.judged)) {
    bench.judged = row.arrival;
    fault(context, toEntry(row), bench.outside);
  }
}

/** All that is kept of the account, and what may be called. */
export function compare({ context }: Bench, expected: Readonly<model.Model>, { account }: Real): void {
  if (expected.over) {
    expect(findAuthenticator(context.db, account.id, "active")).toBeUndefined();
    return;
  }
  const failures = failuresNow(context, account.id);
  const authenticator = findAuthenticator(context.db, account.id, "active");
  const app = { app: expected.appFailures, step: expected.lastStep, drift: expected.drift };
  expect({
    count: failures.count,
    held: failures.held,
    until: failures.lockedUntilAt ?? 0,
    ...(authenticator && {
      app: authenticator.failures,
      step: authenticator.lastStep,
      drift: driftOf(context, account.id),
    }),
    sessionState: callerNow(context).sessionState,
    rule: ruleTime(context),
  }).toEqual({
    count: expected.count,
    held: expected.held,
    until: expected.lockedUntil,
    ...(expected.enrolled && app),
    sessionState: sessionStateOf(expected, account),
    rule: expected.rule,
  });
}

function sessionStateOf(
  { signedIn, shiftUntil, waitingSince, enrolled, elapsed }: model.Model,
  { role }: Account,
): string {
  if (shiftUntil !== null) return "emergency-access";
  if (signedIn) return enrolled ? role : "setup-only";
  return waitingSince !== null && elapsed - waitingSince < 600_000 ? "password-passed" : "signed-out";
}

/** What the ledger's newest entries say of the time, which is a fact to the model as it is to the services. */
export function noteNewest({ context }: Bench, expected: model.Model): void {
  const sql = "SELECT max(at) AS at FROM ledger";
  const { at } = context.db.prepare(sql).get() as { at: number };
  // What waits to be summed up is an entry yet to come.
  expected.newest = Math.max(at, findRunningGuesses(context.db, context.workstation)?.to ?? 0);
}

/** A service's answer in the model's words. */
export function said(answer: Result<{ next: string } | null, Refusal>): string {
  if (answer.ok) return answer.value?.next === "token" ? "token" : "in";
  const { code, until, because } = answer.refusal as Refusal & { until?: number | null; because?: string };
  const words: Record<string, string> = {
    "wrong-credentials": "wrong",
    "wrong-password": "wrong",
    "wrong-token": "wrong",
    "token-repeated": "repeated",
    "token-expired": "expired",
    "token-used": "used",
    "sign-in-ended": "ended",
  };
  return code === "locked" ? `locked ${until}` : code === "not-now" ? (because ?? code) : (words[code] ?? code);
}

/** What an act of help answered: done, or why not. */
function helped(answer: Result<unknown, Refusal>): string {
  if (answer.ok) return "done";
  const { code, because } = answer.refusal as Refusal & { because?: string };
  return because ?? code;
}

export function steps(bench: Bench) {
  const compareNow = (expected: model.Model, real: Real) => compare(bench, expected, real);

  function wait(expected: model.Model, ms = Math.max(0, expected.lockedUntil - expected.rule)): void {
    bench.context.clock.advance(ms);
    noteNewest(bench, expected);
    model.advance(expected, ms);
    // As it is looked at every few seconds.
    ruleTime(bench.context);
  }

  /** Whoever is at the workstation goes, and somebody else comes. */
  function leave(expected: model.Model): void {
    signOut(bench.context, callerNow(bench.context));
    cancelSignIn(bench.context, nobodyAt(bench.context));
    model.leave(expected);
  }

  async function typeBoth(expected: model.Model, { account }: Real, right: boolean, upper = false): Promise<void> {
    const email = upper ? account.email.toUpperCase() : account.email;
    const answer = await typePassword(bench.context, email, right ? PASSWORD : "a wrong one altogether");
    expect(said(answer)).toBe(model.typePassword(expected, right));
  }

  /** `shift` periods from now; undefined: six digits where seven are asked. */
  function tokenFor({ secret }: Real, shift: number | undefined): string {
    return shift === undefined ? "123456" : tokenAt(secret, stepAt(bench.context.clock.now()) + shift, 7);
  }

  async function typeToken(
    expected: model.Model,
    real: Real,
    shift: number | undefined,
    remember = false,
  ): Promise<void> {
    const answer = await submitToken(bench.context, nobodyAt(bench.context), {
      token: tokenFor(real, shift),
      remember,
    });
    expect(said(answer)).toBe(model.typeToken(expected, shift, remember));
  }

  /** In one's own session: password and token for an act. */
  async function proveAct(expected: model.Model, real: Real, right: boolean, shift: number | undefined): Promise<void> {
    const password = right ? PASSWORD : "a wrong one altogether";
    const proof = { password, token: tokenFor(real, shift) };
    const answer = await checkProof(bench.context, callerNow(bench.context), proof, "addPerson");
    expect(said(answer)).toBe(model.proveAct(expected, right, shift));
  }

  /** In one's own session: the password again, for a step-up or at the locked screen. */
  async function typeAgain(expected: model.Model, right: boolean, locked: boolean): Promise<void> {
    const { context } = bench;
    const password = right ? PASSWORD : "a wrong one altogether";
    if (locked) lockBecause(context, "person");
    const answer = await (locked ? unlock : stepUp)(context, callerNow(context), { password });
    expect(said(answer)).toBe(model.typePasswordAgain(expected, right));
    // Whoever stands before a screen that stays locked goes.
    if (!answer.ok && locked) leave(expected);
  }

  /** Somebody patient: waits for every lock, and knows the password or does not. */
  async function guess(expected: model.Model, real: Real, count: number, knowsPassword: boolean): Promise<void> {
    for (let done = 0; done < count && !expected.over; done++) {
      wait(expected);
      await typeBoth(expected, real, knowsPassword);
      if (knowsPassword && !expected.signedIn) await typeToken(expected, real, undefined);
      noteNewest(bench, expected);
      compareNow(expected, real);
      if (expected.signedIn) leave(expected);
    }
  }

  /** A helper comes to the workstation, does one thing with the account, and goes. */
  function asSupport<T>(expected: model.Model, act: (caller: Caller) => T): T {
    leave(expected);
    const done = act(signedInAs(bench.context, again(bench.context, bench.support)));
    bench.context.session.signedIn = null;
    return done;
  }

  /** What a reset took back, so that tokens by text go on being a part of these histories. */
  function confirmsNumber({ id: subject, cellPhone }: Account): void {
    const data = { cellPhone: cellPhone ?? "", channel: "text", code: "none" } as const;
    immediately(bench.context.db, () =>
      recordEvent(bench.context, subject, { kind: "phone-confirmed", subject, data }),
    );
  }

  /** What a reset gives: the code for setting up again. */
  function resets(expected: model.Model, { account }: Real, all: boolean): void {
    const input = { ...helpFor(account), cause: "lost-or-stolen" } as const;
    const answer = asSupport(expected, (caller) =>
      all ? resetTwoFactor(bench.context, caller, input) : replacePhone(bench.context, caller, input),
    );
    const due = model.takePhone(expected, all);
    expect(helped(answer)).toBe(typeof due === "string" ? due : "done");
    if (!answer.ok || typeof due === "string") return;
    expect(answer.value.expiresAt).toBe(due.until);
    if (all) confirmsNumber(account);
    expected.setupCode = { code: answer.value.code, until: due.until };
  }

  /** Types the code for setting up again, in one's own session; it may be a wrong one. */
  async function typesSetupCode(expected: model.Model, rightCode: boolean): Promise<void> {
    const code = rightCode ? (expected.setupCode?.code ?? "0000-0000-00") : "7777-7777-77";
    const typed = await redeemSetupCode(bench.context, callerNow(bench.context), { code });
    const locked = model.lockedAnswer(expected) !== null && !expected.mayEnroll;
    expect(typed.ok).toBe(!locked && model.typeSetupCode(expected, code) === "done");
  }

  /** Sets the app up again, once that is open: the phone has another key from then on. */
  async function enrolls(expected: model.Model, real: Real): Promise<void> {
    const { context } = bench;
    const offer = beginAuthenticator(context, callerNow(context), { key: "new" });
    if (!offer.ok) throw new Error(`the authenticator was not offered: ${offer.refusal.code}`);
    const secret = base32Bytes(offer.value.key) ?? new Uint8Array();
    const token = tokenAt(secret, stepAt(context.clock.now()), 7);
    const confirmed = await confirmAuthenticator(context, callerNow(context), { token, digits: null });
    const locked = model.lockedAnswer(expected) !== null;
    expect(confirmed.ok ? confirmed.value.answer : confirmed.refusal.code).toBe(locked ? "locked" : "accepted");
    if (locked) return;
    real.secret = secret;
    model.enroll(expected);
  }

  async function setsUp(expected: model.Model, real: Real, rightCode: boolean): Promise<void> {
    if (expected.setupCode === null && !expected.mayEnroll) return;
    await typesSetupCode(expected, rightCode);
    if (expected.mayEnroll) await enrolls(expected, real);
  }

  return {
    typeBoth,
    typeToken,
    proveAct,
    typeAgain,
    guess,
    wait,
    leave,
    resets,
    setsUp,
    typesSetupCode,
    typeText: async (expected: model.Model, code: string) => {
      const answer = await submitToken(bench.context, nobodyAt(bench.context), { token: code, remember: false });
      expect(said(answer)).toBe(model.typeText(expected, code));
    },
    sendText: (expected: model.Model, { account }: Real, code: string, minutes: number) => {
      const until = expected.rule + minutes * 60_000;
      giveCode(bench.context, account, { sort: "text-token", code, expiresAt: until });
      expected.texts.push({ code, until, spent: false });
    },
    typeRecovery: async (expected: model.Model, code: string) => {
      const answer = await useRecoveryCode(bench.context, nobodyAt(bench.context), { code });
      expect(said(answer)).toBe(model.typeRecoveryCode(expected, code));
    },
    typeBypass: async (expected: model.Model, code: string) => {
      const answer = await useBypassCode(bench.context, nobodyAt(bench.context), { code });
      expect(said(answer)).toBe(model.typeBypassCode(expected, code));
    },
    givesBypass: (expected: model.Model, { account }: Real, signIns: number, hours: number) => {
      const input = { ...helpFor(account), signIns, hours };
      const answer = asSupport(expected, (caller) => issueBypassCode(bench.context, caller, input));
      const due = model.giveBypassCode(expected, hours);
      expect(helped(answer)).toBe(typeof due === "string" ? due : "done");
      if (!answer.ok || typeof due === "string") return;
      expect(answer.value).toMatchObject({ expiresAt: due.until, signIns });
      expected.bypasses.push({ code: answer.value.code, until: due.until, left: signIns, void: false });
    },
    givesSetupCode: (expected: model.Model, { account }: Real) => {
      if (expected.isManager || expected.enrolled || expected.mayEnroll) return;
      const answer = asSupport(expected, (caller) => issueSetupCode(bench.context, caller, helpFor(account)));
      if (!answer.ok) throw new Error(`no setup code: ${answer.refusal.code}`);
      expected.setupCode = { code: answer.value.code, until: answer.value.expiresAt };
    },
    unlocks: (expected: model.Model, { account }: Real) => {
      const answer = asSupport(expected, (caller) => unlockAccount(bench.context, caller, helpFor(account)));
      expect(helped(answer)).toBe(model.unlockBySupport(expected));
    },
    /** Managers are unlocked by managers alone, which is tested where they act. */
    unlocksManager: (expected: model.Model, { account }: Real) => {
      const { context } = bench;
      const data = { reason: "identity checked" };
      immediately(context.db, () =>
        recordEvent(context, null, { kind: "account-unlocked", subject: account.id, data }),
      );
      model.unlock(expected);
    },
    setsClock: (expected: model.Model, byMs: number) => {
      // Set forward it ends or locks a session, as sleep does.
      if (expected.signedIn && byMs >= 600_000) leave(expected);
      bench.context.clock.set(bench.context.computerClock.now() + byMs);
      noteNewest(bench, expected);
      model.setClock(expected, expected.wall + byMs);
      ruleTime(bench.context);
    },
    restarts: (expected: model.Model) => {
      bench.context = deferrable(restarted(bench.context));
      sealAgain(bench.outside, bench.context);
      noteNewest(bench, expected);
      model.restart(expected);
    },
  };
}
