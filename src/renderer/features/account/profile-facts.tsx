import { profileWords } from "../../../preload/messages/account";
import { roleNames } from "../../../preload/messages/frame";
import type { Profile } from "../../../preload/views";
import { Card } from "../../ui/card";
import { DescriptionList } from "../../ui/description-list";
import { formatTwoFactorId } from "../person/two-factor-id";

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
