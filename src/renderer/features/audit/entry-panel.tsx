import { auditLogWords, entryWords as words } from "../../../contract/audit/messages";
import type { EntryView } from "../../../contract/audit/views";
import { formatDateTime, formatNumber } from "../../../contract/formats";
import type { PersonRef } from "../../../contract/person-ref";
import { useFormats } from "../../shell/app-state-context";
import { DescriptionList } from "../../ui/description-list";
import { Section } from "../../ui/section";
import { SidePanel } from "../../ui/side-panel";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { ChangeList } from "./change-list";
import styles from "./entry-panel.module.css";

/** One entry: its sentence, what it changed, and its link in the chain. */
export function EntryPanel({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const formats = useFormats();
  const { seq, at, actor, subject, kind, sentence, changes, hash } = entry;
  return (
    <SidePanel
      title={words.title(seq, formats)}
      description={formatDateTime(at, formats)}
      closeLabel={words.close}
      onClose={onClose}
    >
      <Stack gap={20}>
        <p>{sentence}</p>
        {changes.length > 0 && (
          <Section title={words.changes}>
            <ChangeList changes={changes} />
          </Section>
        )}
        <DescriptionList
          items={[
            { term: words.who, details: <Someone person={actor} /> },
            ...(subject === null ? [] : [{ term: words.about, details: <Someone person={subject} /> }]),
            { term: words.kind, details: <code>{kind}</code> },
            { term: words.number, details: formatNumber(seq, formats) },
          ]}
        />
        <Section title={words.hash}>
          <code className={styles.hash}>{hash}</code>
          <p className={styles.about}>{words.hashAbout}</p>
        </Section>
      </Stack>
    </SidePanel>
  );
}

/** Nobody acted: Wardkey itself did. */
function Someone({ person }: { person: PersonRef | null }) {
  if (person === null) return auditLogWords.nobody;
  return (
    <TextLink href={`#/people/${person.id}`} aria-label={words.openPerson(person.name)}>
      {person.name}
    </TextLink>
  );
}
