import type { Alarm } from "../../../contract/views";
import { recordEvent, type World } from "../context";
import type { EventData } from "../domain/events";
import { findAccount, findFirstAccount } from "../store/accounts";
import { accountDamage, accountDamageIn, type Damage } from "../store/ledger/verify";
import { immediately, openInMemory } from "../store/open";
import { secretsAreIntact } from "../store/secrets";
import { makeShadow } from "../store/shadow";

type Trouble = EventData["trouble-found"]["what"];

/**
 * Before anything is evaluated for an account for the first time in this run: its entries, the rows that follow from them
 * and its secrets are what they were when they were written. False where they are not: nobody gets in with it. Once the
 * whole ledger was checked there is nothing left to do here, and no account takes longer than another.
 */
export function verifyAccountOnce(world: World, account: string): boolean {
  const { verified, damaged } = world.memory;
  if (damaged.has(account)) return false;
  if (verified.has(account) || world.memory.checked) return true;
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
    if (world.memory.checked || verified.has(account) || damaged.has(account)) return !damaged.has(account);
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
  if (world.memory.checked || verified.has(stranger)) return;
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
function recordTrouble(world: World, what: Trouble, account: string | null): void {
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

/** What a check of everything found wrong: whose records it concerns, '' being the practice itself. */
export type Wrong = { readonly what: Alarm["what"]; readonly owners: readonly string[] };

/** So many accounts are named by an entry each; beyond that one entry says what was found. */
const NAMED = 20;

/** Takes what a check of everything found: accounts concerned stay out, and acts on others are closed (ipc.ts). */
export function takeAlarm(world: World, { what, owners }: Wrong): void {
  const accounts = owners.filter((owner) => findAccount(world.db, owner) !== undefined);
  world.memory.alarm = { what, entries: null };
  if (what !== "file-damaged") {
    if (accounts.length <= NAMED) for (const account of accounts) markDamaged(world, account, what);
    if (accounts.length === 0 || accounts.length > NAMED || owners.includes("")) recordTrouble(world, what, null);
  }
  for (const account of accounts) world.memory.damaged.add(account);
  world.changed(["getSituation", "getLedgerState"]);
}
