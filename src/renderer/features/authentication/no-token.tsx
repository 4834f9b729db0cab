import { Clock, KeyRound, ScrollText, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import { noTokenWords, tokenWords } from "../../../contract/authentication/messages";
import type { SignInView } from "../../../contract/authentication/views";
import { usePractice } from "../../shell/app-state-context";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { Button } from "../../ui/button";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { AskForHelp } from "../support/ask-for-help";
import type { TokenWay } from "./token-form";

interface NoTokenProps {
  signIn: SignInView;
  onWay: (way: TokenWay) => void;
}

/** **I can't get a token**: what else lets one in, whom to call, and how a new phone comes in. */
export function NoToken({ signIn, onWay }: NoTokenProps) {
  const { stillStuck } = usePractice();
  return (
    <SignInPage title={noTokenWords.title} description={noTokenWords.lead}>
      <Stack gap={20}>
        <Way words={signIn.recoveryCodes ? noTokenWords.paper : tokenWords.noRecoveryCodes}>
          {signIn.recoveryCodes && (
            <Button icon={ScrollText} onClick={() => onWay("recovery-code")}>
              {tokenWords.recoveryCode}
            </Button>
          )}
        </Way>
        {signIn.method === "app" && (
          <Way words={noTokenWords.app}>
            <Button icon={Clock} onClick={() => onWay("resync")}>
              {noTokenWords.resync}
            </Button>
          </Way>
        )}
        <NewPhoneWay signIn={signIn} onWay={onWay} />
        <Way
          words={`${noTokenWords.support} ${stillStuck === null ? noTokenWords.callNobody : noTokenWords.call(stillStuck)}`}
        >
          <AskForHelp asked={signIn.askedForHelp} />
          <Button icon={KeyRound} onClick={() => onWay("bypass-code")}>
            {tokenWords.bypassCode}
          </Button>
        </Way>
        <TextLink onClick={() => onWay("token")}>{tokenWords.backToToken}</TextLink>
      </Stack>
    </SignInPage>
  );
}

function Way({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Stack gap={8} align="start">
      <p>{words}</p>
      {children}
    </Stack>
  );
}

/** With a backup password, or with recovery code and token, a new phone takes the old one's place. */
function NewPhoneWay({ signIn: { recovery }, onWay }: NoTokenProps) {
  const { backupPassword, recoveryCodes, token } = recovery;
  if (!backupPassword && !(recoveryCodes && token)) return <Way words={noTokenWords.noNewPhone}>{null}</Way>;
  return (
    <Way words={noTokenWords.newPhone}>
      <Button icon={Smartphone} onClick={() => onWay("new-phone")}>
        {backupPassword ? noTokenWords.useBackup : noTokenWords.bringIn}
      </Button>
    </Way>
  );
}
