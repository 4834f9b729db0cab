import { formatNumber, shareOf } from "../../../contract/formats";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { Figure as CountedFigure, Overview } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { FigureLink, type FigureLinkProps } from "../../ui/figure-link";
import { Grid } from "../../ui/stack";
import { peopleAddress } from "../people/people-address";
import { EmergencyCodesLine } from "./emergency-codes-line";

export interface FigureProps {
  figure: CountedFigure;
  label: string;
  /** Where there is anybody; nobody is fine. */
  tone?: "warn" | "bad" | "idle" | undefined;
  note?: string | undefined;
}

/** A number that leads to the list of the people it counts. */
export function Figure({ figure: { count, filter }, label, tone, note }: FigureProps) {
  const practice = usePractice();
  const shown: FigureLinkProps["tone"] = tone === undefined ? undefined : count > 0 ? tone : "ok";
  return (
    <FigureLink
      figure={formatNumber(count, practice)}
      label={label}
      tone={shown}
      note={note}
      href={peopleAddress(filter)}
    />
  );
}

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
