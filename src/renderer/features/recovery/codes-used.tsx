import type { Security } from "../../../contract/enrollment/views";
import { formatDate } from "../../../contract/formats";
import { ownCodesWords as words } from "../../../contract/recovery/recovery-code-messages";
import { usePractice } from "../../shell/app-state-context";
import styles from "./recovery-codes.module.css";

/** The codes by their numbers on paper: which are used, and when; the codes themselves are known to nobody. */
export function CodesUsed({ list }: { list: Security["recoveryCodes"]["list"] }) {
  const practice = usePractice();
  return (
    <ul className={styles.numbers} aria-label={words.byNumber}>
      {list.map(({ number, usedAt }) => (
        <li key={number} className={styles.number} data-used={usedAt !== null || undefined}>
          <span className={styles.no}>{words.no(number)}</span>{" "}
          <span className={styles.state}>
            {usedAt === null ? words.open : words.usedOn(formatDate(usedAt, practice))}
          </span>
        </li>
      ))}
    </ul>
  );
}
