import { type Kind, type Method, type Role, STATUSES, type Status, type StatusFilter } from "../../preload/words";
import { addDays, startOfDayAt } from "../domain/calendar";
import { decide, type Requirement, type RequirementFacts } from "../domain/requirement";
import type { Search } from "../domain/search";
import { type Db, prepared } from "./open";
import { thePractice } from "./practice";
import { findRequirement, rulesInSql } from "./requirement";

/** A person as lists show them. */
export type PersonInList = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly kind: Kind;
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

/** Which people; null asks for all. */
export type PeopleFilter = {
  readonly search: Search;
  readonly status: StatusFilter | null;
  readonly role: Role | null;
  readonly kind: Kind | null;
  readonly method: Method | null;
  /** While two-factor is on: no open recovery code is left, or at most `LOW_CODES` are. */
  readonly codes: "none" | "low" | null;
  /** Only who is overdue or has days left. */
  readonly late: boolean;
  /** YYYY-MM-DD in the practice's zone: whose deadline lies on this day. */
  readonly dueOn: string | null;
};

/** With so few recovery codes left it is time for new ones. */
const LOW_CODES = 3;

export type PeopleQuery = PeopleFilter & {
  readonly sort: "name" | "role" | "status" | "deadline" | "last-used";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
};

type Values = Readonly<Record<string, string | number>>;

/**
 * Everybody's standing at `@now` under the stored requirement: the one derivation in SQL of what `standingOf`
 * (domain/standing.ts) and `decide` (domain/requirement.ts) say. Reads nothing but indexes.
 */
function standingsIn(db: Db): { readonly rules: Requirement; readonly standings: string; readonly values: Values } {
  const rules = findRequirement(db);
  const { deadlineAt, unmet, due, values } = rulesInSql(rules);
  const standings = `
  SELECT owner, search_text, role, kind, two_factor, deactivated_at, last_sign_in_at, recovery_codes_left,
    CASE WHEN deactivated_at IS NULL THEN ${deadlineAt} END AS deadline_at,
    CASE
      WHEN deactivated_at IS NOT NULL THEN 'deactivated'
      WHEN owner IN (
        SELECT owner FROM failures WHERE locked_until > @now UNION ALL SELECT owner FROM failures WHERE held = 1
      ) THEN 'locked'
      WHEN exempt_until_at > @now THEN CASE two_factor WHEN 'text' THEN 'sms-only' ELSE 'exempt' END
      WHEN two_factor = 'app' THEN 'app' -- which satisfies every rule
      WHEN ${due} THEN 'overdue'
      WHEN ${unmet} THEN 'days-left'
      WHEN two_factor = 'text' THEN 'sms-only'
      ELSE 'not-set-up'
    END AS status
  FROM accounts`;
  return { rules, standings, values };
}

const columns = `a.owner AS id, a.name, a.email, a.cell_phone AS cellPhone, a.kind, a.role,
  a.two_factor_id AS twoFactorId, s.status, a.two_factor AS twoFactor, a.last_sign_in_at AS lastSignInAt,
  (SELECT locked_until FROM failures WHERE owner = a.owner AND held = 0 AND locked_until > @now) AS lockedUntilAt,
  s.deadline_at AS deadlineAt, a.exempt_until_at AS exemptUntilAt, a.recovery_codes_left AS recoveryCodesLeft,
  a.reminded_at AS remindedAt, a.created_at AS createdAt, a.first_sign_in_at AS firstSignInAt`;

type Row = Omit<PersonInList, "decidedBy"> & Pick<RequirementFacts, "createdAt" | "firstSignInAt">;

function toPerson({ createdAt, firstSignInAt, ...person }: Row, rules: Requirement): PersonInList {
  const { decidedBy } = decide(rules, { ...person, createdAt, firstSignInAt });
  return { ...person, decidedBy: person.deadlineAt === null ? null : (decidedBy?.id ?? null) };
}

const statusRank = `CASE s.status ${STATUSES.map((status, rank) => `WHEN '${status}' THEN ${rank}`).join(" ")} END`;

/** Whatever is sorted by, people of one value follow by name, and of one name by id: pages never overlap. */
function orderOf({ sort, descending }: Pick<PeopleQuery, "sort" | "descending">): string {
  const direction = descending ? "DESC" : "ASC";
  // As the index has it, forwards or backwards: nothing is sorted then.
  if (sort === "name") return `s.search_text ${direction}, s.owner ${direction}`;
  return `${orders[sort](direction)}, s.search_text, s.owner`;
}

