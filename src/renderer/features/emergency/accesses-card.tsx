import { useId } from "react";
import { openingsWords as words } from "../../../contract/emergency/messages";
import type { EmergencyAccesses } from "../../../contract/emergency/views";
import { roleNames } from "../../../contract/shell/messages";
import { useWhyNot } from "../../shell/acts/act-row";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { Loaded } from "../../shell/loaded";
import { useMayCall } from "../../shell/may-call";
import { useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Row, Stack } from "../../ui/stack";
import { EntryDays } from "../audit/entry-days";
import styles from "./accesses-card.module.css";
import { ReviewDialog } from "./review-dialog";

/** Every shift of emergency access, with what was done in it, and the review that is owed. */
export function OpeningsCard() {
  const read = useRead("listEmergencyAccesses", {});
  return (
    <Card title={words.title} description={words.about}>
      <Loaded read={read}>{(accesses) => <Openings accesses={accesses} />}</Loaded>
    </Card>
  );
}

function Openings({ accesses }: { accesses: readonly EmergencyAccesses[] }) {
  const [reviewing, setReviewing] = useDraft<EmergencyAccesses | undefined>("access to review", undefined);
  if (accesses.length === 0) return <p className={styles.quiet}>{words.none}</p>;
  return (
    <>
      <ul className={styles.list}>
        {accesses.map((access) => (
          <Opening key={access.id} access={access} onReview={() => setReviewing(access)} />
        ))}
      </ul>
      {reviewing !== undefined && <ReviewDialog access={reviewing} onClose={() => setReviewing(undefined)} />}
    </>
  );
}

interface OpeningProps {
  access: EmergencyAccesses;
  onReview: () => void;
}

function Opening({ access, onReview }: OpeningProps) {
  const id = useId();
  const formats = useFormats();
  const { by, openedAt, reviewed } = access;
  return (
    <li className={styles.access} aria-labelledby={id}>
      <Stack gap={12}>
        <Row justify="between">
          <h3 id={id}>{words.heading(by.name, openedAt, formats)}</h3>
          <Chip tone={reviewed === null ? "bad" : "ok"} label={reviewed === null ? words.owed : words.reviewed} />
        </Row>
        <Facts access={access} />
        <WhatWasDone access={access} />
        {reviewed === null ? <ReviewButton access={access} onReview={onReview} /> : <Reviewed reviewed={reviewed} />}
      </Stack>
    </li>
  );
}

function Facts({ access: { role, openedAt, until, reason, codes } }: { access: EmergencyAccesses }) {
  const formats = useFormats();
  return (
    <DescriptionList
      items={[
        { term: words.role, details: roleNames[role] },
        { term: words.when, details: words.whenOf(openedAt, until, formats) },
        { term: words.reason, details: reason },
        { term: words.codes, details: words.emergencyCodesOf(codes, formats) },
      ]}
    />
  );
}

/** Open while a review is owed: that is what it is about. */
function WhatWasDone({ access: { entries, reviewed } }: { access: EmergencyAccesses }) {
  const formats = useFormats();
  const said = words.done(entries.length, formats);
  if (entries.length === 0) return <p className={styles.quiet}>{said}</p>;
  return (
    <details className={styles.entries} open={reviewed === null}>
      <summary>{said}</summary>
      <EntryDays entries={entries} level={4} />
    </details>
  );
}

function ReviewButton({ access: { by, mayReview }, onReview }: OpeningProps) {
  const why = useWhyNot(mayReview);
  const reviews = useMayCall("reviewEmergencyAccess");
  if (!reviews) return null;
  return (
    <Row gap={12}>
      <ExplainedButton variant="primary" aria-label={words.reviewOf(by.name)} disabledReason={why} onClick={onReview}>
        {words.review}
      </ExplainedButton>
      {why !== undefined && (
        // Read out with the button already.
        <span className={styles.quiet} aria-hidden="true">
          {why}
        </span>
      )}
    </Row>
  );
}

function Reviewed({ reviewed: { by, at, note } }: { reviewed: NonNullable<EmergencyAccesses["reviewed"]> }) {
  const formats = useFormats();
  return (
    <div className={styles.reviewed}>
      <p className={styles.quiet}>{words.by(by.name, at, formats)}</p>
      <p className={styles.note}>{note}</p>
    </div>
  );
}
