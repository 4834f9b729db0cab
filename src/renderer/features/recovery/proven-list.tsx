import { CircleCheck } from "lucide-react";
import { newPhoneWords as words } from "../../../contract/recovery/messages";
import type { RecoveryProof } from "../../../contract/vocabulary";
import { Icon } from "../../ui/icon";
import styles from "./proven-list.module.css";

/** Each thing that was proven, with a check. */
export function ProvenList({ proven }: { proven: readonly RecoveryProof[] }) {
  return (
    <ul className={styles.proven} aria-label={words.done}>
      {proven.map((by) => (
        <li key={by} className={styles.one}>
          <Icon of={CircleCheck} className={styles.check} />
          {words.proofs[by]}
        </li>
      ))}
    </ul>
  );
}
