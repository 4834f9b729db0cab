import { useState } from "react";
import { ownPolicyWords } from "../../../contract/enrollment/profile-messages";
import type { Security } from "../../../contract/enrollment/views";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { AuthenticatorDialog } from "./authenticator-dialog";
import { ContactCard } from "./contact-card";
import { MethodCards } from "./method-cards";
import { NumberToConfirm } from "./number-to-confirm";
import { TextIsOn } from "./text-is-on";
import { TurnOnCard } from "./turn-on-card";
import { useFocusBack } from "./use-focus-back";

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
