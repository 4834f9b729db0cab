import { keptBackupsWords as words } from "../../../contract/backups/screen-messages";
import type { BackupGenerations, BackupsView } from "../../../contract/backups/views";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import styles from "./backups.module.css";
import { ChangeKeptDialog } from "./change-kept-dialog";

/** More squares than these say no more than their number does. */
const MOST_SQUARES = 12;

const rows = ["daily", "weekly", "monthly"] as const satisfies readonly (keyof BackupGenerations)[];

/** How many backups of the last days, weeks and months there are, of those that are kept. */
export function KeptBackupsCard({ backups: { generations, kept } }: { backups: BackupsView }) {
  const practice = usePractice();
  const changes = useMayCall("changeBackupGenerations");
  const [changing, setChanging] = useDraft("change kept backups", false);
  return (
    <Card
      title={words.title}
      description={words.about}
      actions={changes && <Button onClick={() => setChanging(true)}>{words.change}</Button>}
    >
      <dl className={styles.kept}>
        {rows.map((row) => (
          <div key={row} className={styles.keptRow}>
            <dt>{words.rows[row]}</dt>
            <dd>
              <Squares kept={kept?.[row] ?? 0} most={generations[row]} />
              <span>{words.of(kept?.[row] ?? 0, generations[row])}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.oldest}>
        {kept === null || kept.oldestOn === null ? words.none : words.oldest(kept.oldestOn, kept.bytes, practice)}
      </p>
      {changing && <ChangeKeptDialog generations={generations} onClose={() => setChanging(false)} />}
    </Card>
  );
}

/** Drawn for the eye; the numbers beside say it. */
function Squares({ kept, most }: { kept: number; most: number }) {
  const places = Array.from({ length: Math.min(most, MOST_SQUARES) }, (_, place) => place);
  return (
    <span className={styles.squares} aria-hidden="true">
      {places.map((place) => (
        <span key={place} className={styles.square} data-kept={place < kept || undefined} />
      ))}
    </span>
  );
}
