import { actRowWords } from "../../../contract/approvals/messages";
import { refusalWords } from "../../../contract/refusal-messages";
import type { DenialReason } from "../../../contract/vocabulary";
import { ExplainedButton } from "../../ui/explained-button";
import { Kbd } from "../../ui/kbd";
import { useFormats } from "../app-state-context";
import styles from "./act-row.module.css";

export interface ActRowProps {
  may: true | DenialReason;
  button: string;
  about: string;
  /** The one thing to do next. */
  primary?: boolean | undefined;
  /** A key that does the same, shown on the button. */
  shortcut?: string | undefined;
  /** Why not is shown for all rows together. */
  whyIsShown?: boolean | undefined;
  onPress: () => void;
}

/** An act that is always in sight: what it does, and where it may not be done, why. */
export function ActRow({ may, button, about, primary = false, shortcut, whyIsShown = false, onPress }: ActRowProps) {
  const why = useWhyNot(may);
  const formats = useFormats();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p>{about}</p>
        {may === "second-manager" && !whyIsShown && <p className={styles.why}>{actRowWords.second}</p>}
        {may === "nobody-else" && (
          <p className={styles.why}>{refusalWords({ code: "may-not", because: may }, formats)}</p>
        )}
        {why !== undefined && !whyIsShown && (
          // Read out with the button already.
          <p className={styles.why} aria-hidden="true">
            {why}
          </p>
        )}
      </div>
      <ExplainedButton
        variant={primary ? "primary" : "secondary"}
        aria-keyshortcuts={shortcut}
        disabledReason={why}
        onClick={onPress}
      >
        {button}
        {shortcut !== undefined && (
          <span aria-hidden="true">
            <Kbd keys={shortcut} />
          </span>
        )}
      </ExplainedButton>
    </li>
  );
}

/** Why main would refuse this act, in words; undefined where it may be done, be it with a second manager. */
export function useWhyNot(may: true | DenialReason): string | undefined {
  const formats = useFormats();
  return may === true || may === "second-manager" || may === "nobody-else"
    ? undefined
    : refusalWords({ code: "may-not", because: may }, formats);
}

const general: ReadonlySet<DenialReason> = new Set([
  ...(["role", "own-account", "second-manager", "manager-account", "same-person", "deactivated"] as const),
  "emergency",
]);

/** What keeps every act off this account, whatever its state: said once. */
function commonCause(may: readonly (true | DenialReason)[]): DenialReason | undefined {
  const causes = new Set(may);
  const [cause] = causes;
  return causes.size === 1 && cause !== undefined && cause !== true && general.has(cause) ? cause : undefined;
}

/** The one reason that all acts have in common, in words, to be said once above them; undefined where there is none. */
export function useCommonWhy(may: readonly (true | DenialReason)[]): string | undefined {
  const cause = commonCause(may);
  return useWhyNot(cause ?? true) ?? (cause === "second-manager" ? actRowWords.secondForAll : undefined);
}
