import { useState } from "react";
import type { AuthenticatorOffer, Security } from "../../../preload/views";
import { type Act, useAct } from "../../wardkey";
import { useSituation } from "../practice/situation-context";
import { type ShownCodes, useShownCodes } from "../recovery-codes/use-shown-codes";

/** product.md 2.5, a to e. */
export const SET_UP_STEPS = ["get-app", "verify-phone", "scan", "enter-code", "codes"] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

export interface AuthenticatorFlow {
  readonly step: SetUpStep;
  readonly go: (step: SetUpStep) => void;
  /** The key on offer; it lives here and nowhere else, and is gone once its code was accepted. */
  readonly offer: AuthenticatorOffer | null;
  /** Makes an offer, which replaces the one before, and goes to the scan. */
  readonly begin: Act<"beginAuthenticator">;
  readonly accepted: () => void;
  readonly shown: ShownCodes;
}

/** Where somebody is in the set-up of the app. `first` is "codes" where only those are missing. */
export function useAuthenticatorFlow(security: Security, first: SetUpStep, onDone: () => void): AuthenticatorFlow {
  const { stance } = useSituation();
  const [step, go] = useState<SetUpStep>(first);
  const [offer, setOffer] = useState<AuthenticatorOffer | null>(null);
  const shown = useShownCodes(onDone);
  const begin = useAct("beginAuthenticator", {
    onDone: (made) => {
      setOffer(made);
      go("scan");
    },
  });
  const accepted = () => {
    setOffer(null);
    go("codes");
    const kept = security.recoveryCodes.stored && security.recoveryCodes.left > 0;
    // Where only the set-up was reachable, this screen ends now, and the next one asks (unfinished-set-up.tsx).
    if (!kept && stance !== "set-up-only") void shown.make.act({});
  };
  return { step, go, offer, begin, accepted, shown };
}
