import { toE164 } from "../../../contract/fields";
import { sharedPhoneWords } from "../../../contract/people/messages";
import { usePractice } from "../../shell/app-state-context";
import { useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";

/** Warns, and does not forbid, when somebody else has the number that is being typed. */
export function SharedPhone({ typed, except }: { typed: string; except: string | null }) {
  const { region } = usePractice();
  const cellPhone = toE164(typed, region);
  const shared = useRead("findSharedPhones", { cellPhone: cellPhone ?? "", except }, { enabled: cellPhone !== null });
  const others = cellPhone === null ? [] : (shared.value ?? []);
  if (others.length === 0) return null;
  return (
    <Notice tone="warn" announce="status">
      {sharedPhoneWords(others)}
    </Notice>
  );
}
