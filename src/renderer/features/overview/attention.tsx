import { overviewWords as words } from "../../../preload/messages/overview";
import type { Overview } from "../../../preload/views/reports";
import { Card } from "../../ui/card";
import { Grid } from "../../ui/stack";
import { Figure } from "./figure";

/** What a manager looks at first. */
export function Attention({ attention }: { attention: Overview["attention"] }) {
  const { inPerson, reviews, ...figures } = attention;
  const { overdue, locked, daysLeft, managersWithout, codesLow } = figures;
  const calm = reviews === 0 && inPerson.day === 0 && Object.values(figures).every(({ count }) => count === 0);
  return (
    <Card title={words.attention} description={calm ? words.attentionNone : undefined}>
      <Grid gap={12} column={136}>
        <Figure figure={overdue} label={words.overdue} tone="bad" />
        <Figure figure={locked} label={words.locked} tone="bad" />
        <Figure figure={managersWithout} label={words.managersWithout} tone="bad" />
        <Figure figure={daysLeft} label={words.daysLeft} tone="warn" />
        <Figure figure={codesLow} label={words.codesLow} tone="warn" />
      </Grid>
    </Card>
  );
}
