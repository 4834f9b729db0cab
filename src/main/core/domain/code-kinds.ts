import { crockfordFives, hasRightCheck } from "./crockford";
import { normaliseCode, SETUP_CODE_LENGTH, withoutSeparators } from "./one-time-codes";
import { RECOVERY_CODE_LENGTH } from "./recovery-codes";
import { RECOVERY_KEY_LENGTH } from "./recovery-key";

export type CodeKind = "token" | "setup-code" | "recovery-code" | "bypass-code" | "recovery-key" | "unknown";

/**
 * Which kind of code something typed looks like, by its shape and check character alone, so that the answer to a code in
 * the wrong field can say where it belongs. Says nothing about whether it is right.
 */
export function recogniseCode(typed: string): CodeKind {
  const plain = withoutSeparators(typed);
  if (/^[0-9]{6,8}$/.test(plain)) return "token";
  if (/^[0-9]{9}$/.test(plain)) return "bypass-code";
  const code = normaliseCode(typed);
  if (code.length === SETUP_CODE_LENGTH && hasRightCheck(code)) return "setup-code";
  if (code.length === RECOVERY_CODE_LENGTH && hasRightCheck(code)) return "recovery-code";
  if (code.length === RECOVERY_KEY_LENGTH && crockfordFives(code) !== undefined) return "recovery-key";
  return "unknown";
}
