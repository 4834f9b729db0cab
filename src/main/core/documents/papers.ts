import type { Papers } from "../ports";
import { emergencyHalfPaper } from "./emergency-code-half";
import { enrollmentSheetsPaper, setupSlipPaper } from "./enrollment-sheets";
import { evidencePackPaper } from "./evidence-pack";
import { listPaper } from "./list-paper";
import { qrSvgDataUri } from "./qr";
import { recoveryCodesPaper } from "./recovery-codes";
import { recoveryKitPaper } from "./recovery-kit";
import { reportPaper } from "./report-paper";
import { signOffSheetPaper } from "./sign-off-sheet";

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
  signOffSheet: signOffSheetPaper,
  qrSvgDataUri,
};
