import type { DenialReason, Method, PersonAct, Role } from "../../../contract/vocabulary";

/** `emergency`: came in with the emergency codes, helps people in, and decides nothing else. */
export type ActCaller = { readonly id: string; readonly role: Role; readonly emergency: boolean };

export type ActTarget = {
  readonly id: string;
  readonly role: Role;
  readonly deactivatedAt: number | null;
  /** Closed until somebody confirms it (HELD-1). */
  readonly isHeld: boolean;
  readonly twoFactor: Method;
  readonly hasPassword: boolean;
  /** As long as a manager's must be. */
  readonly passwordFitsManager: boolean;
  readonly locked: boolean;
  /** The workstation is remembered for it. */
  readonly remembered: boolean;
  /** An exemption from the 2FA policy is in force. */
  readonly exempt: boolean;
  /** Shares its phone with the caller's account: for help, that is the same person. */
  readonly sharesPhone: boolean;
  /** What a setup code would be for: a first password, with which nobody ever got in, another one, or a phone. */
  readonly setupCodeFor: "first-password" | "password" | "phone";
  /** Which factors the caller has replaced for them within `BOTH_FACTORS_MS`. */
  readonly replacedByCaller: readonly ReplacedFactor[];
  /** Which factors somebody has replaced beside whom the caller is not another person (HELP-6). */
  readonly replacedByNoOther: readonly ReplacedFactor[];
  /** The practice has nobody who would be another person beside those, nor beside whoever stands for the number. */
  readonly nobodyElse: boolean;
  /** No manager would be another person beside those: managers alone bring people back. */
  readonly noOtherManager: boolean;
  readonly number: {
    readonly onFile: boolean;
    /** Tokens may go to it. */
    readonly confirmed: boolean;
    /** Changed, and not confirmed yet. */
    readonly waits: boolean;
    /** The caller changed it or has confirmed it before, with this account or another one of theirs. */
    readonly byCaller: boolean;
    /** Somebody changed or confirmed it beside whom the caller is not another person (HELP-6). */
    readonly byNoOther: boolean;
    /** Tokens go to the number before it, and to this one once it is confirmed. */
    readonly tokens: boolean;
  };
  /** Tokens by text: why they cannot be the method; null where they can. */
  readonly textDenialReason: "no-gateway" | "text-not-allowed" | null;
};
/** `second`: whatever stands for the second factor, a bypass code included. */
export type ReplacedFactor = "password" | "second";

/** One helper never replaces both factors of an account within seven days (HELP-4). */
export const BOTH_FACTORS_MS = 7 * 24 * 60 * 60_000;

export type ManagerFacts = {
  /** Accounts with the role that are not deactivated. */
  readonly activeManagers: number;
};

/** Whether a second manager must approve: wherever there is one, however long ago they signed in (DUAL-1). */
export function needsSecondManager(managers: ManagerFacts): boolean {
  return managers.activeManagers >= 2;
}

/**
 * Whether the caller may do this to the target: true, or the one reason why not. Managers act, support helps, and nobody
 * does either to their own account or to a manager's whom they may not; the practice's last manager stays.
 * "second-manager": nothing else is in the way (DUAL-1).
 */
export function mayAct(
  act: PersonAct,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): true | DenialReason {
  return denial(act, caller, target, managers) ?? withSecond(takesSecond(act, target), managers);
}

/** Whether the caller may change the target's profile; `weakens`: its rules would ask less of them (weakening.ts). */
export function mayEdit(
  weakens: boolean,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): true | DenialReason {
  return denial("edit", caller, target, managers) ?? withSecond(weakens || takesSecond("edit", target), managers);
}

/**
 * Whether the caller may give the target this role. Who becomes a manager takes a second one, like who ceases to be one, and
 * whoever the rules would ask less of (`weakens`).
 */
export function mayChangeRole(
  { role, weakens }: { readonly role: Role; readonly weakens: boolean },
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): true | DenialReason {
  const hindered = denial("change-role", caller, target, managers);
  if (hindered !== undefined) return hindered;
  if (role === target.role) return "same-role";
  if (role === "manager" && target.hasPassword && !target.passwordFitsManager) return "password-too-short";
  return withSecond(role === "manager" || weakens || takesSecond("change-role", target), managers);
}

