import { useState } from "react";
import { proofWords } from "../../../contract/authentication/step-up-messages";
import type { ShownCode } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import type { Person } from "../../../contract/people/views";
import { doneWords, helpWords as words } from "../../../contract/support/messages";
import type { SupportCase } from "../../../contract/support/views";
import type { HelpAct } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { useAct } from "../../shell/wardkey";
import { HelpDone } from "./help-done";
import { aboutToHelp, type HelpDraft } from "./help-draft";
import { outcomeWords } from "./outcomes";
import { ShownCodeDialog, type ShownCodeDialogProps } from "./shown-code-dialog";
import { StepSection } from "./step-section";
import { useIdentity } from "./use-identity";
import { WhatToDo } from "./what-to-do";
import { WhoAsks } from "./who-asks";

export interface GuidedResetProps {
  about: SupportCase;
  person: Pick<Person, "hasPassword" | "setupCodeNeeded">;
  /** What the dialog was opened for. */
  first: HelpAct;
  onClose: () => void;
}

type Value = null | ShownCode | { readonly confirmed: boolean };

const dangerous: ReadonlySet<HelpAct> = new Set(["resetTwoFactor", "replacePhone"]);

/** What to do, who asks, own proof; then what came of it, and what to say. */
export function GuidedReset({ about, person, first, onClose }: GuidedResetProps) {
  const { id: account, name } = about.person;
  const asks = useMayCall("getApproval");
  const [draft, setDraft] = useDraft<HelpDraft>(`what helps ${account}`, {
    act: first,
    cause: null,
    signIns: 1,
    hours: 1,
  });
  const [lacks, setLacks] = useState(false);
  const [done, setDone] = useState<{ readonly value: Value }>();
  const doing = useAct(draft.act, { onDone: (value) => setDone({ value }) });
  const helping = aboutToHelp(draft, account);
  const identifying = useIdentity(helping, doing.refusal);
  const outcome = outcomeWords(draft.act);
  if (done !== undefined) {
    return <Done about={about} person={person} act={draft.act} value={done.value} onClose={onClose} />;
  }
  const send: React.ComponentProps<typeof ActDialog>["onAct"] = (given) => {
    const identity = identifying.take();
    setLacks(helping === undefined);
    if (helping === undefined || identity === undefined) return;
    void doing.act({ ...helping.parameters, ...given, identity } as InputOf<HelpAct>);
  };
  return (
    <ActDialog
      leads
      danger={dangerous.has(draft.act)}
      title={outcome.title(name)}
      effect={outcome.effect(name)}
      confirmLabel={outcome.confirm}
      keepLabel={outcome.keep}
      proofHint={proofWords.yours(name)}
      busy={doing.busy}
      refusal={doing.refusal}
      fieldErrors={doing.fieldErrors}
      approval={asks ? helping : undefined}
      identity={
        <>
          <WhoAsks identifying={identifying} ways={about.identity} />
          <StepSection number={3} title={words.yours} />
        </>
      }
      onAct={send}
      onClose={onClose}
    >
      <WhatToDo
        draft={draft}
        may={about.may}
        lacks={lacks}
        onChange={(next) => setDraft((last) => ({ ...last, ...next }))}
      />
    </ActDialog>
  );
}

interface DoneProps extends Pick<GuidedResetProps, "about" | "person" | "onClose"> {
  act: HelpAct;
  value: Value;
}

/** The code that came of it, or what to say. */
function Done({ about, person, act, value, onClose }: DoneProps) {
  const { name } = about.person;
  const notified = useNoticeRule(about);
  if (value === null || !("code" in value)) {
    return <HelpDone act={act} title={doneTitle(act, name, value)} notified={notified} onClose={onClose} />;
  }
  const use = codeUse(act, person);
  return <ShownCodeDialog name={name} shown={value} use={use} notified={notified} onPassedOn={onClose} />;
}

/** What the person hears of it: a text where one can be sent, and a line at the next sign-in. */
function useNoticeRule({ person: { name, cellPhone } }: SupportCase): string {
  const { hasGateway } = usePractice();
  return doneWords.noticeRuleOf(name, hasGateway ? cellPhone : null);
}

/** What the code that comes of it is good for. */
function codeUse(
  act: HelpAct,
  { hasPassword, setupCodeNeeded }: GuidedResetProps["person"],
): ShownCodeDialogProps["use"] {
  if (act === "issueBypassCode") return "bypass";
  return hasPassword && (act !== "issueSetupCode" || setupCodeNeeded) ? "reset" : "set-up";
}

function doneTitle(act: HelpAct, name: string, value: Value): string {
  if (value === null || !("confirmed" in value)) return outcomeWords(act).done(name);
  return value.confirmed ? words.confirmed(name) : words.halfConfirmed(name);
}
