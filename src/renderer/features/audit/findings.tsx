import { allowedSentences, findingSentence, findingWords as words } from "../../../contract/audit/finding-messages";
import type { LedgerState } from "../../../contract/audit/views";
import { useFormats } from "../../shell/app-state-context";
import { Section } from "../../ui/section";
import styles from "./findings.module.css";

type Found = Pick<Extract<LedgerState, { is: "wrong" }>, "findings" | "count">;

/** What is not as it was written, one by one, and what that could have allowed. */
export function Findings({ findings, count }: Found) {
  const formats = useFormats();
  if (findings.length === 0) return null;
  const more = count - findings.length;
  return (
    <>
      <Section title={words.heading}>
        <ul className={styles.list}>
          {findings.map((finding) => {
            const sentence = findingSentence(finding, formats);
            return <li key={sentence}>{sentence}</li>;
          })}
          {more > 0 && <li>{words.more(more, formats)}</li>}
        </ul>
      </Section>
      <Section title={words.allowedHeading}>
        <ul className={styles.list}>
          {allowedSentences(findings).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}
