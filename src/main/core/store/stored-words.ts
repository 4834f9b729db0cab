/*
 * What a vault keeps calls the type of an account `kind`, and so a rule, a filter and a column that are about it; contract,
 * code and screens do not. Only what is stored is put in other words here, by its shape: free text stays as it is.
 */

type Words = {
  /** The field that says an account's type. */
  readonly field: string;
  /** What a rule applies to, and a column of the list. */
  readonly value: string;
};
const stored: Words = { field: "kind", value: "kind" };
const todays: Words = { field: "accountType", value: "account-type" };

/** JSON that was stored and says of what type an account is, in the words of today. */
export function inTodaysWords(value: unknown): unknown {
  return reworded(value, stored, todays);
}

function reworded(value: unknown, from: Words, to: Words): unknown {
  if (Array.isArray(value)) return value.map((one) => reworded(one, from, to));
  if (typeof value !== "object" || value === null) return value;
  const word = (one: unknown) => (one === from.value ? to.value : one);
  const parts = Object.entries(value).map(([name, part]) => {
    // A number is the width of the column.
    if (name === from.field) return [typeof part === "number" ? to.value : to.field, part];
    if (name === "columns" && Array.isArray(part)) return [name, part.map(word)];
    return [name, name === "to" ? word(part) : reworded(part, from, to)];
  });
  return Object.fromEntries(parts);
}
