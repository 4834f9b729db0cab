import { X } from "lucide-react";
import { memo, type ReactNode, useRef, useState } from "react";
import { formatDate, formatNumber } from "../../../contract/formats";
import { listWords as list } from "../../../contract/people/bulk-messages";
import { methodWords } from "../../../contract/people/bulk-result-messages";
import { statusWords, peopleWords as words } from "../../../contract/people/messages";
import type { PeopleCounts } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import {
  ACCOUNT_TYPES,
  type AccountType,
  METHODS,
  type Method,
  ROLES,
  type Role,
  type Status,
} from "../../../contract/vocabulary";
import { usePractice } from "../../shell/app-state-context";
import type { PeopleQuery } from "../../shell/person/people-query";
import { Button } from "../../ui/button";
import { SearchField } from "../../ui/search-field";
import { SelectField } from "../../ui/select-field";
import { Skeleton } from "../../ui/skeleton";
import { Tile, Tiles } from "../../ui/tile";
import type { Tone } from "../../ui/tone";
import styles from "./people-filters.module.css";
import { filters } from "./people-view";

/** Resolves once the people who fit are shown, or others have been asked for. */
type Change = (change: Partial<PeopleQuery>) => Promise<void>;

export interface FilterBarProps {
  query: PeopleQuery;
  counts: PeopleCounts | undefined;
  /** One function for all drawings: what a keystroke in the search does not concern is not drawn again. */
  onChange: Change;
  /** How many people fit; undefined while they are being counted, null where nobody could be read. */
  total: number | null | undefined;
  onClear: () => void;
  /** What else there is to do with the list. */
  children?: ReactNode;
}

/** In the order of the chip's precedence: the first is the most urgent. */
const tiles: readonly { status: Status; tone: Tone }[] = [
  { status: "locked", tone: "bad" },
  { status: "overdue", tone: "bad" },
  { status: "days-left", tone: "warn" },
  { status: "sms-only", tone: "warn" },
  { status: "not-set-up", tone: "idle" },
  { status: "exempt", tone: "exempt" },
  { status: "app", tone: "ok" },
];

/** Drawn only where they count somebody: most days nobody is exempt. */
const rare: ReadonlySet<Status> = new Set<Status>(["exempt"]);

export interface StatusTilesProps {
  status: PeopleQuery["status"];
  counts: PeopleCounts | undefined;
  onChange: Change;
}

/** Counts that are filters. */
export const StatusTiles = memo(function StatusTiles({ status, counts, onChange }: StatusTilesProps) {
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
      {tiles
        .filter(({ status: one }) => !rare.has(one) || counts[one] > 0 || status === one)
        .map(({ status: one, tone }) => (
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
});

/** Search by name, e-mail or phone digits, and the quieter filters. */
export function FilterBar({ query, counts, onChange, total, onClear, children }: FilterBarProps) {
  return (
    <div className={styles.bar}>
      <Search value={query.search} onChange={(search) => onChange({ search })} />
      <Selects accountType={query.accountType} role={query.role} method={query.method} onChange={onChange} />
      <FollowedFilters late={query.late} codes={query.codes} dueOn={query.dueOn} onChange={onChange} />
      <DeactivatedFilter status={query.status} counts={counts} onChange={onChange} />
      <Shown total={total} all={filters(query) ? counts?.all : undefined} onClear={onClear} />
      {children}
    </div>
  );
}

type SelectsProps = Pick<PeopleQuery, "accountType" | "role" | "method"> & { onChange: Change };

/** The quieter filters. */
const Selects = memo(function Selects({ accountType, role, method, onChange }: SelectsProps) {
  return (
    <>
      <SelectField
        label={words.accountType}
        labelHidden
        options={[
          { value: "any", label: words.anyAccountType },
          ...ACCOUNT_TYPES.map((one) => ({ value: one, label: words.onlyAccountType[one] })),
        ]}
        value={accountType ?? "any"}
        onValueChange={(next: AccountType | "any") => onChange({ accountType: next === "any" ? null : next })}
      />
      <SelectField
        label={words.role}
        labelHidden
        options={[
          { value: "any", label: words.anyRole },
          ...ROLES.map((one) => ({ value: one, label: roleNames[one] })),
        ]}
        value={role ?? "any"}
        onValueChange={(next: Role | "any") => onChange({ role: next === "any" ? null : next })}
      />
      <SelectField
        label={list.method}
        labelHidden
        options={[
          { value: "any", label: list.anyMethod },
          ...METHODS.map((one) => ({ value: one, label: methodWords[one] })),
        ]}
        value={method ?? "any"}
        onValueChange={(next: Method | "any") => onChange({ method: next === "any" ? null : next })}
      />
    </>
  );
});

type ShownProps = { total: number | null | undefined; all: number | undefined; onClear: () => void };

/** How many fit; while they are being counted it still says how many did last. */
function Shown({ total: counted, all, onClear }: ShownProps) {
  const practice = usePractice();
  const last = useRef<string>(undefined);
  if (counted === null) last.current = undefined;
  else if (counted !== undefined) {
    last.current = all === undefined ? words.shown(counted, practice) : words.shownOf(counted, all, practice);
  }
  if (last.current === undefined) return null;
  return (
    <div className={styles.shown}>
      <p role="status">{last.current}</p>
      {all !== undefined && (
        <Button variant="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

type FollowedFiltersProps = Pick<PeopleQuery, "late" | "codes" | "dueOn"> & { onChange: Change };

/** Filters that no field sets: they came with a link from the overview, and can be taken off. */
const FollowedFilters = memo(function FollowedFilters({ late, codes, dueOn, onChange }: FollowedFiltersProps) {
  const practice = usePractice();
  const day = dueOn === null ? "" : formatDate(Date.parse(dueOn), { ...practice, timeZone: "UTC" });
  const set: readonly (readonly [label: string, off: Partial<PeopleQuery>])[] = [
    ...(late ? [[list.late, { late: false }] as const] : []),
    ...(codes === null ? [] : [[list.codes[codes], { codes: null }] as const]),
    ...(dueOn === null ? [] : [[list.dueOn(day), { dueOn: null }] as const]),
  ];
  return set.map(([label, off]) => (
    <Button key={label} icon={X} aria-label={list.removeFilter(label)} onClick={() => onChange(off)}>
      {label}
    </Button>
  ));
});

const DeactivatedFilter = memo(function DeactivatedFilter({ status, counts, onChange }: StatusTilesProps) {
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
});

/** Every keystroke is asked at once: main answers sooner than one can type. Until then only the field is drawn again. */
function Search({ value, onChange }: { value: string; onChange: (value: string) => Promise<void> }) {
  const [typed, setTyped] = useState<string>();
  const type = async (text: string) => {
    setTyped(text);
    await onChange(text);
    setTyped((now) => (now === text ? undefined : now));
  };
  return (
    <div className={styles.search} aria-busy={typed !== undefined}>
      <SearchField
        label={words.search}
        placeholder={words.searchPlaceholder}
        clearLabel={words.clearSearch}
        shortcut={words.searchKeys}
        value={typed ?? value}
        onValueChange={(text) => void type(text)}
      />
    </div>
  );
}
