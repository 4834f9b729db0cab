import { ok, type Result } from "../../../contract/result";
import type { AppState } from "../../../contract/session/views";
import type { Practice } from "../../../contract/settings/views";
import { waitingActs } from "../approvals/approval-view";
import { clockState } from "../clock/clock";
import type { Installation } from "../installation";
import { managerRecoveryView } from "../recovery/manager-recovery";
import { findPractice } from "../store/practice";
import { checkedPercent } from "../vault/ledger-check";
import { practiceSetupStep } from "../vault/practice-setup";
import type { Caller } from "./session";
import { sessionView, signInView } from "./session-state";

/** What the window needs to know before it can draw anything. */
export function getAppState(installation: Installation, caller: Caller): Result<AppState> {
  const { context, vault } = installation.now;
  return ok({
    sessionState: caller.sessionState,
    version: installation.version,
    ...installation.appearance.now(),
    now: (context ?? installation).clock.now(),
    vault,
    keyStore: installation.keyStore.isThere(),
    practice: practiceView(installation),
    session: context === null ? null : sessionView(context, caller.session),
    signIn: context === null ? null : signInView(context, caller.session),
    practiceSetup: practiceSetupStep(installation, caller.session),
    alarm: context?.memory.alarm ?? null,
    checking: context === null ? null : checkedPercent(context),
    unsealed: context?.memory.unsealed ?? null,
    backgroundTrouble: context?.memory.backgroundTrouble ?? null,
    waiting: context === null ? [] : waitingActs(context, caller),
    clock: context === null ? { is: "fine" } : clockState(context),
    reopened: caller.session.reopened,
    managerRecovery: context === null ? null : managerRecoveryView(context, caller),
  });
}

function practiceView(installation: Installation): Practice | null {
  const practice = installation.now.context === null ? undefined : findPractice(installation.now.context.db);
  if (practice === undefined) return null;
  const { name, region, timeZone, stillStuck, gateway } = practice;
  return { name, region, timeZone, stillStuck, hasGateway: gateway !== null };
}
