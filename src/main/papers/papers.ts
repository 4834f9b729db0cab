import type { Papers } from "../outside/types";
import { qrSvgDataUri } from "./qr";
import { recoveryCodesPaper } from "./recovery-codes";
import { recoveryKitPaper } from "./recovery-kit";
import { setUpSlipPaper } from "./set-up-slip";

/** Every paper there is, as services see them. */
export const papers: Papers = {
  recoveryKit: recoveryKitPaper,
  recoveryCodes: recoveryCodesPaper,
  setUpSlip: setUpSlipPaper,
  qrSvgDataUri,
};
