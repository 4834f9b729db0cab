import type { AccountType, Method, Role, StatusFilter } from "../../../contract/vocabulary";
import { statuses } from "../domain/account-status";
import { addDays, startOfDayAt } from "../domain/calendar";
import type { Policy } from "../domain/policy";
import { LOW_CODES } from "../domain/recovery-codes";
import type { Search } from "../domain/search";
import { lockedOut } from "./failures";
import type { Db } from "./open";
import { findPolicy, rulesInSql } from "./policy";
import { thePractice } from "./practice";

/** Which people; null asks for all. */
export type PeopleFilter = {
  readonly search: Search;
  readonly status: StatusFilter | null;
  readonly role: Role | null;
  readonly accountType: AccountType | null;
  readonly method: Method | null;
  /**
   * While two-factor is on: no open recovery code is left, or at most `LOW_CODES` are; or none, and no backup password.
   */
  readonly codes: "none" | "low" | "no-way-back" | null;
  /** Only who is overdue or has days left. */
  readonly late: boolean;
  /** YYYY-MM-DD in the practice's zone: who can act on this day for the last time. */
  readonly dueOn: string | null;
};

export type PeopleOrder = {
  readonly sort: "name" | "role" | "status" | "deadline" | "last-used";
  readonly descending: boolean;
};

type Values = Readonly<Record<string, string | number>>;

/**
 * Everybody's status at `@now` under the stored 2FA policy: the one derivation in SQL of what `standingOf`
 * (domain/account-status.ts) and `decide` (domain/policy.ts) say. Reads nothing but indexes.
 */
export function statusRowsIn(db: Db): {
  readonly rules: Policy;
  readonly statusRows: string;
  readonly values: Values;
} {
  const rules = findPolicy(db);
  const { deadlineAt, unmet, due, values } = rulesInSql(rules);
  const statusRows = `
  SELECT owner, search_text, role, account_type, two_factor, deactivated_at, last_sign_in_at, recovery_codes_left, backup_set_at,
    CASE WHEN deactivated_at IS NULL THEN ${deadlineAt} END AS deadline_at,
    CASE
      WHEN deactivated_at IS NOT NULL THEN 'deactivated'
      WHEN owner IN (${lockedOut}) THEN 'locked'
      WHEN exempt_until_at > @now THEN CASE two_factor WHEN 'text' THEN 'sms-only' ELSE 'exempt' END
      WHEN two_factor = 'app' THEN 'app' -- which satisfies every rule
      WHEN ${due} THEN 'overdue'
      WHEN ${unmet} THEN 'days-left'
      WHEN two_factor = 'text' THEN 'sms-only'
      ELSE 'not-set-up'
    END AS status
  FROM accounts`;
  return { rules, statusRows, values };
}

/** The condition that a row of the standings (`s`) must meet. `name` tells apart the values of several in one query. */
export function filterOf(db: Db, filter: PeopleFilter, name = "f") {
  const { search, status, role, accountType, method, codes, late, dueOn } = filter;
  const conditions = ["1"];
  const values: Record<string, string | number> = {};
  const fixed = { role, account_type: accountType, two_factor: method };
  for (const [column, value] of Object.entries(fixed)) {
    if (value === null) continue;
    conditions.push(`s.${column} = @${name}_${column}`);
    values[`${name}_${column}`] = value;
  }
  // GLOB passes over a text in half the time that instr() takes.
  const ways = search.map((terms, way) => {
    const all = terms.map((term, index) => {
      values[`${name}_term${way}_${index}`] = `*${term.replace(/[*?[]/g, "[$&]")}*`;
      return `s.search_text GLOB @${name}_term${way}_${index}`;
    });
    return `(${all.join(" AND ")})`;
  });
  if (ways.length > 0) conditions.push(`(${ways.join(" OR ")})`);
  // The status comes last, as deriving it costs most: where a condition before it fails, SQLite does not.
  if (status === "active") conditions.push("s.deactivated_at IS NULL");
  else if (status !== null) {
    conditions.push(`s.status = @${name}_status`);
    values[`${name}_status`] = status;
  }
  if (late) conditions.push("s.status IN ('overdue', 'days-left')");
  if (codes !== null) {
    conditions.push("s.two_factor <> 'none' AND s.deactivated_at IS NULL");
    // The plus keeps it from an index that would have every account looked up in the table.
    conditions.push(`+s.recovery_codes_left <= ${codes === "low" ? LOW_CODES : 0}`);
    if (codes === "no-way-back") conditions.push("s.backup_set_at IS NULL");
  }
  if (dueOn !== null) {
    conditions.push(`s.deadline_at > @${name}_due AND s.deadline_at <= @${name}_past`);
    const { timeZone } = thePractice(db);
    values[`${name}_due`] = startOfDayAt(timeZone, dueOn);
    values[`${name}_past`] = startOfDayAt(timeZone, addDays(dueOn, 1));
  }
  return { where: conditions.join(" AND "), values };
}

const statusRank = `CASE s.status ${statuses.map((status, rank) => `WHEN '${status}' THEN ${rank}`).join(" ")} END`;

/** Whatever is sorted by, people of one value follow by name, and of one name by id: pages never overlap. */
export function orderOf({ sort, descending }: PeopleOrder): string {
  const direction = descending ? "DESC" : "ASC";
  // As the index has it, forwards or backwards: nothing is sorted then.
  if (sort === "name") return `s.search_text ${direction}, s.owner ${direction}`;
  return `${orders[sort](direction)}, s.search_text, s.owner`;
}

const orders: Record<Exclude<PeopleOrder["sort"], "name">, (direction: string) => string> = {
  role: (direction) =>
    `CASE s.role WHEN 'manager' THEN 1 WHEN 'support' THEN 2 WHEN 'auditor' THEN 3 ELSE 4 END ${direction}`,
  status: (direction) => `${statusRank} ${direction}`,
  // Whoever has no deadline comes last either way.
  deadline: (direction) => `s.deadline_at ${direction} NULLS LAST`,
  "last-used": (direction) => `s.last_sign_in_at ${direction}`,
};
