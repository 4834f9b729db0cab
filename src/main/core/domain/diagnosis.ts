import type { Method, SignInCause } from "../../../contract/vocabulary";
import type { AttemptHint } from "./attempt-hint";
import { deliveryReason } from "./delivery-reason";
import type { AttemptPlace, Entry, EventKind } from "./events";
import { provesAllThatIsDue } from "./lockout";
import { compareOrder, type OrderKey } from "./order";
import { STEP_MS, stepAt } from "./totp";

/*
 * Why can't they sign in? (HELP-8): from the state of an account and its newest entries, what stands in the
 * way. What lies before the last sign-in that proved all that was due hinders nobody any more.
 */

export type DiagnosisFacts = {
  readonly deactivated: boolean;
  /** Since when it is closed until somebody confirms it (epoch ms); null: it is not. */
  readonly heldSince: number | null;
  readonly damaged: boolean;
  /** Others came to have the account's e-mail, and it does not let this one in (CONFLICT-4). */
  readonly emailShared: boolean;
  readonly hasPassword: boolean;
  readonly twoFactor: Method;
  /** `until` (epoch ms) null: until support acts. */
  readonly locked: { readonly until: number | null } | null;
  /** The deadline of the 2FA policy, where it has passed and what is required was not done; epoch ms. */
  readonly overdueSince: number | null;
  readonly setupCodeNeeded: boolean;
  /** Until when an open setup code works; null where there is none. */
  readonly setupCodeUntil: number | null;
  readonly recoveryCodesLeft: number;
  /** By how many ms this workstation is fast, where several phones agree; null where it is not known to be off. */
  readonly workstationOffMs: number | null;
  /** By how many ms this workstation's clock stands before the newest entry; null where it does not. */
  readonly behindMs: number | null;
  /** The number of each workstation's newest correction of its clock: times found before it are times of another clock. */
  readonly corrected: ReadonlyMap<string, number>;
  readonly workstation: string;
  /** The newest entries about the account, newest first. */
  readonly entries: readonly Entry[];
};

type Refused = Extract<Entry, { kind: "attempt-refused" }>;
/** A cause with the newest entry that shows it. */
type Found = { readonly cause: SignInCause; readonly entry: OrderKey };

/** All that stands in the way, the most hindering first; empty where nothing does. */
export function diagnose(facts: DiagnosisFacts): readonly SignInCause[] {
  if (facts.deactivated) return [{ is: "deactivated" }];
  if (facts.heldSince !== null) return [{ is: "held", since: facts.heldSince }];
  const entries = sinceSignIn(facts.entries);
  const attempts = entries.filter((entry) => entry.kind === "attempt-refused");
  const tokens = tokenCauses(facts, entries, attempts);
  const noCodes = tokens.length > 0 && facts.twoFactor !== "none" && facts.recoveryCodesLeft === 0;
  const typed = [...passwordCauses(entries, attempts), ...tokens].sort(byHindering).map(({ cause }) => cause);
  return [...stateCauses(facts, attempts), ...typed, ...(noCodes ? [{ is: "no-codes-left" } as const] : [])];
}

/** The newest first; what was wrong and fits nothing says less than what can be explained. */
function byHindering(a: Found, b: Found): number {
  const unexplained = Number(a.cause.is === "wrong-token") - Number(b.cause.is === "wrong-token");
  return unexplained || compareOrder(b.entry, a.entry);
}

function sinceSignIn(entries: readonly Entry[]): readonly Entry[] {
  const last = entries.findIndex(
    (entry) =>
      entry.kind === "signed-in" &&
      provesAllThatIsDue({ factors: entry.data.factors, setupOnly: entry.data.setupOnly }),
  );
  return last < 0 ? entries : entries.slice(0, last);
}

