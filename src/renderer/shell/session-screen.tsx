import { type ReactNode, Suspense, useEffect } from "react";
import { errorWords } from "../../contract/shell/error-messages";
import type { Stance } from "../../contract/vocabulary";
import { SignInScreen } from "../features/authentication/sign-in-screen";
import { LockScreen } from "../features/session/lock-screen";
import { SealedScreen } from "../features/vault/sealed-screen";
import { applyTheme } from "../theme/theme";
import { Skeleton } from "../ui/skeleton";
import { useSituation } from "./app-state-context";
import { ErrorBoundary } from "./error-boundary";
import { FirstRun, SetUpOnlyScreen, Workplace } from "./parts";

/** What the window shows is decided by the stance alone: nothing of another one stays in the page. */
export function StanceScreen() {
  const { stance, theme } = useSituation();
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    // Whoever signs in next does not start on the screen of the one before.
    if (stance === "signed-out") window.history.replaceState(null, "", "#/");
  }, [stance]);
  return (
    <ErrorBoundary place={stance}>
      <Suspense fallback={<Skeleton label={errorWords.loading} />}>{screenOf(stance)}</Suspense>
    </ErrorBoundary>
  );
}

function screenOf(stance: Stance): ReactNode {
  switch (stance) {
    case "founding":
      return <FirstRun />;
    case "sealed":
      return <SealedScreen />;
    case "signed-out":
    case "password-passed":
      return <SignInScreen />;
    case "locked":
      return <LockScreen />;
    case "set-up-only":
      return <SetUpOnlyScreen />;
    default:
      return <Workplace />;
  }
}
