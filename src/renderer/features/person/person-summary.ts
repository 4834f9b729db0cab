import { roleNames } from "../../../preload/messages/frame";
import { peopleWords } from "../../../preload/messages/people";
import { personWords } from "../../../preload/messages/person";
import type { PersonRow } from "../../../preload/views";
import { formatTwoFactorId } from "./two-factor-id";

/** "Staff · Support · Two-factor ID 123 456 789", under the name. */
export function personSummary({ kind, role, twoFactorId }: PersonRow): string {
  const what = peopleWords.kindAndRole(kind, roleNames[role]);
  return `${what} · ${personWords.twoFactorId} ${formatTwoFactorId(twoFactorId)}`;
}
