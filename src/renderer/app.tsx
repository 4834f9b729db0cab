import { lazy } from "react";
import { errorWords } from "../contract/shell/error-messages";
import { WaitingNotice } from "./features/approvals/waiting-notice";
import { SignInScreen } from "./features/authentication/sign-in-screen";
import { ManagerRecoveryNotice } from "./features/recovery/manager-recovery-notice";
import { LockScreen } from "./features/session/lock-screen";
import { SealedScreen } from "./features/vault/sealed-screen";
import { ErrorBoundary } from "./shell/error-boundary";
import { Providers } from "./shell/providers";
import { SessionScreen, type SessionScreens } from "./shell/session-screen";

/*
 * What the features register with the shell, which knows none of them. What is imported here is in the first chunk: the
 * vault's passphrase, the sign-in and the locked screen; all else is lazy.
 */

const PracticeSetup = lazy(async () => ({ default: (await import("./features/vault/practice-setup")).PracticeSetup }));
const SetupOnlyScreen = lazy(async () => ({
  default: (await import("./features/enrollment/setup-only-screen")).SetupOnlyScreen,
}));
const SignedIn = lazy(async () => ({ default: (await import("./signed-in")).SignedIn }));

export const sessionScreens: SessionScreens = {
  "practice-setup": PracticeSetup,
  sealed: SealedScreen,
  "signed-out": SignInScreen,
  "password-passed": SignInScreen,
  locked: LockScreen,
  "setup-only": SetupOnlyScreen,
  member: SignedIn,
  support: SignedIn,
  auditor: SignedIn,
  manager: SignedIn,
  "emergency-access": SignedIn,
};

export const publicNotices = (
  <>
    <ManagerRecoveryNotice />
    <WaitingNotice />
  </>
);

/** The window. */
export function App() {
  return (
    <ErrorBoundary place={errorWords.start}>
      <Providers publicNotices={publicNotices}>
        <SessionScreen screens={sessionScreens} />
      </Providers>
    </ErrorBoundary>
  );
}
