import { forgotPasswordWords, signInWords } from "../../../preload/messages/sign-in";
import { Button } from "../../ui/button";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { usePractice } from "../practice/situation-context";
import { SignInPage } from "./sign-in-page";

export interface ForgotPasswordProps {
  onBack: () => void;
  onSetUpCode: () => void;
  onOnlyManager: () => void;
}

/** **Forgot password?** Says whom to call; a practice's only manager has nobody, and gets a way of their own. */
export function ForgotPassword({ onBack, onSetUpCode, onOnlyManager }: ForgotPasswordProps) {
  const { stillStuck } = usePractice();
  return (
    <SignInPage title={forgotPasswordWords.title} description={forgotPasswordWords.lead}>
      <p>{stillStuck === null ? forgotPasswordWords.callNobody : forgotPasswordWords.call(stillStuck)}</p>
      <Button wide variant="primary" onClick={onSetUpCode}>
        {forgotPasswordWords.haveSetUpCode}
      </Button>
      <Stack gap={8} align="start">
        <TextLink onClick={onOnlyManager}>{forgotPasswordWords.onlyManager}</TextLink>
        <TextLink onClick={onBack}>{signInWords.back}</TextLink>
      </Stack>
    </SignInPage>
  );
}
