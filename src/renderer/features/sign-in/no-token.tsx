import { LifeBuoy, ScrollText } from "lucide-react";
import { noTokenWords, tokenWords } from "../../../preload/messages/sign-in";
import type { SignInView } from "../../../preload/views";
import { Button } from "../../ui/button";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { usePractice } from "../practice/situation-context";
import { SignInPage } from "./sign-in-page";
import type { TokenWay } from "./token-step";

/** **I can't get a token**: what else opens the door, and whom to call. */
export function NoToken({ signIn, onWay }: { signIn: SignInView; onWay: (way: TokenWay) => void }) {
  const { stillStuck } = usePractice();
  return (
    <SignInPage title={noTokenWords.title} description={noTokenWords.lead}>
      <Stack gap={20}>
        <Stack gap={8} align="start">
          <p>{signIn.recoveryCodes ? noTokenWords.paper : tokenWords.noRecoveryCodes}</p>
          {signIn.recoveryCodes && (
            <Button icon={ScrollText} onClick={() => onWay("recovery-code")}>
              {tokenWords.recoveryCode}
            </Button>
          )}
        </Stack>
        <Stack gap={8} align="start">
          <p>
            {noTokenWords.support} {stillStuck === null ? noTokenWords.callNobody : noTokenWords.call(stillStuck)}
          </p>
          <Button icon={LifeBuoy} onClick={() => onWay("bypass-code")}>
            {tokenWords.bypassCode}
          </Button>
        </Stack>
        {signIn.method === "app" && <p>{noTokenWords.app}</p>}
        <TextLink onClick={() => onWay("token")}>{tokenWords.backToToken}</TextLink>
      </Stack>
    </SignInPage>
  );
}
