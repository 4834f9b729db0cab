import type { AllowedMethods, Applies, Kind, Method, Role } from "../../../contract/vocabulary";

/** One rule of the practice that accounts must use two-factor (product.md 5). */
export type RequirementRule = {
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
export type Requirement = readonly RequirementRule[];

/** What of an account the requirement looks at. Nothing else of it moves a deadline. */
export type RequirementFacts = {
  readonly id: string;
  readonly kind: Kind;
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
  readonly decidedBy: RequirementRule | null;
  /** null where no rule applies. */
  readonly allowed: AllowedMethods | null;
  readonly applying: Requirement;
};

const DAY_MS = 86_400_000;

/** However long the first sign-in waits, the grace begins 30 days after the account was created. */
export const LATEST_GRACE_START_MS = 30 * DAY_MS;

/** When an account's grace begins (epoch ms): with the first sign-in, which no reset or rename takes back. */
export function graceFromAt({ createdAt, firstSignInAt }: RequirementFacts): number {
  return Math.min(firstSignInAt ?? Number.POSITIVE_INFINITY, createdAt + LATEST_GRACE_START_MS);
}

export function graceMs({ graceDays }: RequirementRule): number {
  return graceDays * DAY_MS;
}

export function ruleApplies({ applies }: RequirementRule, { id, kind, role }: RequirementFacts): boolean {
  switch (applies.to) {
    case "everyone":
      return true;
    case "kind":
      return applies.kind === kind;
    case "role":
      return applies.role === role;
    case "people":
      return applies.people.includes(id);
  }
}

/** The app satisfies every rule, text messages those that allow them. */
export function isSatisfied({ methods }: RequirementRule, twoFactor: Method): boolean {
  return twoFactor === "app" || (twoFactor === "text" && methods === "app-and-text");
}

/**
 * When the rule is due for the account (epoch ms), whether it applies or not, an exemption aside. Without days of grace it
 * is due on its day for everybody, also for whoever has not signed in yet; later accounts are due as soon as they are there.
 */
export function deadlineUnder(rule: RequirementRule, account: RequirementFacts): number {
  const graceEndsAt = rule.graceDays === 0 ? account.createdAt : graceFromAt(account) + graceMs(rule);
  return Math.max(rule.fromAt, graceEndsAt);
}

/** Whether an exemption lets the account off at `now` (epoch ms). */
export function isExempt({ exemptUntilAt }: Pick<RequirementFacts, "exemptUntilAt">, now: number): boolean {
  return exemptUntilAt !== null && exemptUntilAt > now;
}

/**
 * What the rules together ask of an account: of those that apply and are not satisfied, the earliest deadline holds,
 * though never before an exemption ends; one rule that allows the app alone makes text messages too little. So no rule
 * that is added ever weakens. Of rules that are due at once the one that allows less is named, then the first.
 */
export function decide(rules: Requirement, account: RequirementFacts): Decision {
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

function strictestFirst(rules: Requirement): RequirementRule[] {
  return [...rules].sort((a, b) => Number(a.methods === "app-and-text") - Number(b.methods === "app-and-text"));
}

function allowedBy(applying: Requirement): AllowedMethods | null {
  if (applying.length === 0) return null;
  return applying.some(({ methods }) => methods === "app-only") ? "app-only" : "app-and-text";
}
