import { proofWords } from "../../../contract/authentication/step-up-messages";
import { actWords, exemptWords } from "../../../contract/people/person-messages";
import type { PersonRef } from "../../../contract/person-ref";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useDraft } from "../../shell/drafts";
import { useAct } from "../../shell/wardkey";
import { DateField } from "../../ui/date-field";
import { useToasts } from "../../ui/toasts";

/** Lets somebody off the 2FA policy until a day. */
export function ExemptDialog({ person, onClose }: { person: PersonRef; onClose: () => void }) {
  const toast = useToasts();
  const words = actWords.exempt;
  const { id: account, name } = person;
  const [untilOn, setUntilOn] = useDraft(`exempt ${account}`, "");
  const exempt = useAct("exemptPerson", {
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
      proofHint={proofWords.yours(name)}
      busy={exempt.busy}
      refusal={exempt.refusal}
      fieldErrors={exempt.fieldErrors}
      approval={untilOn === "" ? undefined : { act: "exemptPerson", parameters: { account, untilOn } }}
      onAct={(given) => void exempt.act({ account, untilOn, ...given })}
      onClose={onClose}
    >
      <DateField
        label={exemptWords.untilOn}
        hint={exemptWords.untilHint}
        value={untilOn}
        onChange={setUntilOn}
        error={exempt.fieldErrors["untilOn"]}
        incompleteError={exemptWords.incomplete}
      />
    </ActDialog>
  );
}
