import { importWords } from "../../../contract/import/messages";
import type { ChosenImport, ImportMapping } from "../../../contract/import/views";
import { SelectField } from "../../ui/select-field";
import { Grid } from "../../ui/stack";

const words = importWords.columns;

export type ImportField = keyof ImportMapping;
const fields: readonly ImportField[] = ["email", "name", "firstName", "lastName", "cellPhone", "accountType"];

/** What "none" is called among the columns' numbers. */
const NONE = "none";

export interface ColumnFieldsProps {
  chosen: ChosenImport;
  mapping: ImportMapping;
  emailError: string | undefined;
  onChange: (mapping: ImportMapping) => void;
}

/** For each thing that is known of a person, the column that holds it, with what stands in its first rows. */
export function ColumnFields({ chosen, mapping, emailError, onChange }: ColumnFieldsProps) {
  const columns = chosen.columns.map((_, at) => ({ value: String(at), label: columnName(chosen, at) }));
  const options = [{ value: NONE, label: words.none }, ...columns];
  return (
    <Grid column={220} gap={16}>
      {fields.map((field) => (
        <SelectField
          key={field}
          label={words.fields[field]}
          options={options}
          value={mapping[field] === null ? NONE : String(mapping[field])}
          onValueChange={(next) => onChange({ ...mapping, [field]: next === NONE ? null : Number(next) })}
          hint={hintOf(chosen, field, mapping[field])}
          error={field === "email" ? emailError : undefined}
        />
      ))}
    </Grid>
  );
}

export function columnName({ columns }: ChosenImport, at: number): string {
  return columns[at] || importWords.column(at + 1);
}

function hintOf(chosen: ChosenImport, field: ImportField, column: number | null): string | undefined {
  const inFile = column === null ? "" : exampleOf(chosen, column);
  if (inFile !== "") return inFile;
  return field === "email" || field === "accountType" ? words.hints[field] : undefined;
}

/** The first few things that stand in a column. */
function exampleOf({ sample }: ChosenImport, column: number): string {
  const found = sample.map((row) => row[column] ?? "").filter((cell) => cell !== "");
  return [...new Set(found)].slice(0, 2).join(", ");
}
