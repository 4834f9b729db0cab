import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Caller, VaultContext } from "../context";
import type { ImportChoices, Verdict } from "../domain/import-judge";
import type { CheckedRow, Table } from "../domain/import-table";

/** A list of people that somebody chose to import, and what the dry run found. */
export type ImportInHand = {
  /** Nobody goes on with what another manager chose. */
  readonly by: string;
  /** The file's name, without its path. */
  readonly file: string;
  readonly table: Table;
  previewed: Previewed | null;
};

export type Previewed = {
  /** What the rows were read for: phone numbers depend on it. */
  readonly region: string;
  readonly choices: ImportChoices;
  readonly rows: readonly CheckedRow[];
  /** One for each row, in the same order. */
  readonly verdicts: readonly Verdict[];
  /** The place of the first row that would give somebody a number, by the number. */
  readonly phones: ReadonlyMap<string, number>;
};

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
