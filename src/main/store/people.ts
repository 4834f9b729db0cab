import type { Kind, Method, Role, Status } from "../../preload/words";
import type { Search } from "../domain/search";
import { type Db, prepared } from "./open";

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
};

export type PeopleFilter = {
  readonly search: Search;
  readonly status: Status | null;
  readonly role: Role | null;
  readonly kind: Kind | null;
};

export type PeopleQuery = PeopleFilter & {
  readonly sort: "name" | "role" | "status" | "last-used";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
};

/**
 * Everybody's standing at `@now`: the one derivation in SQL of what `standingOf` (domain/standing.ts) decides. Reads
 * nothing but indexes.
 */
const standings = `
  SELECT owner, search_text, role, kind, last_sign_in_at,
    CASE
      WHEN deactivated_at IS NOT NULL THEN 'deactivated'
      WHEN owner IN (
        SELECT owner FROM failures WHERE locked_until > @now UNION ALL SELECT owner FROM failures WHERE held = 1
      ) THEN 'locked'
      WHEN two_factor = 'text' THEN 'sms-only'
      WHEN two_factor = 'app' THEN 'app'
      ELSE 'not-set-up'
    END AS status
  FROM accounts`;

const columns = `a.owner AS id, a.name, a.email, a.cell_phone AS cellPhone, a.kind, a.role,
  a.two_factor_id AS twoFactorId, s.status, a.two_factor AS twoFactor, a.last_sign_in_at AS lastSignInAt,
  (SELECT locked_until FROM failures WHERE owner = a.owner AND held = 0 AND locked_until > @now) AS lockedUntilAt`;

/** Whatever is sorted by, people of one value follow by name, and of one name by id: pages never overlap. */
const orders: Record<PeopleQuery["sort"], string> = {
  name: "s.search_text",
  role: "CASE s.role WHEN 'manager' THEN 1 WHEN 'support' THEN 2 WHEN 'auditor' THEN 3 ELSE 4 END",
  status:
    "CASE s.status WHEN 'locked' THEN 1 WHEN 'sms-only' THEN 2 WHEN 'not-set-up' THEN 3 WHEN 'app' THEN 4 ELSE 5 END",
  "last-used": "s.last_sign_in_at",
};

/** One page of the people who fit, at `now` (epoch ms). */
export function listPeople(db: Db, query: PeopleQuery, now: number): readonly PersonInList[] {
  const { where, values } = filterOf(query);
  const { sort, descending, offset, limit } = query;
  const order = `${orders[sort]} ${descending ? "DESC" : "ASC"}, s.search_text, s.owner`;
  const page = `SELECT * FROM (${standings}) s WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`;
  const sql = `SELECT ${columns} FROM (${page}) s JOIN accounts a ON a.owner = s.owner ORDER BY ${order}`;
  return prepared(db, sql).all({ ...values, now, limit, offset }) as PersonInList[];
}

/** How many people fit in all. */
export function countPeople(db: Db, query: PeopleFilter, now: number): number {
  const { where, values } = filterOf(query);
  const row = prepared(db, `SELECT count(*) AS n FROM (${standings}) s WHERE ${where} AND @now >= 0`).get({
    ...values,
    now,
  });
  return (row as { n: number }).n;
}

/** How many people have each status; a status that nobody has is missing. */
export function countByStatus(db: Db, now: number): ReadonlyMap<Status, number> {
  const rows = prepared(db, `SELECT status, count(*) AS n FROM (${standings}) GROUP BY status`).all({ now });
  return new Map((rows as { status: Status; n: number }[]).map(({ status, n }) => [status, n]));
}

/** One person as the list has them. */
export function findPerson(db: Db, id: string, now: number): PersonInList | undefined {
  const sql = `SELECT ${columns} FROM (${standings}) s JOIN accounts a ON a.owner = s.owner WHERE s.owner = @id`;
  const row = prepared(db, sql).get({ id, now });
  return row as PersonInList | undefined;
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

function filterOf({ search, status, role, kind }: PeopleFilter) {
  const conditions = ["1"];
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries({ status, role, kind })) {
    if (value === null) continue;
    conditions.push(`s.${name} = @${name}`);
    values[name] = value;
  }
  const ways = search.map((terms, way) => {
    const all = terms.map((term, index) => {
      values[`term${way}_${index}`] = term;
      return `instr(s.search_text, @term${way}_${index}) > 0`;
    });
    return `(${all.join(" AND ")})`;
  });
  if (ways.length > 0) conditions.push(`(${ways.join(" OR ")})`);
  return { where: conditions.join(" AND "), values };
}
