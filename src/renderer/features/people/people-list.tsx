import { SearchX, UserPlus, UsersRound } from "lucide-react";
import type { KeyboardEvent } from "react";
import { listWords as list } from "../../../contract/people/bulk-messages";
import { peopleWords as words } from "../../../contract/people/messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import styles from "./people-list.module.css";
import type { Found } from "./people-pages";
import { PeopleTable, type PeopleTableProps } from "./people-table";
import { filters } from "./people-view";
import { useNoPlace } from "./people-window";

export interface PeopleListProps extends Omit<PeopleTableProps, "first" | "total"> {
  found: Found;
  onClear: () => void;
  /** Missing where the viewer adds nobody. */
  onAdd: (() => void) | undefined;
  /** Esc in the list. */
  onLeave: () => void;
}

/** The table, or why there is none. */
export function PeopleList({ found, onClear, onAdd, onLeave, ...table }: PeopleListProps) {
  const { value: first, total } = found;
  if (found.loading) return <Skeleton label={words.loading} shape="rows" count={8} />;
  if (first === undefined) {
    return (
      <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={found.again}>
        {errorWords.unread}
      </ErrorState>
    );
  }
  const filtered = filters(table.query);
  if (first.length === 0) return filtered ? <NoMatch onClear={onClear} /> : <Nobody title={words.none} onAdd={onAdd} />;
  const alone = first.length === 1 && !filtered;
  const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && onLeave();
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc of the buttons inside, caught once */}
      <div className={styles.list} data-short={alone || undefined} onKeyDown={onKeyDown}>
        <PeopleTable {...table} first={first} total={total} />
      </div>
      {alone && <Nobody title={words.onlyYou} onAdd={onAdd} />}
    </>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  useNoPlace();
  return (
    <EmptyState icon={SearchX} title={words.noMatch} action={<Button onClick={onClear}>{words.clear}</Button>}>
      {words.noMatchWhy}
    </EmptyState>
  );
}

function Nobody({ title, onAdd }: { title: string; onAdd: (() => void) | undefined }) {
  const action = onAdd && (
    <Row gap={16}>
      <Button icon={UserPlus} onClick={onAdd}>
        {words.add}
      </Button>
      <TextLink href="#/import">{list.import}</TextLink>
    </Row>
  );
  return (
    <EmptyState icon={UsersRound} title={title} action={action}>
      {words.noneWhy}
    </EmptyState>
  );
}
