import { ruleTime, type VaultContext } from "../context";
import type { Entry } from "../domain/events";
import { findEntryAt } from "../store/ledger/ledger";
import { listNewestOwn } from "../store/ledger/own-entries";

/** What a full check has left in the audit log. */
export type FullCheck = Extract<Entry, { kind: "vault-checked" }>;

const EVERY_MS = 7 * 24 * 60 * 60_000;
/** More than these, one after the other, are not looked through for one that came to its end. */
const LOOKED = 50;

/** This workstation's newest full check, its newest that came to an end, and when the next one is due (epoch ms). */
export function fullChecksOf({ db, workstation }: VaultContext): {
  readonly newest: FullCheck | undefined;
  readonly newestWhole: FullCheck | undefined;
  readonly dueAt: number;
} {
  const checks = listNewestOwn(db, workstation, "vault-checked", LOOKED);
  const newestWhole = checks.find(({ data }) => data.result === "intact" || data.result === "wrong");
  // A vault that was never checked counts from its first entry here.
  const since = newestWhole?.at ?? findEntryAt(db, workstation, 1)?.at ?? 0;
  return { newest: checks[0], newestWhole, dueAt: since + EVERY_MS };
}

/** One that was done by a clock that was ahead says nothing: what lies in the future is due now. */
export function isFullCheckDue(context: VaultContext): boolean {
  const { dueAt } = fullChecksOf(context);
  const now = ruleTime(context);
  return now >= dueAt || dueAt > now + EVERY_MS;
}
