import { useState } from "react";
import { refusalWords } from "../../../contract/refusal-messages";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { ManagerStep } from "./manager-step";
import { PracticeStep } from "./practice-step";
import { emptyManager, emptyPractice, type ManagerDraft, type PracticeInput, practiceSetupInput } from "./setup-draft";

/** Steps 1 and 2: practice and first manager, made in one act. */
export function PracticeSetupSteps({ gone, onBack }: { gone: boolean; onBack: () => void }) {
  const { keyStore } = useAppState();
  const formats = useFormats();
  const [practice, setPractice] = useState(emptyPractice);
  const [manager, setManager] = useState(emptyManager);
  const [step, setStep] = useState<"practice" | "manager">("practice");
  const found = useAct("createPractice", {
    onRefused: (refusal) => concernsPractice(refusal) && setStep("practice"),
  });
  const submit = (typed: ManagerDraft, input: PracticeInput["manager"]) => {
    setManager(typed);
    void found.act(practiceSetupInput(practice, input, { keyStore, gone }));
  };
  if (step === "practice") {
    const mismatch =
      found.refusal?.code === "practice-name-mismatch" ? refusalWords(found.refusal, formats) : undefined;
    return (
      <PracticeStep
        draft={practice}
        gone={gone}
        refused={{ ...found.fieldErrors, ...(mismatch && { oldPracticeName: mismatch }) }}
        onBack={onBack}
        onNext={(typed) => {
          setPractice(typed);
          found.reset();
          setStep("manager");
        }}
      />
    );
  }
  return (
    <ManagerStep
      draft={manager}
      practice={practice}
      found={found}
      onBack={(typed) => {
        setManager(typed);
        setStep("practice");
      }}
      onSetUp={submit}
    />
  );
}

function concernsPractice(refusal: {
  readonly code: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}): boolean {
  if (refusal.code === "practice-name-mismatch") return true;
  return Object.keys(refusal.fields ?? {}).some((path) => !path.startsWith("manager"));
}
