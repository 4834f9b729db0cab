import type { AccountType } from "../../../contract/vocabulary";

/* A list of people in a file, on its way into the vault: as it was read, and as it was checked. */

/** Larger files are no lists of people. */
export const IMPORT_BYTES_MAX = 20 * 1024 * 1024;
/** More rows would keep the app from answering for too long: an import is one transaction. */
export const IMPORT_ROWS_MAX = 20_000;
export const IMPORT_COLUMNS_MAX = 200;

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

export type Table = {
  /** Names of the columns; "" where the file gives none. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly encoding: Encoding;
  readonly separator: Separator;
};
/** `line`: of the file, from 1, on which the row begins. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** Why a file is no table; `line` where one can be named. */
export type BadTable = {
  readonly because: "not-read" | "empty" | "too-large" | "too-many-rows" | "not-a-table";
  readonly line: number | null;
};
export type TableRead = { readonly is: "table"; readonly table: Table } | ({ readonly is: "refused" } & BadTable);

export const IMPORT_FIELDS = ["name", "firstName", "lastName", "email", "cellPhone", "accountType"] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
/** Which column (by its place, from 0) holds what; null: none does. */
export type Mapping = Readonly<Record<ImportField, number | null>>;

/** A row that was checked by itself, without looking at any account. */
export type CheckedRow = {
  readonly line: number;
  /** As it stands in the file, for showing. */
  readonly shown: { readonly name: string; readonly email: string; readonly cellPhone: string };
  /** As it would be kept; null: the row does not say. */
  readonly name: string | null;
  readonly email: string;
  readonly emailKey: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType | null;
  /** What a job title says of it: enough for somebody new, and too little to change anybody. */
  readonly accountTypeByTitle: AccountType | null;
  readonly problems: readonly RowProblem[];
};

export type RowProblem =
  | { readonly is: PlainProblem }
  | { readonly is: "not-an-account-type" | "unreadable"; readonly typed: string }
  /** Its e-mail stands on an earlier line too. */
  | { readonly is: "twice"; readonly line: number };
type PlainProblem =
  | "too-many-cells"
  | "name-missing"
  | "name-too-long"
  | "not-a-name"
  | "email-missing"
  | "email-too-long"
  | "not-an-email"
  /** Somebody else came in under it. */
  | "email-used"
  /** The e-mail was changed just before: with the name it is whose account it is. */
  | "identity-needed"
  | "not-a-phone-number"
  | "not-a-cell-phone"
  | "phone-extension"
  | "digits-lost"
  | "own-account"
  | "asks-less"
  | "manager"
  | "deactivated"
  | "records-damaged";
