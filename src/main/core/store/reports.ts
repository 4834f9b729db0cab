import type { AccountType, Method, Role } from "../../../contract/vocabulary";
import type { Entry, EventKind } from "../domain/events";
import { storedNames } from "./ledger/lift";
import { type LedgerRow, toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

/** Whom a report is about, by what they are today; null asks for all. */
export type Who = { readonly accountType: AccountType | null; readonly role: Role | null };

/** How many active accounts proved a second factor in which way. */
export type MethodCounts = Readonly<Record<Method, number>>;

/** Where in the ledger a report looks: up to an entry, in a time from `from` on and before `to` (epoch ms). */
export type Span = { readonly from: number; readonly to: number; readonly upTo: number };

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

/** One page of the entries of some kinds that fit, oldest first; `after` is the arrival of the last one that was seen. */
export function listEntriesOfKinds<K extends EventKind>(
  db: Db,
  kinds: readonly K[],
  {
    span,
    who,
    after,
    limit,
  }: { readonly span: Span; readonly who: Who; readonly after: number; readonly limit: number },
): readonly Extract<Entry, { kind: K }>[] {
  const { from, to, upTo } = span;
  const { where, values } = entriesOf(kinds, who);
  const sql = `SELECT * FROM ledger WHERE ${where} AND arrival > @after ORDER BY arrival LIMIT @limit`;
  const rows = prepared(db, sql).all({ ...values, from, to, upTo, after, limit }) as LedgerRow[];
  return rows.map(toEntry) as Extract<Entry, { kind: K }>[];
}

/** The entry that one about an account follows from, where that is about the same account. */
export function findCauseOf(db: Db, { subject, arrival, cause }: Entry): Entry | undefined {
  if (subject === null || cause === null) return undefined;
  // It came right before, so that going back from there finds it at once.
  const sql = "SELECT * FROM ledger WHERE subject = ? AND arrival < ? AND hash = ? ORDER BY arrival DESC LIMIT 1";
  const row = prepared(db, sql).get(subject, arrival, cause) as LedgerRow | undefined;
  return row === undefined ? undefined : toEntry(row);
}

/** How many there are in all. */
export function countEntriesOfKinds(db: Db, kinds: readonly EventKind[], span: Span, who: Who): number {
  const { where, values } = entriesOf(kinds, who);
  return (prepared(db, `SELECT count(*) AS n FROM ledger WHERE ${where}`).get({ ...values, ...span }) as { n: number })
    .n;
}

function entriesOf(kinds: readonly EventKind[], who: Who) {
  const values: Record<string, string> = {};
  const names = kinds.flatMap(storedNames).map((kind, index) => {
    values[`kind${index}`] = kind;
    return `@kind${index}`;
  });
  const conditions = [`kind IN (${names.join(", ")})`, "at >= @from", "at < @to", "arrival <= @upTo"];
  if (who.accountType !== null || who.role !== null) {
    const { where, values: sought } = whoIs(who);
    conditions.push(`EXISTS (SELECT 1 FROM accounts WHERE accounts.owner = ledger.subject AND ${where})`);
    Object.assign(values, sought);
  }
  return { where: conditions.join(" AND "), values };
}

/** Epoch ms of the first entry there is: history begins with it. */
export function findBeginningAt(db: Db): number | undefined {
  const row = prepared(db, "SELECT at FROM ledger ORDER BY arrival LIMIT 1").get() as { at: number } | undefined;
  return row?.at;
}

/** How many active accounts are let off the 2FA policy at `now` (epoch ms). */
export function countExempt(db: Db, who: Who, now: number): number {
  const { where, values } = whoIs(who);
  const sql = `SELECT count(*) AS n FROM accounts WHERE exempt_until_at > @now AND deactivated_at IS NULL AND ${where}`;
  return (prepared(db, sql).get({ ...values, now }) as { n: number }).n;
}
