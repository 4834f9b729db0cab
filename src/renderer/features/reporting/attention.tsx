import { formatNumber } from "../../../contract/formats";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { InPerson, Overview } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Card } from "../../ui/card";
import { FigureLink } from "../../ui/figure-link";
import { Grid } from "../../ui/stack";
import { Figure } from "./figures";
import { partAddress } from "./part";

/** What a manager looks at first. */
export function Attention({ attention }: { attention: Overview["attention"] }) {
  const { inPerson, reviews, ...figures } = attention;
  const { overdue, locked, daysLeft, managersWithout, notAsked, codesLow } = figures;
  const calm = reviews === 0 && inPerson.day === 0 && Object.values(figures).every(({ count }) => count === 0);
  return (
    <Card title={words.attention} description={calm ? words.attentionNone : undefined}>
      <Grid gap={12} column={136}>
        {reviews > 0 && <Reviews count={reviews} />}
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
