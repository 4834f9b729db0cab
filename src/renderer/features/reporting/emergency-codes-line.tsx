import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import { useMayCall } from "../../shell/may-call";
import { useRead } from "../../shell/wardkey";
import { TextLink } from "../../ui/text-link";
import styles from "./overview.module.css";

/**
 * Whether both halves of the emergency codes are there; undefined for whoever does not print them, and until it is
 * known.
 */
export function useHasEmergencyCodes(): boolean | undefined {
  const prints = useMayCall("makeEmergencyHalf");
  const { value } = useRead("getEmergencyCodes", {}, { enabled: prints });
  if (value === undefined) return undefined;
  return value !== null && value.halves.length === 2;
}

/** What is lacking for the day on which no manager can be reached. */
export function EmergencyCodesLine() {
  if (useHasEmergencyCodes() !== false) return null;
  return (
    <p className={styles.lacking}>
      {words.noEmergencyCodes} <TextLink href="#/settings/emergency-access">{words.toEmergencyCodes}</TextLink>
    </p>
  );
}
