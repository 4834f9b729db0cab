import { fromFives, toFives } from "./base32";
import { sameText } from "./constant-time";
import { checkFive, crockford, crockfordFives } from "./crockford";
import { normaliseCode } from "./one-time-codes";

/**
 * The key of the recovery kit: 160 random bits as eight groups of five characters. The fifth character of a group checks
 * the other four and the group's number, so that a slip is found where it is, and exchanged groups are found too.
 */

const DATA_PER_GROUP = 4;
const GROUP_LENGTH = DATA_PER_GROUP + 1;

export const RECOVERY_KEY_BYTES = 20;
export const RECOVERY_KEY_GROUPS = 8;
export const RECOVERY_KEY_LENGTH = RECOVERY_KEY_GROUPS * GROUP_LENGTH;

/** A typed recovery key: its 20 bytes, or the first group (1 to 8) that cannot be right, or too few or too many groups. */
export type ParsedRecoveryKey =
  | { readonly kind: "key"; readonly bytes: Uint8Array }
  | { readonly kind: "mistyped"; readonly group: number }
  | { readonly kind: "wrong-length" };

/** The key as printed: upper-case groups joined by hyphens. */
export function formatRecoveryKey(bytes: Uint8Array): string {
  return groupsOf(bytes).join("-");
}

/** Reads a key as people type it: either case, any spaces and dashes, look-alikes. */
export function parseRecoveryKey(typed: string): ParsedRecoveryKey {
  const groups = typedGroups(typed);
  if (groups.length !== RECOVERY_KEY_GROUPS) return { kind: "wrong-length" };
  const data = groups.map(groupData);
  const wrong = data.indexOf(undefined);
  if (wrong !== -1) return { kind: "mistyped", group: wrong + 1 };
  const bytes = fromFives(data.flatMap((fives) => fives ?? []));
  return bytes === undefined ? { kind: "wrong-length" } : { kind: "key", bytes };
}

/** One group (1 to 8) of the key, which a person types back to show that the kit is in hand. */
export function recoveryKeyPart(bytes: Uint8Array, group: number): string {
  const part = groupsOf(bytes)[group - 1];
  if (part === undefined) throw new Error(`A recovery key has no group ${group}.`);
  return part;
}

/** Whether what was typed is that group of the key. */
export function isRecoveryKeyPart(bytes: Uint8Array, group: number, typed: string): boolean {
  return sameText(normaliseCode(typed), recoveryKeyPart(bytes, group));
}

function groupsOf(bytes: Uint8Array): string[] {
  if (bytes.length !== RECOVERY_KEY_BYTES) {
    throw new Error(`A recovery key takes ${RECOVERY_KEY_BYTES} bytes, got ${bytes.length}.`);
  }
  const fives = toFives(bytes);
  return Array.from({ length: RECOVERY_KEY_GROUPS }, (_, index) => {
    const data = fives.slice(index * DATA_PER_GROUP, (index + 1) * DATA_PER_GROUP);
    return crockford([...data, checkFive([index, ...data])]);
  });
}

/** By the separators where there are eight groups, so that a lost character is found in its own group; else by count. */
function typedGroups(typed: string): string[] {
  const pieces = typed
    .split(/[\s\p{Dash_Punctuation}\u2212]+/u)
    .map(normaliseCode)
    .filter((piece) => piece !== "");
  if (pieces.length === RECOVERY_KEY_GROUPS) return pieces;
  return pieces.join("").match(/.{1,5}/gsu) ?? [];
}

function groupData(group: string, index: number): number[] | undefined {
  const fives = crockfordFives(group);
  if (fives?.length !== GROUP_LENGTH) return undefined;
  const data = fives.slice(0, DATA_PER_GROUP);
  return checkFive([index, ...data]) === fives[DATA_PER_GROUP] ? data : undefined;
}
