import type { AccountType } from "../../../contract/vocabulary";
import { IMPORT_FIELDS, type ImportField, type Mapping, type TableRow } from "./import-table";

/** Under these a word says the account type itself; under all others it is a job title, which may say nothing of it. */
const ACCOUNT_TYPE_ITSELF = /^(kind|accounttype|providerorstaff|providerstaff)$/;

export const saysAccountType = (column: string) => ACCOUNT_TYPE_ITSELF.test(fold(column));

/** Names that columns have in the lists of practices, likeliest first; compared without case, spaces and marks. */
const NAMES: Readonly<Record<ImportField, readonly RegExp[]>> = {
  email: [
    /^(login|signin)?e?mail(address|adress|id)?(required)?$/,
    /^(work|business|primary|user|staff|company)e?mail(address)?$/,
    /^e?mail(address)?(work|business|primary|1|1value|1address)$/,
    /^e?mail(?!.*(verified|status|optin|consent|type|label|sent|list))/,
    /^(adresse?)?(e?mail|courriel|electronique)(adresse)?$/,
    /^correo(electronico)?$/,
  ],
  firstName: [
    /^(first|given|fore|christian)names?(required)?$/,
    /^(first|given|fname|firstnm|forename)$/,
    /^(vornamen?|prenoms?|nombres?)$/,
  ],
  lastName: [
    /^(last|family|sur|second)names?(required)?$/,
    /^(last|surname|lname|lastnm|family|sn)$/,
    /^(nachname|familienname|nomdefamille|apellidos?)$/,
  ],
  name: [
    /^(full|display|complete|preferred|legal)names?$/,
    /^names?$/,
    /^(nom|nomcomplet|nomprenom|nombrecompleto|nombreyapellidos|cn|commonname)$/,
    /^(employee|staff|provider|person|member|doctor|physician|contact|people)(full)?names?$/,
    /^(employee|person|lastnamefirstname|firstnamelastname|firstandlastname|firstlastname)$/,
  ],
  cellPhone: [
    /^(work|business|personal|private)?(cell|cellular|mobile|handphone)(tele)?(phone)?(number|numbers|no|nr|num)?$/,
    /^(tele)?phone(number|no)?(cell|mobile)$/,
    /^(sms|text|textmessage)(phone)?(number|no)$/,
    /^(mobil|handy|mobiltelefon|mobilfunk|natel)(nummer|nr)?$/,
    /^(numerode)?(telefono)?(movil|celular)$/,
    /^(numerode)?(telephone|tel)?(portable|mobile)$/,
    /^(tele)?phone(number|no|nr)?$/,
    /^telefono?(nummer|nr)?$/,
    /^(tel|telno|telnumber|phone1|phone1value|contactnumber|contactphone|primaryphone)$/,
  ],
  accountType: [
    ACCOUNT_TYPE_ITSELF,
    /^(person|people|staff|user|employee|member)?type$/,
    /^(is)?provider$/,
    /^(job|staff|user|clinical)?(role|category|profession|position|function)$/,
    /^(jobtitle|jobrole|occupation)$/,
    /^(beruf|berufsbezeichnung|funktion|fonction|poste|metier|puesto|cargo)$/,
    /^title$/,
  ],
};

/** Likelier things first: "Name" is only looked for once first and last names are known. */
const ORDER: readonly ImportField[] = ["email", "firstName", "lastName", "cellPhone", "accountType", "name"];

/** Which column holds what, from the columns' names; the e-mail also from what stands in the first rows. */
export function guessMapping(columns: readonly string[], sample: readonly TableRow[]): Mapping {
  const folded = columns.map(fold);
  const taken = new Set<number>();
  const found: Record<ImportField, number | null> = emptyMapping();
  for (const field of ORDER) {
    const column = findColumn(folded, NAMES[field], taken);
    if (column === undefined) continue;
    found[field] = column;
    taken.add(column);
  }
  found.email ??= columnOfEmails(columns.length, sample, taken);
  return isRestOfName(found, sample) ? { ...found, lastName: found.name, name: null } : found;
}

