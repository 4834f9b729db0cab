import type { AccountType, Role } from "../../../contract/vocabulary";
import type { AccountFacts } from "./events";
import type { CheckedRow, RowProblem } from "./import-table";

/** The account that has a row's e-mail, as it is now. */
export type KnownAccount = AccountFacts & {
  readonly id: string;
  readonly role: Role;
  readonly deactivatedAt: number | null;
  /** Its records match the ledger. */
  readonly intact: boolean;
  /** A change to the account type that it is not would make the rules ask less of it, and take a second manager (POLICY-7). */
  readonly guarded: boolean;
};

export type ImportChoices = {
  /** What becomes of rows whose e-mail an account has already. */
  readonly known: "update" | "skip";
  /** The account type of new people whose row does not say. */
  readonly accountType: AccountType;
};

/** What becomes of a row. */
export type Verdict =
  | { readonly is: "create"; readonly facts: AccountFacts }
  | { readonly is: "update"; readonly account: string; readonly before: AccountFacts; readonly after: AccountFacts }
  | { readonly is: "skip"; readonly account: string; readonly because: "known" | "same" }
  | { readonly is: "problem"; readonly problems: readonly RowProblem[] };

/**
 * Decides what becomes of one checked row, given the account that has its e-mail. A cell that is empty changes nothing,
 * and the e-mail stays as it is known. Nobody gets a role; a manager's edit takes a second manager, which an import has not.
 */
export function judgeRow(
  row: CheckedRow,
  known: KnownAccount | undefined,
  caller: string,
  choices: ImportChoices,
): Verdict {
  if (row.problems.length > 0) return { is: "problem", problems: row.problems };
  return known === undefined ? judgeNew(row, choices.accountType) : judgeKnown(row, known, caller, choices);
}

function judgeNew({ name, email, emailKey, cellPhone, ...row }: CheckedRow, otherwise: AccountType): Verdict {
  if (name === null) return problem("name-missing");
  return {
    is: "create",
    facts: { name, email, emailKey, cellPhone, accountType: row.accountType ?? row.accountTypeByTitle ?? otherwise },
  };
}

function judgeKnown(row: CheckedRow, known: KnownAccount, caller: string, choices: ImportChoices): Verdict {
  const { id: account, email, emailKey } = known;
  if (known.deactivatedAt !== null) return problem("deactivated");
  if (choices.known === "skip") return { is: "skip", account, because: "known" };
  const before = { name: known.name, email, emailKey, cellPhone: known.cellPhone, accountType: known.accountType };
  const after = {
    ...before,
    name: row.name ?? known.name,
    cellPhone: row.cellPhone ?? known.cellPhone,
    accountType: row.accountType ?? known.accountType,
  };
  const changes =
    after.name !== before.name || after.cellPhone !== before.cellPhone || after.accountType !== before.accountType;
  if (!changes) return { is: "skip", account, because: "same" };
  if (account === caller) return problem("own-account");
  if (known.role === "manager") return problem("manager");
  if (known.guarded && after.accountType !== before.accountType) return problem("asks-less");
  return known.intact ? { is: "update", account, before, after } : problem("records-damaged");
}

function problem(
  is: "name-missing" | "own-account" | "manager" | "deactivated" | "records-damaged" | "asks-less",
): Verdict {
  return { is: "problem", problems: [{ is }] };
}
