import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { Overview } from "../../../contract/reporting/views";
import { Card } from "../../ui/card";
import { Grid } from "../../ui/stack";
import { EmergencyCodesLine } from "./emergency-codes-line";
import { Figure } from "./figure";

/** Who could not get in, or not safely, if they lost their phone today. */
export function Readiness({ readiness: { noWayBack, textOnly } }: { readiness: Overview["readiness"] }) {
  return (
    <Card title={words.readiness} description={words.readinessLead}>
      <Grid gap={12} column={140}>
        <Figure figure={noWayBack} label={words.noWayBack} tone="bad" />
        <Figure figure={textOnly} label={words.textOnly} tone="warn" />
      </Grid>
      <EmergencyCodesLine />
    </Card>
  );
}
