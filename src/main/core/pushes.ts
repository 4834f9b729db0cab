import { contract, type Method } from "../../contract/methods";
import type { SessionState } from "../../contract/session-state";

/*
 * What main tells the window without being asked. A push is no side channel: it names only reads that whoever is here
 * may call, and comes only where something has changed (PAGE-6).
 */

/** What changes by itself is told no more often than this, and at first at once. */
const GAP_MS = 250;

export type PushesParts = {
  readonly send: (channel: "changed" | "session", value: readonly Method[] | SessionState) => void;
  readonly sessionStateNow: () => SessionState;
  /** Milliseconds that never run backwards. */
  readonly monotonic: () => number;
  /** Nobody waits for what is told later: what breaks there goes to the log. */
  readonly incident: (what: string, broken: unknown) => void;
};

export type Pushes = {
  /** Reads that have changed by themselves: told soon, together with others. May be called inside a transaction. */
  readonly changed: (reads: readonly Method[]) => void;
  /** What a call of the window's own has changed, and all that waits: told at once, before its answer. */
  readonly answered: (touches: readonly Method[]) => void;
  /** Tells the session state where it is another than the window was told last. */
  readonly pushSessionState: () => void;
};

export function createPushes({ send, sessionStateNow, monotonic, incident }: PushesParts): Pushes {
  const waiting = new Set<Method>();
  let notified: SessionState | undefined;
  let pushedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const pushSessionState = () => {
    const now = sessionStateNow();
    const before = notified;
    notified = now;
    if (before !== undefined && before !== now) send("session", now);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    pushSessionState();
    const sessionState = sessionStateNow();
    const reads = [...waiting].filter((method) => contract[method].callers.includes(sessionState));
    waiting.clear();
    if (reads.length === 0) return;
    pushedAt = monotonic();
    send("changed", reads);
  };
  const later = () => {
    try {
      flush();
    } catch (broken) {
      incident("push", broken);
    }
  };
  const changed = (reads: readonly Method[]) => {
    for (const method of reads) waiting.add(method);
    timer ??= setTimeout(later, Math.max(0, pushedAt + GAP_MS - monotonic()));
  };
  const answered = (touches: readonly Method[]) => {
    for (const method of touches) waiting.add(method);
    if (touches.length > 0) flush();
    else pushSessionState();
  };
  return { changed, answered, pushSessionState };
}
