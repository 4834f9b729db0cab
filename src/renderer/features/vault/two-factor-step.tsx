import { twoFactorStepWords as words } from "../../../contract/vault/practice-setup-messages";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { TwoFactorSetup } from "../enrollment/two-factor-setup";
import { WizardPage } from "./wizard-page";

/** Step 4: the first manager's own two-factor, and recovery codes. Main moves on once both are there. */
export function TwoFactorStep({ onBack }: { onBack: () => void }) {
  return (
    <WizardPage step={4} title={words.title} description={words.lead}>
      <TwoFactorSetup />
      <Row>
        <TextLink onClick={onBack}>{words.back}</TextLink>
      </Row>
    </WizardPage>
  );
}
