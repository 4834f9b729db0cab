import { forgotPasswordWords, signInWords } from "../../../contract/authentication/messages";
import { usePractice } from "../../shell/app-state-context";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { Button } from "../../ui/button";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { AskForHelpByEmail } from "../support/ask-for-help";

export interface ForgotPasswordProps {
  onBack: () => void;
  onSetupCode: () => void;
  onOnlyManager: () => void;
  onEmergency: () => void;
}

/** **Forgot password?** Says whom to call, or lets support know; a manager whom nobody can help gets a way of their own. */
export function ForgotPassword({ onBack, onSetupCode, onOnlyManager, onEmergency }: ForgotPasswordProps) {
  const { stillStuck } = usePractice();
  return (
    <SignInPage title={forgotPasswordWords.title} description={forgotPasswordWords.lead}>
      <p>{stillStuck === null ? forgotPasswordWords.callNobody : forgotPasswordWords.call(stillStuck)}</p>
      <Button wide variant="primary" onClick={onSetupCode}>
        {forgotPasswordWords.haveSetupCode}
      </Button>
      <AskForHelpByEmail />
      <Stack gap={8} align="start">
        <TextLink onClick={onOnlyManager}>{forgotPasswordWords.onlyManager}</TextLink>
        <TextLink onClick={onEmergency}>{signInWords.emergency}</TextLink>
        <TextLink onClick={onBack}>{signInWords.back}</TextLink>
      </Stack>
    </SignInPage>
  );
}
