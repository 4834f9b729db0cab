import { monthOf, evidenceWords as words } from "../../../contract/documents/evidence-messages";
import { formatDate, formatDateTime, formatLastDay, formatNumber } from "../../../contract/formats";
import type { EvidencePack, Sheet } from "../ports";
import { type Html, html } from "./markup";
import { drawTable } from "./table";

/** The rules in words, and how long a workstation may stand in for a token. */
export function policy({ policy: rules, rememberDays }: EvidencePack): Html {
  const { none, strictest, remembered } = words.policy;
  const lines = rules.map((rule) => html`<li>${rule}</li>`);
  const list = rules.length === 0 ? html`<p class="none">${none}</p>` : html`<ul class="rules">${lines}</ul>`;
  return html`${list}<p class="note">${rules.length > 1 ? `${strictest} ` : ""}${remembered(rememberDays)}</p>`;
}

export function changes({ policyChanges }: EvidencePack, sheet: Sheet): Html {
  const { what, reason: why, noReason, none } = words.changes;
  const rows = policyChanges.map(({ at, what, by, reason }) => [
    formatDateTime(at, sheet),
    what,
    by,
    reason ?? noReason,
  ]);
  return recordTable([words.date, what, words.by, why], rows, none, sheet);
}

export function exemptions({ exemptions: granted }: EvidencePack, sheet: Sheet): Html {
  const { through, reason: why, by, on, none } = words.exemptions;
  const rows = granted.map(({ person, untilAt, reason, grantedBy, grantedAt }) => [
    person,
    formatLastDay(untilAt, sheet),
    reason,
    grantedBy,
    formatDate(grantedAt, sheet),
  ]);
  return recordTable([words.person, through, why, by, on], rows, none, sheet);
}

export function resets({ resets: made }: EvidencePack, sheet: Sheet): Html {
  const rows = made.map(({ at, person, cause, proof, by }) => [formatDateTime(at, sheet), person, cause, proof, by]);
  const { proof: proofOf, none } = words.resets;
  return recordTable([words.date, words.person, words.cause, proofOf, words.by], rows, none, sheet);
}

/** How many there were for each cause and in each month. */
export function lockouts({ lockouts: { byCause, byMonth } }: EvidencePack, sheet: Sheet): Html {
  const { none, byCause: causes, byMonth: months, month, count: counted } = words.lockouts;
  if (byCause.length === 0 && byMonth.every(({ count }) => count === 0)) return html`<p class="none">${none}</p>`;
  const ofCauses = byCause.map(({ cause, count }) => [cause, count] as const);
  const ofMonths = byMonth.map(({ month: at, count }) => [monthOf(at, sheet), count] as const);
  return html`<div class="pair"><div><h3>${causes}</h3>${countTable(words.cause, counted, ofCauses, sheet)}</div>
<div><h3>${months}</h3>${countTable(month, counted, ofMonths, sheet)}</div></div>`;
}

export function claims({ codesClaimed }: EvidencePack, sheet: Sheet): Html {
  const { purpose: purposeOf, where: place, none } = words.claims;
  const rows = codesClaimed.map(({ at, person, purpose, where }) => [
    formatDateTime(at, sheet),
    person,
    purpose,
    where,
  ]);
  return recordTable([words.date, words.person, purposeOf, place], rows, none, sheet);
}

function recordTable(labels: readonly string[], rows: readonly string[][], none: string, sheet: Sheet): Html {
  return drawTable({ columns: labels.map((label) => ({ label, align: "start" })), rows, none }, sheet);
}

function countTable(
  label: string,
  counted: string,
  counts: readonly (readonly [string, number])[],
  sheet: Sheet,
): Html {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const rows = [...counts, [words.total, all] as const].map(([name, count]) => [name, formatNumber(count, sheet)]);
  const columns = [{ label, align: "start" } as const, { label: counted, align: "end" } as const];
  return drawTable({ columns, rows, none: words.lockouts.none, totals: true, room: "half" }, sheet);
}
