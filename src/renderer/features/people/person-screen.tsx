import { useHashLocation } from "wouter/use-hash-location";
import { leaveWords } from "../../../contract/people/messages";
import { personWords as words } from "../../../contract/people/person-messages";
import { useLeaveGuard } from "../../shell/leave-guard";
import { PersonSummary } from "../../shell/person/person-summary";
import { PersonTrouble } from "../../shell/person/person-trouble";
import { StatusChip } from "../../shell/person/status-chip";
import { useRead } from "../../shell/wardkey";
import { PageHeader } from "../../ui/page-header";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import styles from "./person-screen.module.css";
import { type PersonTab, PersonTabs, personTabs } from "./person-tabs";

/** A person on a page of their own: /people/:id/:tab. */
export function PersonScreen({ account, tab }: { account: string; tab?: string | undefined }) {
  const [, go] = useHashLocation();
  const read = useRead("getPerson", { account });
  const person = read.value;
  const guard = useLeaveGuard(leaveWords.body(person?.name ?? words.person), "/people");
  const shown: PersonTab = personTabs.find((one) => one === tab) ?? "profile";
  return (
    <div className={styles.page}>
      <Stack gap={20}>
        <PageHeader
          above={<TextLink onClick={() => guard.leave(() => go("/people"))}>{words.back}</TextLink>}
          title={person?.name ?? words.person}
          badge={person && <StatusChip person={person} />}
          description={person && <PersonSummary person={person} />}
        />
        {person !== undefined && (
          <PersonTabs
            key={account}
            person={person}
            tab={shown}
            onTab={(next) => guard.leave(() => go(`/people/${account}/${next}`))}
            onDirty={guard.setDirty}
          />
        )}
        {read.loading && <Skeleton label={words.loading(words.person)} count={8} />}
        {!read.loading && person === undefined && (
          <PersonTrouble gone={read.refusal?.code === "no-such-person"} onRetry={read.again} />
        )}
      </Stack>
      {guard.question}
    </div>
  );
}
