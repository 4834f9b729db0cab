import { canonicalText } from "../../domain/canonical";
import type { Entry } from "../../domain/events";
import type { Knowing } from "../../domain/order";
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

function insert<V>(db: Db, { owner, field }: Register, { value, ...said }: Claim<V>, apart: boolean): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO claims (owner, field, workstation, seq, at, actor, known, value, apart)
     VALUES (@owner, @field, @workstation, @seq, @at, @actor, @known, @value, @apart)`,
  ).run({ ...said, owner, field, value: canonicalText(value), apart: apart ? 1 : 0 });
}
