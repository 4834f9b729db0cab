import type { AccountType, Method, Role, Status } from "../../../contract/vocabulary";
import { statuses } from "../domain/account-status";
import { decide, type Policy, type PolicyFacts } from "../domain/policy";
import { filterOf, orderOf, type PeopleFilter, type PeopleOrder, statusRowsIn } from "./account-statuses";
import { lockedUntil } from "./failures";
import { type Db, prepared } from "./open";

/** A person as lists show them. */
export type PersonInList = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly twoFactorId: string;
  readonly status: Status;
  readonly twoFactor: Method;
  readonly lastSignInAt: number | null;
  /** Epoch ms; null where no lock has an end in time. */
  readonly lockedUntilAt: number | null;
  /** Epoch ms; null where nothing is required that is not done, and of deactivated accounts. */
  readonly deadlineAt: number | null;
  /** The id of the rule that sets the deadline. */
  readonly decidedBy: string | null;
  /** Epoch ms; may lie in the past. */
  readonly exemptUntilAt: number | null;
  readonly recoveryCodesLeft: number;
  readonly remindedAt: number | null;
};

export type PeopleQuery = PeopleFilter & PeopleOrder & { readonly offset: number; readonly limit: number };

const columns = `a.owner AS id, a.name, a.email, a.cell_phone AS cellPhone, a.account_type AS accountType, a.role,
  a.two_factor_id AS twoFactorId, s.status, a.two_factor AS twoFactor, a.last_sign_in_at AS lastSignInAt,
  ${lockedUntil("a.owner")} AS lockedUntilAt,
  s.deadline_at AS deadlineAt, a.exempt_until_at AS exemptUntilAt, a.recovery_codes_left AS recoveryCodesLeft,
  a.reminded_at AS remindedAt, a.created_at AS createdAt, a.first_sign_in_at AS firstSignInAt`;

type Row = Omit<PersonInList, "decidedBy"> & Pick<PolicyFacts, "createdAt" | "firstSignInAt">;

function toPerson({ createdAt, firstSignInAt, ...person }: Row, rules: Policy): PersonInList {
  const { decidedBy } = decide(rules, { ...person, createdAt, firstSignInAt });
  return { ...person, decidedBy: person.deadlineAt === null ? null : (decidedBy?.id ?? null) };
}

/** One page of the people who fit, at `now` (epoch ms). */
export function listPeople(db: Db, query: PeopleQuery, now: number): readonly PersonInList[] {
  const { rules, statusRows, values } = statusRowsIn(db);
  const { where, values: sought } = filterOf(db, query);
  const { offset, limit } = query;
  const order = orderOf(query);
  // Found by their ids alone: what is not asked for of people who do not fit is not read.
  const page = `SELECT s.owner FROM (${statusRows}) s WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`;
  const sql = `SELECT ${columns} FROM (${page}) p CROSS JOIN (${statusRows}) s ON s.owner = p.owner
    CROSS JOIN accounts a ON a.owner = p.owner ORDER BY ${order}`;
  const rows = prepared(db, sql).all({ ...values, ...sought, now, limit, offset }) as Row[];
  return rows.map((row) => toPerson(row, rules));
}

/** One page of who fits, by name, after `after` (an id; null begins): long lists are read so. */
export function listPeopleAfter(
  db: Db,
  filter: PeopleFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
  now: number,
): readonly PersonInList[] {
  const { rules, statusRows, values } = statusRowsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const from =
    after === null ? "1" : "(search_text, owner) > (SELECT search_text, owner FROM accounts WHERE owner = @after)";
  const page = `SELECT * FROM (${statusRows} WHERE ${from}) s WHERE ${where} ORDER BY s.search_text, s.owner LIMIT @limit`;
  const sql = `SELECT ${columns} FROM (${page}) s JOIN accounts a ON a.owner = s.owner ORDER BY s.search_text, s.owner`;
  const here = after === null ? {} : { after };
  const rows = prepared(db, sql).all({ ...values, ...sought, ...here, now, limit }) as Row[];
  return rows.map((row) => toPerson(row, rules));
}

/** The ids of all who fit, in the order of the list; by name where none is asked for. */
export function listPeopleIds(
  db: Db,
  filter: PeopleFilter,
  now: number,
  order: PeopleOrder = { sort: "name", descending: false },
): readonly string[] {
  const { statusRows, values } = statusRowsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const sql = `SELECT owner FROM (${statusRows}) s WHERE ${where} AND @now >= 0 ORDER BY ${orderOf(order)}`;
  return prepared(db, sql)
    .pluck()
    .all({ ...values, ...sought, now }) as string[];
}

