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
import type { Asking, Destination } from "../asking";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { BYTE_ORDER_MARK, type Papa, tableText } from "../documents/csv";
import { dateIn } from "../domain/calendar";
import { readSearch } from "../domain/search";
import { ruleLabelsNow } from "../policy/account-policy";
import type { Paper, Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { listPeopleIds, listPeopleWith } from "../store/people";
import { thePractice } from "../store/practice";
import { personRow } from "./person-view";

/** Read in a few milliseconds, after which other calls have their turn. */
const PAGE = 250;

type Asked = {
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
): Promise<Exported> {
  const actor = ownAccount(context, caller).id;
  const asked = { actor, input, columns: [...new Set(input.columns)], now: ruleTime(context) };
  const papa = await import("papaparse");
  const worked = await withProgress(context, caller.session, "export", (step) =>
    input.to === "csv" ? makeTable(context, asked, papa, step) : makePaper(context, asked, input.to, step),
  );
  return worked.ok ? worked.value : worked;
}

type Exported = Reply<"exportPeople"> | Asking<Reply<"exportPeople">>;

async function makeTable(context: VaultContext, asked: Asked, papa: Papa, step: Step): Promise<Exported | undefined> {
  const { region, timeZone } = thePractice(context.db);
  const pages = [tableText(papa, [asked.columns.map((column) => columnLabels[column])], region)];
  const count = await eachPage(context, asked, step, (rows) => pages.push(tableText(papa, rows, region)));
  if (count === undefined) return undefined;
  const fileName = `${peopleFileName(dateIn(timeZone, asked.now))}.csv`;
  const text = BYTE_ORDER_MARK + pages.join("\r\n");
  return leaving(context, asked, count, { to: "file", name: fileName, content: text });
}

async function makePaper(
  context: VaultContext,
  asked: Asked,
  to: "printer" | "pdf",
  step: Step,
): Promise<Exported | undefined> {
  const rows: (readonly string[])[] = [];
  const count = await eachPage(context, asked, step, (page) => rows.push(...page));
  if (count === undefined) return undefined;
  const paper = drawPaper(context, asked, rows);
  return leaving(context, asked, count, { to, name: paper.title, content: paper });
}

type Drawn = Destination & { readonly content: string | Paper };

function leaving(context: VaultContext, asked: Asked, count: number, { to, name, content }: Drawn): Exported {
  return {
    ...{ to, name },
    canceled: ok(null),
    commit: () => {
      recordExport(context, asked, count);
      return ok(content);
    },
    done: (file) => ok({ name: file, count }),
  };
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

function recordExport(context: VaultContext, { actor, input, columns }: Asked, count: number): void {
  const { to, filter } = input;
  const data = { count, to, filter, columns };
  immediately(context.db, () => recordEvent(context, actor, { kind: "people-exported", subject: null, data }));
}
