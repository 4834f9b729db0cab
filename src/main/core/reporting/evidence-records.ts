import { changeInLine } from "../../../contract/audit/change-messages";
import { formatDate } from "../../../contract/formats";
import {
  lockoutCauses,
  resetCauses,
  resetProofs,
  setupUses,
  evidenceRecordWords as words,
} from "../../../contract/reporting/messages";
import { toEntryView } from "../audit/entry-view";
import type { VaultContext } from "../context";
import type { Entry } from "../domain/events";
import type { EvidencePack } from "../ports";
import { thePractice } from "../store/practice";
import { entryPages, lockoutsByMonth, nameOf } from "./report-history";
import { RESET_KINDS, resetCauseOf, resetProofOf } from "./report-resets";
import type { Asked } from "./report-shape";

/* What the ledger has of a period, as an evidence pack tells it. Each is a list of pages, to be read one by one. */

export function* resetPages(context: VaultContext, asked: Asked): Generator<EvidencePack["resets"]> {
  for (const page of entryPages(context, RESET_KINDS, asked)) {
    yield page.map((entry) => ({
      at: entry.at,
      person: nameOf(context, entry.subject),
      cause: resetCauses[resetCauseOf(entry)],
      proof: resetProofs[resetProofOf(context, entry)],
      by: nameOf(context, entry.actor),
    }));
  }
}

export function* claimPages(context: VaultContext, asked: Asked): Generator<EvidencePack["codesClaimed"]> {
  for (const page of entryPages(context, ["setup-code-claimed"], asked)) {
    yield page.map(({ at, subject, data, workstation }) => ({
      at,
      person: nameOf(context, subject),
      purpose: setupUses[data.for],
      where: words.workstation(workstation),
    }));
  }
}

/** The 2FA policy is everybody's: whom the pack is about changes nothing. */
export function* policyChangePages(context: VaultContext, { period }: Asked): Generator<EvidencePack["policyChanges"]> {
  const everybody = { period, who: { accountType: null, role: null } };
  for (const page of entryPages(context, ["policy-changed"], everybody)) {
    yield page.map((entry) => ({
      at: entry.at,
      what: toEntryView(context, entry).changes.map(changeInLine).join("; "),
      by: nameOf(context, entry.actor),
      reason: entry.data.reason,
    }));
  }
}

type Granted = Extract<Entry, { kind: "exemption-granted" }>;

/**
 * Every exemption that held at any time of the period, by when it was granted: a newer one takes the place of an older,
 * and one may be ended before its day.
 */
export function exemptionsIn(context: VaultContext, asked: Asked): EvidencePack["exemptions"] {
  const { span } = asked.period;
  const history = { ...asked, period: { ...asked.period, span: { ...span, from: 0 } } };
  const held: { granted: Granted; endAt: number }[] = [];
  const open = new Map<string | null, { granted: Granted; endAt: number }>();
  for (const page of entryPages(context, ["exemption-granted", "exemption-ended"], history)) {
    for (const entry of page) {
      const before = open.get(entry.subject);
      if (before !== undefined) before.endAt = Math.min(before.endAt, entry.at);
      if (entry.kind === "exemption-ended") continue;
      const now = { granted: entry, endAt: entry.data.untilAt };
      open.set(entry.subject, now);
      held.push(now);
    }
  }
  return held.filter(({ endAt }) => endAt > span.from).map((one) => exemption(context, one));
}

function exemption(context: VaultContext, { granted, endAt }: { granted: Granted; endAt: number }) {
  const { subject, actor, at, data } = granted;
  const endedEarly = endAt < data.untilAt;
  const place = thePractice(context.db);
  return {
    person: nameOf(context, subject),
    untilAt: data.untilAt,
    reason: endedEarly ? words.endedEarly(data.reason, formatDate(endAt, place)) : data.reason,
    grantedBy: nameOf(context, actor),
    grantedAt: at,
  };
}

/** How often a sign-in was closed, by what was typed wrong last, and by month. */
export function lockoutsIn(context: VaultContext, asked: Asked): EvidencePack["lockouts"] {
  const { months, causes } = lockoutsByMonth(context, asked);
  const byCause = causes.map((cause) => ({
    cause: lockoutCauses[cause],
    count: months.reduce((sum, { counts }) => sum + counts[cause], 0),
  }));
  return {
    byCause: byCause.filter(({ count }) => count > 0),
    byMonth: months.map(({ startAt, all }) => ({ month: startAt, count: all })),
  };
}