/** Whether the caller may exempt the target. An exemption that ends no later than the one before weakens nothing. */
export function mayExempt(
  weakens: boolean,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): true | DenialReason {
  const hindered = denial("exempt", caller, target, managers);
  return hindered ?? withSecond(weakens || target.role === "manager", managers);
}

/** What decides whether an e-mail under which somebody came in with their account may be had by another one. */
export type EmailToLift = {
  readonly isKept: boolean;
  /** They have it now. */
  readonly isInUse: boolean;
  /** Whom it is for is the caller, or shares a phone with them. */
  readonly forOneself: boolean;
};

/**
 * Whether the caller may let another account have it, whosever it was and also where that account is closed. Two managers
 * do it; a sole one gives a day of notice (PEOPLE-1).
 */
export function mayLiftEmail(
  { isKept, isInUse, forOneself }: EmailToLift,
  caller: ActCaller,
  managers: ManagerFacts,
): true | DenialReason {
  if (caller.role !== "manager") return "role";
  if (caller.emergency) return "emergency";
  if (isInUse) return "email-in-use";
  if (!isKept) return "email-not-kept";
  if (forOneself) return "own-account";
  return needsSecondManager(managers) ? "second-manager" : "nobody-else";
}

/**
 * Whether the caller may settle a conflict by what is in force. It gives nobody a right that they do not have, so one
 * manager does; where it is about their own account, another one, as long as there is another one (CONFLICT-8).
 */
export function maySettle(account: string | null, caller: ActCaller, managers: ManagerFacts): true | DenialReason {
  if (caller.role !== "manager") return "role";
  if (caller.emergency) return "emergency";
  return account === caller.id && needsSecondManager(managers) ? "own-account" : true;
}

function denial(
  act: PersonAct,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): Exclude<DenialReason, "second-manager"> | undefined {
  if (caller.role !== "manager" && !(caller.role === "support" && isHelp(act))) return "role";
  const demotes = act === "change-role" || act === "deactivate";
  if (demotes && isActiveManager(target) && managers.activeManagers <= 1) return "last-manager";
  if (caller.id === target.id) return "own-account";
  if (target.role === "manager" && (caller.role === "support" || caller.emergency)) return "manager-account";
  if (caller.emergency && act !== "confirm" && !helpsIn.includes(act)) return "emergency";
  const hindered = helpDenialReason(act, target) ?? denialOf[act](target) ?? bothFactors(act, target);
  return mayWait(act, caller, target) && takesAnother.has(hindered) ? "nobody-else" : hindered;
}

/** What another person could do. */
const takesAnother: ReadonlySet<DenialReason | undefined> = new Set([
  ...(["both-factors", "not-another-person", "confirmed-by-you"] as const),
]);

/** Where there is no other person, a manager who has seen the person and given them a day's notice does it (HELP-7). */
function mayWait(act: PersonAct, caller: ActCaller, target: ActTarget): boolean {
  const nobodyElse = act === "reactivate" ? target.noOtherManager : isHelp(act) && target.nobodyElse;
  return nobodyElse && caller.role === "manager" && target.role !== "manager" && !caller.emergency;
}

/** For help, and for bringing somebody back, who shares a phone is the same person. */
function helpDenialReason(act: PersonAct, target: ActTarget): "same-person" | undefined {
  return (isHelp(act) || act === "reactivate") && target.sharesPhone ? "same-person" : undefined;
}

/** What lets somebody in again, and nothing more: all that emergency access does to an account. */
const helpsIn: readonly PersonAct[] = [
  ...(["unlock", "issue-bypass-code", "replace-phone", "fall-back-to-text"] as const),
  ...(["reset-two-factor", "issue-setup-code"] as const),
];
const help: readonly PersonAct[] = [...helpsIn, "confirm-number"];

/** Help for somebody whose identity was proven; the rest is a manager's. */
export function isHelp(act: PersonAct): boolean {
  return help.includes(act);
}