const orders: Record<Exclude<PeopleQuery["sort"], "name">, (direction: string) => string> = {
  role: (direction) =>
    `CASE s.role WHEN 'manager' THEN 1 WHEN 'support' THEN 2 WHEN 'auditor' THEN 3 ELSE 4 END ${direction}`,
  status: (direction) => `${statusRank} ${direction}`,
  // Whoever has no deadline comes last either way.
  deadline: (direction) => `s.deadline_at ${direction} NULLS LAST`,
  "last-used": (direction) => `s.last_sign_in_at ${direction}`,
};

/** One page of the people who fit, at `now` (epoch ms). */
export function listPeople(db: Db, query: PeopleQuery, now: number): readonly PersonInList[] {
  const { rules, standings, values } = standingsIn(db);
  const { where, values: sought } = filterOf(db, query);
  const { offset, limit } = query;
  const order = orderOf(query);
  const page = `SELECT * FROM (${standings}) s WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`;
  const sql = `SELECT ${columns} FROM (${page}) s JOIN accounts a ON a.owner = s.owner ORDER BY ${order}`;
  const rows = prepared(db, sql).all({ ...values, ...sought, now, limit, offset }) as Row[];
  return rows.map((row) => toPerson(row, rules));
}

/** One page with the number of all who fit: a page that is not full says it by itself, and spares a second look at all. */
export function findPeople(
  db: Db,
  query: PeopleQuery,
  now: number,
): { readonly total: number; readonly rows: readonly PersonInList[] } {
  const rows = listPeople(db, query, now);
  const isLast = rows.length < query.limit && (rows.length > 0 || query.offset === 0);
  return { total: isLast ? query.offset + rows.length : countPeople(db, query, now), rows };
}

/** Those who fit and come after `after` (an id; null begins) by name: long lists are read so, a page at a time. */
export function listPeopleAfter(
  db: Db,
  filter: PeopleFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
  now: number,
): readonly PersonInList[] {
  const { rules, standings, values } = standingsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const from =
    after === null ? "1" : "(search_text, owner) > (SELECT search_text, owner FROM accounts WHERE owner = @after)";
  const page = `SELECT * FROM (${standings} WHERE ${from}) s WHERE ${where} ORDER BY s.search_text, s.owner LIMIT @limit`;
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
  order: Pick<PeopleQuery, "sort" | "descending"> = { sort: "name", descending: false },
): readonly string[] {
  const { standings, values } = standingsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const sql = `SELECT owner FROM (${standings}) s WHERE ${where} AND @now >= 0 ORDER BY ${orderOf(order)}`;
  return prepared(db, sql)
    .pluck()
    .all({ ...values, ...sought, now }) as string[];
}

/** Those of the ids that somebody has, each once, by name. */
export function sortIdsByName(db: Db, ids: readonly string[]): readonly string[] {
  const sql = `SELECT owner FROM accounts WHERE owner IN (SELECT value FROM json_each(?)) ORDER BY search_text, owner`;
  return prepared(db, sql).pluck().all(JSON.stringify(ids)) as string[];
}

/** People by their ids, in the order of the ids; an id that nobody has is left out. */
export function listPeopleWith(db: Db, ids: readonly string[], now: number): readonly PersonInList[] {
  const { rules, standings, values } = standingsIn(db);
  const sql = `SELECT ${columns} FROM json_each(@ids) i JOIN (${standings}) s ON s.owner = i.value
    JOIN accounts a ON a.owner = i.value ORDER BY i.key`;
  const rows = prepared(db, sql).all({ ...values, ids: JSON.stringify(ids), now }) as Row[];
  return rows.map((row) => toPerson(row, rules));
}

/** How many people fit in all. */
export function countPeople(db: Db, filter: PeopleFilter, now: number): number {
  const { standings, values } = standingsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const sql = `SELECT count(*) AS n FROM (${standings}) s WHERE ${where} AND @now >= 0`;
  return (prepared(db, sql).get({ ...values, ...sought, now }) as { n: number }).n;
}

/** Several counts in one passage; each is what `countPeople` says of its filter. */
export function countPeopleBy<K extends string>(
  db: Db,
  filters: Readonly<Record<K, PeopleFilter>>,
  now: number,
): Readonly<Record<K, number>> {
  const { standings, values } = standingsIn(db);
  const names = Object.keys(filters) as K[];
  const parts = names.map((name, index) => filterOf(db, filters[name], `f${index}`));
  const counts = parts.map(({ where }, index) => `count(CASE WHEN ${where} THEN 1 END) AS n${index}`);
  // LIMIT -1 keeps SQLite from deriving the standing anew wherever a filter names it.
  const sql = `SELECT ${["count(*)", ...counts].join(", ")} FROM (${standings} LIMIT -1) s WHERE @now >= 0`;
  const sought = parts.map((part) => part.values);
  const row = prepared(db, sql).get(Object.assign({ now }, values, ...sought)) as Readonly<Record<string, number>>;
  return Object.fromEntries(names.map((name, index) => [name, row[`n${index}`] ?? 0])) as Record<K, number>;
}

