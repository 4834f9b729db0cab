import type { InputOf } from "../../../contract/methods";
import type { BadInput, Cancelled, NotNow, PaperTrouble } from "../../../contract/refusals";
import { reportFileName } from "../../../contract/reporting/messages";
import type { Report } from "../../../contract/reporting/views";
import { ok, type Result } from "../../../contract/result";
import type { SavedFile } from "../../../contract/session/views";
import type { ReportName } from "../../../contract/vocabulary";
import { recordEvent, type VaultContext } from "../context";
import type { Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { takeOut } from "../session/paper-out";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { isOpen } from "../session/sessions";
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
  "set-up-codes": claimedCodes,
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
 * Saves or prints all of a report, as it is when it begins; null when the person chose no place. Recorded before
 * anything leaves; nothing leaves, and nothing is recorded, where it is stopped.
 */
export async function exportReport(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"exportReport">,
): Promise<Result<SavedFile | null, BadInput | NotNow | PaperTrouble | Cancelled>> {
  const period = readPeriod(context, input);
  if (!period.ok) return period;
  const { report, fromOn, toOn, to, size } = input;
  const table = tables[report](context, { period: period.value, who: input });
  const collected = await withProgress(context, caller.session, "report", (step) => allRows(table, step));
  if (!collected.ok) return collected;
  const rows = collected.value;
  const before = () => recordExport(context, caller, input);
  if (to === "csv") {
    const name = `${reportFileName(report, fromOn, toOn)}.csv`;
    const saved = await caller.session.host.saveText(
      name,
      reportCsv(table, { rows, region: thePractice(context.db).region }, await import("papaparse")),
      before,
    );
    if (!saved.ok) return saved;
    return ok(saved.value === null ? null : { name: saved.value, count: rows.length });
  }
  const paper = reportOnPaper(context, { table, rows, report, now: period.value.now, size });
  const out = await takeOut(caller.session, to, paper, before);
  return out.ok && out.value !== null ? ok({ ...out.value, count: rows.length }) : out;
}

/** Throws where nobody is there any more to take it: a file dialog may stay open over a locked screen. */
function recordExport(
  context: VaultContext,
  caller: Caller,
  { report, to, fromOn, toOn, accountType, role }: InputOf<"exportReport">,
) {
  const actor = ownAccount(context, caller).id;
  if (!isOpen(caller.session, actor)) throw new Error("the session was locked or ended while a report was on its way");
  const data = { report, to, fromOn, toOn, accountType, role };
  immediately(context.db, () => recordEvent(context, actor, { kind: "report-exported", subject: null, data }));
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
