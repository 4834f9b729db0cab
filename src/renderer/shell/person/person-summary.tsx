import { accountTypeWords, peopleWords } from "../../../contract/people/messages";
import { personWords } from "../../../contract/people/person-messages";
import type { PersonRow } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import styles from "./person-summary.module.css";

/** "Staff · Support · Two-factor ID 123 456 789", under the name. */
export function PersonSummary({ person: { accountType, role, twoFactorId } }: { person: PersonRow }) {
  const what =
    role === "member" ? accountTypeWords[accountType] : peopleWords.accountTypeAndRole(accountType, roleNames[role]);
  return (
    <>
      <span className={styles.part}>{what}</span> ·{" "}
      <span className={styles.part}>{personWords.twoFactorId(formatTwoFactorId(twoFactorId))}</span>
    </>
  );
}

/** "123 456 789": nine digits, as they are read out. */
export function formatTwoFactorId(id: string): string {
  return id.replace(/(.{3})(?=.)/g, "$1 ");
}
