import { lastBackupWords, backupStateWords as words } from "../../../contract/backups/screen-messages";
import { folderTroubles } from "../../../contract/backups/trouble-messages";
import type { BackupState } from "../../../contract/backups/views";
import type { Formats } from "../../../contract/formats";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { useKeptState } from "../../shell/kept-state";
import { Card } from "../../ui/card";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { BACKUPS } from "./backup-state";
import styles from "./backups.module.css";

const shown = { putAway: false };

/** How backups stand, for managers: the last one, and that one disk is not enough. */
export function BackupsOverview() {
  const { backups } = useAppState();
  const formats = useFormats();
  const [{ putAway }, change] = useKeptState("backup folder to add", shown);
  if (backups === null) return null;
  return (
    <Card title={words.overviewTitle} actions={<TextLink href={BACKUPS}>{words.show}</TextLink>}>
      <Stack gap={12}>
        <p className={styles.quiet}>{inWords(backups, formats)}</p>
        {!putAway && isOnlyHere(backups) && (
          <Notice
            tone="warn"
            title={words.elsewhereTitle}
            dismissLabel={words.putAway}
            onDismiss={() => change({ putAway: true })}
          >
            {words.elsewhere}
          </Notice>
        )}
      </Stack>
    </Card>
  );
}

/** Whether a broken disk would take every backup with it; undefined for whoever is no manager. */
function isOnlyHere(backups: BackupState): boolean {
  return backups.is === "none-yet" || (backups.is === "good" && backups.onlyHere);
}

function inWords(backups: BackupState, formats: Formats): string {
  switch (backups.is) {
    case "good":
      return `${words.last(backups.at, formats)}. ${words.checked}`;
    case "none-yet":
      return `${words.noneYet}. ${lastBackupWords.none}`;
    case "late":
      return `${words.lateTitle(backups.since, formats)} ${backups.because === null ? "" : folderTroubles[backups.because]}`;
    case "no-kit":
      return `${lastBackupWords.noKitTitle}. ${lastBackupWords.noKit}`;
  }
}
