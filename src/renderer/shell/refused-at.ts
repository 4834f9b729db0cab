import { refusalWords } from "../../contract/refusal-messages";
import type { AnyRefusal, BridgeRefusal } from "../../contract/refusals";
import { useFormats } from "./app-state-context";

export type RefusalCode = (AnyRefusal | BridgeRefusal)["code"];

/** What is said at the field that a code was typed into, and not beside the button. */
export const CODE_REFUSALS = [
  "wrong-token",
  "token-repeated",
  "token-expired",
  "token-used",
  "misplaced-code",
  "no-token-sent",
] as const satisfies readonly RefusalCode[];

/** The words of a refusal that belongs to a field; undefined where it is another one. */
export function useRefusedAt(
  refusal: AnyRefusal | BridgeRefusal | undefined,
  codes: readonly RefusalCode[],
): string | undefined {
  const formats = useFormats();
  return refusal !== undefined && codes.includes(refusal.code) ? refusalWords(refusal, formats) : undefined;
}
