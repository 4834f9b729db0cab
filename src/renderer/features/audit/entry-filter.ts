import type { Group } from "../../../contract/audit/messages";
import type { InputOf } from "../../../contract/methods";
import type { PersonRef } from "../../../contract/person-ref";
import { endOfDay, startOfDay } from "../../shell/zone-days";

/** What listEntries and exportEntries are asked for. */
export type EntryFilter = Pick<InputOf<"listEntries">, "person" | "group" | "from" | "to">;

/** As chosen on the screen; days (YYYY-MM-DD) are empty where there is no limit. */
export interface AuditLogFilter {
  readonly person: PersonRef | null;
  readonly group: Group | null;
  readonly from: string;
  readonly to: string;
}

export const wholeAuditLog: AuditLogFilter = { person: null, group: null, from: "", to: "" };

/** Whether anything hides entries. */
export function filters({ person, group, from, to }: AuditLogFilter): boolean {
  return person !== null || group !== null || from !== "" || to !== "";
}

/** The last day lies before the first. */
export function isBackwards({ from, to }: AuditLogFilter): boolean {
  return from !== "" && to !== "" && to < from;
}

/** Days become instants in the practice's zone; the last one is included. */
export function entryFilter({ person, group, from, to }: AuditLogFilter, timeZone: string): EntryFilter {
  return {
    person: person?.id ?? null,
    group,
    from: from === "" ? null : startOfDay(from, timeZone),
    to: to === "" ? null : endOfDay(to, timeZone),
  };
}
