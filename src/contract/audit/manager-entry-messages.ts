/** Sentences of the ledger about the 2FA policy, two managers, many people at once, and what left the vault. */

import { formatDateTime, formatLastDay, formatNumber, type Place } from "../formats";
import type { ApprovedAct, ReportName, Role } from "../vocabulary";
import {
  actWords,
  afterNotice,
  failureWords,
  first,
  lastFour,
  type Parties,
  reasonGiven,
  roleNames,
} from "./entry-vocabulary";

type Reason = { readonly reason: string };
type TakenOut = "csv" | "printer" | "pdf";

const takenOut: Readonly<Record<TakenOut, string>> = {
  csv: "saved it as CSV",
  printer: "printed it",
  pdf: "saved it as PDF",
};

export const reportNames: Readonly<Record<ReportName, string>> = {
  coverage: "Coverage over time",
  "coverage-by-group": "Coverage by account type and role",
  overdue: "Overdue",
  lockouts: "Lockouts by cause",
  resets: "Resets by cause",
  "sign-ins": "Sign-ins",
  managers: "Managers and their two-factor",
  "setup-codes": "Setup codes claimed",
  "access-review": "Access review",
};

const people = (count: number, place: Place) => (count === 1 ? "1 person" : `${formatNumber(count, place)} people`);
const leftOut = (skipped: number, place: Place) => (skipped === 0 ? "" : ` ${formatNumber(skipped, place)} left out.`);

export const managerSentences = {
  "policy-changed": ({ who }: Parties, { reason }: Reason) => `${who} changed the 2FA policy.${reasonGiven(reason)}`,
  "exemption-granted": ({ who, whom }: Parties, { untilAt, reason }: Reason & { untilAt: number }, place: Place) =>
    `${who} let ${whom} off the 2FA policy through ${formatLastDay(untilAt, place)}.${reasonGiven(reason)}`,
  "exemption-ended": ({ who, whose }: Parties, { reason }: Reason) =>
    `${who} ended ${whose} exemption.${reasonGiven(reason)}`,

  "approval-asked": (
    { who, whom, whose }: Parties,
    { act, parameters, proceedsAt, alone }: { act: ApprovedAct; parameters: string; proceedsAt?: number; alone?: true },
    place: Place,
  ) => {
    const { role, reason } = JSON.parse(parameters) as { role?: Role; reason?: string };
    const what = `${actWords(act, { whom, whose })}${role === undefined ? "" : ` to ${roleNames[role]}`}`;
    if (alone) {
      return `${who} began a notice of 24 hours to ${what}: there is nobody else.${reasonGiven(reason ?? null)}`;
    }
    return `${who} asked for a second manager to ${what}. Without an answer it may be done ${afterNotice(proceedsAt, place)}.${reasonGiven(reason ?? null)}`;
  },
  "approval-given": ({ who }: Parties, { until }: { until: number }, place: Place) =>
    `${who} approved it as second manager, until ${formatDateTime(until, place)}.`,
  "approval-declined": ({ who }: Parties, { reason }: Reason) =>
    `${who} objected to what was asked for, or withdrew it.${reasonGiven(reason)}`,
  "approval-used": ({ who }: Parties, { by }: { by: "approval" | "waiting" | "manager-recovery" }) =>
    ({
      approval: `${who} used the second manager's approval.`,
      waiting: `${who} went on without a second manager: nobody had answered while everybody could see it.`,
      "manager-recovery": `${who} went on despite the objection, after a way in with the recovery kit and the emergency codes.`,
    })[by],

  "people-imported": (
    { who }: Parties,
    { file, created, updated, skipped }: { file: string; created: number; updated: number; skipped: number },
    place: Place,
  ) =>
    `${who} imported ${file}: ${formatNumber(created, place)} added, ${formatNumber(updated, place)} changed, ${formatNumber(skipped, place)} skipped.`,
  "import-undone": (
    { who }: Parties,
    { deactivated, restored, skipped }: { deactivated: number; restored: number; skipped: number },
    place: Place,
  ) =>
    `${who} undid an import: ${formatNumber(deactivated, place)} deactivated, ${formatNumber(restored, place)} changed back, ${formatNumber(skipped, place)} left alone.`,
  "people-deactivated": (
    { who }: Parties,
    { count, skipped, reason }: Reason & { count: number; skipped: number },
    place: Place,
  ) => `${who} deactivated ${people(count, place)}.${leftOut(skipped, place)}${reasonGiven(reason)}`,
  "people-reminded": ({ who }: Parties, { count, skipped }: { count: number; skipped: number }, place: Place) =>
    `${who} reminded ${people(count, place)} by text message.${leftOut(skipped, place)}`,
  "reminder-queued": ({ whom }: Parties, { cellPhone }: { cellPhone: string }) =>
    `A reminder for ${whom} was queued, to the number ending in ${lastFour(cellPhone)}.`,
  "reminder-delivered": ({ whom }: Parties) => `The gateway took the reminder for ${whom}.`,
  "reminder-not-delivered": ({ whom }: Parties, { reason }: Reason) =>
    `The reminder for ${whom} did not go out: ${failureWords(reason)}`,
  "enrollment-sheets-made": (
    { who }: Parties,
    { count, skipped, to, sealed }: { count: number; skipped: number; to: "printer" | "pdf"; sealed: boolean },
    place: Place,
  ) =>
    `${who} ${to === "printer" ? "printed" : "saved"} ${sealed ? "sealed enrollment sheets, each with a key and its QR code," : "enrollment sheets"} for ${people(count, place)}.${leftOut(skipped, place)}`,
  "people-exported": ({ who }: Parties, { count, to }: { count: number; to: TakenOut }, place: Place) =>
    `${who} exported the list of ${people(count, place)} and ${takenOut[to]}.`,
  "report-exported": ({ who }: Parties, { report, to }: { report: ReportName; to: TakenOut }) =>
    `${who} exported the report “${reportNames[report]}” and ${takenOut[to]}.`,
  "evidence-pack-made": ({ who }: Parties, { fromOn, toOn, to }: { fromOn: string; toOn: string; to: TakenOut }) =>
    `${who} made the evidence pack for ${fromOn} to ${toOn} and ${takenOut[to]}.`,
  "sign-off-sheet-made": (
    { who }: Parties,
    { headSeq, to }: { headSeq: number; headHash: string; to: TakenOut },
    place: Place,
  ) => `${who} made a sign-off sheet up to entry ${formatNumber(headSeq, place)} and ${takenOut[to]}.`,

  "sign-in-remembered": (
    { whom }: Parties,
    { expiresAt, after }: { expiresAt: number; after: string | null },
    place: Place,
  ) =>
    after === null
      ? `This workstation is remembered for ${whom} until ${formatDateTime(expiresAt, place)}.`
      : `This workstation was used in the place of a token by ${whom}, and got a new secret.`,
  "remembered-sign-in-forgotten": (
    parties: Parties,
    { because, reason }: { because: "person" | "manager" | "reused"; reason: string | null },
  ) =>
    because === "reused"
      ? `An old secret of a remembered workstation came back for ${parties.whom}: it was revoked, since somebody may have a copy.`
      : `${because === "person" ? first(parties.whom) : parties.who} had this workstation forgotten${because === "person" ? "" : ` for ${parties.whom}`}.${reasonGiven(reason)}`,
} as const;
