import { contract, type InputOf, type Method, type Reply, type Wardkey } from "../../src/contract/methods";
import { ok } from "../../src/contract/result";
import type { AppState, SessionView } from "../../src/contract/session/views";
import type { SessionState } from "../../src/contract/session-state";
import type { Practice } from "../../src/contract/settings/views";
import type { Role } from "../../src/contract/vocabulary";

/** A stand-in for main, typed by the contract: only what a test says is answered, anything else fails the test. */
export type FakeReplies = { [M in Method]?: Reply<M> | ((input: InputOf<M>) => Reply<M> | Promise<Reply<M>>) };

export interface FakeWardkey {
  readonly wardkey: Wardkey;
  /** Inputs of every call of `method` so far. */
  calls<M extends Method>(method: M): readonly InputOf<M>[];
  /** From now on. */
  answer(replies: FakeReplies): void;
  /**
   * What main pushes by itself: these reads have changed. After an accepted call the contract's `touches` are pushed
   * anyway.
   */
  changed(...reads: readonly Method[]): void;
  /** Another session state: `getAppState` answers with it from now on, and the window is told. */
  sessionState(appState: AppState): void;
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
    accountType: role === "member" ? "provider" : "staff",
    role,
    signedInAt: testNow - 60_000,
    locksAt: testNow + 600_000,
    endsAt: testNow + 43_200_000,
    twoFactor: "none",
    setupCodeNeeded: false,
    startedBy: null,
    deadlineAt: null,
    appOnly: false,
    emergencyUntil: null,
    recoveryCodeUsed: false,
    recoveryCodesDue: false,
    recoveryCodesLow: null,
    rebinding: null,
    ...more,
  };
}

/** The state of the app in a session state, as main would describe it. */
export function testAppState(sessionState: SessionState, more: Partial<AppState> = {}): AppState {
  const roles: readonly string[] = ["member", "support", "auditor", "manager", "emergency-access"];
  const role =
    sessionState === "emergency-access"
      ? "manager"
      : ((roles.includes(sessionState) ? sessionState : "member") as Role);
  const signedIn = roles.includes(sessionState) || sessionState === "setup-only" || sessionState === "locked";
  const vault = sessionState === "practice-setup" || sessionState === "sealed" ? undefined : testPractice;
  return {
    sessionState,
    version: "0.1.0",
    theme: "system",
    preferences: null,
    now: testNow,
    vault:
      sessionState === "practice-setup"
        ? { is: "none", gone: false }
        : sessionState === "sealed"
          ? { is: "key-missing" }
          : { is: "open" },
    keyStore: true,
    practice: vault ?? null,
    session: signedIn ? testSession(role) : null,
    signIn: null,
    practiceSetup: sessionState === "practice-setup" ? "vault" : null,
    alarm: null,
    unsealed: null,
    backgroundTrouble: null,
    waiting: [],
    conflicts: null,
    backups: null,
    held: null,
    clock: { is: "fine" },
    managerRecovery: null,
    checking: null,
    reopened: false,
    ...more,
  };
}

/** Puts a fake on the window. `state` answers getAppState; the rest as told. */
export function installFakeWardkey(appState: AppState, replies: FakeReplies = {}): FakeWardkey {
  let current = appState;
  const known: FakeReplies = {
    getAppState: () => ok(current),
    // Dialogs of acts look by themselves whether a second manager is needed.
    getApproval: ok({ is: "not-needed" }),
    keepDrafts: ok(null),
    takeDrafts: ok(null),
    ...replies,
  };
  const asked: { method: Method; input: unknown }[] = [];
  const changedListeners = new Set<(reads: readonly Method[]) => void>();
  const sessionListeners = new Set<(sessionState: SessionState) => void>();
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
    sessionState: (next) => {
      current = next;
      for (const listener of sessionListeners) listener(next.sessionState);
    },
  };
}

function listen<L>(listeners: Set<L>): (listener: L) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
}
