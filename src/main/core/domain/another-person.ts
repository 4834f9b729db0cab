/*
 * Where something takes two people, an account more is no person more (HELP-6): whoever gives out accounts and roles
 * could else be the second person too.
 */

/** For so long after becoming a helper nobody is the other person: 14 days. */
export const NEW_HELPER_MS = 14 * 24 * 60 * 60_000;

/** An account and its phones, those of the last 14 days too: a number that was changed just before hides nothing. */
export type Person = { readonly id: string; readonly phones: readonly string[] };

export type Helper = Person & {
  /** When they became one last, by a role, by coming back or by emergency access (epoch ms); null: never. */
  readonly since: number | null;
  /** Who made them one. */
  readonly makers: readonly Person[];
};

/** Whether two accounts are one person's: the same one, or with a phone in common. */
export function isOnePerson(a: Person, b: Person): boolean {
  return a.id === b.id || a.phones.some((phone) => b.phones.includes(phone));
}

/**
 * Whether somebody is another person beside `first` at `now` (epoch ms): with a phone of their own, no helper since
 * less than 14 days, and neither of the two made the other one a helper.
 */
export function isAnotherPerson(who: Helper, first: Helper, now: number): boolean {
  if (who.phones.length === 0 || isOnePerson(who, first)) return false;
  if (isNewHelper(who, now)) return false;
  return !madeBy(who, first) && !madeBy(first, who);
}

/** Whether somebody became a helper less than 14 days before `now` (epoch ms). */
export function isNewHelper({ since }: Pick<Helper, "since">, now: number): boolean {
  return since !== null && now - since < NEW_HELPER_MS;
}

function madeBy(helper: Helper, maker: Person): boolean {
  return helper.makers.some((one) => isOnePerson(one, maker));
}
