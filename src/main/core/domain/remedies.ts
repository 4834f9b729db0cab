import type { DenialReason, HelpAct, Method, Remedy, SignInCause } from "../../../contract/vocabulary";

type May = (act: HelpAct) => true | DenialReason;

/** What helps against a cause, and whether the viewer may do it; null where support has nothing to do. */
export function remedyFor(cause: SignInCause, twoFactor: Method, may: May): Remedy | null {
  const by = (act: HelpAct): Remedy => ({ act, may: may(act) });
  switch (cause.is) {
    case "deactivated":
      return { act: "reactivate" };
    case "held":
      return { act: "confirm" };
    case "records-damaged":
      return { act: "look-at-records" };
    case "email-shared":
      return { act: "settle-conflict" };
    case "locked":
      return may("unlockAccount") !== true && cause.until !== null ? { act: "wait" } : by("unlockAccount");
    case "no-password-yet":
    case "wrong-password":
      return by("issueSetupCode");
    case "past-deadline":
      return cause.setupCodeNeeded ? by("issueSetupCode") : null;
    case "setup-code-needed":
      return cause.codeUntil === null ? by("issueSetupCode") : null;
    case "other-authenticator":
      // Somebody may hold the stolen phone, and they know the password: it is the password that has to change.
      return by(cause.state === "lost-or-stolen" ? "issueSetupCode" : "issueBypassCode");
    case "phone-clock":
    // Nobody types a code before its time, unless the clock of the phone is ahead: the next one will not fit either.
    case "code-early":
      return { act: "resync" };
    case "workstation-clock":
      return { act: "correct-clock" };
    case "code-old":
    case "code-used":
      return { act: twoFactor === "text" ? "send-again" : "next-code" };
    case "other-account":
    case "text-while-app":
      return { act: "next-code" };
    case "text-expired":
    case "text-replaced":
      return { act: "send-again" };
    case "code-outdated":
    case "wrong-token":
      return twoFactor === "text" ? { act: "send-again" } : by("issueBypassCode");
    case "not-delivered":
      return by("issueBypassCode");
    case "no-codes-left":
      return null;
  }
}
