import { Archive } from "lucide-react";
import { lastBackupWords, backupStateWords as words } from "../../../contract/backups/screen-messages";
import { folderTroubles } from "../../../contract/backups/trouble-messages";
import type { BackupState } from "../../../contract/backups/views";
import type { Formats } from "../../../contract/formats";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { Notice } from "../../ui/notice";
import { StatusItem, type StatusItemProps } from "../../ui/status-item";
import { TextLink } from "../../ui/text-link";

export const BACKUPS = "#/settings/backups";

const tones = { good: "ok", "none-yet": "idle", late: "bad", "no-kit": "bad" } as const satisfies Record<
  BackupState["is"],
  StatusItemProps["tone"]
>;

/** The last backup, in the status bar of a manager. */
export function BackupStatus() {
  const { backups } = useAppState();
  const formats = useFormats();
  if (backups === null) return null;
  return (
    <StatusItem icon={Archive} tone={tones[backups.is]}>
      <TextLink href={BACKUPS}>{inShort(backups, formats)}</TextLink>
    </StatusItem>
  );
}

function inShort(backups: BackupState, formats: Formats): string {
  switch (backups.is) {
    case "good":
      return words.last(backups.at, formats);
    case "none-yet":
      return words.noneYet;
    case "late":
      return words.late;
    case "no-kit":
      return words.noKit;
  }
}

/** No backup for too long, or none possible: stays on every screen of a manager until there is one. */
export function BackupBanner() {
  const { backups } = useAppState();
  const formats = useFormats();
  if (backups === null || backups.is === "good" || backups.is === "none-yet") return null;
  const [title, body] =
    backups.is === "no-kit"
      ? [lastBackupWords.noKitTitle, `${lastBackupWords.noKit} ${lastBackupWords.noKitHelp}`]
      : [
          words.lateTitle(backups.since, formats),
          backups.because === null ? words.noCause : folderTroubles[backups.because],
        ];
  return (
    <Notice
      banner
      tone="bad"
      icon={Archive}
      announce="alert"
      title={title}
      action={<TextLink href={BACKUPS}>{words.show}</TextLink>}
    >
      {body}
    </Notice>
  );
}
