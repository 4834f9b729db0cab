import type { AccountType, AllowedMethods, Applies, Method, Role } from "../../../contract/vocabulary";

/** One rule of the practice that accounts must use two-factor (POLICY-1). */
export type PolicyRule = {
  readonly id: string;
  readonly applies: Applies;
  /** YYYY-MM-DD in the practice's zone. */
  readonly fromOn: string;
  /** Epoch ms at which that day began in the zone when the rule was made. */
  readonly fromAt: number;
  readonly graceDays: number;
  readonly methods: AllowedMethods;
};

/** All of a practice's rules; with none, nobody is required. */
export type Policy = readonly PolicyRule[];

/** What of an account the 2FA policy looks at. Nothing else of it moves a deadline. */
export type PolicyFacts = {
  readonly id: string;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly createdAt: number;
  readonly firstSignInAt: number | null;
  readonly exemptUntilAt: number | null;
  readonly twoFactor: Method;
};

export type Decision = {
  /** Epoch ms by which the account must have acted; null where nothing that applies is unsatisfied. */
  readonly deadlineAt: number | null;
  /** The rule that sets the deadline. */
  readonly decidedBy: PolicyRule | null;
  /** null where no rule applies. */
  readonly allowed: AllowedMethods | null;
  readonly applying: Policy;
};

const DAY_MS = 86_400_000;

/** However long the first sign-in waits, the grace begins 30 days after the account was created. */
export const LATEST_GRACE_START_MS = 30 * DAY_MS;

/** When an account's grace begins (epoch ms): with the first sign-in, which nothing takes back (POLICY-3). */
export function graceFromAt({ createdAt, firstSignInAt }: PolicyFacts): number {
  return Math.min(firstSignInAt ?? Number.POSITIVE_INFINITY, createdAt + LATEST_GRACE_START_MS);
}

export function graceMs({ graceDays }: PolicyRule): number {
  return graceDays * DAY_MS;
}

export function ruleApplies({ applies }: PolicyRule, { id, accountType, role }: PolicyFacts): boolean {
  switch (applies.to) {
    case "everyone":
      return true;
    case "account-type":
      return applies.accountType === accountType;
    case "role":
      return applies.role === role;
    case "people":
      return applies.people.includes(id);
  }
}

/** The app satisfies every rule, text messages those that allow them. */
export function isSatisfied({ methods }: PolicyRule, twoFactor: Method): boolean {
  return twoFactor === "app" || (twoFactor === "text" && methods === "app-and-text");
}

/**
 * When the rule is due for the account (epoch ms), whether it applies or not, an exemption aside. Without days of grace it
 * is due on its day for everybody, also for whoever has not signed in yet; later accounts are due as soon as they are there.
 */
export function deadlineUnder(rule: PolicyRule, account: PolicyFacts): number {
  const graceEndsAt = rule.graceDays === 0 ? account.createdAt : graceFromAt(account) + graceMs(rule);
  return Math.max(rule.fromAt, graceEndsAt);
}

/** Whether an exemption lets the account off at `now` (epoch ms). */
export function isExempt({ exemptUntilAt }: Pick<PolicyFacts, "exemptUntilAt">, now: number): boolean {
  return exemptUntilAt !== null && exemptUntilAt > now;
}

/**
 * What the rules together ask of an account: of those that apply and are not satisfied, the earliest deadline holds,
 * though never before an exemption ends; one rule that allows the app alone makes text messages too little. So no rule
 * that is added ever weakens (POLICY-2). Of rules that are due at once the one that allows less is named, then the
 * first.
 */
export function decide(rules: Policy, account: PolicyFacts): Decision {
  const applying = rules.filter((rule) => ruleApplies(rule, account));
  const [first] = strictestFirst(applying)
    .filter((rule) => !isSatisfied(rule, account.twoFactor))
    .map((rule) => ({ rule, at: deadlineUnder(rule, account) }))
    .sort((a, b) => a.at - b.at);
  return {
    deadlineAt: first === undefined ? null : Math.max(first.at, account.exemptUntilAt ?? first.at),
    decidedBy: first?.rule ?? null,
    allowed: allowedBy(applying),
    applying,
  };
}

function strictestFirst(rules: Policy): PolicyRule[] {
  return [...rules].sort((a, b) => Number(a.methods === "app-and-text") - Number(b.methods === "app-and-text"));
}

function allowedBy(applying: Policy): AllowedMethods | null {
  if (applying.length === 0) return null;
  return applying.some(({ methods }) => methods === "app-only") ? "app-only" : "app-and-text";
}
