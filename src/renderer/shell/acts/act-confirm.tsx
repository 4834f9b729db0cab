import { type RefObject, useEffect, useRef } from "react";
import { noticeOfDayWords, secondManagerWords } from "../../../contract/approvals/messages";
import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import type { SecondManager } from "./use-second-manager";

/* What the dialog of an act does where the act may take a second manager. */

interface ConfirmButtonProps {
  second: SecondManager;
  form: string;
  danger: boolean;
  busy: boolean;
  label: string;
}

/** Does the act, or asks for whom it takes besides. */
export function ConfirmButton({ second, form, danger, busy, label }: ConfirmButtonProps) {
  if (second.step === "needed") {
    return (
      <Button type="submit" form={form} variant="primary" busy={second.asking}>
        {second.notice === undefined ? secondManagerWords.ask : noticeOfDayWords.give}
      </Button>
    );
  }
  const { waits } = second.notice === undefined ? secondManagerWords : noticeOfDayWords;
  return (
    <ExplainedButton
      type="submit"
      form={form}
      variant={danger ? "danger" : "primary"}
      busy={busy}
      disabledReason={second.step === "asked" ? waits : undefined}
    >
      {label}
    </ExplainedButton>
  );
}

type Refused = AnyRefusal | BridgeRefusal | undefined;

function lacksSecond(refusal: Refused): boolean {
  return refusal?.code === "may-not" && (refusal.because === "second-manager" || refusal.because === "nobody-else");
}

/** Main refused for want of a second manager: what it takes is another thing by now than when the dialog opened. */
export function useLookAgain(refusal: Refused, again: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (lacksSecond(refusal)) again();
  }, [refusal]);
}

/** Once the second manager has approved, their fields are gone: the focus goes on to one's own proof. */
export function useGoOnTo(step: SecondManager["step"]): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === "asked" && step === "ready") place.current?.querySelector("input")?.focus();
    before.current = step;
  }, [step]);
  return place;
}

/** What the second manager's part of the dialog says already. */
export function saidBySecond({ step }: SecondManager, refusal: Refused): boolean {
  return lacksSecond(refusal) && (step === "needed" || step === "asked");
}
