import { phoneAsTyped } from "../../../../contract/fields";
import { importedPerson } from "../../../../contract/import/inputs";
import type { AccountType } from "../../../../contract/vocabulary";
import { isGarbled } from "../../domain/import-encoding";
import { accountTypeOf } from "../../domain/import-mapping";
import type { CheckedRow, ImportField, Mapping, RowProblem, Table, TableRow } from "../../domain/import-table";
import { emailKey, parseEmail, parseName } from "../../domain/names";

export type Checking = {
  readonly columns: number;
  readonly rows: Table["rows"];
  readonly mapping: Mapping;
  readonly saysAccountType: boolean;
  /** ISO 3166: national spellings of phone numbers are read for it. */
  readonly region: string;
};

/** How many rows are checked between two words about how far it is. */
const STEP = 250;

/** Checks every row by the rules of a single edit. `report` hears how many are done. */
export function checkRows({ rows, ...how }: Checking, report: (done: number) => void): CheckedRow[] {
  const lines = new Map<string, number>();
  return rows.map((row, at) => {
    if (at > 0 && at % STEP === 0) report(at);
    const checked = checkRow(row, how);
    const earlier = lines.get(checked.emailKey);
    if (checked.problems.some(({ is }) => is === "email-missing")) return checked;
    if (earlier === undefined) lines.set(checked.emailKey, row.line);
    return earlier === undefined ? checked : withProblem(checked, { is: "twice", line: earlier });
  });
}

function withProblem(row: CheckedRow, problem: RowProblem): CheckedRow {
  return { ...row, problems: [...row.problems, problem] };
}

function checkRow(row: TableRow, how: Omit<Checking, "rows">): CheckedRow {
  const cell = (field: ImportField) => {
    const column = how.mapping[field];
    return column === null ? "" : (row.cells[column] ?? "");
  };
  const shown = { name: nameIn(cell), email: cell("email"), cellPhone: cell("cellPhone") };
  const problems: RowProblem[] = [];
  // What stands beyond the last column has been pushed there by a separator inside some cell.
  if (row.cells.slice(how.columns).some((text) => text !== "")) problems.push({ is: "too-many-cells" });
  const read = <T>(text: string, reader: (text: string) => T | RowProblem): T | null => {
    const found = text === "" ? null : reader(text);
    if (!isProblem(found)) return found;
    problems.push(found);
    return null;
  };
  if (shown.email === "") problems.push({ is: "email-missing" });
  const name = read(shown.name, readName);
  const email = read(shown.email, readEmail) ?? shown.email;
  const cellPhone = read(shown.cellPhone, (text) => readPhone(text, how.region));
  const accountType = how.saysAccountType ? read(cell("accountType"), readAccountType) : null;
  const accountTypeByTitle = how.saysAccountType ? null : (accountTypeOf(cell("accountType")) ?? null);
  return {
    line: row.line,
    shown,
    name,
    email,
    emailKey: emailKey(email),
    cellPhone,
    accountType,
    accountTypeByTitle,
    problems,
  };
}

/** The whole name where there is one, else its parts. */
function nameIn(cell: (field: ImportField) => string): string {
  return cell("name") || [cell("firstName"), cell("lastName")].filter((part) => part !== "").join(" ");
}

function isProblem(found: unknown): found is RowProblem {
  return typeof found === "object" && found !== null;
}

function readName(text: string): string | RowProblem {
  if (isGarbled(text)) return unreadable(text);
  const schema = importedPerson.shape.name.safeParse(text);
  const parsed = parseName(schema.success ? schema.data : text);
  if (schema.success && parsed.kind === "name") return parsed.name;
  const tooLong = parsed.kind === "refused" && parsed.problem === "too-long";
  return { is: tooLong ? "name-too-long" : "not-a-name" };
}

function readEmail(text: string): string | RowProblem {
  if (isGarbled(text)) return unreadable(text);
  const schema = importedPerson.shape.email.safeParse(text);
  const parsed = parseEmail(schema.success ? schema.data : text);
  if (schema.success && parsed.kind === "email") return parsed.email;
  const tooLong = parsed.kind === "refused" && parsed.problem === "too-long";
  return { is: tooLong ? "email-too-long" : "not-an-email" };
}

function unreadable(text: string): RowProblem {
  return { is: "unreadable", typed: text.slice(0, 60) };
}

/** Spreadsheets take a column of phones for figures: "3125550134.0", and with digits lost "1.31256E+10". */
function readPhone(text: string, region: string): string | RowProblem {
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return { is: "digits-lost" };
  const digits = text.replace(/^(\d{7,15})[.,]0+$/, "$1");
  const schema = importedPerson.shape.cellPhone.safeParse(phoneAsTyped(digits, region));
  if (schema.success && schema.data !== null) return schema.data;
  const found = schema.error?.issues[0]?.message;
  return { is: found === "phone-extension" || found === "not-a-cell-phone" ? found : "not-a-phone-number" };
}

function readAccountType(text: string): AccountType | RowProblem {
  return accountTypeOf(text) ?? { is: "not-an-account-type", typed: text.slice(0, 60) };
}
