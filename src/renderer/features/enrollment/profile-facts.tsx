import { profileWords } from "../../../contract/enrollment/profile-messages";
import type { Profile } from "../../../contract/enrollment/views";
import { roleNames } from "../../../contract/shell/messages";
import { formatTwoFactorId } from "../../shell/person/person-summary";
import { Card } from "../../ui/card";
import { DescriptionList } from "../../ui/description-list";

/** What only a manager can change, and the number that other systems know. */
export function ProfileFacts({ profile: { kind, role, twoFactorId } }: { profile: Profile }) {
  return (
    <Card title={profileWords.facts} description={profileWords.factsAbout}>
      <DescriptionList
        layout="stack"
        items={[
          { term: profileWords.kind, details: profileWords.kinds[kind] },
          { term: profileWords.role, details: roleNames[role] },
          { term: profileWords.twoFactorId, details: formatTwoFactorId(twoFactorId) },
        ]}
      />
    </Card>
  );
}
