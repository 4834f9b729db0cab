import { type ReactNode, useEffect, useRef } from "react";
import { conflictsWords } from "../../../contract/conflicts/screen-messages";
import { formatNumber } from "../../../contract/formats";
import { heldWords } from "../../../contract/people/held-messages";
import { coverageWords, formatDay } from "../../../contract/reporting/messages";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { CoverageSeries, InPerson, Overview } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Card } from "../../ui/card";
import { ChartCard } from "../../ui/chart/chart-card";
import { FigureLink } from "../../ui/figure-link";
import { Grid } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { EntryDays } from "../audit/entry-days";
import { peopleAddress } from "../people/people-address";
import { Figure } from "./figures";
import styles from "./overview.module.css";
import { chartOf } from "./report-chart";

/** What a manager looks at first. */
export function Attention({ attention }: { attention: Overview["attention"] }) {
  const { inPerson, reviews, conflicts, held, ...figures } = attention;
  const { overdue, locked, daysLeft, managersWithout, notAsked, codesLow } = figures;
  const owed = held + reviews + conflicts + inPerson.day;
  const calm = owed === 0 && Object.values(figures).every(({ count }) => count === 0);
  return (
    <Card title={words.attention} description={calm ? words.attentionNone : undefined}>
      <Grid gap={12} column={136}>
        {held > 0 && <Held count={held} />}
        {reviews > 0 && <Reviews count={reviews} />}
        {conflicts > 0 && <Conflicts count={conflicts} />}
        <Figure figure={overdue} label={words.overdue} tone="bad" />
        <Figure figure={locked} label={words.locked} tone="bad" />
        <Figure figure={managersWithout} label={words.managersWithout} tone="bad" />
        <Figure figure={daysLeft} label={words.daysLeft} tone="warn" />
        <Figure figure={notAsked} label={words.notAsked} tone="warn" />
        <Figure figure={codesLow} label={words.codesLow} tone="warn" />
        {inPerson.week > 0 && <HelpedInPerson inPerson={inPerson} />}
      </Grid>
    </Card>
  );
}

/** Owed until each is done: managers do it in Settings, auditors read it here. */
function Reviews({ count }: { count: number }) {
  const practice = usePractice();
  const reads = useMayCall("listEmergencyAccesses");
  const reviews = useMayCall("reviewEmergencyAccess");
  const href = reviews ? "#/settings/emergency-access" : reads ? partAddress("emergency-access") : undefined;
  return <FigureLink figure={formatNumber(count, practice)} label={words.reviews(count)} tone="bad" href={href} />;
}

/** Closed after a restore until a manager decides; whoever only reads hears that there are some. */
function Held({ count }: { count: number }) {
  const practice = usePractice();
  const href = useMayCall("listHeldAccounts") ? "#/people/still-active" : undefined;
  return <FigureLink figure={formatNumber(count, practice)} label={heldWords.figure(count)} tone="bad" href={href} />;
}

/** Each is open until somebody settles it; whoever may not read them hears that there are some. */
function Conflicts({ count }: { count: number }) {
  const practice = usePractice();
  const href = useMayCall("listConflicts") ? "#/audit-log/conflicts" : undefined;
  return (
    <FigureLink figure={formatNumber(count, practice)} label={conflictsWords.figure(count)} tone="warn" href={href} />
  );
}

/** Nobody but the helper saw who came: managers look at it daily. */
function HelpedInPerson({ inPerson: { day, week, entries } }: { inPerson: InPerson }) {
  const practice = usePractice();
  return (
    <FigureLink
      figure={formatNumber(day, practice)}
      label={words.inPerson}
      tone={day > 0 ? "warn" : "ok"}
      note={words.inPersonWeek(week, practice)}
      href={entries.length > 0 ? partAddress("in-person") : undefined}
    />
  );
}

/** Parts of the overview that figures lead to, each with an address of its own: /overview/:part. */
export type PartName = "in-person" | "emergency-access" | "backups";

function partAddress(part: PartName): string {
  return `#/overview/${part}`;
}

export interface PartProps {
  name: PartName;
  /** The part that the address names. */
  shown: string | undefined;
  children: ReactNode;
}

/** Comes into sight, and takes the focus, where the address names it. */
export function Part({ name, shown, children }: PartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown === name) place.current?.focus();
  }, [shown, name]);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}

/** The next days on which somebody's deadline lies. */
export function Deadlines({ deadlines }: { deadlines: Overview["deadlines"] }) {
  const practice = usePractice();
  return (
    <Card title={words.deadlines}>
      {deadlines.length === 0 ? (
        <p className={styles.quiet}>{words.noDeadlines}</p>
      ) : (
        <ul className={styles.deadlines}>
          {deadlines.map(({ on, count, filter }) => (
            <li key={on} className={styles.deadline}>
              <time dateTime={on}>{formatDay(on, practice)}</time>
              <TextLink href={peopleAddress(filter)} aria-label={words.dueOn(count, formatDay(on, practice), practice)}>
                {words.due(count, practice)}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Who was helped in person, by whom, and which ID was looked at. */
export function HelpedInPersonCard({ inPerson: { week, entries } }: { inPerson: InPerson }) {
  const practice = usePractice();
  return (
    <Card
      title={words.inPersonTitle}
      description={entries.length < week ? words.inPersonCut(entries.length, week, practice) : words.inPersonLead}
    >
      <EntryDays entries={entries} level={3} />
    </Card>
  );
}

const series = (["app", "text", "none"] as const).map((key) => ({ key, label: coverageWords[key] }));

/** Coverage of the last 90 days. What goes wrong with drawing it stays in its card. */
export function AdoptionChart({ coverage: { days, markers, sinceOn } }: { coverage: CoverageSeries }) {
  const practice = usePractice();
  const since = formatDay(sinceOn, practice);
  const points = days.map(({ on, app, text, none }) => ({ x: on, values: { app, text, none } }));
  const marked = markers.map(({ on, label }) => ({ x: on, label }));
  return (
    <ChartCard
      title={words.adoption}
      description={words.adoptionLead(since)}
      chart={chartOf({ is: "area", xLabel: words.day, series, points, markers: marked }, practice)}
      xLabel={words.day}
      tableLabel={words.asTable}
      empty={{ title: words.tooEarly, why: words.tooEarlyWhy(since) }}
      isEmpty={days.length < 2}
      failedText={words.chartFailed}
    />
  );
}
