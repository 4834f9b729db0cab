import { SearchX } from "lucide-react";
import { errorWords } from "../../../contract/shell/error-messages";
import { supportWords as words } from "../../../contract/support/messages";
import { usePractice } from "../../shell/app-state-context";
import { everybody, filterOf } from "../../shell/person/people-query";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { PersonLine } from "./person-line";
import styles from "./support.module.css";

/** More would be no answer to a name. */
const SHOWN = 20;

export interface PeopleFoundProps {
  search: string;
  opened: string | undefined;
  onOpen: (account: string) => void;
  onClear: () => void;
}

/** Whom the typed name fits. */
export function PeopleFound({ search, opened, onOpen, onClear }: PeopleFoundProps) {
  const practice = usePractice();
  const found = useRead("listPeople", { ...everybody, search, offset: 0, limit: SHOWN }, { keepLast: true });
  const full = found.value?.length === SHOWN && !found.stale;
  const counted = useRead("countFound", { ...filterOf(everybody), search }, { enabled: full });
  if (found.loading) return <Skeleton label={words.searching} shape="rows" count={4} />;
  if (found.value === undefined) {
    return (
      <ErrorState title={words.searchFailed} retryLabel={errorWords.retry} onRetry={found.again}>
        {errorWords.unread}
      </ErrorState>
    );
  }
  const rows = found.value;
  const more = full ? (counted.value ?? 0) - rows.length : 0;
  if (rows.length === 0) {
    return (
      <EmptyState icon={SearchX} title={words.noMatch} action={<Button onClick={onClear}>{words.showQueue}</Button>}>
        {words.noMatchWhy}
      </EmptyState>
    );
  }
  return (
    <Card title={words.found}>
      <ul className={styles.list}>
        {rows.map((person) => (
          <PersonLine
            key={person.id}
            chip
            person={person}
            about={person.email}
            opened={person.id === opened}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>{words.moreFound(more, practice)}</p>}
    </Card>
  );
}
