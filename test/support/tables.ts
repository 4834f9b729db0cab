import type { Tables } from "../../src/main/core/ports";
import { checkRows } from "../../src/main/core/workers/import/check-rows";

/** The very functions of the worker, in this thread. */
export const tablesHere: Tables = {
  // Read only where a file is: Playwright's loader, which opens vaults too, finds no names in the parser's old
  // module.
  read: async (bytes) => (await import("../../src/main/core/workers/import/parse-table")).parseTable(bytes),
  check: async (check, step) => {
    const steps: number[] = [];
    const rows = checkRows(check, (done) => steps.push(done));
    for (const done of steps) if (!(await step(done, check.rows.length))) return undefined;
    return rows;
  },
};
