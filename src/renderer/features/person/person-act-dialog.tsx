import { useState } from "react";
import { actWords } from "../../../preload/messages/person";
import { proofWords } from "../../../preload/messages/step-up";
import type { Person, PersonAct, ShownCode } from "../../../preload/views";
import { useToasts } from "../../ui/toasts";
import { useAct } from "../../wardkey";
import { ActDialog } from "./act-dialog";
import { ExemptDialog } from "./exempt-dialog";
import { ResetDialog } from "./reset-dialog";
import { ShownCodeDialog, type ShownCodeDialogProps } from "./shown-code-dialog";

/** Acts that take a reason and a proof, and nothing else. */
const methods = {
  unlock: "unlockAccount",
  "issue-set-up-code": "issueSetUpCode",
  "issue-bypass-code": "issueBypassCode",
  deactivate: "deactivatePerson",
  reactivate: "reactivatePerson",
  "forget-workstation": "forgetWorkstation",
  "end-exemption": "endExemption",
} as const;

type PlainAct = keyof typeof methods;
/** What has a dialog of this kind; "edit" and "change-role" bring fields of their own. */
export type DialogAct = Exclude<PersonAct, "edit" | "change-role">;

/** What the code that comes of an act is good for. */
function codeUse(act: PlainAct, { hasPassword, setUpCodeNeeded }: ActPerson): ShownCodeDialogProps["use"] {
  if (act === "issue-bypass-code") return "bypass";
  return act === "issue-set-up-code" && setUpCodeNeeded && hasPassword ? "reset" : "set-up";
}

const dangerous: ReadonlySet<DialogAct> = new Set(["deactivate"]);

export type ActPerson = Pick<Person, "id" | "name" | "hasPassword" | "setUpCodeNeeded">;

export interface PersonActDialogProps {
  act: DialogAct;
  person: ActPerson;
  onClose: () => void;
}

/** Asks, acts, and shows the code that comes of it. */
export function PersonActDialog({ act, ...rest }: PersonActDialogProps) {
  switch (act) {
    case "start-two-factor":
      return <StartDialog {...rest} />;
    case "reset-two-factor":
      return <ResetDialog {...rest} />;
    case "exempt":
      return <ExemptDialog {...rest} />;
    default:
      return <PlainActDialog act={act} {...rest} />;
  }
}

function PlainActDialog({ act, person, onClose }: PersonActDialogProps & { act: PlainAct }) {
  const toast = useToasts();
  const [shown, setShown] = useState<ShownCode>();
  const words = actWords[act];
  const { id: account, name } = person;
  const doing = useAct(methods[act], {
    onDone: (code) => {
      if (code !== null) return setShown(code);
      toast({ title: words.done(name) });
      onClose();
    },
  });
  if (shown !== undefined) {
    return <ShownCodeDialog name={name} shown={shown} use={codeUse(act, person)} onPassedOn={onClose} />;
  }
  return (
    <ActDialog
      title={words.title(name)}
      effect={words.effect(name)}
      confirmLabel={words.confirm}
      keepLabel={words.keep}
      danger={dangerous.has(act)}
      proofHint={proofWords.yours(name)}
      busy={doing.busy}
      refusal={doing.refusal}
      fieldErrors={doing.fieldErrors}
      approval={act === "end-exemption" ? undefined : { act: methods[act], parameters: { account } }}
      onAct={(given) => void doing.act({ account, ...given })}
      onClose={onClose}
    />
  );
}

/** Starts two-factor for somebody, as the manager of a practice does for staff: with the manager's own password. */
function StartDialog({ person, onClose }: Omit<PersonActDialogProps, "act">) {
  const toast = useToasts();
  const words = actWords["start-two-factor"];
  const { id: account, name } = person;
  const start = useAct("startTwoFactor", {
    onDone: () => {
      toast({ title: words.done(name) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title(name)}
      effect={words.effect(name)}
      confirmLabel={words.confirm}
      keepLabel={words.keep}
      asksReason={false}
      proofHint={proofWords.yours(name)}
      busy={start.busy}
      refusal={start.refusal}
      fieldErrors={start.fieldErrors}
      approval={{ act: "startTwoFactor", parameters: { account } }}
      onAct={({ proof }) => void start.act({ account, proof })}
      onClose={onClose}
    />
  );
}
