import type { Answer } from "../../../contract/contract";
import { formatPhone } from "../../../contract/fields";
import type { InputOf } from "../../../contract/inputs";
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
import { type Caller, recordEvent, ruleTime, type World } from "../context";
import { BYTE_ORDER_MARK, type Papa, tableText } from "../documents/csv";
import { dateIn } from "../domain/calendar";
import { readSearch } from "../domain/search";
import { ruleLabelsNow } from "../policy/account-policy";
import type { Paper } from "../ports";
import { ownAccount } from "../session/own-account";
import { takeOut } from "../session/paper-out";
import { type Step, withProgress } from "../session/progress";
import { isOpen } from "../session/sessions";
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
  world: World,
  caller: Caller,
  input: InputOf<"exportPeople">,
): Promise<Answer<"exportPeople">> {
  const actor = ownAccount(world, caller).id;
  const asked = { actor, input, columns: [...new Set(input.columns)], now: ruleTime(world) };
  const papa = await import("papaparse");
  const worked = await withProgress(world, "export", (step) =>
    input.to === "csv" ? saveTable(world, asked, papa, step) : makePaper(world, asked, input.to, step),
  );
  return worked.ok ? worked.value : worked;
}

type Exported = Answer<"exportPeople"> | undefined;

async function saveTable(world: World, asked: Asked, papa: Papa, step: Step): Promise<Exported> {
  const { region, timeZone } = thePractice(world.db);
  const pages = [tableText(papa, [asked.columns.map((column) => columnLabels[column])], region)];
  const count = await eachPage(world, asked, step, (rows) => pages.push(tableText(papa, rows, region)));
  if (count === undefined) return undefined;
  const fileName = `${peopleFileName(dateIn(timeZone, asked.now))}.csv`;
  const text = BYTE_ORDER_MARK + pages.join("\r\n");
  const saved = await world.saveText(fileName, text, () => recordExport(world, asked, count));
  if (!saved.ok) return saved;
  return ok(saved.value === null ? null : { name: saved.value, count });
}

async function makePaper(world: World, asked: Asked, to: "printer" | "pdf", step: Step): Promise<Exported> {
  const rows: (readonly string[])[] = [];
  const count = await eachPage(world, asked, step, (page) => rows.push(...page));
  if (count === undefined) return undefined;
  const out = await takeOut(world, to, drawPaper(world, asked, rows), () => recordExport(world, asked, count));
  return out.ok && out.value !== null ? ok({ ...out.value, count }) : out;
}

function drawPaper(world: World, { input, columns, now }: Asked, rows: readonly (readonly string[])[]): Paper {
  const { name: practice, region, timeZone } = thePractice(world.db);
  const place = { region, timeZone };
  return world.papers.listPaper(
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
  world: World,
  { input, columns, now }: Asked,
  step: Step,
  add: (rows: readonly (readonly string[])[]) => void,
): Promise<number | undefined> {
  const filter = { ...input.filter, search: readSearch(input.filter.search) };
  const ids = listPeopleIds(world.db, filter, now, input);
  const labels = ruleLabelsNow(world);
  const write = cellFormats(world, now);
  let count = 0;
  for (let from = 0; from < ids.length; from += PAGE) {
    if (!(await step(from, ids.length))) return undefined;
    const people = listPeopleWith(world.db, ids.slice(from, from + PAGE), now);
    const rows = people.map((person) => personRow(person, labels));
    add(rows.map((row) => columns.map((column) => cellWords(column, row, write))));
    count += rows.length;
  }
  return (await step(ids.length, ids.length)) ? count : undefined;
}

function cellFormats(world: World, now: number): CellFormats {
  const { region, timeZone } = thePractice(world.db);
  return { formats: { region, timeZone, now }, phone: (e164) => formatPhone(e164, region) };
}

/** Throws where nobody is there any more to take it: a file dialog may stay open over a locked screen. */
function recordExport(world: World, { actor, input, columns }: Asked, count: number): void {
  if (!isOpen(world, actor)) throw new Error("the session was locked or ended while an export was on its way");
  const { to, filter } = input;
  const data = { count, to, filter, columns };
  immediately(world.db, () => recordEvent(world, actor, { kind: "people-exported", subject: null, data }));
}
