import { refusalWords } from "../../contract/refusal-messages";
import type { AnyRefusal, BridgeRefusal } from "../../contract/refusals";
import { Notice } from "../ui/notice";
import { useFormats } from "./app-state-context";

export interface RefusalNoticeProps {
  refusal: AnyRefusal | BridgeRefusal | undefined;
  /** Codes that are said at a field already. `proof-refused` always is, by ProofFields. */
  saidElsewhere?: readonly (AnyRefusal | BridgeRefusal)["code"][] | undefined;
}

/** Why an act was refused, read out at once. Stands beside the button that was pressed. */
export function RefusalNotice({ refusal, saidElsewhere = [] }: RefusalNoticeProps) {
  const formats = useFormats();
  if (refusal === undefined || refusal.code === "proof-refused" || saidElsewhere.includes(refusal.code)) return null;
  return (
    <Notice tone="bad" announce="alert">
      {refusalWords(refusal, formats)}
    </Notice>
  );
}