function stateCauses(facts: DiagnosisFacts, attempts: readonly Refused[]): readonly SignInCause[] {
  const { damaged, emailShared, locked, hasPassword, overdueSince, setupCodeNeeded, setupCodeUntil } = facts;
  const causes: SignInCause[] = [];
  if (damaged) causes.push({ is: "records-damaged" });
  if (emailShared) causes.push({ is: "email-shared" });
  if (locked !== null) causes.push({ is: "locked", until: locked.until, ...failuresOf(facts, attempts) });
  if (!hasPassword) causes.push({ is: "no-password-yet" });
  else if (overdueSince !== null) causes.push({ is: "past-deadline", deadlineAt: overdueSince, setupCodeNeeded });
  else if (setupCodeNeeded) causes.push({ is: "setup-code-needed", codeUntil: setupCodeUntil });
  return causes;
}

function failuresOf({ workstation: here }: DiagnosisFacts, attempts: readonly Refused[]) {
  const counts = new Map<string, number>();
  for (const { data } of attempts) counts.set(data.factor, (counts.get(data.factor) ?? 0) + 1);
  const failures = [...counts].map(([factor, count]) => ({ factor, count })).sort((a, b) => b.count - a.count);
  const where = attempts[0]?.workstation ?? here;
  return { failures, workstation: where === here ? "" : where };
}

/** Where a wrong password or token keeps somebody from signing in, or from going on. */
const places: readonly AttemptPlace[] = ["sign-in", "unlock", "step-up", "proof", "approval", "new-phone"];
/** At these the password was right before anything else was typed. */
const afterPassword: readonly AttemptPlace[] = ["sign-in", "proof", "approval", "new-phone"];

function passwordCauses(entries: readonly Entry[], attempts: readonly Refused[]): readonly Found[] {
  const right = entries.find(
    (entry) =>
      (entry.kind === "attempt-refused" &&
        entry.data.factor !== "password" &&
        afterPassword.includes(entry.data.during)) ||
      entry.kind === "recovery-proven" ||
      (entry.kind === "token-issued" && entry.data.use !== "phone-proof") ||
      (entry.kind === "password-set" && entry.data.by !== "rehash"),
  );
  const wrong = after(right, attempts).filter(({ data }) => data.factor === "password" && places.includes(data.during));
  const [newest] = wrong;
  return newest === undefined ? [] : [{ entry: newest, cause: { is: "wrong-password", times: wrong.length } as const }];
}

/** What came after an entry, where there is one. */
function after<E extends Entry>(entry: Entry | undefined, entries: readonly E[]): readonly E[] {
  return entry === undefined ? entries : entries.filter((one) => compareOrder(one, entry) > 0);
}

/** With these the second factor became another: what was typed before says nothing of it. */
const newFactor: readonly EventKind[] = [
  ...(["two-factor-enabled", "two-factor-disabled", "two-factor-reset", "authenticator-enabled"] as const),
  ...(["text-messages-chosen", "text-fallback-given", "phone-replaced", "phone-recovered"] as const),
  ...(["recovery-kit-used", "manager-recovery-finished"] as const),
];

/** What attempts, tokens and new factors leave in the ledger about an account. */
export const NOTIFYING_KINDS: readonly EventKind[] = [
  ...(["attempt-refused", "account-locked", "signed-in", "recovery-proven", "password-set"] as const),
  ...(["token-issued", "token-delivered", "token-not-delivered"] as const),
  ...newFactor,
];

function tokenCauses(facts: DiagnosisFacts, entries: readonly Entry[], attempts: readonly Refused[]): readonly Found[] {
  const changed = entries.find(({ kind }) => newFactor.includes(kind));
  const typed = after(changed, attempts).filter(
    ({ data }) => data.factor !== "password" && places.includes(data.during),
  );
  const found = typed.map((attempt) => {
    return { entry: attempt, ofApp: attempt.data.factor === "app", ...judge(attempt, facts) };
  });
  return [
    ...explained(found.flatMap(({ entry, cause }) => (cause === undefined ? [] : [{ entry, cause }]))),
    ...timeCause(found, facts),
    ...wrongTokens(found),
    ...notDelivered(after(changed, entries)),
  ];
}

