import type { VaultState } from "../../../contract/vault/views";
import { learnedDriftOf } from "../authentication/learned-drift";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import type { ConfirmedBy, Entry, EventData } from "../domain/events";
import { expectedAt, noticeProgress, UNANSWERED } from "../domain/notice-period";
import { stepAt } from "../domain/totp";
import type { GoingOn } from "../installation";
import type { Account } from "../store/accounts";
import { listUsableAuthenticators } from "../store/authenticators";
import { countActive, listActive } from "../store/held-accounts";
import { listWaiting } from "../store/ledger/admitted";
import { findRestoredBackup } from "../store/ledger/known-heads";
import { sumShown } from "../store/notice-periods";

/*
 * A vault that goes on as a workstation of its own (HELD-1): somebody who has left may be back in it, and what was
 * revoked or used up since may be good again. So when managers take it into use, everybody but them is closed until they are
 * confirmed, in the transaction in which the vault is.
 */

/** How many accounts are held as managers take the vault into use; undefined where nothing newer is missing. */
export function whatIsHeld(
  { db, workstation }: VaultContext,
  goingOn: GoingOn | null,
): EventData["vault-confirmed"]["held"] {
  // With the newer entries at hand the audit log itself says who has left.
  if (goingOn === null || goingOn.isWhole) return undefined;
  return { accounts: countActive(db), backupMadeAt: findRestoredBackup(db, listWaiting(db, workstation)) };
}

/** Holds every account, and confirms those of the managers who took the vault into use. */
export function holdEverybody(
  context: VaultContext,
  confirmed: Entry,
  confirmers: readonly [Account, ...Account[]],
  by: ConfirmedBy,
): void {
  const step = stepAt(context.clock.now());
  for (const id of listActive(context.db)) {
    const authenticators = listUsableAuthenticators(context.db, id);
    const steps = Object.fromEntries(authenticators.map((one) => [one, step + learnedDriftOf(context, one)]));
    recordEvent(context, null, { kind: "account-held", subject: id, data: { steps } }, { cause: confirmed });
  }
  for (const { id } of confirmers) {
    const event = { kind: "account-confirmed", subject: id, data: { by, reason: null } } as const;
    recordEvent(context, confirmers[0].id, event, { cause: confirmed });
  }
}

type Wait = Extract<VaultState, { is: "unconfirmed" }>["wait"];

/**
 * How long it takes until a vault whose newer entries are known to be gone may be taken into use without the emergency
 * codes; null where none are. It is the wait for what nobody answers: hours in which Wardkey was open and said so, on
 * this computer, by the clock that nobody can set; starts are added up, copies are not.
 */
export function waitForLost(context: VaultContext, goingOn: GoingOn | null): Wait {
  if (goingOn === null || goingOn.lost.length === 0) return null;
  const { db, workstation, memory } = context;
  const shownMs = sumShown(db, listWaiting(db, workstation)) + (memory.shown?.ms ?? 0);
  const others = Math.max(0, countActive(db) - 1);
  const { isOver, leftMs } = noticeProgress(UNANSWERED, { shownMs, others, sightings: [] });
  const now = ruleTime(context);
  return { isOver, expectedAt: expectedAt(leftMs, now, { beganAt: now, shownMs }) };
}

/** Whether it takes the emergency codes now, since the wait is not over. */
export function mustWait(context: VaultContext, goingOn: GoingOn | null): boolean {
  return waitForLost(context, goingOn)?.isOver === false;
}
