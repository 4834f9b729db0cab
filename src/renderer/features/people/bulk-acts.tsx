import { Bell, FileText, ShieldCheck, UserX } from "lucide-react";
import { useState } from "react";
import { useHashLocation } from "wouter/use-hash-location";
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
import { useKept, useKeptState } from "../../shell/kept-state";
import { RefusalNotice } from "../../shell/refusal-notice";
import { call, type RefusalOf } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { SelectionBar } from "../../ui/selection-bar";
import { SheetsDialog } from "../enrollment/sheets-dialog";
import { RemindDialog } from "../messaging/remind-dialog";
import { everyoneBy, inTwoWeeks, POLICY_DRAFT, type PolicyDraft, untouched, withRule } from "../policy/policy-draft";
import { DeactivateDialog } from "./deactivate-dialog";
import type { Selection } from "./people-selection";

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

/** "Require for 12 people": a draft of a rule for them on the screen Policy, where it is previewed before it is saved. */
function useRequireFor() {
  const [, go] = useHashLocation();
  const draftNow = useKept<PolicyDraft>(POLICY_DRAFT, untouched);
  const [, change] = useKeptState<PolicyDraft>(POLICY_DRAFT, untouched);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<RefusalOf<"listSelected"> | RefusalOf<"getPolicy">>();
  const start = async (selected: Selected) => {
    setBusy(true);
    setRefusal(undefined);
    const [people, policy] = await Promise.all([call("listSelected", selected), call("getPolicy", {})]);
    setBusy(false);
    if (!people.ok) return setRefusal(people.refusal);
    if (!policy.ok) return setRefusal(policy.refusal);
    const rule = everyoneBy(inTwoWeeks(policy.value.todayOn));
    const ids = people.value.map(({ id }) => id);
    change(withRule(draftNow(), policy.value, { ...rule, applies: { to: "people", people: ids } }, people.value));
    go("/policy");
  };
  return { go: (selected: Selected) => void start(selected), busy, refusal };
}
