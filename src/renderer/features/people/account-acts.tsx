import { profileWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import { ActRow } from "../../shell/acts/act-row";
import { useDraft } from "../../shell/drafts";
import { ActRows } from "./act-rows";
import { RoleDialog } from "./role-dialog";

/** What concerns the account as a whole: its role, and whether it can be used. */
export function AccountActs({ person }: { person: Person }) {
  const [changesRole, setChangesRole] = useDraft(`change role of ${person.id}`, false);
  const { may, role, deactivatedAt } = person;
  return (
    <>
      <ActRows person={person} acts={[deactivatedAt === null ? "deactivate" : "reactivate"]}>
        <ActRow
          may={may["change-role"]}
          button={words.changeRole}
          about={words.roleNow(roleNames[role])}
          onPress={() => setChangesRole(true)}
        />
      </ActRows>
      {changesRole && <RoleDialog person={person} onClose={() => setChangesRole(false)} />}
    </>
  );
}
