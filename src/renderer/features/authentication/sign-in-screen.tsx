import { lazy, Suspense, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { correctClockWords } from "../../../contract/clock/messages";
import { useAppState } from "../../shell/app-state-context";
import { Credentials } from "./credentials";
import { TokenStep } from "./token-step";

const SetupCodeForm = lazy(async () => ({ default: (await import("../enrollment/setup-code-form")).SetupCodeForm }));
const ForgotPassword = lazy(async () => ({ default: (await import("./forgot-password")).ForgotPassword }));
const OnlyManagerForm = lazy(async () => ({
  default: (await import("../recovery/only-manager-form")).OnlyManagerForm,
}));
const ManagerRecoveryScreen = lazy(async () => ({
  default: (await import("../recovery/manager-recovery-screen")).ManagerRecoveryScreen,
}));
const EmergencyForm = lazy(async () => ({ default: (await import("../emergency/emergency-form")).EmergencyForm }));
const CorrectClockForm = lazy(async () => ({
  default: (await import("../clock/correct-clock-form")).CorrectClockForm,
}));

type Way =
  | "credentials"
  | "setup-code"
  | "forgot-password"
  | "only-manager"
  | "manager-recovery"
  | "emergency"
  | "correct-clock";

/** Everything between an opened vault and a session. */
export function SignInScreen() {
  const { sessionState, signIn } = useAppState();
  const ended = useEnded();
  if (sessionState === "password-passed" && signIn !== null) {
    return <TokenStep signIn={signIn} onCancelled={ended.expect} />;
  }
  return (
    <Suspense>
      <BeforePassword ended={ended.unasked} />
    </Suspense>
  );
}

function BeforePassword({ ended }: { ended: boolean }) {
  const [way, setWay] = useState<Way>("credentials");
  /** What was done on another sheet and is said on the first one. */
  const [done, setDone] = useState<string>();
  const back = () => setWay("credentials");
  const backWith = (said: string) => () => {
    setDone(said);
    back();
  };
  const go = (next: Way) => () => {
    setDone(undefined);
    setWay(next);
  };
  const toForgotPassword = go("forgot-password");
  switch (way) {
    case "setup-code":
      return <SetupCodeForm onBack={back} />;
    case "forgot-password":
      return (
        <ForgotPassword
          onBack={back}
          onSetupCode={go("setup-code")}
          onOnlyManager={go("only-manager")}
          onEmergency={go("emergency")}
        />
      );
    case "only-manager":
      return (
        <OnlyManagerForm
          onBack={toForgotPassword}
          onDone={backWith(signInWords.newPassword)}
          onEmergencyCodes={go("manager-recovery")}
        />
      );
    case "manager-recovery":
      return <ManagerRecoveryScreen onBack={toForgotPassword} onDone={backWith(signInWords.newPassword)} />;
    case "emergency":
      return <EmergencyForm onBack={back} />;
    case "correct-clock":
      return <CorrectClockForm onBack={back} onCorrected={backWith(correctClockWords.corrected)} />;
    default:
      return (
        <Credentials
          ended={ended}
          done={done}
          onSetupCode={go("setup-code")}
          onForgotPassword={toForgotPassword}
          onEmergency={go("emergency")}
          onCorrectClock={go("correct-clock")}
          onManagerRecovery={go("manager-recovery")}
        />
      );
  }
}

/**
 * Whether the sign-in before this one ended by itself: after ten minutes without a token, or because main gave up on
 * it.
 */
function useEnded() {
  const { sessionState } = useAppState();
  const [was, setWas] = useState<"nothing" | "waiting" | "cancelled" | "ended">("nothing");
  const waits = sessionState === "password-passed";
  if (waits && (was === "nothing" || was === "ended")) setWas("waiting");
  if (!waits && was === "waiting") setWas("ended");
  if (!waits && was === "cancelled") setWas("nothing");
  return { unasked: was === "ended", expect: () => setWas("cancelled") };
}
