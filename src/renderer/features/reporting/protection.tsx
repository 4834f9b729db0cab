import { shareOf } from "../../../contract/formats";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { Overview } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { FigureLink } from "../../ui/figure-link";
import { Grid } from "../../ui/stack";
import { peopleAddress } from "../people/people-address";
import { Figure } from "./figure";

/** How many are protected, and with what. */
export function Protection({ overview: { active, protectedBy } }: { overview: Overview }) {
  const practice = usePractice();
  const { app, text, none } = protectedBy;
  return (
    <Card title={words.protected} description={words.protectedLead}>
      <Grid gap={12} column={160}>
        <FigureLink
          figure={shareOf(app.count + text.count, active.count, practice)}
          label={words.share}
          note={words.shareOf(active.count, practice)}
          href={peopleAddress(active.filter)}
        />
        <Figure figure={app} label={words.app} />
        <Figure figure={text} label={words.text} tone="warn" />
        <Figure figure={none} label={words.none} tone="idle" />
      </Grid>
    </Card>
  );
}
