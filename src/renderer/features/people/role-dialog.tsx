import { useState } from "react";
import { proofWords } from "../../../contract/authentication/step-up-messages";
import { roleAbout } from "../../../contract/people/messages";
import { profileWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import { ROLES, type Role } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useDraft } from "../../shell/drafts";
import { useNotSealed } from "../../shell/use-not-sealed";
import { useAct } from "../../shell/wardkey";
import { RadioGroup } from "../../ui/radio-group";
import { useToasts } from "../../ui/toasts";

/** Gives somebody another role. */
export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const toast = useToasts();
  const notSealed = useNotSealed();
  const { id: account, name } = person;
  const [role, setRole] = useDraft<Role | null>(`role of ${account}`, null);
  const [missing, setMissing] = useState(false);
  const change = useAct("changeRole", {
    onDone: (_, input) => {
      toast({ title: words.roleChanged(name, roleNames[input.role]), ...notSealed });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.roleTitle(name)}
      effect={words.roleLead(name)}
      confirmLabel={words.changeRole}
      proofHint={proofWords.yours(name)}
      busy={change.busy}
      refusal={change.refusal}
      fieldErrors={change.fieldErrors}
      approval={role === null ? undefined : { act: "changeRole", parameters: { account, role } }}
      onAct={(given) => {
        setMissing(role === null);
        if (role !== null) void change.act({ account, role, ...given });
      }}
      onClose={onClose}
    >
      <RadioGroup
        label={words.newRole}
        options={ROLES.filter((one) => one !== person.role).map((one) => ({
          value: one,
          label: roleNames[one],
          description: roleAbout[one],
        }))}
        value={role}
        onValueChange={setRole}
        error={missing && role === null ? words.roleMissing : undefined}
      />
    </ActDialog>
  );
}
