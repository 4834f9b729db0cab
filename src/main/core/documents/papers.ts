import type { Papers } from "../ports";
import { emergencyHalfPaper } from "./break-glass-half";
import { enrollmentSheetsPaper } from "./enrolment-sheets";
import { evidencePackPaper } from "./evidence-pack";
import { listPaper } from "./list-paper";
import { qrSvgDataUri } from "./qr";
import { recoveryCodesPaper } from "./recovery-codes";
import { recoveryKitPaper } from "./recovery-kit";
import { reportPaper } from "./report-paper";
import { setupSlipPaper } from "./set-up-slip";

/** Every paper there is, as services see them. */
export const papers: Papers = {
  recoveryKit: recoveryKitPaper,
  recoveryCodes: recoveryCodesPaper,
  emergencyHalf: emergencyHalfPaper,
  setupSlip: setupSlipPaper,
  enrollmentSheets: enrollmentSheetsPaper,
  listPaper,
  reportPaper,
  evidencePack: evidencePackPaper,
  qrSvgDataUri,
};
