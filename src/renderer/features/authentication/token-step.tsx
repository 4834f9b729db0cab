import { lazy, Suspense, useState } from "react";
import type { SignInView } from "../../../contract/authentication/views";
import { CodeForm } from "./code-form";
import { NoToken } from "./no-token";
import { TokenForm, type TokenWay } from "./token-form";

const ResyncForm = lazy(async () => ({ default: (await import("./resync-form")).ResyncForm }));
const NewPhone = lazy(async () => ({ default: (await import("../recovery/new-phone")).NewPhone }));
const CorrectClockForm = lazy(async () => ({
  default: (await import("../clock/correct-clock-form")).CorrectClockForm,
}));

export interface TokenStepProps {
  signIn: SignInView;
  /** The person starts over; the first screen need not say why. */
  onCancelled: () => void;
}

/** After the password: the token, or what stands in for it. */
export function TokenStep(props: TokenStepProps) {
  return (
    <Suspense>
      <WayIn {...props} />
    </Suspense>
  );
}

function WayIn({ signIn, onCancelled }: TokenStepProps) {
  const [way, setWay] = useState<TokenWay>("token");
  const back = () => setWay("token");
  switch (way) {
    case "token":
      return <TokenForm signIn={signIn} onWay={setWay} onCancelled={onCancelled} />;
    case "no-token":
      return <NoToken signIn={signIn} onWay={setWay} />;
    case "resync":
      return <ResyncForm digits={signIn.digits ?? signIn.textTokenDigits} onBack={() => setWay("no-token")} />;
    case "new-phone":
      return <NewPhone signIn={signIn} onBack={() => setWay("no-token")} />;
    case "clock":
      return <CorrectClockForm onBack={back} onCorrected={back} />;
    default:
      return <CodeForm key={way} kind={way} onBack={back} />;
  }
}
