/** Why nothing can be deleted, wherever somebody looks for it (KEEP-1). */

const rule = "HIPAA 164.316(b)(2)(i)";

export const keptWords = {
  entries: `No entry can be deleted: records are kept for at least six years (${rule}).`,
  person: `Closes the account. It cannot be deleted: its records are kept for six years (${rule}).`,
  command: `Wardkey deletes no entries and no people: records are kept for at least six years (${rule}). Deactivate whoever leaves.`,
} as const;
