import type { AccountType, Method, Role } from "../../../contract/vocabulary";
import { type Db, prepared } from "./open";

/** Whom a report is about, by what they are today; null asks for all. */
export type Who = { readonly accountType: AccountType | null; readonly role: Role | null };

/** How many active accounts proved a second factor in which way. */
export type MethodCounts = Readonly<Record<Method, number>>;

/**
 * The counts at each of `ends` (epoch ms, rising): what every change before that instant yields. Worked out backwards
 * from today's, so that only what has changed since the first of them is read.
 */
export function listMethodCounts(db: Db, ends: readonly number[], who: Who): readonly MethodCounts[] {
  const counted: MethodCounts[] = [];
  let counts = countMethods(db, who);
  let until = Number.MAX_SAFE_INTEGER;
  for (const end of [...ends].reverse()) {
    const since = changesBetween(db, { from: end, to: until }, who);
    counts = { app: counts.app - since.app, text: counts.text - since.text, none: counts.none - since.none };
    counted.unshift(counts);
    until = end;
  }
  return counted;
}

/** The counts as they are now. */
export function countMethods(db: Db, who: Who): MethodCounts {
  const { where, values } = whoIs(who);
  const sums = sumsOf((method) => `two_factor = '${method}'`);
  const sql = `SELECT ${sums} FROM accounts WHERE deactivated_at IS NULL AND ${where} AND @all = 1`;
  return prepared(db, sql).get({ ...values, all: 1 }) as MethodCounts;
}

function changesBetween(db: Db, time: { readonly from: number; readonly to: number }, who: Who): MethodCounts {
  const { where, values } = whoIs(who);
  const everybody = who.accountType === null && who.role === null;
  const join = everybody ? "" : "CROSS JOIN accounts ON accounts.owner = m.owner";
  const sums = sumsOf((method) => `(m.became = '${method}') - (m.was = '${method}')`);
  const sql = `SELECT ${sums} FROM method_changes m ${join} WHERE m.at >= @from AND m.at < @to AND ${where}`;
  return prepared(db, sql).get({ ...values, ...time }) as MethodCounts;
}

function sumsOf(part: (method: Method) => string): string {
  return (["app", "text", "none"] as const).map((name) => `coalesce(sum(${part(name)}), 0) AS ${name}`).join(", ");
}

/** A condition on `accounts`. */
export function whoIs({ accountType, role }: Who) {
  const conditions = ["1"];
  const values: Record<string, string> = {};
  if (accountType !== null) {
    conditions.push("accounts.account_type = @accountType");
    values["accountType"] = accountType;
  }
  if (role !== null) {
    conditions.push("accounts.role = @role");
    values["role"] = role;
  }
  return { where: conditions.join(" AND "), values };
}

/** How many active accounts are let off the 2FA policy at `now` (epoch ms). */
export function countExempt(db: Db, who: Who, now: number): number {
  const { where, values } = whoIs(who);
  const sql = `SELECT count(*) AS n FROM accounts WHERE exempt_until_at > @now AND deactivated_at IS NULL AND ${where}`;
  return (prepared(db, sql).get({ ...values, now }) as { n: number }).n;
}
