import { checkingWords as words } from "../../../contract/authentication/messages";
import { ProgressBar } from "../../ui/progress-bar";
import styles from "../authentication/sign-in.module.css";

/** How far the check is that the first sign-in after a start waits for, where it takes longer than a moment. */
export function CheckingVault({ percent }: { percent: number }) {
  return (
    <div className={styles.checking}>
      <ProgressBar label={words.label} done={percent} of={100} text={words.done(percent)} />
    </div>
  );
}
