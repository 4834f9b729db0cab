import { type ComponentType, Suspense, useEffect } from "react";
import type { SessionState } from "../../contract/session-state";
import { errorWords } from "../../contract/shell/error-messages";
import { applyTheme } from "../theme/theme";
import { Skeleton } from "../ui/skeleton";
import { useAppState } from "./app-state-context";
import { ErrorBoundary } from "./error-boundary";

/** What the window shows in each state of the session. */
export type SessionScreens = Readonly<Record<SessionState, ComponentType>>;

/** What the window shows is decided by the session state alone: nothing of another one stays in the page. */
export function SessionScreen({ screens }: { screens: SessionScreens }) {
  const { sessionState, theme } = useAppState();
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    // Whoever signs in next does not start on the screen of the one before.
    if (sessionState === "signed-out") window.history.replaceState(null, "", "#/");
  }, [sessionState]);
  const Screen = screens[sessionState];
  return (
    <ErrorBoundary place={sessionState}>
      <Suspense fallback={<Skeleton label={errorWords.loading} />}>
        <Screen />
      </Suspense>
    </ErrorBoundary>
  );
}
