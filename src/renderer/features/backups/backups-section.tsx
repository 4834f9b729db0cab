import { FileText } from "lucide-react";
import { kitAndBackupWords, backupFoldersWords as words } from "../../../contract/backups/screen-messages";
import type { BackupsView } from "../../../contract/backups/views";
import { usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import styles from "./backups.module.css";
import { FoldersCard, FolderTroubles } from "./folders-card";
import { KeptBackupsCard } from "./kept-backups-card";
import { LastBackupCard } from "./last-backup-card";
import { RestoreCard } from "./restore-card";

/** The last good backup, where they lie, and how many are kept; auditors read it. */
export function BackupsSection() {
  const read = useRead("getBackups", {});
  return <Loaded read={read}>{(backups) => <Backups backups={backups} />}</Loaded>;
}

function Backups({ backups }: { backups: BackupsView }) {
  const { folders, kit, fingerprint } = backups;
  return (
    <Stack gap={16}>
      <LastBackupCard backups={backups} />
      <div className={styles.columns}>
        <div className={styles.columnsInside}>
          <Stack gap={16}>
            <FoldersCard folders={folders} />
            <FolderTroubles folders={folders} />
            <OnlyHere folders={folders} />
            <KitNotice kit={kit} fingerprint={fingerprint} />
          </Stack>
          <Stack gap={16}>
            <KeptBackupsCard backups={backups} />
            <RestoreCard lastTest={backups.lastTest} />
          </Stack>
        </div>
      </div>
    </Stack>
  );
}

/** One disk takes all of them with it. */
function OnlyHere({ folders }: Pick<BackupsView, "folders">) {
  if (folders.some(({ sameDisk, last }) => !sameDisk && last !== null)) return null;
  return (
    <Notice tone="warn" title={words.onlyHereTitle}>
      {words.onlyHere}
    </Notice>
  );
}

function KitNotice({ kit, fingerprint }: Pick<BackupsView, "kit" | "fingerprint">) {
  const practice = usePractice();
  if (kit === null || !kit.takesBackups) return null;
  return (
    <Notice tone="info" icon={FileText} title={kitAndBackupWords.title}>
      <p>{kitAndBackupWords.needs(kit, practice)}</p>
      {fingerprint !== null && <p>{kitAndBackupWords.fingerprint(fingerprint)}</p>}
    </Notice>
  );
}
