import {
  ACCOUNT_TYPES,
  type AccountType,
  ROLES,
  type Role,
  type TextTokenMinutes,
  WEAKENINGS,
  type Weakening,
} from "../../../contract/vocabulary";
import { type Policy, type PolicyFacts, type PolicyRule, ruleApplies } from "./policy";

/**
 * In what ways a change of the rules weakens them (POLICY-6); none where nobody's deadline can come later and nobody
 * may use more methods, whoever joins and whatever becomes of them. Judged for every account type, role and named person by
 * itself: each old rule must live on in one new rule for the same people, from no later date, with no more grace and no
 * other method. Two rules that only together do as much are called a weakening, since which of them holds is another
 * matter tomorrow.
 */
export function whatWeakens(before: Policy, after: Policy): readonly Weakening[] {
  const found = new Set<Weakening>();
  for (const cell of cellsOf([...before, ...after])) {
    const heirs = after.filter((rule) => isFor(rule, cell));
    for (const old of before) if (isFor(old, cell)) for (const loss of lossesOf(old, heirs)) found.add(loss);
  }
  return inOrder(found);
}

type PracticeSecurity = {
  readonly textTokenMinutes: TextTokenMinutes;
  /** For how long workstations may be remembered; 0: not at all. */
  readonly rememberDays: number;
  /** The number to call for help, as every screen and text says it: whoever answers there is believed. */
  readonly stillStuck: string | null;
  /** People with the app may have a token sent at the sign-in. */
  readonly textForApp?: boolean;
};

/** In what ways a change of the practice's settings weakens it, or could lead people astray. */
export function whatSettingsWeaken(before: PracticeSecurity, after: PracticeSecurity): readonly Weakening[] {
  const found = new Set<Weakening>();
  if (lifetime(after.textTokenMinutes) > lifetime(before.textTokenMinutes)) found.add("longer-token-life");
  if (after.rememberDays > before.rememberDays) found.add("longer-remembering");
  if (after.textForApp === true && before.textForApp !== true) found.add("text-for-app");
  if (after.stillStuck !== before.stillStuck) found.add("number-to-call");
  return inOrder(found);
}

/** In what ways another account type or role makes the rules ask less of one account, whatever changed it (POLICY-7). */
export function whatWeakensFor(rules: Policy, before: PolicyFacts, after: PolicyFacts): readonly Weakening[] {
  const heirs = rules.filter((rule) => ruleApplies(rule, after));
  const found = new Set<Weakening>();
  for (const rule of rules) {
    if (ruleApplies(rule, before)) for (const loss of lossesOf(rule, heirs)) found.add(loss);
  }
  return inOrder(found);
}

/** Whether an account's exemption weakens: one that ends later than the one before (epoch ms; null: there is none). */
export function whatExemptionWeakens(before: number | null, after: number | null): readonly Weakening[] {
  return after !== null && (before === null || after > before) ? ["exemption"] : [];
}

/** People whom the rules cannot tell apart, as long as their account type and role stay. */
type Cell = { readonly accountType: AccountType; readonly role: Role; readonly namedBy: ReadonlySet<PolicyRule> };

function cellsOf(rules: Policy): Cell[] {
  return namings(rules).flatMap((namedBy) =>
    ACCOUNT_TYPES.flatMap((accountType) => ROLES.map((role): Cell => ({ accountType, role, namedBy }))),
  );
}

/** Every set of rules by which somebody is named, once; the empty one stands for those whom none names. */
function namings(rules: Policy): ReadonlySet<PolicyRule>[] {
  const byPerson = new Map<string, Set<PolicyRule>>();
  for (const rule of rules) {
    if (rule.applies.to !== "people") continue;
    for (const person of rule.applies.people) {
      byPerson.set(person, (byPerson.get(person) ?? new Set()).add(rule));
    }
  }
  const distinct = new Map<string, ReadonlySet<PolicyRule>>([["", new Set()]]);
  for (const naming of byPerson.values()) distinct.set([...naming].map((rule) => rules.indexOf(rule)).join(), naming);
  return [...distinct.values()];
}

function isFor(rule: PolicyRule, { accountType, role, namedBy }: Cell): boolean {
  const { applies } = rule;
  if (applies.to === "people") return namedBy.has(rule);
  return (
    applies.to === "everyone" ||
    (applies.to === "account-type" ? applies.accountType === accountType : applies.role === role)
  );
}

/** What is lost of an old rule with the heir that loses least. */
function lossesOf(old: PolicyRule, heirs: Policy): readonly Weakening[] {
  const [least] = heirs.map((heir) => lossesWith(old, heir)).sort((a, b) => a.length - b.length);
  return least ?? ["smaller-circle"];
}

function lossesWith(old: PolicyRule, heir: PolicyRule): Weakening[] {
  const losses: Weakening[] = [];
  if (heir.fromAt > old.fromAt) losses.push("later-date");
  if (heir.graceDays > old.graceDays) losses.push("more-grace");
  if (old.methods === "app-only" && heir.methods !== "app-only") losses.push("another-method");
  return losses;
}

function inOrder(found: ReadonlySet<Weakening>): readonly Weakening[] {
  return WEAKENINGS.filter((one) => found.has(one));
}

function lifetime(minutes: TextTokenMinutes): number {
  return minutes === "never" ? Number.POSITIVE_INFINITY : minutes;
}
