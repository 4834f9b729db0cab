import { HELP_ACTS, type HelpAct, type IdentityDenial, type IdentityKind } from "../../../contract/vocabulary";

/*
 * How a helper makes sure who asks (HELP-2): a call back to the number on file, a photo ID in person, or
 * a second person who vouches. Never what somebody knows, and never their call alone.
 */

const DAY_MS = 24 * 60 * 60_000;
/** Name and e-mail that change within so long of each other change together (HELP-10). */
export const TOGETHER_MS = 14 * DAY_MS;
/** For so long after a change nobody is called back at a number (HELP-3). */
export const CALL_BACK_AFTER_MS = 14 * DAY_MS;
/** For so long somebody's word may be used (HELP-2). */
export const VOUCHING_MS = 15 * 60_000;

export type NumberOnFile = {
  readonly cellPhone: string | null;
  /** Changed, and not confirmed yet. */
  readonly phoneWaits: boolean;
  /** When it was changed (epoch ms); null: never since the account was created. */
  readonly phoneSince: number | null;
  /** There never was one before it. */
  readonly phoneFirst: boolean;
  readonly phoneInPerson: boolean;
};

/** Why the number on file cannot be called back at `now` (epoch ms); undefined where it can. */
export function callBackDenialReason(number: NumberOnFile, now: number): IdentityDenial | undefined {
  if (number.cellPhone === null) return "no-phone";
  if (number.phoneWaits) return "number-waits";
  if (number.phoneSince === null || (number.phoneFirst && number.phoneInPerson)) return undefined;
  return now - number.phoneSince < CALL_BACK_AFTER_MS ? "number-changed" : undefined;
}

/**
 * What somebody's identity is proven for: help, coming back, and what makes an account another's by name and e-mail.
 */
export type ProvenAct = HelpAct | "editPerson" | "reactivatePerson";

/** A number that nobody has seen before is confirmed by looking at its owner. */
export function needsPerson(act: ProvenAct, number: Pick<NumberOnFile, "phoneFirst">, by: IdentityKind): boolean {
  return act === "confirmNumber" && number.phoneFirst && by !== "photo-id";
}

/** Whether one more confirmation is enough; `helperBefore`: another helper stands for the number already. */
export function completesNumber({ phoneFirst }: Pick<NumberOnFile, "phoneFirst">, helperBefore: boolean): boolean {
  return phoneFirst || helperBefore;
}

/** Somebody's word for an act, as far as it decides. */
export type Vouched = {
  readonly account: string;
  readonly helper: string;
  readonly digest: string;
  readonly state: "open" | "used" | "void";
  /** Epoch ms. */
  readonly until: number;
};

/** Whether it is worth anything for this act on this account by this helper at `now` (epoch ms). */
export function vouchingHolds(
  vouched: Vouched,
  about: Pick<Vouched, "account" | "helper" | "digest">,
  now: number,
): boolean {
  const { account, helper, digest, state, until } = vouched;
  const same = account === about.account && helper === about.helper && digest === about.digest;
  return same && state === "open" && now < until;
}

/** Who vouches. Accounts that share a phone count as one person. */
export type VoucherFacts = {
  readonly isHelper: boolean;
  readonly isPerson: boolean;
  /** Another person beside the helper (domain/another-person.ts). */
  readonly isOther: boolean;
  /** Active, with the password that was typed, and with sound records. */
  readonly stands: boolean;
};

/** Why somebody's word is worth nothing; undefined where it is. */
export function voucherDenialReason({ isHelper, isPerson, isOther, stands }: VoucherFacts): IdentityDenial | undefined {
  if (!stands) return "voucher-gone";
  if (isHelper) return "voucher-is-helper";
  if (isPerson) return "voucher-is-person";
  return isOther ? undefined : "voucher-not-another";
}

const suspicious: readonly string[] = [
  ...[
    "own-account",
    "same-person",
    "both-factors",
    "manager-account",
    "own-asking",
    "confirmed-by-you",
    "not-another-person",
  ],
  ...(["no-phone", "number-changed", "number-waits", "vouching-over", "voucher-gone"] satisfies IdentityDenial[]),
  ...(["voucher-is-helper", "voucher-is-person", "voucher-not-another", "in-person-needed"] satisfies IdentityDenial[]),
];
/** Of help alone: the window offers none that lacks only this. */
const suspiciousHelp: readonly string[] = ["second-manager", "role"];

/**
 * Whether the person concerned hears of a refused act (`act-refused`): somebody may be trying to get at their account,
 * or to use its help against itself. What the state of an account refuses alarms nobody.
 */
export function isSuspicious({ act, because }: { readonly act: string; readonly because: string }): boolean {
  const helps: readonly string[] = HELP_ACTS;
  return suspicious.includes(because) || (helps.includes(act) && suspiciousHelp.includes(because));
}
