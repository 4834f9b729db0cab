import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { Notice } from "../../ui/notice";

export interface RecoveryRefusedProps {
  refusal: AnyRefusal | BridgeRefusal | undefined;
  /** Of the one answer that says neither what was wrong nor whose. */
  words: string;
  /** A mistyped recovery key is said here, and not at its field. */
  saysKey?: boolean | undefined;
}

/** Why kit and proofs do not open the way. */
export function RecoveryRefused({ refusal, words, saysKey = false }: RecoveryRefusedProps) {
  if (refusal?.code === "recovery-refused") {
    return (
      <Notice tone="bad" announce="alert">
        {words}
      </Notice>
    );
  }
  return <SignInRefusal refusal={refusal} saidElsewhere={saysKey ? [] : ["wrong-key"]} />;
}
