import type { ChosenImport, ImportDryRun, ImportRow, ImportRowsPage } from "../../../contract/import/views";
import type { InputOf, Reply } from "../../../contract/methods";
import type { BadFile, Cancelled, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Asking } from "../asking";
import type { VaultContext } from "../context";
import type { Verdict } from "../domain/import-judge";
import { columnNames, guessMapping, nameMapping, placeMapping, saysAccountType } from "../domain/import-mapping";
import { type CheckedRow, IMPORT_BYTES_MAX, type Table } from "../domain/import-table";
import type { TableFile } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { isOpen } from "../session/sessions";
import { findMapping, saveMapping } from "../store/imports";
import { thePractice } from "../store/practice";
import { checkedImport, importInHand } from "./import-in-progress";
import { judgeRows } from "./judge-rows";
import { problemFileName, problemTable } from "./problem-table";
import { firstPhones, phoneNotes, rowNotes } from "./row-notes";

/** How many rows the window shows of a file that was just chosen. */
const SAMPLE_ROWS = 5;
/** How many rows the guess looks at. */
const GUESS_ROWS = 20;

/** Takes in the file that the person chooses; null when canceled. Refused where it is no table of people. */
export function chooseImportFile(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"chooseImportFile">,
): Asking<Reply<"chooseImportFile">> {
  const by = ownAccount(context, caller).id;
  return {
    choose: "table",
    canceled: ok(null),
    commit: (file) => takeTable(context, caller, by, file),
  };
}

async function takeTable(
  context: VaultContext,
  { session }: Caller,
  by: string,
  { name, bytes }: TableFile,
): Promise<Result<ChosenImport | null, BadFile>> {
  if (bytes === null) return refuse({ code: "bad-file", because: "not-read" });
  if (bytes.byteLength > IMPORT_BYTES_MAX) return refuse({ code: "bad-file", because: "too-large" });
  const read = await context.tables.read(bytes);
  // Locked while it was read: nobody is there to go on with it.
  if (!isOpen(session, by)) return ok(null);
  if (read.is === "refused") {
    const { because, line } = read;
    return refuse({ code: "bad-file", because, ...(line !== null && { line }) });
  }
  const { table } = read;
  const file = shownName(name);
  session.import = { by, file, table, previewed: null };
  return ok({
    file,
    rows: table.rows.length,
    columns: table.columns,
    sample: table.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => table.columns.map((_, at) => cells[at] ?? "")),
    encoding: table.encoding,
    separator: table.separator,
    mapping: mappingOf(context, table),
  });
}

/** A file's name as it is shown and recorded: without what would steer the text around it. */
function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, "").slice(0, 200);
}

function mappingOf(context: VaultContext, { columns, rows }: Table) {
  const remembered = findMapping(context.db, columnNames(columns));
  return remembered === undefined
    ? guessMapping(columns, rows.slice(0, GUESS_ROWS))
    : placeMapping(remembered, columns);
}

/** The dry run: what would become of every row. Nothing changes but the memory of how the columns were understood. */
export async function dryRunImport(
  context: VaultContext,
  caller: Caller,
  { mapping, known, accountType }: InputOf<"dryRunImport">,
): Promise<Result<ImportDryRun, NotNow | BadFile | Cancelled>> {
  const found = importInHand(caller);
  if (!found.ok) return found;
  const hand = found.value;
  const { columns, rows } = hand.table;
  if (mapping.email === null) return refuse({ code: "bad-file", because: "no-email-column" });
  hand.previewed = null;
  saveMapping(context.db, columnNames(columns), nameMapping(mapping, columns));
  const { region } = thePractice(context.db);
  const choices = { known, accountType };
  const half = rows.length;
  const worked = await withProgress(context, caller.session, "import", async (step) => {
    const saysIt = saysAccountType(columns[mapping.accountType ?? -1] ?? "");
    const check = { columns: columns.length, rows, mapping, saysAccountType: saysIt, region };
    const checked = await context.tables.check(check, (done) => step(done, 2 * half));
    if (checked === undefined) return undefined;
    const judging = { caller: hand.by, choices, step: (done: number) => step(half + done, 2 * half) };
    const verdicts = await judgeRows(context, checked, judging);
    return verdicts && { region, choices, rows: checked, verdicts, phones: firstPhones(verdicts) };
  });
  if (!worked.ok) return worked;
  hand.previewed = worked.value;
  return ok(countOutcomes(worked.value.verdicts));
}

function countOutcomes(verdicts: readonly Verdict[]): ImportDryRun {
  const counts = { create: 0, update: 0, skip: 0, problem: 0 };
  for (const { is } of verdicts) counts[is] += 1;
  return counts;
}

/** The rows of one outcome, with what would change or what is wrong. */
export function listImportRows(
  context: VaultContext,
  caller: Caller,
  { outcome, offset, limit }: InputOf<"listImportRows">,
): Result<ImportRowsPage, NotNow> {
  const found = checkedImport(caller);
  if (!found.ok) return found;
  const { previewed } = found.value;
  const { rows, verdicts } = previewed;
  const places = verdicts.flatMap(({ is }, at) => (is === outcome ? [at] : []));
  const page = places.slice(offset, offset + limit).flatMap((at) => {
    const [row, verdict] = [rows[at], verdicts[at]];
    return row === undefined || verdict === undefined
      ? []
      : [rowView(row, verdict, phoneNotes(context, previewed, at))];
  });
  return ok({ total: places.length, rows: page });
}

function rowView(row: CheckedRow, verdict: Verdict, more: readonly string[]): ImportRow {
  const notes = [...rowNotes(verdict), ...more];
  const { line, shown } = row;
  if (verdict.is === "create" || verdict.is === "update") {
    const { name, email, cellPhone, accountType } = verdict.is === "create" ? verdict.facts : verdict.after;
    return { line, name, email, cellPhone, accountType, notes };
  }
  return {
    line,
    name: shown.name,
    email: shown.email,
    cellPhone: shown.cellPhone || null,
    accountType: row.accountType,
    notes,
  };
}

/** Gives the rows that have a problem, as they stand in the file, each with its line and what is wrong. */
export async function saveImportProblems(
  _context: VaultContext,
  caller: Caller,
  _input: InputOf<"saveImportProblems">,
): Promise<Reply<"saveImportProblems"> | Asking<Reply<"saveImportProblems">>> {
  const found = checkedImport(caller);
  if (!found.ok) return found;
  const { hand, previewed } = found.value;
  const { text, count } = problemTable(hand.table, previewed, await import("papaparse"));
  return {
    ...{ to: "file", name: problemFileName(hand.file) },
    canceled: ok(null),
    commit: () => ok(text),
    done: (name) => ok({ name, count }),
  };
}
