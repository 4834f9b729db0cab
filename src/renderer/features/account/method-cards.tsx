import { methodWords, securityWords } from "../../../preload/messages/account";
import type { Security } from "../../../preload/views";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Grid, Stack } from "../../ui/stack";
import { RecoveryCodesCard } from "../recovery-codes/recovery-codes-card";
import { AppCard } from "./app-card";
import { TextCard } from "./text-card";
import { TurnOffCard } from "./turn-off-card";

export interface MethodCardsProps {
  security: Security;
  onSetUpApp: () => void;
}

/** While two-factor is on: a card for each method, and the way out. */
export function MethodCards({ security, onSetUpApp }: MethodCardsProps) {
  return (
    <Stack gap={16}>
      {security.twoFactor === "text" && <TextIsOn security={security} onSetUpApp={onSetUpApp} />}
      <Grid gap={16} column={320}>
        <AppCard security={security} onSetUpApp={onSetUpApp} />
        <TextCard security={security} />
        <RecoveryCodesCard counts={security.recoveryCodes} />
        <TurnOffCard />
      </Grid>
    </Stack>
  );
}

/** Said at once: what was just turned on is the weaker option, and what is better stands first. */
function TextIsOn({ security, onSetUpApp }: MethodCardsProps) {
  return (
    <Notice
      tone="warn"
      announce="status"
      title={methodWords.textIsOnTitle}
      action={
        <Button variant="primary" onClick={onSetUpApp}>
          {methodWords.setUpApp}
        </Button>
      }
    >
      <p>{methodWords.textIsOn}</p>
      {security.textTokenMinutes === "never" && <p>{securityWords.neverExpiresWords}</p>}
    </Notice>
  );
}
