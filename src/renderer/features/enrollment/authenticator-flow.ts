import { useState } from "react";
import type { AuthenticatorOffer, Security } from "../../../contract/enrollment/views";
import { useAppState } from "../../shell/app-state-context";
import { type Act, useAct } from "../../shell/wardkey";
import { backupPasswordIsDue } from "../recovery/backup-password-fields";
import { type ShownCodes, useShownCodes } from "../recovery/codes-sheet";

/** The steps of setting up the app, in order (SETUP-3 to SETUP-7). */
const COUNTED_STEPS = ["get-app", "verify-phone", "scan", "enter-code", "codes"] as const;
/**
 * `sealed-sheet` comes before the scan for whoever has scanned a printed key, and counts as it. The last one begins with
 * the backup password.
 */
export type SetupStep = (typeof COUNTED_STEPS)[number] | "sealed-sheet" | "backup-password";

/** What the app is set up with: a new key, that of the old phone once more, or one that takes the place of a printed one. */
export type SetupWay = "new" | "same" | "sheet";

export interface AuthenticatorFlow {
  readonly step: SetupStep;
  /** Which of the `total` steps that is, from 1. */
  readonly current: number;
  readonly total: number;
  readonly go: (step: SetupStep) => void;
  /** The key on offer; it lives here and nowhere else, and is gone once its code was accepted. */
  readonly offer: AuthenticatorOffer | null;
  readonly way: SetupWay;
  /** From the first step on, by whichever way: the phone is verified first, where it is to be. */
  readonly choose: (way: SetupWay) => void;
  /** From a phone that is verified, or cannot be: to the printed key, or to a new offer. */
  readonly goOn: () => void;
  /** Makes an offer, which replaces the one before, and goes to the scan. */
  readonly begin: Act<"beginAuthenticator">;
  /** Makes another offer once the time of the present one is over. */
  readonly renew: () => void;
  /** Takes a code of the printed key: the offer that takes its place is then scanned. */
  readonly redeem: Act<"redeemSealedSheet">;
  readonly accepted: () => void;
  /** From the backup password, set or skipped, to the recovery codes. */
  readonly toCodes: () => void;
  readonly shown: ShownCodes;
}

/** Where somebody is in the setup of the app. `first` is "codes" where only those are missing. */
export function useAuthenticatorFlow(security: Security, first: SetupStep, onDone: () => void): AuthenticatorFlow {
  const { sessionState } = useAppState();
  const [step, go] = useState<SetupStep>(first);
  const [offer, setOffer] = useState<AuthenticatorOffer | null>(null);
  const shown = useShownCodes(onDone);
  const [way, setWay] = useState<SetupWay>("new");
  // As it was at the beginning: a phone that is verified on the way does not change the steps that are counted.
  const [steps] = useState(() => COUNTED_STEPS.filter((each) => each !== "verify-phone" || security.phoneToVerify));
  const scan = (made: AuthenticatorOffer) => {
    setOffer(made);
    go("scan");
  };
  const begin = useAct("beginAuthenticator", { onDone: scan });
  const redeem = useAct("redeemSealedSheet", { onDone: scan });
  const goOnBy = (chosen: SetupWay) => {
    if (chosen === "sheet") go("sealed-sheet");
    else void begin.act({ key: chosen });
  };
  const choose = (chosen: SetupWay) => {
    setWay(chosen);
    if (security.phoneToVerify) go("verify-phone");
    else goOnBy(chosen);
  };
  const accepted = () => {
    setOffer(null);
    if (backupPasswordIsDue(security)) go("backup-password");
    else toCodes();
  };
  const toCodes = () => {
    go("codes");
    const kept = security.recoveryCodes.stored && security.recoveryCodes.left > 0;
    // Where only the setup was reachable, this screen ends now, and the next one asks (unfinished-setup.tsx).
    if (!kept && sessionState !== "setup-only") void shown.make.act({});
  };
  const renew = () => void begin.act({ key: way === "same" ? "same" : "new" });
  const place = { step, current: placeAmong(steps, step), total: steps.length, go };
  const acts = { choose, goOn: () => goOnBy(way), begin, renew, redeem, accepted, toCodes };
  return { ...place, ...acts, offer, way, shown };
}

function placeAmong(steps: readonly SetupStep[], step: SetupStep): number {
  if (step === "backup-password") return steps.length;
  return steps.indexOf(step === "sealed-sheet" ? "scan" : step) + 1;
}
