import { personWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { Tabs } from "../../ui/tabs";
import { ActivityTab } from "./activity-tab";
import { ProfileTab } from "./profile-tab";
import { SecurityTab } from "./security-tab";

export const personTabs = ["profile", "security", "activity"] as const;
export type PersonTab = (typeof personTabs)[number];

export interface PersonTabsProps {
  person: Person;
  tab: PersonTab;
  onTab: (tab: PersonTab) => void;
  onDirty: (dirty: boolean) => void;
}

export function PersonTabs({ person, tab, onTab, onDirty }: PersonTabsProps) {
  return (
    <Tabs
      label={words.tabs(person.name)}
      value={tab}
      onValueChange={onTab}
      tabs={[
        { value: "profile", label: words.profile, panel: <ProfileTab person={person} onDirty={onDirty} /> },
        {
          value: "security",
          label: words.security,
          panel: <SecurityTab person={person} onEditProfile={() => onTab("profile")} />,
        },
        { value: "activity", label: words.activity, panel: <ActivityTab account={person.id} /> },
      ]}
    />
  );
}
