import { useState } from "react";
import { keptBackupsWords as words } from "../../../contract/backups/screen-messages";
import type { BackupGenerations } from "../../../contract/backups/views";
import { inputs } from "../../../contract/inputs";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useDraft } from "../../shell/drafts";
import { useAct } from "../../shell/wardkey";
import { NumberField } from "../../ui/number-field";
import { Row } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";

const schema = inputs.changeBackupGenerations.omit({ proof: true });

type Typed = { readonly [G in keyof BackupGenerations]: number | null };

export interface ChangeKeptDialogProps {
  generations: BackupGenerations;
  onClose: () => void;
}

/** Changes how many days, weeks and months of backups stay. */
export function ChangeKeptDialog({ generations, onClose }: ChangeKeptDialogProps) {
  const toast = useToasts();
  const [typed, setTyped] = useDraft<Typed>("kept backups", generations);
  const [tried, setTried] = useState(false);
  const change = useAct("changeBackupGenerations", {
    onDone: () => {
      toast({ title: words.changed });
      onClose();
    },
  });
  const { success, data: next } = schema.safeParse(typed);
  return (
    <ActDialog
      title={words.changeTitle}
      effect={words.changeEffect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={change.busy}
      refusal={change.refusal}
      fieldErrors={change.fieldErrors}
      approval={success ? { act: "changeBackupGenerations", parameters: next } : undefined}
      onAct={({ proof }) => {
        setTried(true);
        if (success) void change.act({ ...next, proof });
      }}
      onClose={onClose}
    >
      <Row align="start" gap={12}>
        {(["daily", "weekly", "monthly"] as const).map((row) => {
          const { minValue, maxValue } = schema.shape[row];
          const [least, most] = [minValue ?? 0, maxValue ?? 0];
          const isWrong = !schema.shape[row].safeParse(typed[row]).success;
          return (
            <NumberField
              key={row}
              label={words.fields[row]}
              min={least}
              max={most}
              value={typed[row]}
              onChange={(count) => setTyped({ ...typed, [row]: count })}
              error={isWrong && (tried || typed[row] !== null) ? words.bounds(least, most) : undefined}
            />
          );
        })}
      </Row>
    </ActDialog>
  );
}
