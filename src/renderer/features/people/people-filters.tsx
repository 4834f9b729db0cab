import { useEffect, useState } from "react";
import { formatNumber } from "../../../preload/messages/formats";
import { roleNames } from "../../../preload/messages/frame";
import { statusWords, peopleWords as words } from "../../../preload/messages/people";
import type { PeopleCounts } from "../../../preload/views";
import { KINDS, type Kind, ROLES, type Role, type Status } from "../../../preload/words";
import { Button } from "../../ui/button";
import { SearchField } from "../../ui/search-field";
import { SelectField } from "../../ui/select-field";
import { Skeleton } from "../../ui/skeleton";
import { Tile, Tiles } from "../../ui/tile";
import type { Tone } from "../../ui/tone";
import { usePractice } from "../practice/situation-context";
import styles from "./people-filters.module.css";
import { filters, type PeopleQuery } from "./people-view";

export interface PeopleFiltersProps {
  query: PeopleQuery;
  counts: PeopleCounts | undefined;
  onChange: (change: Partial<PeopleQuery>) => void;
}

export interface FilterBarProps extends PeopleFiltersProps {
  /** How many people fit; undefined while that is not known. */
  total: number | undefined;
  onClear: () => void;
}

const tiles: readonly { status: Status; tone: Tone }[] = [
  { status: "locked", tone: "bad" },
  { status: "sms-only", tone: "warn" },
  { status: "not-set-up", tone: "idle" },
  { status: "app", tone: "ok" },
];

/** Counts that are filters. */
export function StatusTiles({ query: { status }, counts, onChange }: PeopleFiltersProps) {
  const practice = usePractice();
  if (counts === undefined) return <Skeleton label={words.loading} shape="tiles" count={tiles.length + 1} />;
  return (
    <Tiles label={words.filter}>
      <Tile
        figure={formatNumber(counts.all, practice)}
        label={words.all}
        pressed={status === null}
        onPressedChange={() => onChange({ status: null })}
      />
      {tiles.map(({ status: one, tone }) => (
        <Tile
          key={one}
          figure={formatNumber(counts[one], practice)}
          label={statusWords[one]}
          tone={counts[one] > 0 ? tone : undefined}
          pressed={status === one}
          onPressedChange={(pressed) => onChange({ status: pressed ? one : null })}
        />
      ))}
    </Tiles>
  );
}

/** Long enough for a word to be typed, short enough not to be waited for. */
const TYPING_MS = 120;

/** Search by name, e-mail or phone digits, and the quieter filters. */
export function FilterBar({ query, counts, onChange, total, onClear }: FilterBarProps) {
  return (
    <div className={styles.bar}>
      <div className={styles.search}>
        <Search value={query.search} onChange={(search) => onChange({ search })} />
      </div>
      <SelectField
        label={words.kind}
        labelHidden
        options={[
          { value: "any", label: words.anyKind },
          ...KINDS.map((kind) => ({ value: kind, label: words.onlyKind[kind] })),
        ]}
        value={query.kind ?? "any"}
        onValueChange={(kind: Kind | "any") => onChange({ kind: kind === "any" ? null : kind })}
      />
      <SelectField
        label={words.role}
        labelHidden
        options={[
          { value: "any", label: words.anyRole },
          ...ROLES.map((role) => ({ value: role, label: roleNames[role] })),
        ]}
        value={query.role ?? "any"}
        onValueChange={(role: Role | "any") => onChange({ role: role === "any" ? null : role })}
      />
      <DeactivatedFilter query={query} counts={counts} onChange={onChange} />
      {total !== undefined && <Shown total={total} all={filters(query) ? counts?.all : undefined} onClear={onClear} />}
    </div>
  );
}

function Shown({ total, all, onClear }: { total: number; all: number | undefined; onClear: () => void }) {
  const practice = usePractice();
  return (
    <div className={styles.shown}>
      <p role="status">{all === undefined ? words.shown(total, practice) : words.shownOf(total, all, practice)}</p>
      {all !== undefined && (
        <Button variant="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

function DeactivatedFilter({ query: { status }, counts, onChange }: PeopleFiltersProps) {
  const practice = usePractice();
  const count = counts?.deactivated ?? 0;
  const pressed = status === "deactivated";
  if (count === 0 && !pressed) return null;
  return (
    <Button
      variant={pressed ? "secondary" : "quiet"}
      aria-pressed={pressed}
      onClick={() => onChange({ status: pressed ? null : "deactivated" })}
    >
      {words.deactivated(count, practice)}
    </Button>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [last, setLast] = useState(value);
  // "Clear filters" empties the field too.
  if (value !== last) {
    setLast(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField
      label={words.search}
      placeholder={words.searchPlaceholder}
      clearLabel={words.clearSearch}
      shortcut={words.searchKeys}
      value={typed}
      onValueChange={setTyped}
    />
  );
}
