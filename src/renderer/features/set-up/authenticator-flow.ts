import { useState } from "react";
import type { AuthenticatorOffer, Security } from "../../../preload/views";
import { type Act, useAct } from "../../wardkey";
import { useSituation } from "../practice/situation-context";
import { type ShownCodes, useShownCodes } from "../recovery-codes/use-shown-codes";

/** product.md 2.5, a to e. */
export const SET_UP_STEPS = ["get-app", "verify-phone", "scan", "enter-code", "codes"] as const;
/** `sealed-sheet` stands beside the first two: it takes their place for whoever has scanned a printed key. */
export type SetUpStep = (typeof SET_UP_STEPS)[number] | "sealed-sheet";

/** Which of the five steps a step counts as, from 1. */
export function placeOf(step: SetUpStep): number {
  return step === "sealed-sheet" ? 1 : SET_UP_STEPS.indexOf(step) + 1;
}

export interface AuthenticatorFlow {
  readonly step: SetUpStep;
  readonly go: (step: SetUpStep) => void;
  /** The key on offer; it lives here and nowhere else, and is gone once its code was accepted. */
  readonly offer: AuthenticatorOffer | null;
  /** Makes an offer, which replaces the one before, and goes to the scan. */
  readonly begin: Act<"beginAuthenticator">;
  /** Takes a code of the printed key: the offer that takes its place is then scanned, without the phone step. */
  readonly redeem: Act<"redeemSealedSheet">;
  /** The key on offer takes the place of one that was printed. */
  readonly fromSheet: boolean;
  readonly accepted: () => void;
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
  const begin = useAct("beginAuthenticator", { onDone: scan });
  const redeem = useAct("redeemSealedSheet", {
    onDone: (made) => {
      setFromSheet(true);
      scan(made);
    },
  });
  const accepted = () => {
    setOffer(null);
    go("codes");
    const kept = security.recoveryCodes.stored && security.recoveryCodes.left > 0;
    // Where only the set-up was reachable, this screen ends now, and the next one asks (unfinished-set-up.tsx).
    if (!kept && stance !== "set-up-only") void shown.make.act({});
  };
  return { step, go, offer, begin, redeem, fromSheet, accepted, shown };
}
