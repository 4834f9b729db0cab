import { formatPhone } from "../../../contract/fields";
import type { InputOf, Reply } from "../../../contract/methods";
import {
  type CellFormats,
  cellWords,
  columnLabels,
  filterSentences,
  isFigure,
  peopleFileName,
  peopleListTitle,
} from "../../../contract/people/bulk-result-messages";
import { ok } from "../../../contract/result";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { BYTE_ORDER_MARK, type Papa, tableText } from "../documents/csv";
import { dateIn } from "../domain/calendar";
import { readSearch } from "../domain/search";
import { ruleLabelsNow } from "../policy/account-policy";
import type { Paper, Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { takeOut } from "../session/paper-out";
import { withProgress } from "../session/progress";
import type { Caller, Session } from "../session/session";
import { isOpen } from "../session/sessions";
import { immediately } from "../store/open";
import { listPeopleIds, listPeopleWith } from "../store/people";
import { thePractice } from "../store/practice";
import { personRow } from "./person-view";

/** Read in a few milliseconds, after which other calls have their turn. */
const PAGE = 250;

type Asked = {
  readonly session: Session;
  readonly actor: string;
  readonly input: InputOf<"exportPeople">;
  readonly columns: readonly PeopleColumn[];
  /** The instant that the rows are about. */
  readonly now: number;
};

/**
 * Exactly what the list shows, in its order and columns, as a table for spreadsheets or on paper; who fits is decided
 * when it begins. Recorded before it is written. Null where the person chose no place, or stopped the printer.
 */
export async function exportPeople(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"exportPeople">,
): Promise<Reply<"exportPeople">> {
  const actor = ownAccount(context, caller).id;
  const asked = { session: caller.session, actor, input, columns: [...new Set(input.columns)], now: ruleTime(context) };
  const papa = await import("papaparse");
  const worked = await withProgress(context, caller.session, "export", (step) =>
    input.to === "csv" ? saveTable(context, asked, papa, step) : makePaper(context, asked, input.to, step),
  );
  return worked.ok ? worked.value : worked;
}

type Exported = Reply<"exportPeople"> | undefined;

async function saveTable(context: VaultContext, asked: Asked, papa: Papa, step: Step): Promise<Exported> {
  const { region, timeZone } = thePractice(context.db);
  const pages = [tableText(papa, [asked.columns.map((column) => columnLabels[column])], region)];
  const count = await eachPage(context, asked, step, (rows) => pages.push(tableText(papa, rows, region)));
  if (count === undefined) return undefined;
  const fileName = `${peopleFileName(dateIn(timeZone, asked.now))}.csv`;
  const text = BYTE_ORDER_MARK + pages.join("\r\n");
  const saved = await asked.session.host.saveText(fileName, text, () => recordExport(context, asked, count));
  if (!saved.ok) return saved;
  return ok(saved.value === null ? null : { name: saved.value, count });
}

async function makePaper(context: VaultContext, asked: Asked, to: "printer" | "pdf", step: Step): Promise<Exported> {
  const rows: (readonly string[])[] = [];
  const count = await eachPage(context, asked, step, (page) => rows.push(...page));
  if (count === undefined) return undefined;
  const out = await takeOut(asked.session, to, drawPaper(context, asked, rows), () =>
    recordExport(context, asked, count),
  );
  return out.ok && out.value !== null ? ok({ ...out.value, count }) : out;
}

function drawPaper(context: VaultContext, { input, columns, now }: Asked, rows: readonly (readonly string[])[]): Paper {
  const { name: practice, region, timeZone } = thePractice(context.db);
  const place = { region, timeZone };
  return context.papers.listPaper(
    {
      ...{
        title: peopleListTitle,
        practice,
        statedFilters: filterSentences(input.filter, place),
        printedAt: now,
        rows,
      },
      columns: columns.map((column) => ({ label: columnLabels[column], align: isFigure(column) ? "end" : "start" })),
    },
    { size: input.size, ...place },
  );
}

/** Reads the rows page by page, so that the app goes on living; how many there were, undefined where it was stopped. */
async function eachPage(
  context: VaultContext,
  { input, columns, now }: Asked,
  step: Step,
  add: (rows: readonly (readonly string[])[]) => void,
): Promise<number | undefined> {
  const filter = { ...input.filter, search: readSearch(input.filter.search) };
  const ids = listPeopleIds(context.db, filter, now, input);
  const labels = ruleLabelsNow(context);
  const write = cellFormats(context, now);
  let count = 0;
  for (let from = 0; from < ids.length; from += PAGE) {
    if (!(await step(from, ids.length))) return undefined;
    const people = listPeopleWith(context.db, ids.slice(from, from + PAGE), now);
    const rows = people.map((person) => personRow(person, labels));
    add(rows.map((row) => columns.map((column) => cellWords(column, row, write))));
    count += rows.length;
  }
  return (await step(ids.length, ids.length)) ? count : undefined;
}

function cellFormats(context: VaultContext, now: number): CellFormats {
  const { region, timeZone } = thePractice(context.db);
  return { formats: { region, timeZone, now }, phone: (e164) => formatPhone(e164, region) };
}

/** Throws where nobody is there any more to take it: a file dialog may stay open over a locked screen. */
function recordExport(context: VaultContext, { session, actor, input, columns }: Asked, count: number): void {
  if (!isOpen(session, actor)) throw new Error("the session was locked or ended while an export was on its way");
  const { to, filter } = input;
  const data = { count, to, filter, columns };
  immediately(context.db, () => recordEvent(context, actor, { kind: "people-exported", subject: null, data }));
}
