import type { Papers } from "../ports";
import { breakGlassHalfPaper } from "./break-glass-half";
import { enrolmentSheetsPaper } from "./enrolment-sheets";
import { evidencePackPaper } from "./evidence-pack";
import { listPaper } from "./list-paper";
import { qrSvgDataUri } from "./qr";
import { recoveryCodesPaper } from "./recovery-codes";
import { recoveryKitPaper } from "./recovery-kit";
import { reportPaper } from "./report-paper";
import { setUpSlipPaper } from "./set-up-slip";

/** Every paper there is, as services see them. */
export const papers: Papers = {
  recoveryKit: recoveryKitPaper,
  recoveryCodes: recoveryCodesPaper,
  breakGlassHalf: breakGlassHalfPaper,
  setUpSlip: setUpSlipPaper,
  enrolmentSheets: enrolmentSheetsPaper,
  listPaper,
  reportPaper,
  evidencePack: evidencePackPaper,
  qrSvgDataUri,
};
