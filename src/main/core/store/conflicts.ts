import { type Conflict, type ConflictFacts, fieldOf, named, registerField, subjectOf } from "../domain/conflicts";
import type { Written } from "../domain/order";
import { type Stream, streamOfConflict } from "../domain/streams";
import { listApart, listClaims, type Register } from "./claims";
import { isMarked } from "./ledger/fold";
import { listRemovedEachOther } from "./ledger/removed";
import { listDemotedEachOther, noManagerLeft } from "./manager-endings";
import { type Db, prepared } from "./open";
import { conflictIn } from "./registers";
import { listShared, namesOf, sharedEmail, sharedTwoFactorId } from "./shared-names";

/*
 * What two workstations recorded apart and cannot both hold. It is derived from the tables at every look; what was found
 * and settled is kept beside (effects/conflicts.ts), so that everybody hears of it and the audit log says so.
 */

/** A conflict that is no longer there: since when, by whom (null: by what was recorded since) and for which reason. */
export type SettledConflict = {
  readonly conflict: Conflict;
  readonly foundAt: number;
  readonly settledAt: number;
  readonly settledBy: string | null;
  /** Of a manager who keeps what is in force; null where another entry settled it. */
  readonly reason: string | null;
  /** The entry that settled it, where it is known. */
  readonly by: Written | null;
};

/** What is in conflict now, in a fixed order: nothing, and not looked for, where there is one workstation. */
export function listOpenConflicts(db: Db): readonly Conflict[] {
  if (!hasSeveralWorkstations(db)) return [];
  const kept = listKept(db);
  const facts = [...listApart(db).map((register) => conflictIn(db, register)), ...listShared(db), ...ofPractice(db)];
  return namedOnce(facts).filter(({ id }) => !kept.has(id));
}

function hasSeveralWorkstations(db: Db): boolean {
  return prepared(db, "SELECT 1 FROM workstations LIMIT 1 OFFSET 1").get() !== undefined;
}

function namedOnce(facts: readonly (ConflictFacts | undefined)[]): readonly Conflict[] {
  const conflicts = facts.filter((one) => one !== undefined).map(named);
  return [...new Map(conflicts.map((conflict) => [conflict.id, conflict])).values()];
}

/** What concerns no account alone. */
function ofPractice(db: Db): readonly (ConflictFacts | undefined)[] {
  const removed = listRemovedEachOther(db).map((sides) => ({ what: "removed-each-other", sides }) as const);
  return [noManagerLeft(db), ...listDemotedEachOther(db), ...removed];
}

/** What is not recorded yet: conflicts that are there, and those that are there no longer, by which entry if that is known. */
export type Unrecorded = {
  readonly found: readonly Conflict[];
  readonly settled: readonly { readonly conflict: Conflict; readonly by: Written | null }[];
};

/**
 * What became of conflicts since it was last recorded: of all fields, and of the names that accounts of changed streams share
 * or were found to share before. Streams that wait to be folded say nothing yet.
 */
