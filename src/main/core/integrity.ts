import type { Alarm } from "../../contract/vault/views";
import type { RecordArea } from "../../contract/vocabulary";
import { recordEvent, type VaultContext } from "./context";
import type { EventData } from "./domain/events";
import { isPracticeStream } from "./domain/streams";
import { findAccount, findFirstAccount } from "./store/accounts";
import { isMarked } from "./store/ledger/fold";
import { accountDamage, accountDamageIn, type Damage, type Finding } from "./store/ledger/verify";
import { immediately, openInMemory } from "./store/open";
import { areaOf } from "./store/record-areas";
import { secretsAreIntact } from "./store/secrets";
import { makeShadow } from "./store/shadow";

type Trouble = EventData["trouble-found"]["what"];

/**
 * Before anything is evaluated for an account for the first time in this run: its entries, the rows that follow from them
 * and its secrets are what they were when they were written. False where they are not: nobody gets in with it. Once the
 * whole ledger was checked there is nothing left to do here, and no account takes longer than another. One that waits to be
 * folded anew is known to lack what has arrived: it is looked at once that is done.
 */
export function verifyAccountOnce(context: VaultContext, account: string): boolean {
  const { verified, damaged } = context.memory;
  if (damaged.has(account)) return false;
  if (verified.has(account) || context.memory.checked || isMarked(context.db, account)) return true;
  return judge(context, account, inspect(context, account));
}

/** Verifies many accounts one after another, much faster than `verifyAccountOnce` would. `close` it in the end. */
export function accountVerifier(context: VaultContext): {
  readonly verifyOnce: (account: string) => boolean;
  readonly close: () => void;
} {
  const shadow = openInMemory();
  makeShadow(shadow);
  const verifyOnce = (account: string) => {
    const { verified, damaged } = context.memory;
    if (context.memory.checked || verified.has(account) || damaged.has(account)) return !damaged.has(account);
    if (isMarked(context.db, account)) return true;
    return judge(context, account, troubleOf(context, account, accountDamageIn(context.db, shadow, account)));
  };
  return { verifyOnce, close: () => void shadow.close() };
}

function judge(context: VaultContext, account: string, trouble: Trouble | undefined): boolean {
  if (trouble === undefined) {
    context.memory.verified.add(account);
    return true;
  }
  markDamaged(context, account, trouble);
  return false;
}

/** For an e-mail that belongs to nobody: verifies somebody's account in vain, so that time tells nothing (SIGNIN-1). */
export function pretendToVerifyOnce(context: VaultContext, stranger: string): void {
  const { verified } = context.memory;
  if (context.memory.checked || verified.has(stranger)) return;
  verified.add(stranger);
  const decoy = findFirstAccount(context.db, stranger);
  if (decoy !== undefined) inspect(context, decoy);
}

/** Keeps an account out from now on, raises the alarm and records what was found; once in a run. */
export function markDamaged(
  context: VaultContext,
  account: string,
  what: Trouble = "tables-differ",
  areas: readonly RecordArea[] = [],
): void {
  if (context.memory.damaged.has(account)) return;
  context.memory.damaged.add(account);
  context.memory.alarm ??= { what };
  recordTrouble(context, what, account, areas);
  context.changed(["getAppState", "getLedgerState"]);
}

/** Records what the checks found wrong; `account` where it concerns one alone. */
function recordTrouble(
  context: VaultContext,
  what: Trouble,
  account: string | null,
  areas: readonly RecordArea[],
): void {
  const data = { what, account, ...(areas.length === 0 ? {} : { areas }) };
  const event = { kind: "trouble-found", subject: account, data } as const;
  immediately(context.db, () => recordEvent(context, null, event));
}

function inspect(context: VaultContext, account: string): Trouble | undefined {
  const empty = openInMemory();
  const damage = accountDamage(context.db, empty, account);
  empty.close();
  return troubleOf(context, account, damage);
}

function troubleOf(context: VaultContext, account: string, damage: Damage | undefined): Trouble | undefined {
  if (damage !== undefined) return damage.what;
  return secretsAreIntact(context.db, context.keys.commitments, account) ? undefined : "tables-differ";
}

/** What a check of everything found wrong: which streams it concerns, and the first of what it is. */
export type Wrong = {
  readonly what: Alarm["what"];
  readonly owners: readonly string[];
  readonly found: readonly Finding[];
  readonly count: number;
};

/** How many accounts are named by an entry each; beyond that one entry says what was found. */
const NAMED = 20;

/** Takes what a check of everything found: accounts concerned stay out, and acts on others are closed (dispatch.ts). */
export function takeAlarm(context: VaultContext, { what, owners, found, count }: Wrong): void {
  const { memory } = context;
  const accounts = owners.filter((owner) => findAccount(context.db, owner) !== undefined);
  memory.alarm = { what };
  memory.found = { findings: found, count, at: context.clock.now() };
  if (what !== "file-damaged") {
    const isNamed = accounts.length <= NAMED;
    if (isNamed) for (const account of accounts) markDamaged(context, account, what, areasIn(found, [account]));
    if (accounts.length === 0 || !isNamed || owners.some(isPracticeStream))
      recordTrouble(context, what, null, areasIn(found, isNamed ? owners.filter(isPracticeStream) : owners));
  }
  for (const account of accounts) memory.damaged.add(account);
  context.changed(["getAppState", "getLedgerState"]);
}

function areasIn(found: readonly Finding[], owners: readonly string[]): readonly RecordArea[] {
  return [...new Set(found.filter(({ owner }) => owners.includes(owner)).flatMap((one) => areaOf(one) ?? []))];
}
