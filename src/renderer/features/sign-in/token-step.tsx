import { useState } from "react";
import type { SignInView } from "../../../preload/views";
import { CodeForm } from "./code-form";
import { NoToken } from "./no-token";
import { TokenForm } from "./token-form";

export type TokenWay = "token" | "recovery-code" | "bypass-code" | "no-token";

export interface TokenStepProps {
  signIn: SignInView;
  /** The person starts over; the first screen need not say why. */
  onCancelled: () => void;
}

/** After the password: the token, or what stands in for it. */
export function TokenStep({ signIn, onCancelled }: TokenStepProps) {
  const [way, setWay] = useState<TokenWay>("token");
  const back = () => setWay("token");
  switch (way) {
    case "token":
      return <TokenForm signIn={signIn} onWay={setWay} onCancelled={onCancelled} />;
    case "no-token":
      return <NoToken signIn={signIn} onWay={setWay} />;
    default:
      return <CodeForm key={way} kind={way} onBack={back} />;
  }
}
