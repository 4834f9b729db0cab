import { useState } from "react";
import type { Security } from "../../../contract/enrollment/views";
import { formatDateTime } from "../../../contract/formats";
import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { useFormats } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { DescriptionList } from "../../ui/description-list";
import { Row, Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import { BackupPasswordDialog } from "./backup-password-dialog";

/** One's own backup password: whether there is one, since when, and setting, changing or removing it. */
export function BackupPasswordCard({ security }: { security: Pick<Security, "backupPassword" | "email"> }) {
  const formats = useFormats();
  const [open, setOpen] = useState<"set" | "remove" | null>(null);
  const { setAt } = security.backupPassword;
  const close = () => setOpen(null);
  return (
    <Card
      title={words.title}
      level={3}
      badge={<Chip tone={setAt === null ? "idle" : "ok"} label={setAt === null ? words.isNotSet : words.isSet} />}
      description={words.about}
    >
      <Stack gap={16} align="start">
        {setAt === null ? (
          <p>{words.none}</p>
        ) : (
          <DescriptionList items={[{ term: words.since, details: formatDateTime(setAt, formats) }]} />
        )}
        <Row>
          <Button onClick={() => setOpen("set")}>{setAt === null ? words.set : words.change}</Button>
          {setAt !== null && (
            <Button variant="quiet" onClick={() => setOpen("remove")}>
              {words.remove}
            </Button>
          )}
        </Row>
      </Stack>
      {open === "set" && <BackupPasswordDialog email={security.email} change={setAt !== null} onClose={close} />}
      <RemoveQuestion open={open === "remove"} onClose={close} />
    </Card>
  );
}

function RemoveQuestion({ open, onClose }: { open: boolean; onClose: () => void }) {
  const formats = useFormats();
  const toast = useToasts();
  const remove = useAct("removeBackupPassword", {
    onDone: () => {
      toast({ title: words.removed });
      onClose();
    },
  });
  const keep = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      title={words.removeTitle}
      body={words.removeBody}
      confirmLabel={words.removeConfirm}
      keepLabel={words.keep}
      busy={remove.busy}
      error={remove.refusal === undefined ? undefined : refusalWords(remove.refusal, formats)}
      onConfirm={() => void remove.act({})}
      onKeep={keep}
    />
  );
}
