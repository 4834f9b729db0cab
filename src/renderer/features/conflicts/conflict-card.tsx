import { EqualNot, Lock } from "lucide-react";
import { useId } from "react";
import { sideLetter, whenWords, conflictsWords as words } from "../../../contract/conflicts/screen-messages";
import type { ConflictFact, ConflictSide, ConflictView } from "../../../contract/conflicts/views";
import { useFormats } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { Grid, Stack } from "../../ui/stack";
import { VisuallyHidden } from "../../ui/visually-hidden";
import styles from "./conflicts.module.css";
import { SettleForm } from "./settle-form";

/** One conflict: its sides beside each other, what is in force, and what settles it. */
export function ConflictCard({ conflict }: { conflict: ConflictView }) {
  const formats = useFormats();
  const { title, about, foundAt, foundBy, sides, inForce, ways } = conflict;
  const found = words.found(whenWords(foundAt, formats), foundBy);
  return (
    <Card
      title={title}
      description={
        <>
          {about !== null && <span className={styles.about}>{about}. </span>}
          {found}
        </>
      }
      actions={<Chip tone="warn" label={words.open} />}
    >
      <Stack gap={12}>
        <Grid gap={12} column={280}>
          {sides.map((side, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a side is named by its place, A or B
            <Side key={index} letter={sideLetter(index)} side={side} />
          ))}
        </Grid>
        <Notice tone="warn" icon={Lock} title={inForce.title}>
          <Stack gap={8}>
            <p>{inForce.about}</p>
            {inForce.facts.length > 0 && (
              <DescriptionList items={inForce.facts.map(({ what, value }) => ({ term: what, details: value }))} />
            )}
          </Stack>
        </Notice>
        {ways.length === 0 ? (
          <p className={styles.quiet}>{words.managersSettle}</p>
        ) : (
          <SettleForm conflict={conflict} />
        )}
      </Stack>
    </Card>
  );
}

function Side({ letter, side: { did, where, at, facts } }: { letter: string; side: ConflictSide }) {
  const formats = useFormats();
  const id = useId();
  return (
    <section className={styles.side} aria-labelledby={id}>
      <div className={styles.head}>
        <span className={styles.letter} aria-hidden="true">
          {letter}
        </span>
        <div className={styles.words}>
          <h3 id={id} className={styles.did}>
            <VisuallyHidden>{words.side(letter)}</VisuallyHidden> {did}
          </h3>
          <p className={styles.quiet}>{words.where(where, whenWords(at, formats))}</p>
        </div>
      </div>
      {facts.length > 0 && (
        <DescriptionList items={facts.map((fact) => ({ term: fact.what, details: <Value fact={fact} /> }))} />
      )}
    </section>
  );
}

/** What is not the same on both sides has a sign and a word besides its color. */
function Value({ fact: { value, differs } }: { fact: ConflictFact }) {
  if (!differs) return value;
  return (
    <mark className={styles.differs}>
      <Icon of={EqualNot} size={14} className={styles.sign} />
      {value} <VisuallyHidden>{words.differs}</VisuallyHidden>
    </mark>
  );
}
