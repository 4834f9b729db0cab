import { useHashLocation } from "wouter/use-hash-location";
import { leaveWords } from "../../../contract/people/messages";
import { personWords as words } from "../../../contract/people/person-messages";
import { useRead } from "../../shell/wardkey";
import { PageHeader } from "../../ui/page-header";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { useLeaveGuard } from "./leave-guard";
import styles from "./person-screen.module.css";
import { PersonSummary } from "./person-summary";
import { type PersonTab, PersonTabs, personTabs } from "./person-tabs";
import { PersonTrouble } from "./person-trouble";
import { StatusChip } from "./status-chip";

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
