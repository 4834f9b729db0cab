import type { Caller } from "../session/session";
import { type Previewed, type ImportInHand } from "./import-state";
import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { VaultContext } from "../context";
import type { ImportChoices, Verdict } from "../domain/import-judge";
import type { CheckedRow, Table } from "../domain/import-table";

/** The caller's own; refused where there is none (any more). */
export function importInHand(context: VaultContext, caller: Caller): Result<ImportInHand, NotNow> {
  const hand = context.memory.import;
  return hand === null || hand.by !== caller.account ? refuse({ code: "not-now", because: "no-file" }) : ok(hand);
}

/** The caller's own import after its dry run; refused where there is none (any more). */
export function checkedImport(
  context: VaultContext,
  caller: Caller,
): Result<{ readonly hand: ImportInHand; readonly previewed: Previewed }, NotNow> {
  const hand = importInHand(context, caller);
  if (!hand.ok) return hand;
  const { previewed } = hand.value;
  return previewed === null ? refuse({ code: "not-now", because: "wrong-step" }) : ok({ hand: hand.value, previewed });
}
