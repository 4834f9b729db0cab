import { useState } from "react";
import type { AuthenticatorOffer, Security } from "../../../preload/views";
import { type Act, useAct } from "../../wardkey";
import { backupPasswordIsDue } from "../backup-password/use-backup-password";
import { useSituation } from "../practice/situation-context";
import { type ShownCodes, useShownCodes } from "../recovery-codes/use-shown-codes";

/** product.md 2.5, a to e. */
export const SET_UP_STEPS = ["get-app", "verify-phone", "scan", "enter-code", "codes"] as const;
/**
 * `sealed-sheet` stands beside the first two: it takes their place for whoever has scanned a printed key. The last one
 * begins with the backup password.
 */
export type SetUpStep = (typeof SET_UP_STEPS)[number] | "sealed-sheet" | "backup-password";

/** Which of the five steps a step counts as, from 1. */
export function placeOf(step: SetUpStep): number {
  if (step === "sealed-sheet") return 1;
  return step === "backup-password" ? SET_UP_STEPS.length : SET_UP_STEPS.indexOf(step) + 1;
}

export interface AuthenticatorFlow {
  readonly step: SetUpStep;
  readonly go: (step: SetUpStep) => void;
  /** The key on offer; it lives here and nowhere else, and is gone once its code was accepted. */
  readonly offer: AuthenticatorOffer | null;
  /** Makes an offer, which replaces the one before, and goes to the scan. */
  readonly begin: Act<"beginAuthenticator">;
  /** Whose key was offered last: a new one, or that of the old phone. */
  readonly key: "new" | "same";
  /** Takes a code of the printed key: the offer that takes its place is then scanned, without the phone step. */
  readonly redeem: Act<"redeemSealedSheet">;
  /** The key on offer takes the place of one that was printed. */
  readonly fromSheet: boolean;
  readonly accepted: () => void;
  /** From the backup password, set or skipped, to the recovery codes. */
  readonly toCodes: () => void;
  readonly shown: ShownCodes;
}

/** Where somebody is in the set-up of the app. `first` is "codes" where only those are missing. */
export function useAuthenticatorFlow(security: Security, first: SetUpStep, onDone: () => void): AuthenticatorFlow {
  const { stance } = useSituation();
  const [step, go] = useState<SetUpStep>(first);
  const [offer, setOffer] = useState<AuthenticatorOffer | null>(null);
  const shown = useShownCodes(onDone);
  const [fromSheet, setFromSheet] = useState(false);
  const scan = (made: AuthenticatorOffer) => {
    setOffer(made);
    go("scan");
  };
  const [key, setKey] = useState<"new" | "same">("new");
  const begin = useAct("beginAuthenticator", {
    onDone: (made, asked) => {
      setKey(asked.key);
      scan(made);
    },
  });
  const redeem = useAct("redeemSealedSheet", {
    onDone: (made) => {
      setFromSheet(true);
      scan(made);
    },
  });
  const accepted = () => {
    setOffer(null);
    if (backupPasswordIsDue(security)) go("backup-password");
    else toCodes();
  };
  const toCodes = () => {
    go("codes");
    const kept = security.recoveryCodes.stored && security.recoveryCodes.left > 0;
    // Where only the set-up was reachable, this screen ends now, and the next one asks (unfinished-set-up.tsx).
    if (!kept && stance !== "set-up-only") void shown.make.act({});
  };
  return { step, go, offer, begin, key, redeem, fromSheet, accepted, toCodes, shown };
}
