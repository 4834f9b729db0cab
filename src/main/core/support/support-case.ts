import type { Formats } from "../../../contract/formats";
import type { InputOf } from "../../../contract/methods";
import type { NoSuchPerson } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { attemptWords } from "../../../contract/support/desk-messages";
import type { AttemptView, SupportCase } from "../../../contract/support/views";
import { type DenialReason, HELP_ACTS, type HelpAct, WINDOWS } from "../../../contract/vocabulary";
import { actFactsOf, mayDo } from "../approvals/act-on-account";
import { toEntryView } from "../audit/entry-view";
import { lockedRefusal } from "../authentication/attempts";
import { clockState, offMs } from "../clock/clock";
import { ruleTime, type VaultContext } from "../context";
import { deliveryReason } from "../domain/delivery-reason";
import { type DiagnosisFacts, diagnose, NOTIFYING_KINDS } from "../domain/diagnosis";
import type { Entry, EventKind } from "../domain/events";
import { isExpired } from "../domain/one-time-codes";
import { remedyFor } from "../domain/remedies";
import { verifyAccountOnce } from "../integrity";
import { identityWays } from "../people/identity";
import { personRow } from "../people/person-view";
import { ruleLabelsNow } from "../policy/account-policy";
import { isOverdue, needsSetupCode, whatIsDue } from "../session/enforcement";
import type { Caller } from "../session/session";
import { type Account, findAccount, ownsEmail } from "../store/accounts";
import { listNewestCorrections } from "../store/clock-signs";
import { countCodes, listCodes } from "../store/codes";
import { listEntriesAbout } from "../store/ledger/entries-about";
import { findPerson } from "../store/people";
import { thePractice } from "../store/practice";

const LOOKED_AT = 50;
const ATTEMPTS_SHOWN = 12;
const HELPED_MS = 30 * 24 * 60 * 60_000;
const HELPED_SHOWN = 10;

/** All that the support desk shows of one person: why they cannot sign in, and what helps. */
export function getSupportCase(
  context: VaultContext,
  caller: Caller,
  { account: id }: InputOf<"getSupportCase">,
): Result<SupportCase, NoSuchPerson> {
  const account = findAccount(context.db, id);
  const row = findPerson(context.db, id, ruleTime(context));
  if (account === undefined || row === undefined) return refuse({ code: "no-such-person" });
  const entries = listEntriesAbout(context.db, id, { kinds: NOTIFYING_KINDS, from: 0, limit: LOOKED_AT });
  const causes = diagnose(factsOf(context, account, entries));
  const may = whatMay(context, caller, account);
  const [first] = causes;
  return ok({
    person: personRow(row, ruleLabelsNow(context)),
    asked: askedOf(account),
    causes,
    remedy: first === undefined ? null : remedyFor(first, account.twoFactor, (act) => may[act]),
    attempts: attemptsOf(context, entries),
    identity: identityWays(context, account),
    may,
    helped: helpedOf(context, id),
  });
}

function factsOf(context: VaultContext, account: Account, entries: readonly Entry[]): DiagnosisFacts {
  const { id, deactivatedAt, heldAt, passwordSecret, twoFactor } = account;
  const { db } = context;
  const clock = clockState(context);
  return {
    deactivated: deactivatedAt !== null,
    heldSince: heldAt,
    damaged: !verifyAccountOnce(context, id),
    emailShared: deactivatedAt === null && !ownsEmail(db, account),
    hasPassword: passwordSecret !== null,
    twoFactor,
    locked: lockedRefusal(context, account, WINDOWS),
    overdueSince: isOverdue(context, account) ? whatIsDue(context, account).deadlineAt : null,
    setupCodeNeeded: needsSetupCode(context, account),
    setupCodeUntil: setupCodeUntil(context, id),
    recoveryCodesLeft: countCodes(db, id, "recovery-code", "open"),
    workstationOffMs: offMs(context),
    behindMs: clock.is === "behind" ? clock.byMs : null,
    corrected: listNewestCorrections(db),
    workstation: context.workstation,
    entries,
  };
}

/** When the open setup code for a phone dies; null where there is none that still works. */
function setupCodeUntil(context: VaultContext, account: string): number | null {
  const code = listCodes(context.db, account, "setup-code", "open").find(({ use }) => use === "enrollment");
  return code === undefined || isExpired(code.expiresAt, ruleTime(context)) ? null : code.expiresAt;
}

function whatMay(
  context: VaultContext,
  caller: Caller,
  account: Account,
): Readonly<Record<HelpAct, true | DenialReason>> {
  const actFacts = actFactsOf(context, caller, account);
  return Object.fromEntries(HELP_ACTS.map((act) => [act, mayDo(act, actFacts)])) as Record<
    HelpAct,
    true | DenialReason
  >;
}

function askedOf({ helpAskedAt: at, helpAbout: about }: Account): SupportCase["asked"] {
  return at === null || about === null ? null : { at, about };
}

function attemptsOf(context: VaultContext, entries: readonly Entry[]): readonly AttemptView[] {
  const { region, timeZone } = thePractice(context.db);
  const formats = { region, timeZone, now: context.clock.now() };
  const views = entries.flatMap((entry) => {
    const sentence = attemptSentence(entry, formats);
    return sentence === null ? [] : [{ at: entry.at, ok: entry.kind === "signed-in", sentence }];
  });
  return views.slice(0, ATTEMPTS_SHOWN);
}

/** Of what was typed only whether it was right, and for what else; null for what is no attempt. */
function attemptSentence(entry: Entry, formats: Formats): string | null {
  switch (entry.kind) {
    case "signed-in":
      return attemptWords.signedIn(entry.data.factors);
    case "attempt-refused":
      return attemptWords.refused(entry.data, formats);
    case "account-locked":
      return attemptWords.locked(entry.data.until, formats);
    case "token-not-delivered":
      return attemptWords.notDelivered(deliveryReason(entry.data.reason) ?? "gateway-error");
    default:
      return null;
  }
}

/** The acts of help, as their entries are called. */
const help: readonly EventKind[] = [
  ...(["account-unlocked", "bypass-code-issued", "phone-replaced", "text-fallback-given"] as const),
  ...(["two-factor-reset", "setup-code-issued", "number-confirmed", "help-closed"] as const),
];

/** What helpers did for them lately, newest first. */
function helpedOf(context: VaultContext, account: string): SupportCase["helped"] {
  const from = ruleTime(context) - HELPED_MS;
  const entries = listEntriesAbout(context.db, account, { kinds: help, from, limit: HELPED_SHOWN });
  return entries.map((entry) => toEntryView(context, entry));
}
