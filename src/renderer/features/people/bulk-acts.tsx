import { Bell, FileText, ShieldCheck, UserX } from "lucide-react";
import {
  deactivateWords,
  remindWords,
  requireWords,
  sheetsWords,
  manyWords as words,
} from "../../../contract/people/bulk-messages";
import type { Selected } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { RefusalNotice } from "../../shell/refusal-notice";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { SelectionBar } from "../../ui/selection-bar";
import { SheetsDialog } from "../enrollment/sheets-dialog";
import { RemindDialog } from "../messaging/remind-dialog";
import { DeactivateDialog } from "./deactivate-dialog";
import type { Selection } from "./people-selection";
import { useRequireFor } from "./use-require-for";

type Opened = { readonly act: keyof typeof dialogs; readonly selected: Selected };

const dialogs = { remind: RemindDialog, sheets: SheetsDialog, deactivate: DeactivateDialog } as const;

/** What can be done with all who are selected; every button says with how many. */
export function BulkActs({ selection }: { selection: Selection }) {
  const practice = usePractice();
  // Asked for the selection as it was when the button was pressed.
  const [open, setOpen] = useDraft<Opened | undefined>("people act", undefined);
  const require = useRequireFor();
  const { count, selected } = selection;
  const show = (act: keyof typeof dialogs) => selected !== undefined && setOpen({ act, selected });
  const Dialog = open === undefined ? undefined : dialogs[open.act];
  const noGateway = practice.hasGateway ? undefined : remindWords.noGateway;
  return (
    <>
      <RefusalNotice refusal={require.refusal} />
      <SelectionBar
        label={words.bar}
        text={count === 0 ? undefined : words.selected(count, practice)}
        clearLabel={words.clear}
        onClear={selection.clear}
      >
        <ExplainedButton
          icon={ShieldCheck}
          disabledReason={count > 1000 ? requireWords.tooMany : undefined}
          busy={require.busy}
          onClick={() => selected !== undefined && require.go(selected)}
        >
          {requireWords.button(count, practice)}
        </ExplainedButton>
        <ExplainedButton icon={Bell} disabledReason={noGateway} onClick={() => show("remind")}>
          {remindWords.button(count, practice)}
        </ExplainedButton>
        <Button icon={FileText} onClick={() => show("sheets")}>
          {sheetsWords.button(count, practice)}
        </Button>
        <Button icon={UserX} onClick={() => show("deactivate")}>
          {deactivateWords.button(count, practice)}
        </Button>
      </SelectionBar>
      {open !== undefined && Dialog !== undefined && (
        <Dialog selected={open.selected} onDone={selection.clear} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
