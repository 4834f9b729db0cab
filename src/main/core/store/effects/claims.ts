import { canonicalText } from "../../domain/canonical";
import type { Entry } from "../../domain/events";
import type { Knowing, Written } from "../../domain/order";
import type { Claim, Claims } from "../../domain/settle";
import { listClaims, type Register } from "../claims";
import { type Db, prepared } from "../open";

/*
 * A field that only one value can hold has claims: what an entry says of it, until a later one that had it in sight says
 * something else. With one claim that is what holds; several were written apart, and domain/settle.ts says what is in force.
 */

/** What an entry says of a field, and what its writer knew. */
export type Said<V> = { readonly entry: Entry; readonly knowing: Knowing; readonly value: V };

/** Puts what an entry says of a field in the place of all that its writer knew of; gives back its claim and what is beside it. */
export function claim<V>(db: Db, { owner, field }: Register, { entry, knowing, value }: Said<V>): Claims<V> {
  const apart = listClaims<V>(db, { owner, field }).filter((other) => !knowing.saw(other));
  forgetSeen(db, { owner, field }, knowing);
  const { workstation, seq, at, actor } = entry;
  const own: Claim<V> = { workstation, seq, at, actor, known: knowing.count(), value };
  insert(db, { owner, field }, own, apart.length > 0);
  if (apart.length > 0) prepared(db, "UPDATE claims SET apart = 1 WHERE owner = ? AND field = ?").run(owner, field);
  return [own, ...apart];
}

/** Takes away what the writer of an entry had in sight. */
export function forgetSeen(db: Db, { owner, field }: Register, knowing: Knowing): void {
  const forget = prepared(db, "DELETE FROM claims WHERE owner = ? AND field = ? AND workstation = ? AND seq = ?");
  for (const other of listClaims(db, { owner, field })) {
    if (knowing.saw(other)) forget.run(owner, field, other.workstation, other.seq);
  }
}

/** Takes away all that was said of a field. */
export function forget(db: Db, { owner, field }: Register): void {
  prepared(db, "DELETE FROM claims WHERE owner = ? AND field = ?").run(owner, field);
}

function insert<V>(db: Db, { owner, field }: Register, { value, ...said }: Claim<V>, apart: boolean): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO claims (owner, field, workstation, seq, at, actor, known, value, apart)
     VALUES (@owner, @field, @workstation, @seq, @at, @actor, @known, @value, @apart)`,
  ).run({ ...said, owner, field, value: canonicalText(value), apart: apart ? 1 : 0 });
}

/** Notes entries that cannot both be, each of which was written without the other in sight. */
export function noteApart<V>(
  db: Db,
  register: Register,
  entries: readonly (Written & Pick<Entry, "at" | "actor">)[],
  value: V,
): void {
  for (const { workstation, seq, at, actor } of entries) {
    insert(db, register, { workstation, seq, at, actor, known: 0, value }, true);
  }
}

/** Says otherwise of claims that are there, as what came after them has it. */
export function amendClaims<V>(db: Db, { owner, field }: Register, amended: (claim: Claim<V>) => V): void {
  const sql = "UPDATE claims SET value = ? WHERE owner = ? AND field = ? AND workstation = ? AND seq = ?";
  for (const one of listClaims<V>(db, { owner, field })) {
    prepared(db, sql).run(canonicalText(amended(one)), owner, field, one.workstation, one.seq);
  }
}