function bothFactors(act: PersonAct, target: ActTarget): "both-factors" | "not-another-person" | undefined {
  const replaces = replacedBy(act, target);
  if (replaces === undefined) return undefined;
  const other = replaces === "password" ? "second" : "password";
  if (target.replacedByCaller.includes(other)) return "both-factors";
  return target.replacedByNoOther.includes(other) ? "not-another-person" : undefined;
}

/** Which factor an act puts something new in the place of; undefined where it is none, or there was none. */
function replacedBy(act: PersonAct, { setupCodeFor, number }: ActTarget): ReplacedFactor | undefined {
  switch (act) {
    case "issue-bypass-code":
    case "replace-phone":
    case "fall-back-to-text":
    case "reset-two-factor":
      return "second";
    case "issue-setup-code":
      if (setupCodeFor === "first-password") return undefined;
      return setupCodeFor === "password" ? "password" : "second";
    case "reactivate":
      return setupCodeFor === "first-password" ? undefined : "password";
    case "confirm-number":
      return number.tokens ? "second" : undefined;
    default:
      return undefined;
  }
}

/** Whatever acts on a manager, and every exemption; to end one makes the practice safer, whoever it was for. */
function takesSecond(act: PersonAct, target: ActTarget): boolean {
  return act === "exempt" || (target.role === "manager" && act !== "end-exemption");
}

function withSecond(takes: boolean, managers: ManagerFacts): true | "second-manager" {
  return takes && needsSecondManager(managers) ? "second-manager" : true;
}

function isActiveManager(target: ActTarget): boolean {
  return target.role === "manager" && target.deactivatedAt === null;
}

type StateCheck = (target: ActTarget) => Exclude<DenialReason, "second-manager"> | undefined;

const whereActive =
  (check: StateCheck): StateCheck =>
  (target) =>
    target.deactivatedAt !== null ? "deactivated" : check(target);

/** Nobody helps whoever may have left; that is decided first (HELD-3). */
const whereOpen = (check: StateCheck): StateCheck => whereActive((target) => (target.isHeld ? "held" : check(target)));

const always: StateCheck = () => undefined;

/** What the state of an account leaves to be done to it. */
const denialOf: { readonly [A in PersonAct]: StateCheck } = {
  // An e-mail that was mistyped must not stay taken because its owner has left.
  edit: always,
  "change-role": whereOpen(always),
  deactivate: whereActive(always),
  confirm: whereActive(({ isHeld }) => (isHeld ? undefined : "not-held")),
  reactivate: ({ deactivatedAt }) => (deactivatedAt === null ? "active" : undefined),
  "issue-setup-code": whereOpen(always),
  "issue-bypass-code": whereOpen(({ twoFactor, hasPassword }) => {
    if (twoFactor === "none") return "no-two-factor";
    return hasPassword ? undefined : "no-password-yet";
  }),
  "start-two-factor": whereOpen(({ twoFactor }) => (twoFactor === "none" ? undefined : "two-factor-on")),
  unlock: whereOpen(({ locked }) => (locked ? undefined : "not-locked")),
  "reset-two-factor": whereOpen(({ twoFactor }) => (twoFactor === "none" ? "no-two-factor" : undefined)),
  "forget-remembered-sign-in": whereOpen(({ remembered }) => (remembered ? undefined : "no-remembered-sign-in")),
  "replace-phone": whereOpen(({ twoFactor }) => (twoFactor === "app" ? undefined : "no-app")),
  "fall-back-to-text": whereOpen(({ twoFactor, number, textDenialReason }) => {
    if (twoFactor !== "app") return "no-app";
    if (!number.onFile) return "no-number";
    return number.waits || !number.confirmed ? "number-waits" : (textDenialReason ?? undefined);
  }),
  "confirm-number": whereOpen(({ number }) => {
    if (!number.waits) return "no-number-waiting";
    if (number.byCaller) return "confirmed-by-you";
    return number.byNoOther ? "not-another-person" : undefined;
  }),
  exempt: whereOpen(always),
  "end-exemption": ({ exempt }) => (exempt ? undefined : "not-exempt"),
};