type OtherTime = Extract<AttemptHint, { is: "other-time" }>;
type Timed = OtherTime & { readonly step: number };
type Judged = { readonly cause?: SignInCause; readonly time?: Timed };
type Typed = Judged & { readonly entry: OrderKey; readonly ofApp: boolean };

/** What one token was: a cause, right at another time, or neither. */
function judge({ at, workstation, seq, data: { factor, cause, hint } }: Refused, facts: DiagnosisFacts): Judged {
  if (hint?.is === "text-while-app") return { cause: { is: "text-while-app" } };
  if (hint?.is === "other-authenticator") return { cause: { is: "other-authenticator", state: hint.state } };
  if (hint?.is === "other-account") return { cause: { is: "other-account" } };
  if (hint?.is === "other-time" && seq > (facts.corrected.get(workstation) ?? 0)) {
    return { time: { ...hint, step: stepAt(at) + hint.fromClock } };
  }
  if (cause === "used") return { cause: { is: "code-used" } };
  if (cause === "outdated") return { cause: { is: "code-outdated" } };
  if (factor === "text-token" && cause === "expired") return { cause: { is: "text-expired" } };
  if (factor === "text-token" && cause === "replaced") return { cause: { is: "text-replaced" } };
  return {};
}

/** Each cause once, with the newest entry that shows it. */
function explained(found: readonly Found[]): readonly Found[] {
  const key = ({ cause }: Found) => JSON.stringify(cause);
  return found.filter((one, index) => found.findIndex((other) => key(other) === key(one)) === index);
}

/** Codes that were typed at once differ from the clock by no more than this among themselves. */
const AGREE_STEPS = 1;

/**
 * Codes that were right at another time: the workstation's clock, where other phones say so too; the phone's, where two
 * different codes were off by the same time; else just an old or an early code.
 */
function timeCause(found: readonly Typed[], facts: DiagnosisFacts): readonly Found[] {
  const timed = found.flatMap(({ time, entry }) => (time === undefined ? [] : [{ ...time, entry }]));
  const [newest] = timed;
  const wrong = found.find(({ ofApp, cause }) => ofApp && cause === undefined);
  if (facts.behindMs !== null && wrong !== undefined) {
    return [{ entry: wrong.entry, cause: { is: "workstation-clock", byMs: -facts.behindMs } }];
  }
  if (newest === undefined) return [];
  const { entry, fromClock, periods, step } = newest;
  const off = facts.workstationOffMs;
  if (off !== null && Math.abs(fromClock * STEP_MS + off) <= (AGREE_STEPS + 1) * STEP_MS) {
    return [{ entry, cause: { is: "workstation-clock", byMs: off } }];
  }
  const agrees = timed.some((other) => other.step !== step && Math.abs(other.fromClock - fromClock) <= AGREE_STEPS);
  if (agrees) return [{ entry, cause: { is: "phone-clock", byMs: fromClock * STEP_MS } }];
  return [{ entry, cause: { is: periods < 0 ? "code-old" : "code-early", periods } }];
}

function wrongTokens(found: readonly Typed[]): readonly Found[] {
  const wrong = found.filter(({ cause, time }) => cause === undefined && time === undefined);
  const [newest] = wrong;
  return newest === undefined ? [] : [{ entry: newest.entry, cause: { is: "wrong-token", times: wrong.length } }];
}

/** The newest token that was sent, where nothing but failures is known of it. */
function notDelivered(entries: readonly Entry[]): readonly Found[] {
  const issued = entries.find((entry) => entry.kind === "token-issued");
  if (issued === undefined) return [];
  const notified = entries.find(
    (entry) =>
      (entry.kind === "token-delivered" || entry.kind === "token-not-delivered") &&
      entry.data.code === issued.data.code,
  );
  if (notified?.kind !== "token-not-delivered") return [];
  return [
    {
      entry: notified,
      cause: { is: "not-delivered", reason: deliveryReason(notified.data.reason) ?? "gateway-error" },
    },
  ];
}
