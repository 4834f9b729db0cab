import { setUpSlipWords as words } from "../../../contract/documents/messages";
import type { Paper, Papers, Sheet } from "../ports";
import { setUpPage } from "./enrolment-sheets";
import { makePaper } from "./paper";

type SetUpSlip = Parameters<Papers["setUpSlip"]>[0];

/** One person's set-up code with what to do with it: the enrolment sheet of one. */
export function setUpSlipPaper(slip: SetUpSlip, sheet: Sheet): Paper {
  return makePaper(sheet.size, words.subject(slip.name), [setUpPage(slip, slip, sheet)]);
}
