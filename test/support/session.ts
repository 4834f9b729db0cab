import * as appState from "../../src/main/core/app-state";
import { noteShown } from "../../src/main/core/approvals/notice-period";
import type { VaultContext } from "../../src/main/core/context";
import type { EventData } from "../../src/main/core/domain/events";
import type { Caller, Session, SessionHost } from "../../src/main/core/session/session";
import * as state from "../../src/main/core/session/session-state";
import * as sessions from "../../src/main/core/session/sessions";

/* What main does with the session of its one window, for tests that have one. */

/** A host that nobody looks at. */
export const silentHost: SessionHost = { changed: () => {}, closed: () => {} };

type AtWindow = VaultContext & { readonly session: Session };

/** Whoever is in front of the window before anybody has signed in. */
export const nobodyAt = ({ session }: { readonly session: Session }): Caller => ({
  session,
  sessionState: "signed-out",
  account: null,
  role: null,
});
export const callerNow = (context: AtWindow) => {
  noteShown(context);
  return state.callerNow(context, context.session);
};
export const sessionView = (context: AtWindow) => appState.sessionView(context, context.session);
export const signInView = (context: AtWindow) => appState.signInView(context, context.session);
export const pendingSignIn = (context: AtWindow) => sessions.pendingSignIn(context, context.session);
/** What runs every few seconds (background.ts). */
export const tick = (context: AtWindow) => {
  noteShown(context);
  sessions.tick(context, context.session);
};
export const noteActivity = (context: AtWindow) => sessions.noteActivity(context, context.session);
export const passwordIsRecent = (context: AtWindow) => sessions.passwordIsRecent(context, context.session);
export const lockBecause = (context: AtWindow, cause: EventData["session-locked"]["cause"]) =>
  sessions.lockBecause(context, context.session, cause);
export const endSession = (context: AtWindow, cause: EventData["session-ended"]["cause"]) =>
  sessions.endSession(context, context.session, cause);
