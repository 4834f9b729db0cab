import { useState } from "react";
import { twoFactorStepWords as words } from "../../../contract/vault/practice-setup-messages";
import type { PracticeSetupStep } from "../../../contract/vault/views";
import { useAppState } from "../../shell/app-state-context";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { TwoFactorSetup } from "../enrollment/two-factor-setup";
import { StayUnlocked } from "../session/stay-unlocked";
import { DoneStep } from "./done-step";
import { type FirstChoice, FirstScreen } from "./first-screen";
import { KitStep } from "./kit-step";
import { OpenFileScreen } from "./open-file-screen";
import { RestoreScreen } from "./restore-screen";
import { PracticeSetupSteps } from "./setup-steps";
import { TextTokenStep } from "./text-token-step";
import { WizardPage } from "./wizard-page";

/**
 * From no vault to a practice that is set up. Main says which step comes next, so a crash loses no more than one
 * screen.
 */
export function PracticeSetup() {
  const { practiceSetup, session } = useAppState();
  const [again, setAgain] = useState<PracticeSetupStep | null>(null);
  return (
    <>
      <Step step={again ?? practiceSetup} onAgain={setAgain} />
      {session !== null && <StayUnlocked />}
    </>
  );
}

interface StepProps {
  step: PracticeSetupStep | null;
  /** Back to a step that main has seen done; null goes on with main's. */
  onAgain: (step: PracticeSetupStep | null) => void;
}

function Step({ step, onAgain }: StepProps) {
  switch (step) {
    case "text-tokens":
      return <TextTokenStep onDone={() => onAgain(null)} />;
    case "two-factor":
      return <TwoFactorStep onBack={() => onAgain("text-tokens")} />;
    case "recovery-kit":
      return <KitStep />;
    case "done":
      return <DoneStep />;
    default:
      return <NoVault />;
  }
}

function NoVault() {
  const { vault } = useAppState();
  const [choice, setChoice] = useState<FirstChoice | null>(null);
  const gone = vault.is === "none" && vault.gone;
  const back = () => setChoice(null);
  switch (choice) {
    case "found":
      return <PracticeSetupSteps gone={gone} onBack={back} />;
    case "open":
      return <OpenFileScreen onBack={back} />;
    case "restore":
      return <RestoreScreen onBack={back} />;
    default:
      return <FirstScreen gone={gone} onChoose={setChoice} />;
  }
}

/** Step 4: the first manager's own two-factor, and recovery codes. Main moves on once both are there. */
function TwoFactorStep({ onBack }: { onBack: () => void }) {
  return (
    <WizardPage step={4} title={words.title} description={words.lead}>
      <TwoFactorSetup />
      <Row>
        <TextLink onClick={onBack}>{words.back}</TextLink>
      </Row>
    </WizardPage>
  );
}
