import { useEffect, useRef, useState } from "react";
import type { RememberedWorkstation } from "../../../contract/authentication/views";
import {
  methodWords,
  ownPolicyWords,
  securityWords,
  workstationWords,
} from "../../../contract/enrollment/profile-messages";
import type { Security } from "../../../contract/enrollment/views";
import { formatDateTime } from "../../../contract/formats";
import { usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { DescriptionList } from "../../ui/description-list";
import { Notice } from "../../ui/notice";
import { Grid, Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import { BackupPasswordCard } from "../recovery/backup-password-card";
import { RecoveryCodesCard } from "../recovery/recovery-codes-card";
import { AppCard, type AppCardProps } from "./app-card";
import { AuthenticatorDialog } from "./authenticator-dialog";
import { ContactCard } from "./contact-card";
import { NumberToConfirm } from "./number-to-confirm";
import { TextCard } from "./text-card";
import { TurnOffCard } from "./turn-off-card";
import { TurnOnCard } from "./turn-on-card";

/** Where tokens reach one, and one's own two-factor authentication: turning it on, its methods, turning it off. */
export function SecurityTab() {
  const security = useRead("getMySecurity", {});
  return <Loaded read={security}>{(value) => <LoadedSecurity security={value} />}</Loaded>;
}

function LoadedSecurity({ security }: { security: Security }) {
  const [settingUp, setSettingUp] = useState(false);
  const [justOn, setJustOn] = useState(false);
  const rememberFocus = useFocusBack(settingUp);
  const setUpApp = () => {
    rememberFocus();
    setSettingUp(true);
  };
  return (
    <Stack gap={16}>
      {security.policy.sentence !== null && (
        <Notice tone="info" title={ownPolicyWords.title}>
          {security.policy.sentence}
        </Notice>
      )}
      <NumberToConfirm security={security} />
      {security.twoFactor === "text" && <TextIsOn security={security} onSetupApp={setUpApp} takesFocus={justOn} />}
      <ContactCard security={security} />
      {security.twoFactor === "none" ? (
        <TurnOnCard security={security} onSetupApp={setUpApp} onTurnedOn={() => setJustOn(true)} />
      ) : (
        <MethodCards security={security} onSetupApp={setUpApp} />
      )}
      {/* Above both states: what is shown below changes while the dialog is open. */}
      {settingUp && <AuthenticatorDialog security={security} onClose={() => setSettingUp(false)} />}
    </Stack>
  );
}

/** While two-factor is on: a card for each method, and the way out. */
function MethodCards({ security, onSetupApp }: AppCardProps) {
  return (
    <Grid gap={16} column={320}>
      <AppCard security={security} onSetupApp={onSetupApp} />
      <TextCard security={security} />
      <RecoveryCodesCard security={security} />
      <BackupPasswordCard security={security} />
      {security.workstation !== null && <WorkstationCard workstation={security.workstation} />}
      <TurnOffCard required={security.policy.applying.length > 0 && security.policy.exemption === null} />
    </Grid>
  );
}

interface TextIsOnProps extends AppCardProps {
  /** It has just been turned on: the field that was typed in is gone. */
  takesFocus: boolean;
}

/** Said at once: what was just turned on is the weaker option, and what is better stands first. */
function TextIsOn({ security, onSetupApp, takesFocus }: TextIsOnProps) {
  return (
    <Notice
      tone="warn"
      announce="status"
      title={methodWords.textIsOnTitle}
      action={
        <Button variant="primary" autoFocus={takesFocus} onClick={onSetupApp}>
          {methodWords.setUpApp}
        </Button>
      }
    >
      <p>{methodWords.textIsOn}</p>
      {security.textTokenMinutes === "never" && <p>{securityWords.neverExpiresWords}</p>}
    </Notice>
  );
}

/**
 * Gives the focus back after a dialog of many steps: to what it was opened from, or to the screen where that is gone.
 * The dialog itself remembers only what had the focus last, which went with its steps.
 */
function useFocusBack(open: boolean): () => void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (open || opener.current === null) return;
    const back = opener.current.isConnected ? opener.current : document.getElementById("content");
    opener.current = null;
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  }, [open]);
  return () => {
    opener.current = document.activeElement;
  };
}

/** This workstation stands in for one's token until a day: seen, and revoked with one press. */
function WorkstationCard({ workstation }: { workstation: RememberedWorkstation }) {
  const practice = usePractice();
  const toast = useToasts();
  const forget = useAct("forgetMyRememberedSignIn", { onDone: () => toast({ title: workstationWords.forgotten }) });
  return (
    <Card title={workstationWords.title} level={3} description={workstationWords.about}>
      <Stack gap={16} align="start">
        <DescriptionList
          items={[
            { term: workstationWords.since, details: formatDateTime(workstation.since, practice) },
            { term: workstationWords.lastUsed, details: formatDateTime(workstation.lastUsedAt, practice) },
            { term: workstationWords.until, details: formatDateTime(workstation.until, practice) },
          ]}
        />
        <Button busy={forget.busy} onClick={() => void forget.act({})}>
          {workstationWords.forget}
        </Button>
        <RefusalNotice refusal={forget.refusal} />
      </Stack>
    </Card>
  );
}
