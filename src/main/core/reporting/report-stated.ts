import { evidenceWords } from "../../../contract/documents/evidence-messages";
import { formatDateTime } from "../../../contract/formats";
import { formatDay, statedWords as words } from "../../../contract/reporting/messages";
import type { VaultContext } from "../context";
import { thePractice } from "../store/practice";
import type { Who } from "../store/reports";
import type { Period } from "./report-period";

type Asked = { readonly period: Period; readonly who: Who };

/** Whom a report of history is about. What they were on earlier days is not looked up: the sentence says so. */
export function statedWho({ accountType, role }: Who): readonly string[] {
  const sentences = [
    ...(accountType === null ? [] : [words.only[accountType]]),
    ...(role === null ? [] : [words.onlyRole(role)]),
  ];
  return sentences.length === 0 ? [] : [...sentences, words.asToday];
}

/** The days of a report, and since when there are any. */
export function statedPeriod(context: VaultContext, { period, who }: Asked): readonly string[] {
  const place = thePractice(context.db);
  const { fromOn, toOn } = period;
  return [
    words.period(formatDay(fromOn, place), formatDay(toOn, place)),
    ...statedSince(context, period),
    ...statedWho(who),
  ];
}

/** Whom an evidence pack covers; no sentence where that is everybody, on days that are all known. */
export function statedCover(context: VaultContext, { period, who }: Asked): readonly string[] {
  const since = statedSince(context, period);
  const left = statedWho(who);
  return since.length > 0 && left.length === 0 ? [evidenceWords.cover.everybody, ...since] : [...since, ...left];
}

/** Where the period begins before anything is known: since when it is. */
export function statedSince(context: VaultContext, { fromOn, beginningOn, days }: Period): readonly string[] {
  const since = fromOn < beginningOn ? [words.since(formatDay(beginningOn, thePractice(context.db)))] : [];
  return days.length === 0 ? [words.nothing, ...since] : since;
}

/** The time at which a report of how things are was made. */
export function statedNow(context: VaultContext, { now }: Period): string {
  return words.asOf(formatDateTime(now, thePractice(context.db)));
}
