import { type ReactNode, Suspense, useEffect } from "react";
import type { SessionState } from "../../contract/session-state";
import { errorWords } from "../../contract/shell/error-messages";
import { SignInScreen } from "../features/authentication/sign-in-screen";
import { LockScreen } from "../features/session/lock-screen";
import { SealedScreen } from "../features/vault/sealed-screen";
import { applyTheme } from "../theme/theme";
import { Skeleton } from "../ui/skeleton";
import { useAppState } from "./app-state-context";
import { ErrorBoundary } from "./error-boundary";
import { FirstRun, SetupOnlyScreen, Workplace } from "./parts";

/** What the window shows is decided by the session state alone: nothing of another one stays in the page. */
export function SessionScreen() {
  const { sessionState, theme } = useAppState();
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    // Whoever signs in next does not start on the screen of the one before.
    if (sessionState === "signed-out") window.history.replaceState(null, "", "#/");
  }, [sessionState]);
  return (
    <ErrorBoundary place={sessionState}>
      <Suspense fallback={<Skeleton label={errorWords.loading} />}>{screenOf(sessionState)}</Suspense>
    </ErrorBoundary>
  );
}

function screenOf(sessionState: SessionState): ReactNode {
  switch (sessionState) {
    case "practice-setup":
      return <FirstRun />;
    case "sealed":
      return <SealedScreen />;
    case "signed-out":
    case "password-passed":
      return <SignInScreen />;
    case "locked":
      return <LockScreen />;
    case "setup-only":
      return <SetupOnlyScreen />;
    default:
      return <Workplace />;
  }
}
