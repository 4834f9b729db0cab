import type { ShownCode } from "../../../contract/enrollment/views";
import { actDialogWords, shownCodeWords, spelled } from "../../../contract/people/person-messages";
import type { ShownBypassCode } from "../../../contract/support/views";
import { useFormats } from "../../shell/app-state-context";
import { useNothingHalfTyped } from "../../shell/drafts";
import { PaperButtons } from "../../shell/paper/paper-buttons";
import { formatTwoFactorId } from "../../shell/person/person-summary";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { SecretText } from "../../ui/secret-text";
import { Stack } from "../../ui/stack";
import styles from "./shown-code-dialog.module.css";

export interface ShownCodeDialogProps {
  name: string;
  shown: ShownCode & Partial<Pick<ShownBypassCode, "signIns">>;
  /** "reset": a setup code with which a phone is set up again. */
  use: "set-up" | "bypass" | "reset";
  /** Of somebody who was just added. */
  twoFactorId?: string | undefined;
  /** What the person hears of it otherwise. */
  notified?: string | undefined;
  onPassedOn: () => void;
}

/** A code that is shown once, to be printed or read out. Only its button closes it. */
export function ShownCodeDialog({ name, shown, use, twoFactorId, notified, onPassedOn }: ShownCodeDialogProps) {
  useNothingHalfTyped();
  const formats = useFormats();
  const bypass = use === "bypass";
  const code = shown.code.replace(/[^0-9A-Za-z]/g, "");
  return (
    <Dialog
      open
      dismissible={false}
      title={bypass ? shownCodeWords.bypassTitle(name) : shownCodeWords.setupTitle(name)}
      description={shownCodeWords.once}
      closeLabel={actDialogWords.close}
      onClose={onPassedOn}
      footer={
        <Button variant="primary" onClick={onPassedOn}>
          {shownCodeWords.passedOn}
        </Button>
      }
    >
      <Stack gap={16}>
        <SecretText
          label={bypass ? shownCodeWords.bypassCode : shownCodeWords.setupCode}
          value={code}
          groupSize={bypass ? 3 : 4}
          size="large"
        />
        {!bypass && <ReadingOut code={code} />}
        <Notice tone="info" title={shownCodeWords.until(shown.signIns ?? 1, shown.expiresAt, formats)}>
          {shownCodeWords.usage[use]}
        </Notice>
        {twoFactorId !== undefined && (
          <p className={styles.id}>
            {shownCodeWords.twoFactorId} <b>{formatTwoFactorId(twoFactorId)}</b>
          </p>
        )}
        {notified !== undefined && <p>{notified}</p>}
        {!bypass && <PaperButtons paper="setup-code" />}
      </Stack>
    </Dialog>
  );
}

function ReadingOut({ code }: { code: string }) {
  const groups = code.match(/.{1,4}/g) ?? [];
  return (
    <div className={styles.reading}>
      <p className={styles.readingTitle}>{shownCodeWords.readOut}</p>
      <ol className={styles.groups}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          <li key={index}>{spelled(group)}</li>
        ))}
      </ol>
      <p className={styles.hint}>{shownCodeWords.readOutHint}</p>
    </div>
  );
}
