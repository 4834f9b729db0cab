import { recordEvent, ruleTime, type VaultContext } from "../context";
import { dateIn } from "../domain/calendar";
import { expectedAt, type NoticeRule, noticeProgress, type Sighting } from "../domain/notice-period";
import type { OrderKey } from "../domain/order";
import { findAccount, isActive } from "../store/accounts";
import { hasOpenApprovals } from "../store/approvals";
import { wasThereBefore } from "../store/ledger/entries-about";
import { findManagerRecovery } from "../store/manager-recoveries";
import { accountsBefore, cameBySince, listShown, type Shown } from "../store/notice-periods";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { isSamePerson } from "./another-person";

/*
 * The one way in which time passes for what goes ahead without an answer. While anything waits, every half hour in which
 * Wardkey is open leaves an entry, told by the clock that only runs forward and that nobody can set; restarts lose nothing
 * but the hours in between. How far one notice is follows from the ledger after the entry that began it.
 *
 * To have something else wait so: call `recordShown` before the entry that begins it and keep which one that is, add a
 * line to `isAnythingShown`, show it on every screen, and ask `noticeState` whether it is over.
 */

/** How much time of being shown one entry holds. */
const EVERY_MS = 30 * 60_000;
/** Ticks come every few seconds: where one is late, the computer slept. */
const TICK_AT_MOST_MS = 60_000;

/** Whether something is on every screen that goes ahead by being there for long enough. */
function isAnythingShown(context: VaultContext): boolean {
  if (context.memory.waitsForLost) return true;
  const now = ruleTime(context);
  return hasOpenApprovals(context.db, now) || findManagerRecovery(context.db, now) !== undefined;
}

/** At every tick: counts that what waits was on every screen since the last one, and records each half hour of it. */
export function noteShown(context: VaultContext): void {
  const { memory, clock } = context;
  if (!isAnythingShown(context)) {
    memory.shown = null;
    return;
  }
  const now = clock.monotonic();
  const before = memory.shown ?? { tickedAt: now, ms: 0 };
  const passed = Math.min(now - before.tickedAt, TICK_AT_MOST_MS);
  memory.shown = { tickedAt: now, ms: before.ms + passed };
  if (memory.shown.ms >= EVERY_MS) recordShown(context);
}

/** Records what is not recorded yet: at quit, and before another notice begins, which nobody saw in it. */
export function recordShown(context: VaultContext): void {
  const { shown } = context.memory;
  if (shown === null || shown.ms < 1) return;
  // Whole ms: monotonic time has fractions.
  const forMs = Math.floor(shown.ms);
  immediately(context.db, () => recordEvent(context, null, { kind: "notices-shown", subject: null, data: { forMs } }));
  context.memory.shown = { ...shown, ms: shown.ms - forMs };
  context.changed(["getAppState"]);
}

/** What goes ahead by being shown. */
export type OpenNotice = {
  readonly rule: NoticeRule;
  /** The entry that began it, and its time (epoch ms) for the expected day. */
  readonly began: OrderKey;
  readonly beganAt: number;
  /** The account that asked for it, or that gets something by it: they, and whoever shares a phone, do not count. */
  readonly by: string;
};

/** `expectedAt`: epoch ms, to be shown as a day; what it says decides nothing. */
export type NoticeState = { readonly isOver: boolean; readonly expectedAt: number };

/** How far a notice is. Of people only those count that were there when it began. */
export function noticeState(context: VaultContext, { rule, began, beganAt, by }: OpenNotice): NoticeState {
  const entries = listShown(context.db, context.workstation, began);
  const recorded = entries.reduce((sum, { forMs }) => sum + forMs, 0);
  const shownMs = recorded + (context.memory.shown?.ms ?? 0);
  const others = countOthers(context, rule.people, { began, by });
  const sightings = sightingsOf(context, entries, { began, by });
  const { isOver, leftMs } = noticeProgress(rule, { shownMs, others, sightings });
  return { isOver, expectedAt: expectedAt(leftMs, ruleTime(context), { beganAt, shownMs }) };
}

type Began = Pick<OpenNotice, "began" | "by">;

function countOthers(context: VaultContext, atMost: number, { began, by }: Began): number {
  if (atMost === 0) return 0;
  let count = 0;
  for (const account of accountsBefore(context.db, began)) {
    if (isOther(context, account, by)) count += 1;
    if (count >= atMost) return count;
  }
  return count;
}

function isOther(context: VaultContext, account: string, by: string): boolean {
  return account !== by && !isSamePerson(context, findAccount(context.db, account), findAccount(context.db, by));
}

/** Who of the others came by, with how long it had been shown then. */
function* sightingsOf(context: VaultContext, entries: readonly Shown[], { began, by }: Began): Generator<Sighting> {
  const { timeZone } = thePractice(context.db);
  const counts = new Map<string, boolean>();
  let [next, shownMs] = [0, 0];
  for (const { account, seq, at } of cameBySince(context.db, context.workstation, began)) {
    for (let entry = entries[next]; entry !== undefined && entry.seq < seq; entry = entries[++next]) {
      shownMs += entry.forMs;
    }
    if (!counts.has(account)) counts.set(account, isCounted(context, account, { began, by }));
    if (counts.get(account)) yield { person: account, on: dateIn(timeZone, at), shownMs };
  }
}

function isCounted(context: VaultContext, account: string, { began, by }: Began): boolean {
  const found = findAccount(context.db, account);
  const isThere = found !== undefined && isActive(found);
  return isThere && wasThereBefore(context.db, account, began) && isOther(context, account, by);
}
