import { LOCK_OUT_CAUSES, type LockOutCause, PREVIEW_GROUPS, type PreviewGroup } from "../../../contract/vocabulary";
import { decide, isExempt, type Policy, type PolicyFacts } from "./policy";

/** All groups, of which everybody is in one; and all causes, in the order in which they are told. */
export const previewGroups: readonly PreviewGroup[] = PREVIEW_GROUPS;
export const lockOutCauses: readonly LockOutCause[] = LOCK_OUT_CAUSES;

/** An active account as the preview sees it. */
export type PreviewFacts = PolicyFacts & {
  /** `shared`: at least one other active account has the number. */
  readonly phone: "own" | "shared" | "none";
  readonly hasPassword: boolean;
};

/** `at`: the instant that is previewed; both epoch ms, `at` never before `now`. */
export type PreviewTimes = { readonly at: number; readonly now: number };

export type Previewed = {
  readonly group: PreviewGroup;
  /** Only of those who would be locked out. */
  readonly causes: readonly LockOutCause[];
  readonly deadlineAt: number | null;
};

/** The instant to preview: the latest start of a rule that lies ahead, else now (epoch ms). */
export function previewAt(rules: Policy, now: number): number {
  return Math.max(now, ...rules.map(({ fromAt }) => fromAt));
}

/**
 * What becomes of an active account by `at` if it stays as it is. Overdue by then it must act; where something hinders
 * it to act before, it is locked out: `no-time`, overdue as soon as the rules are saved; `never-signed-in`, or without
 * a password since they came back, so that only a setup code lets them in; and phones that tokens cannot go to. With
 * text messages on a password is all it takes to set the app up before that day; after it that takes a setup code
 * besides.
 */
export function previewAccount(rules: Policy, account: PreviewFacts, times: PreviewTimes): Previewed {
  const { deadlineAt, applying } = decide(rules, account);
  const group = (found: PreviewGroup, causes: readonly LockOutCause[] = []) => ({
    group: found,
    causes,
    deadlineAt,
  });
  if (applying.length === 0) return group("not-covered");
  if (deadlineAt === null) return group("ready");
  if (isExempt(account, times.at)) return group("exempt");
  if (deadlineAt > times.at) return group("time-left");
  const causes = causesOf(account, deadlineAt, times.now);
  return causes.length === 0 ? group("must-set-up") : group("locked-out", causes);
}

/**
 * Whether none of the active managers could sign in fully, or set up by themselves, once `at` has come: then nobody
 * would be left to give out setup codes (POLICY-8).
 */
export function locksOutLastManager(managers: readonly PreviewFacts[], rules: Policy, at: number): boolean {
  return !managers.some((manager) => manager.hasPassword && getsIn(manager, rules, at));
}

function getsIn(account: PreviewFacts, rules: Policy, at: number): boolean {
  const { deadlineAt } = decide(rules, account);
  return deadlineAt === null || deadlineAt > at;
}

function causesOf(account: PreviewFacts, deadlineAt: number, now: number): LockOutCause[] {
  const causes: LockOutCause[] = [];
  if (account.firstSignInAt === null || !account.hasPassword) causes.push("never-signed-in");
  const getsTexts = account.twoFactor === "text";
  if (account.phone === "none" && !getsTexts) causes.push("no-phone");
  if (account.phone === "shared" && !getsTexts) causes.push("shared-phone");
  if (deadlineAt <= now) causes.push("no-time");
  return causes;
}
