import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Situation } from "../../contract/views";
import type { Stance } from "../../contract/vocabulary";
import { SituationContext, type SituationState } from "./app-state-context";
import { type Drafts, DraftsContext, draftsText, putBack } from "./drafts";
import { call } from "./wardkey";

interface Seen {
  readonly situation: Situation;
  /** The window's monotonic clock when main answered. */
  readonly readAt: number;
  readonly answers: number;
}

export interface SituationProviderProps {
  /** Drawn until main has answered for the first time, and after main announced another stance. */
  waiting: ReactNode;
  children: ReactNode;
}

/** Holds what main says about the vault, the practice and the session, and forgets all else when somebody leaves. */
export function SituationProvider({ waiting, children }: SituationProviderProps) {
  const { seen, again } = useSeen();
  const state = useMemo<SituationState | null>(() => {
    if (seen === null) return null;
    const { situation, readAt, answers } = seen;
    return { situation, now: () => situation.now + (performance.now() - readAt), again, answers };
  }, [seen, again]);
  if (state === null) return waiting;
  return (
    <SituationContext value={state}>
      <Fragment key={sessionOf(state.situation)}>{children}</Fragment>
    </SituationContext>
  );
}

/** Nothing drawn for one session, its open dialogs included, lives on in another or on the locked screen. */
function sessionOf({ stance, session }: Situation): string {
  if (session === null) return "nobody";
  return stance === "locked" ? "locked" : `${session.account.id} ${session.signedInAt}`;
}

/** What stands stays while main cannot say what is there now, and is asked for again after so long. */
const AGAIN_MS = 5000;

function useSeen(): { seen: Seen | null; again: () => void } {
  const queries = useQueryClient();
  const drafts = useContext(DraftsContext);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [broken, setBroken] = useState<Error | null>(null);
  const asked = useRef(0);
  const drawn = useRef("");

  const again = useCallback(() => {
    asked.current += 1;
    const turn = asked.current;
    const isOver = () => turn !== asked.current;
    readSituation(drafts, drawn.current).then(
      (situation) => {
        if (isOver()) return;
        if (leaves(situation.stance)) forget(queries, drafts);
        drawn.current = sessionOf(situation);
        setBroken(null);
        setSeen({ situation, readAt: performance.now(), answers: turn });
      },
      (error: Error) => void (isOver() || setBroken(error)),
    );
  }, [queries, drafts]);
  useEffect(() => {
    const timer = broken === null ? undefined : setTimeout(again, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [broken, again]);

  useEffect(() => {
    again();
    const endChanged = window.wardkey.changed((reads) => {
      if (reads.includes("getSituation")) again();
      for (const method of reads) void queries.invalidateQueries({ queryKey: [method] });
    });
    const endSession = window.wardkey.session((stance) => {
      if (stance === "locked" || stance === "signed-out") handOver(drafts);
      setSeen((last) => (last === null || keeps(last.situation.stance, stance) ? last : null));
      if (leaves(stance)) forget(queries, drafts);
      again();
    });
    return () => {
      endChanged();
      endSession();
    };
  }, [again, queries, drafts]);

  // The nearest error boundary is the one place that shows a bug.
  if (broken !== null && seen === null) throw broken;
  return { seen, again };
}

/** With what was half typed, before anything of another session than `drawn` is. */
async function readSituation(drafts: Drafts, drawn: string): Promise<Situation> {
  const answer = await call("getSituation", {});
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { stance, session } = answer.value;
  const mayBeKept = session !== null && stance !== "locked" && stance !== "founding";
  if (mayBeKept && sessionOf(answer.value) !== drawn) {
    const taken = await call("takeDrafts", {});
    if (taken.ok && taken.value !== null) putBack(drafts, taken.value);
  }
  return answer.value;
}

/** Gives main what is half typed, while it still stands: main knows whose it is, if anybody's. What cannot be given is gone. */
function handOver(drafts: Drafts): void {
  const text = draftsText(drafts);
  if (text !== null) call("keepDrafts", { text }).catch(() => {});
}

/** What the screens of a session have read goes with them, and not only once it has been unused for a while. */
function forget(queries: QueryClient, drafts: Drafts): void {
  drafts.kept.clear();
  for (const query of queries.getQueryCache().getAll()) query.gcTime = 0;
  queries.clear();
  // The page remembers the text that a pattern was last found in (RegExp.input), which may be a code: let it be this one.
  /^/.exec(document.title);
}

/** Locked or signed out: what was read for the one who was here is forgotten. */
function leaves(stance: Stance): boolean {
  return stance === "locked" || stance === "signed-out" || stance === "sealed";
}

/** Whether the page may stay until the next answer. The content of a session is gone at once. */
function keeps(before: Stance, stance: Stance): boolean {
  return before === stance || !leaves(stance) || before === "password-passed";
}
