import type { InputOf, Reply } from "../../../contract/methods";
import type { BadInput } from "../../../contract/refusals";
import { reportFileName } from "../../../contract/reporting/messages";
import type { Report } from "../../../contract/reporting/views";
import { type Ok, ok, type Result } from "../../../contract/result";
import type { ReportName } from "../../../contract/vocabulary";
import type { Asking } from "../asking";
import { recordEvent, type VaultContext } from "../context";
import type { Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { coverage, coverageByGroup } from "./report-coverage";
import { reportCsv, reportOnPaper } from "./report-file";
import { claimedCodes, lockouts } from "./report-history";
import { accessReview, managers, overdue } from "./report-people";
import { type Period, readPeriod } from "./report-period";
import { resets } from "./report-resets";
import type { Asked, ReportRow, ReportTable } from "./report-shape";
import { signIns } from "./report-sign-ins";

/** What a screen shows of a long report; what is exported has all rows. */
const ROWS_SHOWN = 500;

const tables: Readonly<Record<ReportName, (context: VaultContext, asked: Asked) => ReportTable>> = {
  coverage,
  "coverage-by-group": coverageByGroup,
  overdue,
  lockouts,
  resets,
  "sign-ins": signIns,
  managers,
  "setup-codes": claimedCodes,
  "access-review": accessReview,
};

/** One report of a period, about everybody or an account type or role; refused where the period ends before it begins. */
export function getReport(
  context: VaultContext,
  _caller: Caller,
  input: InputOf<"getReport">,
): Result<Report, BadInput> {
  const period = readPeriod(context, input);
  if (!period.ok) return period;
  const { report, fromOn, toOn } = input;
  const { pages, ...table } = tables[report](context, { period: period.value, who: input });
  return ok({ report, fromOn, toOn, ...table, rows: firstRows(pages()), sinceOn: sinceOn(period.value) });
}

function firstRows(pages: Iterable<readonly ReportRow[]>): readonly ReportRow[] {
  const rows: ReportRow[] = [];
  for (const page of pages) {
    rows.push(...page.slice(0, ROWS_SHOWN - rows.length));
    if (rows.length >= ROWS_SHOWN) break;
  }
  return rows;
}

function sinceOn({ fromOn, beginningOn }: Period): string | null {
  return fromOn < beginningOn ? beginningOn : null;
}

/**
 * Gives all of a report, as it is when it begins, to a file or a printer; null when the person chose no place. Recorded before
 * anything leaves; nothing leaves, and nothing is recorded, where it is stopped.
 */
export async function exportReport(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"exportReport">,
): Promise<Reply<"exportReport"> | Asking<Reply<"exportReport">>> {
  const period = readPeriod(context, input);
  if (!period.ok) return period;
  const { report, fromOn, toOn, to, size } = input;
  const table = tables[report](context, { period: period.value, who: input });
  const collected = await withProgress(context, caller.session, "report", (step) => allRows(table, step));
  if (!collected.ok) return collected;
  const rows = collected.value;
  const leaves = { canceled: ok(null), done: (name: string) => ok({ name, count: rows.length }) };
  if (to === "csv") {
    const text = reportCsv(table, { rows, region: thePractice(context.db).region }, await import("papaparse"));
    const name = `${reportFileName(report, fromOn, toOn)}.csv`;
    return { ...leaves, to: "file", name, commit: () => recordExport(context, caller, input, text) };
  }
  const paper = reportOnPaper(context, { table, rows, report, now: period.value.now, size });
  return { ...leaves, to, name: paper.title, commit: () => recordExport(context, caller, input, paper) };
}

function recordExport<T>(
  context: VaultContext,
  caller: Caller,
  { report, to, fromOn, toOn, accountType, role }: InputOf<"exportReport">,
  exported: T,
): Ok<T> {
  const actor = ownAccount(context, caller).id;
  const data = { report, to, fromOn, toOn, accountType, role };
  immediately(context.db, () => recordEvent(context, actor, { kind: "report-exported", subject: null, data }));
  return ok(exported);
}

/** Page by page, so that the app goes on living; undefined where it was stopped. */
async function allRows({ pages, total }: ReportTable, step: Step): Promise<readonly ReportRow[] | undefined> {
  const rows: ReportRow[] = [];
  for (const page of pages()) {
    rows.push(...page);
    if (!(await step(rows.length, total))) return undefined;
  }
  return rows;
}
