import type { AttemptCause, CodeIssued } from "../domain/events";
import { type CodePurpose, digestCode, isExpired, normaliseCode, sameDigest } from "../domain/one-time-codes";
import { type Code, type CodeSort, listCodes } from "../store/codes";
import { type NewSecret, readSecret } from "../store/secrets";
import { newId, ruleTime, type World } from "./world";

/** A new code: what its entry names, and the digest that is stored with it. `plain` as the domain made it. */
export function newCode(
  world: World,
  account: string,
  purpose: CodePurpose,
  plain: string,
): { readonly issued: CodeIssued; readonly secret: NewSecret } {
  const secret = newId(world);
  const digest = digestCode(world.keys.codes, purpose, account, normaliseCode(plain));
  const bytes = new TextEncoder().encode(digest);
  return { issued: { code: newId(world), secret }, secret: { id: secret, account, kind: "code", bytes } };
}

export type CodeVerdict =
  | { readonly kind: "right"; readonly code: Code }
  /** `code`: the closed or expired one that it was; undefined where it is none that is known. */
  | { readonly kind: "refused"; readonly cause: AttemptCause; readonly code: Code | undefined }
  /** The stored digest of an open code is not what its entry committed to. */
  | { readonly kind: "damaged" };

/** What a typed code is among an account's codes of one sort; counts and records nothing. */
export function judgeCode(world: World, account: string, sort: CodeSort, typed: string): CodeVerdict {
  const digest = digestCode(world.keys.codes, sort, account, normaliseCode(typed));
  const found: Code[] = [];
  for (const code of listCodes(world.db, account, sort)) {
    const stored = readSecret(world.db, world.keys.commitments, code.secret, account, "code");
    // Digests of closed codes are forgotten after a while.
    if (stored.is === "damaged" && code.state === "open") return { kind: "damaged" };
    if (stored.is === "intact" && sameDigest(new TextDecoder().decode(stored.bytes), digest)) found.push(code);
  }
  const open = found.find(({ state }) => state === "open");
  if (open !== undefined && !isExpired(open.expiresAt, ruleTime(world))) return { kind: "right", code: open };
  const closed = open ?? found[0];
  return { kind: "refused", cause: causeOf(closed), code: closed };
}

function causeOf(code: Code | undefined): AttemptCause {
  if (code === undefined) return "wrong";
  if (code.state === "open") return "expired";
  return code.state === "spent" ? "used" : "replaced";
}
