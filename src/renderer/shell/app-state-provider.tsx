import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { AppState } from "../../contract/session/views";
import type { SessionState } from "../../contract/session-state";
import { AppStateContext, type AppStateValue } from "./app-state-context";
import { type Drafts, DraftsContext, draftsText, putBack } from "./drafts";
import { expectedAppState } from "./expected-app-state";
import { call } from "./wardkey";

interface Seen {
  readonly appState: AppState;
  /** The window's monotonic clock when main answered. */
  readonly readAt: number;
  readonly reads: number;
}

export interface AppStateProviderProps {
  /** Drawn until main has answered for the first time, and after main announced another session state. */
  waiting: ReactNode;
  children: ReactNode;
}

/** Holds what main says about the vault, the practice and the session, and forgets all else when somebody leaves. */
export function AppStateProvider({ waiting, children }: AppStateProviderProps) {
  const { seen, again } = useSeen();
  const state = useMemo<AppStateValue | null>(() => {
    if (seen === null) return null;
    const { appState, readAt, reads } = seen;
    return { appState, now: () => appState.now + (performance.now() - readAt), again, reads };
  }, [seen, again]);
  if (state === null) return waiting;
  return (
    <AppStateContext value={state}>
      <Fragment key={sessionOf(state.appState)}>{children}</Fragment>
    </AppStateContext>
  );
}

/** Nothing drawn for one session, its open dialogs included, lives on in another or on the locked screen. */
function sessionOf({ sessionState, session }: AppState): string {
  if (session === null) return "nobody";
  return sessionState === "locked" ? "locked" : `${session.account.id} ${session.signedInAt}`;
}

/** What stands stays while main cannot say what is there now, and is asked for again after so long. */
const AGAIN_MS = 5000;

/** What is drawn until main has answered for the first time: the screen that the address says to expect, if any. */
function readExpected(): Seen | null {
  const appState = expectedAppState(window.location.hash.slice(1));
  return appState === null ? null : { appState, readAt: performance.now(), reads: 0 };
}

function useSeen(): { seen: Seen | null; again: () => void } {
  const queries = useQueryClient();
  const drafts = useContext(DraftsContext);
  const [seen, setSeen] = useState<Seen | null>(readExpected);
  const [broken, setBroken] = useState<Error | null>(null);
  const asked = useRef(0);
  const drawn = useRef("");

  const again = useCallback(() => {
    asked.current += 1;
    const turn = asked.current;
    const isOver = () => turn !== asked.current;
    readAppState(drafts, drawn.current).then(
      (appState) => {
        if (isOver()) return;
        if (leaves(appState.sessionState)) forget(queries, drafts);
        drawn.current = sessionOf(appState);
        setBroken(null);
        setSeen({ appState, readAt: performance.now(), reads: turn });
      },
      (error: Error) => void (isOver() || setBroken(error)),
    );
  }, [queries, drafts]);
  useEffect(() => {
    const timer = broken === null ? undefined : setTimeout(again, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [broken, again]);

  useEffect(() => {
    // What was expected at the start is not expected of a page that is opened again.
    if (expectedAppState(window.location.hash.slice(1)) !== null) window.history.replaceState(null, "", "#/");
    again();
    const endChanged = window.wardkey.changed((reads) => {
      if (reads.includes("getAppState")) again();
      for (const method of reads) void queries.invalidateQueries({ queryKey: [method] });
    });
    const endSession = window.wardkey.session((sessionState) => {
      if (sessionState === "locked" || sessionState === "signed-out") handOver(drafts);
      setSeen((last) => (last === null || keeps(last.appState.sessionState, sessionState) ? last : null));
      if (leaves(sessionState)) forget(queries, drafts);
      again();
    });
    return () => {
      endChanged();
      endSession();
    };
  }, [again, queries, drafts]);

  // The nearest error boundary is the one place that shows a bug.
  if (broken !== null && (seen === null || seen.reads === 0)) throw broken;
  return { seen, again };
}

/** With what was half typed, before anything of another session than `drawn` is. */
async function readAppState(drafts: Drafts, drawn: string): Promise<AppState> {
  const answer = await call("getAppState", {});
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { sessionState, session } = answer.value;
  const mayBeKept = session !== null && sessionState !== "locked" && sessionState !== "practice-setup";
  if (mayBeKept && sessionOf(answer.value) !== drawn) {
    const taken = await call("takeDrafts", {});
    if (taken.ok && taken.value !== null) putBack(drafts, taken.value);
  }
  return answer.value;
}

/**
 * Gives main what is half typed, while it still stands: main knows whose it is, if anybody's. What cannot be given is
 * gone.
 */
function handOver(drafts: Drafts): void {
  const text = draftsText(drafts);
  if (text !== null) call("keepDrafts", { text }).catch(() => {});
}

/** What the screens of a session have read goes with them, and not only once it has been unused for a while. */
function forget(queries: QueryClient, drafts: Drafts): void {
  drafts.kept.clear();
  for (const query of queries.getQueryCache().getAll()) query.gcTime = 0;
  queries.clear();
  // The page remembers the text that a pattern was last found in (RegExp.input), which may be a code: let it be this
  // one.
  /^/.exec(document.title);
}

/** Locked or signed out: what was read for the one who was here is forgotten. */
function leaves(sessionState: SessionState): boolean {
  return sessionState === "locked" || sessionState === "signed-out" || sessionState === "sealed";
}

/** Whether the page may stay until the next answer. The content of a session is gone at once. */
function keeps(before: SessionState, sessionState: SessionState): boolean {
  return before === sessionState || !leaves(sessionState) || before === "password-passed";
}
