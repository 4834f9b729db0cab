import type { PersonRef } from "../views";
import type { AccountType, Density, Method, PeopleColumn, Role, StatusFilter } from "../vocabulary";

export type PeopleFilter = {
  readonly search: string;
  readonly status: StatusFilter | null;
  readonly role: Role | null;
  readonly kind: AccountType | null;
  readonly method: Method | null;
  readonly codes: "none" | "low" | "no-way-back" | null;
  readonly late: boolean;
  /** YYYY-MM-DD in the practice's zone: whose deadline lies on this day. */
  readonly dueOn: string | null;
};
export type PeopleOrder = {
  readonly sort: "name" | "role" | "status" | "deadline" | "last-used";
  readonly descending: boolean;
};
export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly view: PeopleOrder & { readonly filter: PeopleFilter; readonly columns: readonly PeopleColumn[] };
};
export type PeopleSettings = {
  readonly columns: readonly PeopleColumn[];
  readonly density: Density;
  /** px, of the columns that were given one; empty while all share the room there is. */
  readonly widths: Readonly<Partial<Record<PeopleColumn, number>>>;
  readonly views: readonly SavedView[];
};

/** What became of an act on many people. */
export type Bulk = {
  readonly done: number;
  readonly skipped: readonly { readonly person: PersonRef; readonly because: SkipCause }[];
};
export type SkipCause =
  | "own-account"
  | "manager"
  | "deactivated"
  | "no-phone"
  | "not-late"
  | "reminded-today"
  | "two-factor-on"
  /** Their account shares its phone with one's own. */
  | "same-person"
  /** One has replaced their other factor within seven days. */
  | "both-factors"
  /** One is no other person beside whoever has. */
  | "not-another-person"
  | "records-damaged";

/** Long work that is under way. */
export type Progress = {
  readonly what: "import" | "sheets" | "export" | "reminders" | "deactivation" | "report";
  readonly done: number;
  /** 0: not known yet. */
  readonly of: number;
};
