import {
  type ReportedProof,
  type ReportedResetCause,
  resetCauses,
  resetProofs,
  reportWords as words,
} from "../../../contract/reporting/messages";
import type { ReportChart } from "../../../contract/reporting/views";
import type { VaultContext } from "../context";
import type { Entry } from "../domain/events";
import { findCauseOf } from "../store/ledger/entries-about";
import { barsOrNone, entryPages, nameOf } from "./report-history";
import type { Asked, ReportTable } from "./report-shape";
import { statedPeriod } from "./report-stated";

/* What takes the second factor of somebody away, or weakens it, apart from its owner signed in as ever. */

export const RESET_KINDS = [
  "two-factor-reset",
  "phone-replaced",
  "text-fallback-given",
  "phone-recovered",
  "recovery-kit-used",
  "manager-recovery-finished",
] as const;
export type Reset = Extract<Entry, { kind: (typeof RESET_KINDS)[number] }>;

/** Why, in the words of reports. */
export function resetCauseOf(entry: Reset): ReportedResetCause {
  switch (entry.kind) {
    case "two-factor-reset":
    case "phone-replaced":
      return entry.data.cause;
    case "phone-recovered":
      return entry.data.how;
    case "text-fallback-given":
      return "text-fallback";
    default:
      return "recovery-kit";
  }
}

/** How it was made sure who asked; "self": they proved it themselves, to Wardkey. */
export function resetProofOf({ db }: VaultContext, entry: Reset): ReportedProof {
  const { kind } = entry;
  if (kind === "phone-recovered" || kind === "recovery-kit-used" || kind === "manager-recovery-finished") return "self";
  const cause = findCauseOf(db, entry);
  return cause?.kind === "identity-proven" ? cause.data.identity.kind : "unknown";
}

/** Who reset the two-factor of how many, how they made sure who asked, and why; the most active first. */
export function resets(context: VaultContext, asked: Asked): ReportTable {
  const causes = Object.keys(resetCauses) as ReportedResetCause[];
  const series = causes.map((key) => ({ key, label: resetCauses[key] }));
  const rows = countedResets(context, asked, causes);
  return {
    columns: [
      { key: "by", label: words.columns.by, is: "text" },
      { key: "proof", label: words.columns.proof, is: "text" },
      ...series.map((one) => ({ ...one, is: "number" as const })),
      { key: "all", label: words.columns.resets, is: "number" },
    ],
    chart: barsOrNone(words.columns.proof, series, resetBars(rows, causes)),
    filter: null,
    total: rows.length,
    stated: statedPeriod(context, asked),
    pages: () => [rows.map(({ by, proof, counts, all }) => ({ by, proof: resetProofs[proof], ...counts, all }))],
  };
}

type CountedResets = {
  readonly by: string;
  readonly proof: ReportedProof;
  counts: Record<ReportedResetCause, number>;
  all: number;
};

function countedResets(
  context: VaultContext,
  asked: Asked,
  causes: readonly ReportedResetCause[],
): readonly CountedResets[] {
  const rows = new Map<string, CountedResets>();
  for (const page of entryPages(context, RESET_KINDS, asked)) {
    for (const entry of page) {
      const proof = resetProofOf(context, entry);
      const key = `${entry.actor} ${proof}`;
      const row = rows.get(key) ?? { by: nameOf(context, entry.actor), proof, counts: zeros(causes), all: 0 };
      row.counts[resetCauseOf(entry)] += 1;
      row.all += 1;
      rows.set(key, row);
    }
  }
  const order = Object.keys(resetProofs);
  return [...rows.values()].sort(
    (a, b) => b.all - a.all || a.by.localeCompare(b.by, "en") || order.indexOf(a.proof) - order.indexOf(b.proof),
  );
}

function zeros(causes: readonly ReportedResetCause[]): Record<ReportedResetCause, number> {
  return Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<ReportedResetCause, number>;
}

/** All rows by how it was made sure who asked. */
function resetBars(rows: readonly CountedResets[], causes: readonly ReportedResetCause[]): ReportChart["points"] {
  const proofs = (Object.keys(resetProofs) as ReportedProof[]).filter((proof) =>
    rows.some((row) => row.proof === proof),
  );
  return proofs.map((proof) => {
    const values = zeros(causes);
    for (const row of rows) {
      if (row.proof === proof) for (const cause of causes) values[cause] += row.counts[cause];
    }
    return { x: resetProofs[proof], values };
  });
}