/** The ids that somebody has, each once, by name. */
export function sortIdsByName(db: Db, ids: readonly string[]): readonly string[] {
  const sql = `SELECT owner FROM accounts WHERE owner IN (SELECT value FROM json_each(?)) ORDER BY search_text, owner`;
  return prepared(db, sql).pluck().all(JSON.stringify(ids)) as string[];
}

/** People by their ids, in the order of the ids; an id that nobody has is left out. */
export function listPeopleWith(db: Db, ids: readonly string[], now: number): readonly PersonInList[] {
  const { rules, statusRows, values } = statusRowsIn(db);
  const sql = `SELECT ${columns} FROM json_each(@ids) i JOIN (${statusRows}) s ON s.owner = i.value
    JOIN accounts a ON a.owner = i.value ORDER BY i.key`;
  const rows = prepared(db, sql).all({ ...values, ids: JSON.stringify(ids), now }) as Row[];
  return rows.map((row) => toPerson(row, rules));
}

/** How many people fit in all. */
export function countPeople(db: Db, filter: PeopleFilter, now: number): number {
  const { statusRows, values } = statusRowsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const sql = `SELECT count(*) AS n FROM (${statusRows}) s WHERE ${where} AND @now >= 0`;
  return (prepared(db, sql).get({ ...values, ...sought, now }) as { n: number }).n;
}

/** Several counts in one passage; each is what `countPeople` says of its filter. */
export function countPeopleBy<K extends string>(
  db: Db,
  filters: Readonly<Record<K, PeopleFilter>>,
  now: number,
): Readonly<Record<K, number>> {
  const { statusRows, values } = statusRowsIn(db);
  const names = Object.keys(filters) as K[];
  const parts = names.map((name, index) => filterOf(db, filters[name], `f${index}`));
  const counts = parts.map(({ where }, index) => `count(CASE WHEN ${where} THEN 1 END) AS n${index}`);
  // LIMIT -1 keeps SQLite from deriving the status anew wherever a filter names it.
  const sql = `SELECT ${["count(*)", ...counts].join(", ")} FROM (${statusRows} LIMIT -1) s WHERE @now >= 0`;
  const sought = parts.map((part) => part.values);
  const row = prepared(db, sql).get(Object.assign({ now }, values, ...sought)) as Readonly<Record<string, number>>;
  return Object.fromEntries(names.map((name, index) => [name, row[`n${index}`] ?? 0])) as Record<K, number>;
}

/** The deadlines (epoch ms) of all who fit, in no order. */
export function listDeadlines(db: Db, filter: PeopleFilter, now: number): readonly number[] {
  const { statusRows, values } = statusRowsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const sql = `SELECT deadline_at FROM (${statusRows}) s WHERE ${where} AND deadline_at IS NOT NULL AND @now >= 0`;
  return prepared(db, sql)
    .pluck()
    .all({ ...values, ...sought, now }) as number[];
}

/**
 * How many people have each status. In one passage without sorting; LIMIT -1 keeps SQLite from deriving the status anew
 * for every count.
 */
export function countByStatus(db: Db, now: number): ReadonlyMap<Status, number> {
  const { statusRows, values } = statusRowsIn(db);
  const counts = statuses.map((status) => `count(CASE WHEN status = '${status}' THEN 1 END) AS "${status}"`);
  const sql = `SELECT ${counts.join(", ")} FROM (SELECT status FROM (${statusRows}) LIMIT -1)`;
  const row = prepared(db, sql).get({ ...values, now }) as Readonly<Record<Status, number>>;
  return new Map(statuses.map((status) => [status, row[status]]));
}

/** One person as the list has them. */
export function findPerson(db: Db, id: string, now: number): PersonInList | undefined {
  const { rules, statusRows, values } = statusRowsIn(db);
  const sql = `SELECT ${columns} FROM (${statusRows}) s JOIN accounts a ON a.owner = s.owner WHERE s.owner = @id`;
  const row = prepared(db, sql).get({ ...values, id, now }) as Row | undefined;
  return row === undefined ? undefined : toPerson(row, rules);
}

/** Who else has this number in their profile, by name; deactivated accounts are left out. */
export function listByPhone(db: Db, cellPhone: string, except: string | null): readonly { id: string; name: string }[] {
  const sql = `SELECT owner AS id, name FROM accounts
    WHERE cell_phone = ? AND owner <> ? AND deactivated_at IS NULL ORDER BY search_text, owner LIMIT 50`;
  return prepared(db, sql).all(cellPhone, except ?? "") as { id: string; name: string }[];
}
