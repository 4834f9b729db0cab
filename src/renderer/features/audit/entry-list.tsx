import { ArrowUp, BookText, SearchX } from "lucide-react";
import { useRef } from "react";
import { keptWords } from "../../../contract/audit/kept-messages";
import { auditLogWords as words } from "../../../contract/audit/messages";
import type { EntryView } from "../../../contract/audit/views";
import { refusalWords } from "../../../contract/refusal-messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { useFormats } from "../../shell/app-state-context";
import { useKeptScroll } from "../../shell/kept-state";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { onRowKey } from "../../ui/row-keys";
import { Skeleton } from "../../ui/skeleton";
import { EntryDays } from "./entry-days";
import { type AuditLogFilter, filters } from "./entry-filter";
import styles from "./entry-list.module.css";
import type { EntryPages } from "./entry-pages";

export interface EntryListProps {
  pages: EntryPages;
  filter: AuditLogFilter;
  openPlace: number | undefined;
  onOpen: (entry: EntryView) => void;
  onClear: () => void;
}

/** The entries, or why there are none. */
export function EntryList({ pages, filter, openPlace, onOpen, onClear }: EntryListProps) {
  const formats = useFormats();
  if (pages.loading) return <Skeleton label={words.loading} shape="rows" count={8} />;
  if (pages.failed) {
    return (
      <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={pages.again}>
        {pages.refusal === undefined ? errorWords.unread : refusalWords(pages.refusal, formats)}
      </ErrorState>
    );
  }
  if (pages.entries.length === 0) return <NoEntries filtered={filters(filter)} onClear={onClear} />;
  return <Entries pages={pages} openPlace={openPlace} onOpen={onOpen} />;
}

function Entries({ pages, openPlace, onOpen }: Pick<EntryListProps, "pages" | "openPlace" | "onOpen">) {
  const formats = useFormats();
  const scroll = useRef<HTMLDivElement>(null);
  useKeptScroll("audit-log-scroll", scroll);
  const showFresh = () => {
    if (scroll.current !== null) scroll.current.scrollTop = 0;
    pages.again();
  };
  return (
    <>
      <div className={styles.shown}>
        <p role="status">{words.shown(pages, formats)}</p>
        {pages.fresh > 0 && (
          <Button variant="quiet" icon={ArrowUp} title={words.freshAbout} onClick={showFresh}>
            {words.fresh(pages.fresh, formats)}
          </Button>
        )}
      </div>
      <div ref={scroll} className={styles.scroll}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the buttons inside, caught once */}
        <div onKeyDown={(event) => onRowKey(event)}>
          <EntryDays entries={pages.entries} level={2} openPlace={openPlace} onOpen={onOpen} />
        </div>
        <div className={styles.end}>
          {pages.hasOlder ? (
            <Button busy={pages.loadingOlder} onClick={pages.loadOlder}>
              {words.older}
            </Button>
          ) : (
            <p>
              {words.end} {keptWords.entries}
            </p>
          )}
        </div>
      </div>
    </>
  );
}

function NoEntries({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) {
    return (
      <EmptyState icon={BookText} title={words.empty}>
        {words.emptyWhy}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={words.noMatch} action={<Button onClick={onClear}>{words.clear}</Button>}>
      {words.noMatchWhy}
    </EmptyState>
  );
}
