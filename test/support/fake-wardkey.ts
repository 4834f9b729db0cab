import { type Answer, contract, type Method, type Wardkey } from "../../src/contract/contract";
import type { InputOf } from "../../src/contract/inputs";
import { ok } from "../../src/contract/result";
import type { Practice, SessionView, Situation } from "../../src/contract/views";
import type { Role, Stance } from "../../src/contract/vocabulary";

/** A stand-in for main, typed by the contract: only what a test says is answered, anything else fails the test. */
export type FakeAnswers = { [M in Method]?: Answer<M> | ((input: InputOf<M>) => Answer<M> | Promise<Answer<M>>) };

export interface FakeWardkey {
  readonly wardkey: Wardkey;
  /** Inputs of every call of `method` so far. */
  calls<M extends Method>(method: M): readonly InputOf<M>[];
  /** From now on. */
  answer(answers: FakeAnswers): void;
  /** What main pushes by itself: these reads have changed. After an accepted call the contract's `touches` are pushed anyway. */
  changed(...reads: readonly Method[]): void;
  /** Another stance: the situation answers with it from now on, and the window is told. */
  stance(situation: Situation): void;
}

export const testNow = Date.UTC(2026, 10, 2, 14, 5);

export const testPractice: Practice = {
  name: "Lakeside Family Practice",
  region: "GB",
  timeZone: "UTC",
  stillStuck: "Joan Field, extension 12",
  hasGateway: true,
};

export function testSession(role: Role, more: Partial<SessionView> = {}): SessionView {
  return {
    account: { id: "a".repeat(26), name: "Joan Field" },
    kind: role === "member" ? "provider" : "staff",
    role,
    signedInAt: testNow - 60_000,
    locksAt: testNow + 600_000,
    endsAt: testNow + 43_200_000,
    twoFactor: "none",
    setUpCodeNeeded: false,
    startedBy: null,
    deadlineAt: null,
    appOnly: false,
    breakGlassUntil: null,
    recoveryCodeUsed: false,
    recoveryCodesLow: null,
    rebinding: null,
    ...more,
  };
}

/** The situation of a stance, as main would describe it. */
export function testSituation(stance: Stance, more: Partial<Situation> = {}): Situation {
  const roles: readonly string[] = ["member", "support", "auditor", "manager", "break-glass"];
  const role = stance === "break-glass" ? "manager" : ((roles.includes(stance) ? stance : "member") as Role);
  const signedIn = roles.includes(stance) || stance === "set-up-only" || stance === "locked";
  const vault = stance === "founding" || stance === "sealed" ? undefined : testPractice;
  return {
    stance,
    version: "0.1.0",
    theme: "system",
    now: testNow,
    vault:
      stance === "founding"
        ? { is: "none", gone: false }
        : stance === "sealed"
          ? { is: "key-missing" }
          : { is: "open" },
    keyStore: true,
    practice: vault ?? null,
    session: signedIn ? testSession(role) : null,
    signIn: null,
    founding: stance === "founding" ? "vault" : null,
    alarm: null,
    unsealed: null,
    beside: null,
    waiting: [],
    clock: { is: "fine" },
    refounding: null,
    checking: null,
    reopened: false,
    ...more,
  };
}

/** Puts a fake on the window. `situation` answers getSituation; the rest as told. */
export function installFakeWardkey(situation: Situation, answers: FakeAnswers = {}): FakeWardkey {
  let current = situation;
  const known: FakeAnswers = {
    getSituation: () => ok(current),
    // Dialogs of acts look by themselves whether a second manager is needed.
    getApproval: ok({ is: "not-needed" }),
    keepDrafts: ok(null),
    takeDrafts: ok(null),
    ...answers,
  };
  const asked: { method: Method; input: unknown }[] = [];
  const changedListeners = new Set<(reads: readonly Method[]) => void>();
  const sessionListeners = new Set<(stance: Stance) => void>();
  const push = (reads: readonly Method[]) => {
    for (const listener of changedListeners) listener(reads);
  };

  const call = async (method: Method, input: unknown): Promise<unknown> => {
    asked.push({ method, input });
    const answer = known[method];
    if (answer === undefined) throw new Error(`the test says nothing about ${method}`);
    const given = await (typeof answer === "function" ? (answer as (input: unknown) => unknown)(input) : answer);
    if ((given as { ok: boolean }).ok) push(contract[method].touches);
    return given;
  };

  const methods = Object.keys(contract) as Method[];
  const wardkey = {
    ...Object.fromEntries(methods.map((method) => [method, (input: unknown) => call(method, input)])),
    changed: listen(changedListeners),
    session: listen(sessionListeners),
  } as unknown as Wardkey;
  Object.defineProperty(window, "wardkey", { value: wardkey, configurable: true });

  return {
    wardkey,
    calls: <M extends Method>(method: M) =>
      asked.filter((one) => one.method === method).map((one) => one.input as InputOf<M>),
    answer: (more) => void Object.assign(known, more),
    changed: (...reads) => push(reads),
    stance: (next) => {
      current = next;
      for (const listener of sessionListeners) listener(next.stance);
    },
  };
}

function listen<L>(listeners: Set<L>): (listener: L) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
}
