import { useState } from "react";
import { proofWords } from "../../../contract/authentication/step-up-messages";
import type { ShownCode } from "../../../contract/enrollment/views";
import { actWords } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import type { PersonRef } from "../../../contract/person-ref";
import type { PersonAct } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useNotSealed } from "../../shell/use-not-sealed";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import { HelpDialog } from "../support/help-dialog";
import { outcomeOf } from "../support/outcomes";
import { usePhotoId } from "../support/photo-id";
import { ShownCodeDialog } from "../support/shown-code-dialog";
import { ExemptDialog } from "./exempt-dialog";

/** Acts that take a reason and a proof, and nothing else. What is help for somebody who asks is a guided reset. */
const methods = {
  deactivate: "deactivatePerson",
  reactivate: "reactivatePerson",
  confirm: "confirmAccount",
  "forget-remembered-sign-in": "forgetRememberedSignIn",
  "end-exemption": "endExemption",
} as const;

type PlainAct = keyof typeof methods;
/** What has a dialog of this kind; "edit" and "change-role" bring fields of their own. */
export type DialogAct = Exclude<PersonAct, "edit" | "change-role">;

const dangerous: ReadonlySet<DialogAct> = new Set(["deactivate"]);

type ActPerson = PersonRef & { readonly may?: Pick<Person["may"], "reactivate"> };

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
    case "exempt":
      return <ExemptDialog {...rest} />;
    default:
      return isPlain(act) ? <PlainActDialog act={act} {...rest} /> : <Help act={act} {...rest} />;
  }
}

type OfHelp = Exclude<DialogAct, PlainAct | "start-two-factor" | "exempt">;

function Help({ act, person: { id, name }, onClose }: PersonActDialogProps & { act: OfHelp }) {
  return <HelpDialog account={id} name={name} act={outcomeOf[act]} onClose={onClose} />;
}

function isPlain(act: DialogAct): act is PlainAct {
  return Object.hasOwn(methods, act);
}

function PlainActDialog({ act, person, onClose }: PersonActDialogProps & { act: PlainAct }) {
  const toast = useToasts();
  const notSealed = useNotSealed();
  const [shown, setShown] = useState<ShownCode>();
  const words = actWords[act];
  const { id: account, name } = person;
  // Who replaced the other factor just before, and has nobody else, sees the person in between.
  const seen = usePhotoId(act === "reactivate" && person.may?.reactivate === "nobody-else");
  const doing = useAct(methods[act], {
    onDone: (code) => {
      if (code !== null) return setShown(code);
      toast({ title: words.done(name), ...notSealed });
      onClose();
    },
  });
  if (shown !== undefined) {
    return <ShownCodeDialog name={name} shown={shown} use="set-up" onPassedOn={onClose} />;
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
      identity={seen.field}
      onAct={(given) => void (seen.isSaid() && doing.act({ account, ...seen.given, ...given }))}
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
