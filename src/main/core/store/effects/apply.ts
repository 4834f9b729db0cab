import type { Entry, EventKind } from "../../domain/events";
import type { Knowing } from "../../domain/order";
import { type Db, prepared } from "../open";
import { accountEffects } from "./accounts";
import { approvalEffects } from "./approvals";
import { backupEffects } from "./backups";
import { clockEffects } from "./clock";
import { conflictEffects } from "./conflicts";
import { damageEffects } from "./damage";
import type { Effect, MethodDb } from "./effect";
import { emergencyEffects } from "./emergency";
import { heldEffects } from "./held";
import { practiceEffects } from "./practice";
import { profileEffects } from "./profile";
import { signInEffects } from "./sign-in";
import { twoFactorEffects } from "./two-factor";

/** What each kind of entry does to the shadow tables; the compiler insists that none is left out. */
export const effects: { readonly [K in EventKind]: Effect<K> } = {
  ...practiceEffects,
  ...backupEffects,
  ...accountEffects,
  ...profileEffects,
  ...heldEffects,
  ...approvalEffects,
  ...twoFactorEffects,
  ...signInEffects,
  ...emergencyEffects,
  ...clockEffects,
  ...damageEffects,
  ...conflictEffects,
};

/** An effect as it is applied: the entry that it is looked up by is of its kind. */
type AnyEffect =
  | ((db: Db, owner: string, entry: Entry, knowing: Knowing) => void)
  | { readonly changesMethod: AnyMethodEffect };
type AnyMethodEffect = (db: MethodDb, owner: string, entry: Entry, knowing: Knowing) => void;

/**
 * The only writer of the shadow tables. An applier takes all that it needs from its entry and what its writer knew, never
 * from the clock or randomness, and touches rows of the entry's stream alone. What may only move one way (accepted steps, spent codes,
 * revocations) moves one way however often and late an entry is applied.
 */
export function apply(db: Db, entry: Entry, knowing: Knowing): void {
  const owner = entry.stream;
  for (const commit of entry.commits) {
    prepared(db, "INSERT INTO commitments (secret, owner, kind, mac) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING").run(
      commit.secret,
      owner,
      commit.kind,
      commit.mac,
    );
  }
  const effect = effects[entry.kind] as AnyEffect;
  if (typeof effect === "function") effect(db, owner, entry, knowing);
  else withMethodChange(db, owner, entry, (to) => effect.changesMethod(to, owner, entry, knowing));
}

/** Keeps what changed, for reports over time. */
function withMethodChange(db: Db, owner: string, entry: Entry, effect: (db: MethodDb) => void): void {
  const { h, workstation, seq, at } = entry;
  const was = methodOf(db, owner);
  effect(db as MethodDb);
  const became = methodOf(db, owner);
  if (was === became) return;
  // Never before the account's last change, whatever the clock said: at any instant everybody counts once.
  prepared(
    db,
    `INSERT OR IGNORE INTO method_changes (owner, h, workstation, seq, at, was, became)
     SELECT @owner, @h, @workstation, @seq, max(@at, coalesce(max(at), 0)), @was, @became
     FROM method_changes WHERE owner = @owner`,
  ).run({ owner, h, workstation, seq, at, was, became });
}

function methodOf(db: Db, owner: string): string {
  const sql = `SELECT CASE WHEN deactivated_at IS NULL THEN two_factor ELSE 'absent' END AS method
    FROM accounts WHERE owner = ?`;
  return (prepared(db, sql).get(owner) as { method: string } | undefined)?.method ?? "absent";
}
