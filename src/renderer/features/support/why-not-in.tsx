import { useId } from "react";
import { actRowWords } from "../../../contract/approvals/messages";
import type { Method } from "../../../contract/methods";
import { causeWords } from "../../../contract/support/desk-messages";
import { remedyWords, caseWords as words } from "../../../contract/support/messages";
import type { SupportCase } from "../../../contract/support/views";
import { HELP_ACTS, type HelpAct, type Remedy, type SignInCause } from "../../../contract/vocabulary";
import { useWhyNot } from "../../shell/acts/act-row";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { mayCall } from "../../shell/may-call";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/section";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { outcomeWords } from "./outcomes";
import styles from "./support.module.css";

export interface WhyNotInProps {
  about: SupportCase;
  onHelp: (act: HelpAct) => void;
}

/** Every cause in words, the first one above the others, and the one remedy. */
export function WhyNotIn({ about: { causes, remedy, person }, onHelp }: WhyNotInProps) {
  const formats = useFormats();
  const id = useId();
  const [first, ...others] = causes;
  return (
    <Section title={words.why}>
      <div id={id} className={styles.causes}>
        {first === undefined ? (
          <Notice tone="ok" title={words.nothing}>
            {words.nothingWhy}
          </Notice>
        ) : (
          <Notice tone={toneOf(first)}>{causeWords(first, formats)}</Notice>
        )}
        {others.length > 0 && (
          <ul className={styles.others} aria-label={words.also}>
            {others.map((cause) => (
              <li key={cause.is}>{causeWords(cause, formats)}</li>
            ))}
          </ul>
        )}
      </div>
      {remedy !== null && "may" in remedy && (
        // Another remedy is another button: a dialog gives the focus back to none that has become it.
        <OwnRemedy key={remedy.act} remedy={remedy} describedBy={id} onHelp={onHelp} />
      )}
      {remedy !== null && !("may" in remedy) && <OtherRemedy act={remedy.act} account={person.id} />}
    </Section>
  );
}

const shut: ReadonlySet<SignInCause["is"]> = new Set([
  ...(["locked", "deactivated", "records-damaged", "email-shared", "past-deadline"] as const),
]);

function toneOf({ is }: SignInCause): "bad" | "warn" {
  return shut.has(is) ? "bad" : "warn";
}

interface OwnRemedyProps {
  remedy: Extract<Remedy, { may: unknown }>;
  describedBy: string;
  onHelp: (act: HelpAct) => void;
}

/** What support does about it, here. */
function OwnRemedy({ remedy: { act, may }, describedBy, onHelp }: OwnRemedyProps) {
  const why = useWhyNot(may);
  const key = String(HELP_ACTS.indexOf(act) + 1);
  return (
    <Row gap={12}>
      <ExplainedButton
        data-next
        variant="primary"
        aria-describedby={describedBy}
        aria-keyshortcuts={key}
        disabledReason={why}
        onClick={() => onHelp(act)}
      >
        {outcomeWords(act).button}
      </ExplainedButton>
      {why !== undefined && (
        // Read out with the button already.
        <span className={styles.why} aria-hidden="true">
          {why}
        </span>
      )}
      {may === "second-manager" && <span className={styles.why}>{actRowWords.second}</span>}
    </Row>
  );
}

type Elsewhere = Exclude<Remedy["act"], HelpAct>;

/** Where it is done, for whoever may go there. */
const places: Readonly<Partial<Record<Elsewhere, { takes: Method; label: string; to: (id: string) => string }>>> = {
  "correct-clock": { takes: "updateSettings", label: words.toSettings, to: () => "#/settings/clock" },
  reactivate: { takes: "listPeople", label: words.toAccount, to: (id) => `#/people/${id}/profile` },
  confirm: { takes: "listHeldAccounts", label: words.toStillActive, to: () => "#/people/still-active" },
  "settle-conflict": { takes: "listConflicts", label: words.toConflicts, to: () => "#/audit-log/conflicts" },
  "look-at-records": { takes: "listEntries", label: words.toAuditLog, to: () => "#/audit-log" },
};

/** What helps is done by the person, or elsewhere. */
function OtherRemedy({ act, account }: { act: Elsewhere; account: string }) {
  const { sessionState } = useAppState();
  const place = places[act];
  const reachable = place !== undefined && mayCall(sessionState, place.takes);
  return (
    <div className={styles.remedy}>
      <p>{remedyWords[act]}</p>
      {reachable && (
        <TextLink data-next href={place.to(account)}>
          {place.label}
        </TextLink>
      )}
    </div>
  );
}
