/**
 * What the window may be doing right now, as the main process sees it.
 * `practice-setup`: no vault yet, or setting up the practice is unfinished. `sealed`: a vault without its key.
 * `setup-only`: signed in, but nothing is reachable before two-factor is set up again.
 * `emergency-access`: signed in with the emergency codes, for one shift: helps people in and reads lists.
 */
export const SESSION_STATES = [
  "practice-setup",
  "sealed",
  "signed-out",
  "password-passed",
  "setup-only",
  "locked",
  "member",
  "support",
  "auditor",
  "manager",
  "emergency-access",
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/* Callers of methods, by what their session may reach. */

export const fullySignedIn = ["member", "support", "auditor", "manager"] as const;
export const signedIn = [...fullySignedIn, "emergency-access"] as const;
export const atSignIn = ["signed-out", "password-passed"] as const;
/** Whoever sets up what is their own. In emergency access nobody does: it would outlive the shift, without a second factor. */
export const enrolling = ["practice-setup", "setup-only", ...fullySignedIn] as const;
export const anySession = ["practice-setup", "setup-only", ...signedIn] as const;
export const readers = ["support", "auditor", "manager", "emergency-access"] as const;
export const helpers = ["support", "manager", "emergency-access"] as const;
/** What managers prepare and auditors may look at. */
export const overseers = ["auditor", "manager", "emergency-access"] as const;
/** Who decides after a restore who still works here (HELD-4). */
export const deciders = ["manager", "emergency-access"] as const;
/** The audit log, second managers, and what guards them: not in emergency access. */
export const auditors = ["auditor", "manager"] as const;
/** What the practice decides. In emergency access somebody helps people in and reads lists, and decides nothing. */
export const managers = ["manager"] as const;
