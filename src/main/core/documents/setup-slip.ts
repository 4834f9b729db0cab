import { setupSlipWords as words } from "../../../contract/documents/messages";
import type { Paper, Papers, Sheet } from "../ports";
import { setupPage } from "./enrollment-sheets";
import { makePaper } from "./paper";

type SetupSlip = Parameters<Papers["setupSlip"]>[0];

/** One person's setup code with what to do with it: the enrollment sheet of one. */
export function setupSlipPaper(slip: SetupSlip, sheet: Sheet): Paper {
  return makePaper(sheet.size, words.subject(slip.name), [setupPage(slip, slip, sheet)]);
}
