import { expect } from "vitest";
import { createMemory, type VaultContext } from "../../src/main/core/context";
import type { Entry } from "../../src/main/core/domain/events";
import { verifyAccountOnce } from "../../src/main/core/integrity";
import { ledgerRows, listRowsAbout } from "../../src/main/core/store/ledger/ledger";
import { toEntry } from "../../src/main/core/store/ledger/row";
import { accountDamage, verifyLedger } from "../../src/main/core/store/ledger/verify";
import { openInMemory } from "../../src/main/core/store/open";

/** What the ledger says about an account, or about everything, in order. */
export function entriesAbout(context: VaultContext, account?: { readonly id: string }): readonly Entry[] {
  const rows = account === undefined ? [...ledgerRows(context.db)] : listRowsAbout(context.db, account.id);
  return rows.map(toEntry);
}

/** The kinds of the entries that `act` leaves about an account (or at all, where none is given). */
export async function kindsLeftBy(
  context: VaultContext,
  account: { readonly id: string } | undefined,
  act: () => unknown,
): Promise<readonly string[]> {
  const before = entriesAbout(context, account).length;
  await act();
  return entriesAbout(context, account)
    .slice(before)
    .map(({ kind }) => kind);
}

/** The newest entry of a kind about an account. */
export function newestEntry<K extends Entry["kind"]>(
  context: VaultContext,
  account: { readonly id: string } | undefined,
  kind: K,
): Extract<Entry, { kind: K }> | undefined {
  const found = entriesAbout(context, account).findLast((entry) => entry.kind === kind);
  return found as Extract<Entry, { kind: K }> | undefined;
}

/** The tables are what replaying the ledger yields: as a whole, and for one account from its own entries. */
export function expectReplayEqualsTables(context: VaultContext, account?: { readonly id: string }): void {
  const empty = openInMemory();
  expect(verifyLedger(context.db, empty, undefined, () => {})).toBeUndefined();
  empty.close();
  if (account === undefined) return;
  const alone = openInMemory();
  expect(accountDamage(context.db, alone, account.id)).toBeUndefined();
  alone.close();
}

/** Replay equals the tables, and the secrets of an account that is not damaged are what its entries committed to. */
export function expectSound(context: VaultContext, account: { readonly id: string }): void {
  expectReplayEqualsTables(context, account);
  if (context.memory.damaged.has(account.id)) return;
  expect(verifyAccountOnce({ ...context, memory: createMemory() }, account.id)).toBe(true);
}
