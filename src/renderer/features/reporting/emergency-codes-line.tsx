import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import { useMayCall } from "../../shell/may-call";
import { useRead } from "../../shell/wardkey";
import { TextLink } from "../../ui/text-link";
import styles from "./overview.module.css";

/** Whether both halves of an envelope are there; undefined for whoever does not print them, and until it is known. */
export function useHasEnvelope(): boolean | undefined {
  const prints = useMayCall("makeEnvelopeHalf");
  const { value } = useRead("getEnvelope", {}, { enabled: prints });
  if (value === undefined) return undefined;
  return value !== null && value.halves.length === 2;
}

/** What is lacking for the day on which no manager can be reached. */
export function EnvelopeLine() {
  if (useHasEnvelope() !== false) return null;
  return (
    <p className={styles.lacking}>
      {words.noEnvelope} <TextLink href="#/settings/break-glass">{words.toEnvelope}</TextLink>
    </p>
  );
}
