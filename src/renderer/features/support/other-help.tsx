import type { SupportCase } from "../../../contract/support/views";
import { HELP_ACTS, type HelpAct } from "../../../contract/vocabulary";
import { ActRow, useCommonWhy } from "../../shell/acts/act-row";
import rows from "../../shell/acts/act-row.module.css";
import { Notice } from "../../ui/notice";
import { isOpenTo, outcomeWords } from "./outcomes";

export interface OtherHelpProps {
  may: SupportCase["may"];
  /** Stands above as the remedy already. */
  without: string | undefined;
  onHelp: (act: HelpAct) => void;
}

/** Every outcome but the one that is offered first: what can be done now, then what cannot, and why. */
export function OtherHelp({ may, without, onHelp }: OtherHelpProps) {
  const others = HELP_ACTS.filter((act) => act !== without);
  const inOrder = [...others.filter((act) => isOpenTo(may[act])), ...others.filter((act) => !isOpenTo(may[act]))];
  const why = useCommonWhy(HELP_ACTS.map((act) => may[act]));
  return (
    <>
      {why !== undefined && <Notice tone="info">{why}</Notice>}
      <ul className={rows.rows}>
        {inOrder.map((act) => (
          <ActRow
            key={act}
            may={may[act]}
            button={outcomeWords(act).button}
            about={outcomeWords(act).about}
            shortcut={String(HELP_ACTS.indexOf(act) + 1)}
            whyIsShown={why !== undefined}
            onPress={() => onHelp(act)}
          />
        ))}
      </ul>
    </>
  );
}
