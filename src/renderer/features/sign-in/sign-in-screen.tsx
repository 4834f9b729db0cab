import { lazy, Suspense, useState } from "react";
import { useSituation } from "../practice/situation-context";
import { Credentials } from "./credentials";
import { TokenStep } from "./token-step";

const SetUpCodeForm = lazy(async () => ({ default: (await import("./set-up-code-form")).SetUpCodeForm }));
const ForgotPassword = lazy(async () => ({ default: (await import("./forgot-password")).ForgotPassword }));
const OnlyManagerForm = lazy(async () => ({ default: (await import("./only-manager-form")).OnlyManagerForm }));

type Way = "credentials" | "set-up-code" | "forgot-password" | "only-manager";

/** Everything between a closed vault's open door and a session. */
export function SignInScreen() {
  const { stance, signIn } = useSituation();
  const [way, setWay] = useState<Way>("credentials");
  const ended = useEnded();
  if (stance === "password-passed" && signIn !== null) {
    return <TokenStep signIn={signIn} onCancelled={ended.expect} />;
  }
  const back = () => setWay("credentials");
  return (
    <Suspense>
      {way === "credentials" && (
        <Credentials
          ended={ended.unasked}
          onSetUpCode={() => setWay("set-up-code")}
          onForgotPassword={() => setWay("forgot-password")}
        />
      )}
      {way === "set-up-code" && <SetUpCodeForm onBack={back} />}
      {way === "forgot-password" && (
        <ForgotPassword
          onBack={back}
          onSetUpCode={() => setWay("set-up-code")}
          onOnlyManager={() => setWay("only-manager")}
        />
      )}
      {way === "only-manager" && <OnlyManagerForm onBack={() => setWay("forgot-password")} />}
    </Suspense>
  );
}

/** Whether the sign-in before this one ended by itself: after ten minutes without a token, or because main gave up on it. */
function useEnded() {
  const { stance } = useSituation();
  const [was, setWas] = useState<"nothing" | "waiting" | "cancelled" | "ended">("nothing");
  const waits = stance === "password-passed";
  if (waits && (was === "nothing" || was === "ended")) setWas("waiting");
  if (!waits && was === "waiting") setWas("ended");
  if (!waits && was === "cancelled") setWas("nothing");
  return { unasked: was === "ended", expect: () => setWas("cancelled") };
}
