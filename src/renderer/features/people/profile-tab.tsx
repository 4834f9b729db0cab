import { formatPhone } from "../../../contract/fields";
import { formatDate } from "../../../contract/formats";
import { accountTypeWords } from "../../../contract/people/messages";
import { profileWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import { ActRow, useWhyNot } from "../../shell/acts/act-row";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DescriptionList } from "../../ui/description-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/section";
import { Row, Stack } from "../../ui/stack";
import { ActRows } from "./act-rows";
import { ProfileForm } from "./profile-form";
import { RoleDialog } from "./role-dialog";

export interface ProfileTabProps {
  person: Person;
  onDirty: (dirty: boolean) => void;
}

/** Who the person is, and the account as a whole. */
export function ProfileTab({ person, onDirty }: ProfileTabProps) {
  const whyNot = useWhyNot(person.may.edit);
  return (
    <Stack gap={24}>
      {whyNot === undefined ? (
        <ProfileForm key={profileKey(person)} person={person} onDirty={onDirty} />
      ) : (
        <ReadOnlyProfile person={person} whyNot={whyNot} />
      )}
      <Section title={words.account}>
        <AccountActs person={person} />
      </Section>
    </Stack>
  );
}

/** Saved values begin the form anew; acts that leave the profile as it is do not. */
function profileKey({ id, name, email, cellPhone, accountType }: Person): string {
  return JSON.stringify([id, name, email, cellPhone, accountType]);
}

function ReadOnlyProfile({ person, whyNot }: { person: Person; whyNot: string }) {
  const practice = usePractice();
  const { name, email, cellPhone, accountType, role, createdAt } = person;
  return (
    <Stack gap={16}>
      <DescriptionList
        items={[
          { term: words.name, details: name },
          { term: words.email, details: email },
          {
            term: words.cellPhone,
            details: cellPhone === null ? words.noPhone : formatPhone(cellPhone, practice.region),
          },
          { term: words.accountType, details: accountTypeWords[accountType] },
          { term: words.role, details: roleNames[role] },
          { term: words.added, details: formatDate(createdAt, practice) },
        ]}
      />
      <Notice tone="info">{whyNot}</Notice>
      <Row>
        <ExplainedButton disabledReason={whyNot}>{words.update}</ExplainedButton>
      </Row>
    </Stack>
  );
}

/** What concerns the account as a whole: its role, and whether it can be used. */
function AccountActs({ person }: { person: Person }) {
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