export function findUnrecorded(db: Db, streams: readonly Stream[]): Unrecorded {
  if (!hasSeveralWorkstations(db)) return { found: [], settled: [] };
  const [open, kept] = [listOpen(db), listKept(db)];
  const owners = streams.filter((stream) => !isMarked(db, stream));
  const now = namedOnce([
    ...fieldsApart(db),
    ...owners.flatMap((owner) => sharedBy(db, owner)),
    ...open.map((conflict) => sharedLike(db, conflict)),
    ...ofPractice(db),
  ]).filter(({ id }) => !kept.has(id));
  const [known, there] = [new Set(open.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  const isLookedAt = (conflict: Conflict) => !concerned(conflict).some((owner) => isMarked(db, owner));
  return {
    found: now.filter(({ id }) => !known.has(id)),
    settled: open
      .filter((conflict) => !there.has(conflict.id) && isLookedAt(conflict))
      .map((conflict) => ({ conflict, by: findSettling(db, conflict) })),
  };
}

function fieldsApart(db: Db): readonly (ConflictFacts | undefined)[] {
  return listApart(db)
    .filter(({ owner }) => !isMarked(db, owner))
    .map((register) => conflictIn(db, register));
}

/** The names that an account shares with others. */
function sharedBy(db: Db, account: Stream): readonly (ConflictFacts | undefined)[] {
  const { emails, ids } = namesOf(db, account);
  return [...emails.map((email) => sharedEmail(db, email)), ...ids.map((id) => sharedTwoFactorId(db, id))];
}

/** What is there now of the same name as a conflict that was found before. */
function sharedLike(db: Db, conflict: Conflict): ConflictFacts | undefined {
  if (conflict.what === "same-email") return sharedEmail(db, conflict.name);
  return conflict.what === "same-two-factor-id" ? sharedTwoFactorId(db, conflict.name) : undefined;
}

function concerned(conflict: Conflict): readonly Stream[] {
  if ("accounts" in conflict) return conflict.accounts;
  const subject = subjectOf(conflict);
  return subject === null ? [] : [subject];
}

/** The one entry that says now what was said apart. */
function findSettling(db: Db, conflict: Conflict): Written | null {
  const register = registerOf(conflict);
  const [claim, ...others] = register === undefined ? [] : listClaims(db, register);
  if (claim === undefined || others.length > 0) return null;
  return { workstation: claim.workstation, seq: claim.seq };
}

function registerOf(conflict: Conflict): Register | undefined {
  const owner = subjectOf(conflict) ?? streamOfConflict(conflict.what);
  const field = registerField({ what: conflict.what, field: fieldOf(conflict) });
  return field === null ? undefined : { owner, field };
}

function listOpen(db: Db): readonly Conflict[] {
  const sql = "SELECT conflict FROM conflicts WHERE settled_at IS NULL ORDER BY owner, id";
  return (prepared(db, sql).all() as { conflict: string }[]).map(({ conflict }) => JSON.parse(conflict) as Conflict);
}

/** How many conflicts have been found that are not settled: one lookup where there are none. */
export function countOpenConflicts(db: Db): number {
  const sql = "SELECT count(*) AS n FROM conflicts WHERE settled_at IS NULL";
  return (prepared(db, sql).get() as { n: number }).n;
}

/** The conflicts that were settled last, the newest first. */
export function listSettledConflicts(db: Db, limit: number): readonly SettledConflict[] {
  const sql = `SELECT conflict, found_at AS foundAt, settled_at AS settledAt, settled_by AS settledBy,
      settled_reason AS reason, by_workstation AS workstation, by_seq AS seq
    FROM conflicts WHERE settled_at IS NOT NULL ORDER BY settled_at DESC, id LIMIT ?`;
  return (prepared(db, sql).all(limit) as SettledRow[]).map(({ conflict, workstation, seq, ...settled }) => ({
    ...settled,
    conflict: JSON.parse(conflict) as Conflict,
    by: workstation === null || seq === null ? null : { workstation, seq },
  }));
}

type SettledRow = Omit<SettledConflict, "conflict" | "by"> & {
  readonly conflict: string;
  readonly workstation: string | null;
  readonly seq: number | null;
};

/** The conflicts that a manager settled by keeping what is in force. */
function listKept(db: Db): ReadonlySet<string> {
  const sql = "SELECT id FROM conflicts WHERE settled_at IS NOT NULL AND settled_reason IS NOT NULL";
  return new Set((prepared(db, sql).all() as { id: string }[]).map(({ id }) => id));
}

/** When (epoch ms) and at which workstation each open conflict was found, by its id. */
export function listFound(db: Db): ReadonlyMap<string, { readonly at: number; readonly workstation: string }> {
  const sql = "SELECT id, found_at AS at, found_workstation AS workstation FROM conflicts WHERE settled_at IS NULL";
  const rows = prepared(db, sql).all() as { id: string; at: number; workstation: string }[];
  return new Map(rows.map(({ id, ...found }) => [id, found]));
}

/** Whether a conflict was ever found, settled or not. */
export function hasHadConflicts(db: Db): boolean {
  return prepared(db, "SELECT 1 FROM conflicts LIMIT 1").get() !== undefined;
}
