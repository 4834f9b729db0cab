/*
 * Some things go ahead although nobody answered, once everybody could see for long enough that they would (DUAL-6).
 * What counts are hours in which Wardkey was open and showed it, and who came by in them: never the time of day, which
 * whoever waits could set.
 */

const HOUR_MS = 60 * 60_000;
/** Two people who come by so far apart, in hours of being open, did not come on one day, whatever the clock said. */
const APART_MS = 6 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** What a notice takes before it is over. */
export type NoticeRule = {
  /** For so long Wardkey has to be open and show it, */
  readonly openMs: number;
  /** while so many other people sign in or unlock: everybody else, where there are fewer, */
  readonly people: number;
  /** and not all of them on one day. */
  readonly onTwoDays: boolean;
  /** Without these people it takes so long. */
  readonly elseOpenMs: number;
};

/** What was asked of a second manager, and nobody answered (DUAL-4). */
export const UNANSWERED: NoticeRule = {
  openMs: 72 * HOUR_MS,
  people: 3,
  onTwoDays: true,
  elseOpenMs: 168 * HOUR_MS,
};

/** A manager is given a way in with kit and emergency codes (RECOVER-7). */
export const MANAGER_RECOVERY: NoticeRule = {
  openMs: 24 * HOUR_MS,
  people: 2,
  onTwoDays: false,
  elseOpenMs: 72 * HOUR_MS,
};

/** A sole manager acts where otherwise another person would (HELP-7). */
export const NOBODY_ELSE: NoticeRule = {
  openMs: 24 * HOUR_MS,
  people: 0,
  onTwoDays: false,
  elseOpenMs: 24 * HOUR_MS,
};

/** Somebody signed in or unlocked: on which day of the practice's, and after how long of being shown (ms). */
export type Sighting = { readonly person: string; readonly on: string; readonly shownMs: number };

export type NoticeFacts = {
  readonly shownMs: number;
  /** How many people there are besides, up to the number that the rule asks for. */
  readonly others: number;
  readonly sightings: Iterable<Sighting>;
};

/** How far a notice is; `leftMs`: for so much longer it has to be shown, as far as can be said now. */
export type NoticeProgress = { readonly isOver: boolean; readonly leftMs: number };

export function noticeProgress(rule: NoticeRule, { shownMs, others, sightings }: NoticeFacts): NoticeProgress {
  const wasSeen = wasSeenByEnough(rule, Math.min(rule.people, others), sightings);
  const isOver = shownMs >= (wasSeen ? rule.openMs : rule.elseOpenMs);
  // Whoever has not come by yet may still do so while the shorter time runs.
  const until = wasSeen || shownMs < rule.openMs ? rule.openMs : rule.elseOpenMs;
  return { isOver, leftMs: isOver ? 0 : until - shownMs };
}

function wasSeenByEnough({ onTwoDays }: NoticeRule, needed: number, sightings: Iterable<Sighting>): boolean {
  if (needed === 0) return true;
  const people = new Set<string>();
  let first: Sighting | undefined;
  let apart = !onTwoDays;
  for (const sighting of sightings) {
    people.add(sighting.person);
    first ??= sighting;
    apart ||= sighting.on !== first.on && sighting.shownMs - first.shownMs >= APART_MS;
    if (apart && people.size >= needed) return true;
  }
  return false;
}

/**
 * When a notice is expected to be over (epoch ms), if Wardkey goes on being open for as much of the day as since it began;
 * on its first day: if it stays open.
 */
export function expectedAt(leftMs: number, now: number, since: { readonly beganAt: number; readonly shownMs: number }) {
  const passed = now - since.beganAt;
  const pace = passed < DAY_MS ? 1 : Math.min(1, Math.max(since.shownMs / passed, 1 / 24));
  return now + Math.ceil(leftMs / pace);
}
