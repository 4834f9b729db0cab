import type { Method, Role } from "../../preload/words";

/** What a manager may do to somebody else's account. */
export type Act =
  | "edit"
  | "change-role"
  | "deactivate"
  | "reactivate"
  | "issue-set-up-code"
  | "issue-bypass-code"
  | "start-two-factor"
  | "unlock"
  | "reset-two-factor"
  | "forget-workstation"
  | "exempt"
  | "end-exemption";

/** Why not. */
export type Hindrance =
  | "role"
  | "own-account"
  | "second-manager"
  | "last-manager"
  | "deactivated"
  | "active"
  | "not-locked"
  | "no-two-factor"
  | "two-factor-on"
  | "no-password-yet"
  | "same-role"
  | "password-too-short"
  | "no-workstation"
  | "exempt-already"
  | "not-exempt"
  | "own-asking"
  | "not-a-manager";

export type ActCaller = { readonly id: string; readonly role: Role };

export type ActTarget = {
  readonly id: string;
  readonly role: Role;
  readonly deactivatedAt: number | null;
  readonly twoFactor: Method;
  readonly hasPassword: boolean;
  /** As long as a manager's must be. */
  readonly passwordFitsManager: boolean;
  readonly locked: boolean;
  /** The workstation is remembered for it. */
  readonly remembered: boolean;
  /** An exemption from the requirement is in force. */
  readonly exempt: boolean;
};

export type ManagerFacts = {
  /** Accounts with the role that are not deactivated. */
  readonly inOffice: number;
  /** Of these, the ones that signed in within `ACTIVE_MANAGER_MS`. */
  readonly active: number;
};

/** How long ago a manager may have signed in to count as active: 14 days (product.md 6, two managers). */
export const ACTIVE_MANAGER_MS = 14 * 24 * 60 * 60_000;

/** Whether what needs a second manager must wait for one. */
export function needsSecondManager(managers: ManagerFacts): boolean {
  return managers.active >= 2;
}

/**
 * Whether the caller may do this to the target: true, or the one reason why not. Only managers act, and nobody on their
 * own account; the practice's last manager stays. "second-manager": nothing else is in the way (product.md 6).
 */
export function mayAct(act: Act, caller: ActCaller, target: ActTarget, managers: ManagerFacts): true | Hindrance {
  return hindrance(act, caller, target, managers) ?? withSecond(takesSecond(act, target), managers);
}

/** Whether the caller may give the target this role. Who becomes a manager takes a second one, like who ceases to be one. */
export function mayChangeRole(
  role: Role,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): true | Hindrance {
  const hindered = hindrance("change-role", caller, target, managers);
  if (hindered !== undefined) return hindered;
  if (role === target.role) return "same-role";
  if (role === "manager" && target.hasPassword && !target.passwordFitsManager) return "password-too-short";
  return withSecond(role === "manager" || takesSecond("change-role", target), managers);
}

/** Whether the caller may exempt the target. An exemption that ends no later than the one before weakens nothing. */
export function mayExempt(
  weakens: boolean,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): true | Hindrance {
  const hindered = hindrance("exempt", caller, target, managers);
  return hindered ?? withSecond(weakens || target.role === "manager", managers);
}

function hindrance(
  act: Act,
  caller: ActCaller,
  target: ActTarget,
  managers: ManagerFacts,
): Exclude<Hindrance, "second-manager"> | undefined {
  if (caller.role !== "manager") return "role";
  const demotes = act === "change-role" || act === "deactivate";
  if (demotes && isInOffice(target) && managers.inOffice <= 1) return "last-manager";
  if (caller.id === target.id) return "own-account";
  return hindranceOf[act](target);
}

/** Whatever acts on a manager, and every exemption; to end one makes the practice safer, whoever it was for. */
function takesSecond(act: Act, target: ActTarget): boolean {
  return act === "exempt" || (target.role === "manager" && act !== "end-exemption");
}

function withSecond(takes: boolean, managers: ManagerFacts): true | "second-manager" {
  return takes && needsSecondManager(managers) ? "second-manager" : true;
}

function isInOffice(target: ActTarget): boolean {
  return target.role === "manager" && target.deactivatedAt === null;
}

type StateCheck = (target: ActTarget) => Exclude<Hindrance, "second-manager"> | undefined;

const whereActive =
  (check: StateCheck): StateCheck =>
  (target) =>
    target.deactivatedAt !== null ? "deactivated" : check(target);

const always: StateCheck = () => undefined;

/** What the state of an account leaves to be done to it. */
const hindranceOf: { readonly [A in Act]: StateCheck } = {
  // An e-mail that was mistyped must not stay taken because its owner has left.
  edit: always,
  "change-role": whereActive(always),
  deactivate: whereActive(always),
  reactivate: ({ deactivatedAt }) => (deactivatedAt === null ? "active" : undefined),
  "issue-set-up-code": whereActive(always),
  "issue-bypass-code": whereActive(({ twoFactor, hasPassword }) => {
    if (twoFactor === "none") return "no-two-factor";
    return hasPassword ? undefined : "no-password-yet";
  }),
  "start-two-factor": whereActive(({ twoFactor }) => (twoFactor === "none" ? undefined : "two-factor-on")),
  unlock: whereActive(({ locked }) => (locked ? undefined : "not-locked")),
  "reset-two-factor": whereActive(({ twoFactor }) => (twoFactor === "none" ? "no-two-factor" : undefined)),
  "forget-workstation": whereActive(({ remembered }) => (remembered ? undefined : "no-workstation")),
  exempt: whereActive(always),
  "end-exemption": ({ exempt }) => (exempt ? undefined : "not-exempt"),
};
