import type { Tables } from "../../src/main/core/ports";
import { checkRows } from "../../src/main/core/workers/import/check-rows";

/** What the system's dialog gives: a file with its bytes, or null where the person cancels. */
export type TableAtHand = { file: { readonly path: string; readonly bytes: Uint8Array } | null };

/** The very functions of the worker, in this thread. */
export function tablesAtHand(hand: TableAtHand): Tables {
  return {
    // Read only where a file is: Playwright's loader, which opens vaults too, finds no names in the parser's old
    // module.
    read: async () =>
      (await import("../../src/main/core/workers/import/parse-table")).parseTable(hand.file?.bytes ?? new Uint8Array()),
    check: async (check, step) => {
      const steps: number[] = [];
      const rows = checkRows(check, (done) => steps.push(done));
      for (const done of steps) if (!(await step(done, check.rows.length))) return undefined;
      return rows;
    },
  };
}
