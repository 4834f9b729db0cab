import type { EventData } from "../domain/events";
import { findFirstAccount } from "../store/accounts";
import { immediately, openInMemory } from "../store/open";
import { secretsAreIntact } from "../store/secrets";
import { makeShadow } from "../store/shadow";
import { accountDamage, accountDamageIn, type Damage } from "../store/verify";
import { recordEvent, type World } from "./world";

type Trouble = EventData["trouble-found"]["what"];

/**
 * Before anything is evaluated for an account for the first time in this run: its entries, the rows that follow from them
 * and its secrets are what they were when they were written. False where they are not: nobody gets in with it.
 */
export function verifyAccountOnce(world: World, account: string): boolean {
  const { verified, damaged } = world.memory;
  if (damaged.has(account)) return false;
  if (verified.has(account)) return true;
  return judge(world, account, inspect(world, account));
}

/** The same for many accounts one after another, much faster. `close` it in the end. */
export function accountVerifier(world: World): {
  readonly verifyOnce: (account: string) => boolean;
  readonly close: () => void;
} {
  const shadow = openInMemory();
  makeShadow(shadow);
  const verifyOnce = (account: string) => {
    const { verified, damaged } = world.memory;
    if (verified.has(account) || damaged.has(account)) return !damaged.has(account);
    return judge(world, account, troubleOf(world, account, accountDamageIn(world.db, shadow, account)));
  };
  return { verifyOnce, close: () => void shadow.close() };
}

function judge(world: World, account: string, trouble: Trouble | undefined): boolean {
  if (trouble === undefined) {
    world.memory.verified.add(account);
    return true;
  }
  markDamaged(world, account, trouble);
  return false;
}

/** The same work on somebody's account for an e-mail that belongs to nobody, so that time tells nothing about it. */
export function pretendToVerifyOnce(world: World, stranger: string): void {
  const { verified } = world.memory;
  if (verified.has(stranger)) return;
  verified.add(stranger);
  const decoy = findFirstAccount(world.db, stranger);
  if (decoy !== undefined) inspect(world, decoy);
}

/** Keeps an account out from now on, raises the alarm and records what was found; once in a run. */
export function markDamaged(world: World, account: string, what: Trouble = "tables-differ"): void {
  if (world.memory.damaged.has(account)) return;
  world.memory.damaged.add(account);
  world.memory.alarm ??= { what, entries: null };
  recordTrouble(world, what, account);
  world.changed(["getSituation"]);
}

/** Records what the checks found wrong; `account` where it concerns one alone. */
export function recordTrouble(world: World, what: Trouble, account: string | null): void {
  const event = { kind: "trouble-found", subject: account, data: { what, account } } as const;
  immediately(world.db, () => recordEvent(world, null, event));
}

function inspect(world: World, account: string): Trouble | undefined {
  const empty = openInMemory();
  const damage = accountDamage(world.db, empty, account);
  empty.close();
  return troubleOf(world, account, damage);
}

function troubleOf(world: World, account: string, damage: Damage | undefined): Trouble | undefined {
  if (damage !== undefined) return damage.what;
  return secretsAreIntact(world.db, world.keys.commitments, account) ? undefined : "tables-differ";
}