/** The deadlines (epoch ms) of all who fit, in no order. */
export function listDeadlines(db: Db, filter: PeopleFilter, now: number): readonly number[] {
  const { standings, values } = standingsIn(db);
  const { where, values: sought } = filterOf(db, filter);
  const sql = `SELECT deadline_at FROM (${standings}) s WHERE ${where} AND deadline_at IS NOT NULL AND @now >= 0`;
  return prepared(db, sql)
    .pluck()
    .all({ ...values, ...sought, now }) as number[];
}

/**
 * How many people have each status. In one passage without sorting; LIMIT -1 keeps SQLite from deriving the status anew
 * for every count.
 */
export function countByStatus(db: Db, now: number): ReadonlyMap<Status, number> {
  const { standings, values } = standingsIn(db);
  const counts = STATUSES.map((status) => `count(CASE WHEN status = '${status}' THEN 1 END) AS "${status}"`);
  const sql = `SELECT ${counts.join(", ")} FROM (SELECT status FROM (${standings}) LIMIT -1)`;
  const row = prepared(db, sql).get({ ...values, now }) as Readonly<Record<Status, number>>;
  return new Map(STATUSES.map((status) => [status, row[status]]));
}

/** One person as the list has them. */
export function findPerson(db: Db, id: string, now: number): PersonInList | undefined {
  const { rules, standings, values } = standingsIn(db);
  const sql = `SELECT ${columns} FROM (${standings}) s JOIN accounts a ON a.owner = s.owner WHERE s.owner = @id`;
  const row = prepared(db, sql).get({ ...values, id, now }) as Row | undefined;
  return row === undefined ? undefined : toPerson(row, rules);
}

/** Who else has this number in their profile, by name; deactivated accounts are left out. */
export function listByPhone(db: Db, cellPhone: string, except: string | null): readonly { id: string; name: string }[] {
  const sql = `SELECT owner AS id, name FROM accounts
    WHERE cell_phone = ? AND owner <> ? AND deactivated_at IS NULL ORDER BY search_text, owner LIMIT 50`;
  return prepared(db, sql).all(cellPhone, except ?? "") as { id: string; name: string }[];
}

/** Managers in office, and of these the ones who signed in since `activeSince` (epoch ms). */
export function countManagers(db: Db, activeSince: number): { readonly inOffice: number; readonly active: number } {
  const sql = `SELECT count(*) AS inOffice, count(CASE WHEN last_sign_in_at >= ? THEN 1 END) AS active
    FROM accounts WHERE role = 'manager' AND deactivated_at IS NULL`;
  return prepared(db, sql).get(activeSince) as { inOffice: number; active: number };
}

/** The condition that a row of the standings (`s`) must meet. `name` tells apart the values of several in one query. */
function filterOf(db: Db, filter: PeopleFilter, name = "f") {
  const { search, status, role, kind, method, codes, late, dueOn } = filter;
  const conditions = ["1"];
  const values: Record<string, string | number> = {};
  const fixed = { role, kind, two_factor: method };
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
  // The standing comes last, as deriving it costs most: where a condition before it fails, SQLite does not.
  if (status === "active") conditions.push("s.deactivated_at IS NULL");
  else if (status !== null) {
    conditions.push(`s.status = @${name}_status`);
    values[`${name}_status`] = status;
  }
  if (late) conditions.push("s.status IN ('overdue', 'days-left')");
  if (codes !== null) {
    conditions.push("s.two_factor <> 'none' AND s.deactivated_at IS NULL");
    conditions.push(`s.recovery_codes_left <= ${codes === "none" ? 0 : LOW_CODES}`);
  }
  if (dueOn !== null) {
    conditions.push(`s.deadline_at >= @${name}_due AND s.deadline_at < @${name}_past`);
    const { timeZone } = thePractice(db);
    values[`${name}_due`] = startOfDayAt(timeZone, dueOn);
    values[`${name}_past`] = startOfDayAt(timeZone, addDays(dueOn, 1));
  }
  return { where: conditions.join(" AND "), values };
}
