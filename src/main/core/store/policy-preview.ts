import type { AccountType, LockOutCause, PreviewGroup, Role } from "../../../contract/vocabulary";
import type { Policy } from "../domain/policy";
import { lockOutCauses, type PreviewFacts, type PreviewTimes, previewGroups } from "../domain/policy-preview";
import { type Db, prepared } from "./open";
import { rulesInSql } from "./policy";

/** Somebody as a preview lists them. */
export type PreviewedPerson = {
  readonly id: string;
  readonly name: string;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly cellPhone: string | null;
  readonly causes: readonly LockOutCause[];
  /** Epoch ms, under the rules that are tried out. */
  readonly deadlineAt: number | null;
};

export type PreviewedCounts = {
  readonly groups: Readonly<Record<PreviewGroup, number>>;
  /** Of those who would be locked out; one person may count under several causes. */
  readonly causes: Readonly<Record<LockOutCause, number>>;
};

const sharedPhones = `SELECT cell_phone FROM accounts WHERE cell_phone IS NOT NULL AND deactivated_at IS NULL
  GROUP BY cell_phone HAVING count(*) > 1`;

const sharesPhone = `cell_phone IS NOT NULL AND cell_phone IN (${sharedPhones})`;

const denials: Readonly<Record<LockOutCause, string>> = {
  "never-signed-in": "first_sign_in_at IS NULL OR password_set_at IS NULL",
  // Who gets tokens by text does so, whoever has the number too.
  "no-phone": "cell_phone IS NULL AND two_factor <> 'text'",
  "shared-phone": `${sharesPhone} AND two_factor <> 'text'`,
  "no-time": "deadline_at <= @now",
};
/** The causes as the bits of one number, in the order of `lockOutCauses`. */
const causeBits = lockOutCauses.map((cause, bit) => `((${denials[cause]}) << ${bit})`).join(" | ");

/**
 * Every active account with its group at `@at` and its causes: the one derivation in SQL of what `preview`
 * (domain/policy-preview.ts) says, behind every number and every list of a preview. LIMIT -1 keeps SQLite from working
 * each value out anew wherever it is named.
 */
function previewedIn(rules: Policy) {
  const { covered, deadlineAt, values } = rulesInSql(rules);
  const facts = `SELECT owner, search_text, two_factor, exempt_until_at, first_sign_in_at,
      password_set_at, cell_phone, ${covered} AS covered, ${deadlineAt} AS deadline_at
    FROM accounts WHERE deactivated_at IS NULL LIMIT -1`;
  const certain = `SELECT *, CASE
      WHEN NOT covered THEN 'not-covered'
      WHEN deadline_at IS NULL THEN 'ready'
      WHEN exempt_until_at > @at THEN 'exempt'
      WHEN deadline_at > @at THEN 'time-left'
    END AS certain FROM (${facts}) LIMIT -1`;
  const judged = `SELECT owner, search_text, deadline_at, certain,
      CASE WHEN certain IS NULL THEN ${causeBits} ELSE 0 END AS causes FROM (${certain}) LIMIT -1`;
  const previewed = `SELECT owner, search_text, deadline_at, causes,
      coalesce(certain, CASE causes WHEN 0 THEN 'must-set-up' ELSE 'locked-out' END) AS "group" FROM (${judged})`;
  return { previewed, values };
}

/** How many active accounts the rules would put into each group by `at`. */
export function countPreviewed(db: Db, rules: Policy, times: PreviewTimes): PreviewedCounts {
  const { previewed, values } = previewedIn(rules);
  const counts = [
    ...previewGroups.map((group) => `count(CASE WHEN "group" = '${group}' THEN 1 END) AS "${group}"`),
    ...lockOutCauses.map((cause, bit) => `count(CASE WHEN causes & ${1 << bit} THEN 1 END) AS "${cause}"`),
  ];
  const sql = `SELECT ${counts.join(", ")} FROM (SELECT "group", causes FROM (${previewed}) LIMIT -1) WHERE @now <= @at`;
  const row = prepared(db, sql).get({ ...values, ...times }) as Readonly<Record<PreviewGroup | LockOutCause, number>>;
  return { groups: pick(row, previewGroups), causes: pick(row, lockOutCauses) };
}

function pick<K extends string>(row: Readonly<Record<K, number>>, keys: readonly K[]): Readonly<Record<K, number>> {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Record<K, number>;
}

/** One page of the people of one group, by name. */
export function listPreviewed(
  db: Db,
  rules: Policy,
  page: { readonly group: PreviewGroup; readonly offset: number; readonly limit: number },
  times: PreviewTimes,
): readonly PreviewedPerson[] {
  const { previewed, values } = previewedIn(rules);
  const ids = `SELECT * FROM (${previewed}) WHERE "group" = @group AND @now <= @at
    ORDER BY search_text, owner LIMIT @limit OFFSET @offset`;
  const sql = `SELECT a.owner AS id, a.name, a.account_type AS accountType, a.role, a.cell_phone AS cellPhone, r.causes, r.deadline_at AS deadlineAt
    FROM (${ids}) r JOIN accounts a ON a.owner = r.owner ORDER BY r.search_text, r.owner`;
  const rows = prepared(db, sql).all({ ...values, ...page, ...times }) as (Omit<PreviewedPerson, "causes"> & {
    causes: number;
  })[];
  return rows.map((row) => ({ ...row, causes: causesOf(row.causes) }));
}

/** The active managers, for whether rules would lock out the last of them. */
export function listManagersToPreview(db: Db): readonly PreviewFacts[] {
  const sql = `SELECT owner AS id, account_type AS accountType, role, created_at AS createdAt, first_sign_in_at AS firstSignInAt,
      exempt_until_at AS exemptUntilAt, two_factor AS twoFactor, password_set_at AS passwordSetAt,
      CASE WHEN cell_phone IS NULL THEN 'none' WHEN ${sharesPhone} THEN 'shared' ELSE 'own' END AS phone
    FROM accounts WHERE role = 'manager' AND deactivated_at IS NULL`;
  type Row = Omit<PreviewFacts, "hasPassword"> & { passwordSetAt: number | null };
  return (prepared(db, sql).all() as Row[]).map(({ passwordSetAt, ...facts }) => ({
    ...facts,
    hasPassword: passwordSetAt !== null,
  }));
}

function causesOf(bits: number): LockOutCause[] {
  return lockOutCauses.filter((_, bit) => (bits & (1 << bit)) !== 0);
}
