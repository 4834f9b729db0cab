import { newId, ruleTime, type VaultContext } from "../context";
import type { AttemptCause, CodeIssued } from "../domain/events";
import { type CodePurpose, digestCode, isExpired, normaliseCode, sameDigest } from "../domain/one-time-codes";
import { type Code, type CodeSort, listCodes } from "../store/codes";
import { type NewSecret, readSecret } from "../store/secrets";

/** A new code: what its entry names, and the digest that is stored with it. `plain` as the domain made it. */
export function newCode(
  context: VaultContext,
  account: string,
  purpose: CodePurpose,
  plain: string,
): { readonly issued: CodeIssued; readonly secret: NewSecret } {
  const secret = newId(context);
  const digest = digestCode(context.keys.codes, purpose, account, normaliseCode(plain));
  const bytes = new TextEncoder().encode(digest);
  return { issued: { code: newId(context), secret }, secret: { id: secret, account, kind: "code", bytes } };
}

export type CodeVerdict =
  | { readonly kind: "right"; readonly code: Code }
  | { readonly kind: "refused"; readonly cause: AttemptCause }
  /** The stored digest of an open code is not what its entry committed to. */
  | { readonly kind: "damaged" };

/** What a typed code is among an account's codes of one sort; counts and records nothing. */
export function judgeCode(context: VaultContext, account: string, sort: CodeSort, typed: string): CodeVerdict {
  const found = findTyped(context, account, sort, typed);
  if (found === "damaged") return { kind: "damaged" };
  if (found?.state === "open" && !isExpired(found.expiresAt, ruleTime(context))) return { kind: "right", code: found };
  return { kind: "refused", cause: causeOf(found) };
}

/** The code that was typed, an open one before a closed one; undefined where it is none that is known. */
export function findTyped(
  context: VaultContext,
  account: string,
  sort: CodeSort,
  typed: string,
): Code | "damaged" | undefined {
  const digest = digestCode(context.keys.codes, sort, account, normaliseCode(typed));
  const found: Code[] = [];
  for (const code of listCodes(context.db, account, sort)) {
    const stored = readSecret(context.db, context.keys.commitments, code.secret, account, "code");
    // Digests of closed codes are forgotten after a while.
    if (stored.is === "damaged" && code.state === "open") return "damaged";
    if (stored.is === "intact" && sameDigest(new TextDecoder().decode(stored.bytes), digest)) found.push(code);
  }
  return found.find(({ state }) => state === "open") ?? found[0];
}

function causeOf(code: Code | undefined): AttemptCause {
  if (code === undefined) return "wrong";
  if (code.state === "open") return "expired";
  if (code.state === "outdated") return "outdated";
  return code.state === "spent" ? "used" : "replaced";
}
