import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { ImportInHand, Previewed } from "../session/import-in-hand";
import type { Caller } from "../session/session";

/** The caller's own; refused where there is none (any more). */
export function importInHand(caller: Caller): Result<ImportInHand, NotNow> {
  const hand = caller.session.import;
  return hand === null || hand.by !== caller.account ? refuse({ code: "not-now", because: "no-file" }) : ok(hand);
}

/** The caller's own import after its dry run; refused where there is none (any more). */
export function checkedImport(
  caller: Caller,
): Result<{ readonly hand: ImportInHand; readonly previewed: Previewed }, NotNow> {
  const hand = importInHand(caller);
  if (!hand.ok) return hand;
  const { previewed } = hand.value;
  return previewed === null ? refuse({ code: "not-now", because: "wrong-step" }) : ok({ hand: hand.value, previewed });
}
