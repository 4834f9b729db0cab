import { z } from "zod";
import { id, nothing, person, proof } from "../fields";

/** Which column (by its place, from 0) holds what; null: none does. */
const column = z.union([z.null(), z.int().min(0).max(200)]);

const mapping = z.strictObject({
  name: column,
  firstName: column,
  lastName: column,
  email: column,
  cellPhone: column,
  accountType: column,
});

/** What a row says about a person goes by the very schema of a single edit. */
export const importedPerson = z.strictObject(person);

export const importInputs = {
  chooseImportFile: nothing,
  dryRunImport: z.strictObject({
    mapping,
    /** What becomes of rows whose e-mail an account has already. */
    known: z.enum(["update", "skip"]),
    /** The account type of rows that do not say. */
    accountType: z.enum(["provider", "staff"]),
  }),
  listImportRows: z.strictObject({
    outcome: z.enum(["create", "update", "skip", "problem"]),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  saveImportProblems: nothing,
  runImport: z.strictObject({ proof }),
  listImports: nothing,
  undoImport: z.strictObject({ import: id, proof }),
} as const;
