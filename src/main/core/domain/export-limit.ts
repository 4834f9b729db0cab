import type { ExportFilter } from "./events";

/*
 * What one person may take out of the ledger alone: the record of one account, or a short period that is a small part of
 * it. Whatever else is as good as the whole ledger, which takes a second manager. A filter by group makes nothing smaller,
 * and what was exported alone lately is counted together, so that splitting an export gains nothing (DUAL-7).
 */

const DAY_MS = 24 * 60 * 60_000;
/** What was exported within so long counts together, and so long a period is short. */
export const EXPORTED_TOGETHER_MS = 31 * DAY_MS;
/** Of so many accounts, besides. */
const PEOPLE_ALONE = 3;

/** The period from the first to the last instant (epoch ms) of what was exported of everybody; null: open to one side. */
export type Taken =
  | { readonly is: "small"; readonly period: { readonly from: number; readonly to: number } | null }
  | { readonly is: "whole" };

/** What exports come to, put together. */
export function takenTogether(exports: readonly ExportFilter[]): Taken {
  const people = new Set(exports.flatMap(({ person }) => person ?? []));
  const periods = exports.filter(({ person }) => person === null);
  if (people.size > PEOPLE_ALONE) return { is: "whole" };
  if (periods.length === 0) return { is: "small", period: null };
  const from = Math.min(...periods.map((one) => one.from ?? Number.NEGATIVE_INFINITY));
  const to = Math.max(...periods.map((one) => one.to ?? Number.POSITIVE_INFINITY));
  return to - from <= EXPORTED_TOGETHER_MS ? { is: "small", period: { from, to } } : { is: "whole" };
}
