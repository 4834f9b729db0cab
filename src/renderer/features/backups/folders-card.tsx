import { Archive, Clock, HardDrive, Plus } from "lucide-react";
import { backupFoldersWords as words } from "../../../contract/backups/screen-messages";
import { folderTroubles } from "../../../contract/backups/trouble-messages";
import type { BackupFolderView } from "../../../contract/backups/views";
import { daysAgo, formatBytes, formatRecent } from "../../../contract/formats";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip, type ChipProps } from "../../ui/chip";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { AddFolderDialog } from "./add-folder-dialog";
import styles from "./backups.module.css";
import { RemoveFolderDialog } from "./remove-folder-dialog";

interface FoldersProps {
  folders: readonly BackupFolderView[];
}

/** Where backups go, this computer first. */
export function FoldersCard({ folders }: FoldersProps) {
  const changes = useMayCall("addBackupFolder");
  const [adding, setAdding] = useDraft("add backup folder", false);
  const [removing, setRemoving] = useDraft<string | undefined>("remove backup folder", undefined);
  const folder = folders.find(({ id }) => id === removing);
  return (
    <Card
      title={words.title}
      description={changes ? words.about : words.aboutAuditor}
      actions={
        changes && (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <Table label={words.title}>
        <TableHead>
          <TableHeader>{words.folder}</TableHeader>
          {[words.last, words.free, words.state, ...(changes ? [words.acts] : [])].map((column) => (
            <TableHeader key={column} width="1%">
              {column}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {folders.map((one) => (
            <FolderRow key={one.id} folder={one} onRemove={changes ? () => setRemoving(one.id) : undefined} />
          ))}
        </TableBody>
      </Table>
      {adding && <AddFolderDialog onClose={() => setAdding(false)} />}
      {folder !== undefined && <RemoveFolderDialog folder={folder} onClose={() => setRemoving(undefined)} />}
    </Card>
  );
}

interface FolderRowProps {
  folder: BackupFolderView;
  onRemove: (() => void) | undefined;
}

function FolderRow({ folder, onRemove }: FolderRowProps) {
  const formats = useFormats();
  const { path, isHere, last, free, sameDisk } = folder;
  return (
    <TableRow>
      <TableCell heading>
        <div className={styles.folder}>
          <Icon of={isHere ? Archive : HardDrive} />
          <div className={styles.folderWords}>
            <p>{folderName(folder)}</p>
            <p className={styles.path}>{path}</p>
            {sameDisk && !isHere && <p className={styles.path}>{words.sameDisk}</p>}
          </div>
        </div>
      </TableCell>
      <TableCell>
        <span className={styles.line}>
          {last === null ? words.never : sentenceCase(formatRecent(last.at, formats))}
        </span>
      </TableCell>
      <TableCell>
        <span className={styles.line}>{free === null ? words.unknown : formatBytes(free, formats)}</span>
      </TableCell>
      <TableCell>
        <span className={styles.line}>
          <Chip {...useStateChip(folder)} />
        </span>
      </TableCell>
      {onRemove !== undefined && (
        <TableCell>
          {!isHere && (
            <Button variant="quiet" aria-label={words.removeNamed(folderName(folder))} onClick={onRemove}>
              {words.remove}
            </Button>
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

/** "wardkey" for "\\files\wardkey", the whole path where it ends in nothing. */
function folderName({ path, isHere }: BackupFolderView): string {
  if (isHere) return words.here;
  return path.split(/[\\/]/).findLast((part) => part !== "") ?? path;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function useStateChip({ trouble, last }: BackupFolderView): ChipProps {
  const formats = useFormats();
  if (trouble === null)
    return last === null ? { tone: "idle", label: words.waits } : { tone: "ok", label: words.verified };
  const tone = trouble.because === "vanished" || trouble.because === "slow" ? "warn" : "bad";
  const days = last === null ? 0 : daysAgo(last.at, formats);
  if (trouble.because === "vanished" && days > 0) return { tone, icon: Clock, label: words.daysOld(days) };
  return { tone, label: words.states[trouble.because] };
}

/** What is wrong with a folder, and what helps. */
export function FolderTroubles({ folders }: FoldersProps) {
  const practice = usePractice();
  return folders.map((folder) => {
    const { id, trouble, last } = folder;
    if (trouble === null) return null;
    return (
      <Notice
        key={id}
        tone={trouble.because === "vanished" ? "warn" : "bad"}
        announce="status"
        title={words.troubleTitle(folderName(folder), last?.at ?? null, practice)}
      >
        {folderTroubles[trouble.because]} {trouble.because === "vanished" && words.comesBack}
      </Notice>
    );
  });
}
