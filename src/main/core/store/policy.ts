import { graceMs, LATEST_GRACE_START_MS, type Policy, type PolicyRule } from "../domain/policy";
import { type Db, prepared } from "./open";

/** The rules that are in force; none where there is no practice yet. */
export function findPolicy(db: Db): Policy {
  const row = prepared(db, "SELECT rules FROM policies").get();
  return row === undefined ? [] : JSON.parse((row as { rules: string }).rules);
}

/** Parts of a query over `accounts` with the values that they bind: what the rules say of a row. */
export type RulesInSql = {
  /** Whether any rule applies. */
  readonly covered: string;
  /** Whether a rule applies that is not satisfied. */
  readonly unmet: string;
  /** Whether one of these is due at `@now`, an exemption aside. */
  readonly due: string;
  /** By when the row must act, as `decide` (domain/policy.ts) has it; NULL where nothing is unmet. */
  readonly deadlineAt: string;
  readonly values: Readonly<Record<string, string | number>>;
};

const NEVER = Number.MAX_SAFE_INTEGER;
const graceFromAt = `min(coalesce(first_sign_in_at, ${NEVER}), created_at + ${LATEST_GRACE_START_MS})`;

/** The rules in SQL; stored ones and ones that are tried out are asked in the same way. */
export function rulesInSql(rules: Policy): RulesInSql {
  const { parts, values } = partsOf(rules);
  const any = (conditions: readonly string[]) => (conditions.length === 0 ? "0" : `(${conditions.join(" OR ")})`);
  // Never of one value alone: min() is then the least of a column.
  const first = `nullif(min(${[NEVER, ...parts.map(({ dueAt }) => dueAt)].join(", ")}), ${NEVER})`;
  return {
    covered: any(parts.map(({ applies }) => applies)),
    unmet: any(parts.map(({ unmet }) => unmet)),
    due: any(parts.map(({ due }) => due)),
    deadlineAt: parts.length === 0 ? "NULL" : `max(${first}, coalesce(exempt_until_at, 0))`,
    values,
  };
}

/** Each rule by itself. Cheap conditions come first: where they fail, SQLite looks at no others. */
function partsOf(rules: Policy) {
  const values: Record<string, string | number> = {};
  const parts = rules.map((rule, index) => {
    const applies = appliesInSql(rule, index, values);
    const unmet = `(${rule.methods === "app-only" ? "two_factor <> 'app'" : "two_factor = 'none'"} AND ${applies})`;
    values[`from${index}`] = rule.fromAt;
    const graceEndsAt = rule.graceDays === 0 ? "created_at" : `${graceFromAt} + ${graceMs(rule)}`;
    return {
      applies,
      unmet,
      due: `(@from${index} <= @now AND ${unmet} AND ${graceEndsAt} <= @now)`,
      dueAt: `CASE WHEN ${unmet} THEN max(@from${index}, ${graceEndsAt}) ELSE ${NEVER} END`,
    };
  });
  return { parts, values };
}

function appliesInSql({ applies }: PolicyRule, index: number, values: Record<string, string | number>): string {
  switch (applies.to) {
    case "everyone":
      return "1";
    case "account-type":
      values[`accountType${index}`] = applies.accountType;
      return `account_type = @accountType${index}`;
    case "role":
      values[`role${index}`] = applies.role;
      return `role = @role${index}`;
    case "people":
      values[`people${index}`] = JSON.stringify(applies.people);
      return `owner IN (SELECT value FROM json_each(@people${index}))`;
  }
}

/** How many active accounts a rule applies to, and how many of these satisfy it. */
export type Coverage = { readonly covered: number; readonly done: number };

/** The coverage of each rule, in the order of the rules. */
export function countCoverage(db: Db, rules: Policy): readonly Coverage[] {
  const { parts, values } = partsOf(rules);
  const sums = parts.map(
    ({ applies, unmet }, index) =>
      `, count(CASE WHEN ${applies} THEN 1 END) AS covered${index}, count(CASE WHEN ${unmet} THEN 1 END) AS unmet${index}`,
  );
  const sql = `SELECT count(*) AS n${sums.join("")} FROM accounts WHERE deactivated_at IS NULL AND @active = 1`;
  const row = prepared(db, sql).get({ ...values, active: 1 }) as Readonly<Record<string, number>>;
  return rules.map((_, index) => {
    const covered = row[`covered${index}`] ?? 0;
    return { covered, done: covered - (row[`unmet${index}`] ?? 0) };
  });
}
