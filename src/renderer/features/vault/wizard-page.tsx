import type { ReactNode } from "react";
import { wizardWords } from "../../../contract/vault/practice-setup-messages";
import { Steps } from "../../ui/steps";
import { VaultPage } from "./vault-page";

export const WIZARD_STEPS = 6;

export interface WizardPageProps {
  /** Counted from 1. */
  step: number;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** One sheet of the first run. */
export function WizardPage({ step, ...rest }: WizardPageProps) {
  const steps = <Steps label={wizardWords.step(step, WIZARD_STEPS)} current={step} total={WIZARD_STEPS} />;
  return <VaultPage {...rest} above={steps} />;
}