/** Beside a first name, "Name" is the rest of it, unless the first name stands in it too. */
function isRestOfName({ firstName, lastName, name }: Mapping, sample: readonly TableRow[]): boolean {
  if (firstName === null || lastName !== null || name === null) return false;
  return !sample.some(({ cells }) => {
    const [first, whole] = [cells[firstName] ?? "", cells[name] ?? ""];
    return (
      first !== "" &&
      whole
        .toLowerCase()
        .split(/[\s,]+/)
        .includes(first.toLowerCase())
    );
  });
}

export function emptyMapping(): Record<ImportField, number | null> {
  return { name: null, firstName: null, lastName: null, email: null, cellPhone: null, accountType: null };
}

function findColumn(
  folded: readonly string[],
  patterns: readonly RegExp[],
  taken: ReadonlySet<number>,
): number | undefined {
  for (const pattern of patterns) {
    const column = folded.findIndex((name, at) => !taken.has(at) && pattern.test(name));
    if (column !== -1) return column;
  }
  return undefined;
}

function columnOfEmails(columns: number, sample: readonly TableRow[], taken: ReadonlySet<number>): number | null {
  for (let column = 0; column < columns; column++) {
    const filled = sample.map(({ cells }) => cells[column] ?? "").filter((cell) => cell !== "");
    if (!taken.has(column) && filled.length > 0 && filled.every(looksLikeEmail)) return column;
  }
  return null;
}

export function looksLikeEmail(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim());
}

/** Without case, spaces and marks: "E-mail address" is "emailaddress". */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** What a mapping is remembered by: each column's name, told apart by its place where it has none or shares it. */
export function columnNames(columns: readonly string[]): readonly string[] {
  const folded = columns.map(fold);
  return folded.map((name, at) => (name === "" || folded.indexOf(name) !== at ? `${name}#${at + 1}` : name));
}

export type NamedMapping = Readonly<Record<ImportField, string | null>>;

/** The mapping by the columns' names, so that it holds in whatever order the next file has them. */
export function nameMapping(mapping: Mapping, columns: readonly string[]): NamedMapping {
  const names = columnNames(columns);
  const named = IMPORT_FIELDS.map((field) => [field, mapping[field] === null ? null : (names[mapping[field]] ?? null)]);
  return Object.fromEntries(named) as NamedMapping;
}

/** A mapping by names as one by places; a column that is not there any more holds nothing. */
export function placeMapping(named: NamedMapping, columns: readonly string[]): Mapping {
  const names = columnNames(columns);
  const placed = IMPORT_FIELDS.map((field) => {
    const at = named[field] === null ? -1 : names.indexOf(named[field]);
    return [field, at === -1 ? null : at];
  });
  return Object.fromEntries(placed) as Mapping;
}

const PROVIDERS =
  /^(provider|doctor|dr|md|do|physician|surgeon|clinician|practitioner|gp|np|pa|aprn|dentist|therapist|psychologist|psychiatrist|podiatrist|optometrist|chiropractor|consultant|specialist|midwife|arzt|arztin|medecin|medica?|medico|docteur|doctora?|(general|nurse)practitioner|physicianassistant|physicianassociate|(attending|resident|locum)(doctor|physician)?|physiotherapist|counselor|counsellor)s?$/;
const STAFF =
  /^(staff|staffmember|employee|nurse|rn|lpn|lvn|cna|ma|medicalassistant|nursingassistant|dentalassistant|hygienist|assistant|receptionist|reception|frontdesk|frontoffice|backoffice|admin|administrator|administration|administrative|office|secretary|clerk|scheduler|biller|billing|coder|accountant|accounting|it|technician|tech|phlebotomist|officemanager|practiceadministrator|volunteer|intern|student|nonprovider|registerednurse|practicenurse)s?$/;

/** The account type that a word of a practice's list means; undefined for other words, Wardkey's own names of roles among them. */
export function accountTypeOf(word: string): AccountType | undefined {
  const folded = fold(word);
  if (PROVIDERS.test(folded)) return "provider";
  return STAFF.test(folded) ? "staff" : undefined;
}
