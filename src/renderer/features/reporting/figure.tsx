import { formatNumber } from "../../../contract/formats";
import type { Figure as CountedFigure } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { FigureLink, type FigureLinkProps } from "../../ui/figure-link";
import { peopleAddress } from "../people/people-address";

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
