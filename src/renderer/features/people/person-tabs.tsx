import { History } from "lucide-react";
import { activityWords, personWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { errorWords } from "../../../contract/shell/error-messages";
import { useRead } from "../../shell/wardkey";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { Tabs } from "../../ui/tabs";
import { EntryDays } from "../audit/entry-days";
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

/** What the person did, and what was done to the account, newest first. */
function ActivityTab({ account }: { account: string }) {
  const read = useRead("listPersonEntries", { account });
  if (read.loading) return <Skeleton label={activityWords.loading} shape="rows" count={6} />;
  if (read.value === undefined) {
    return (
      <ErrorState title={activityWords.failed} retryLabel={errorWords.retry} onRetry={read.again}>
        {errorWords.unread}
      </ErrorState>
    );
  }
  if (read.value.length === 0) {
    return (
      <EmptyState icon={History} title={activityWords.none}>
        {activityWords.noneWhy}
      </EmptyState>
    );
  }
  return <EntryDays entries={read.value} level={3} />;
}
