import { type FormEvent, type ReactNode, useState } from "react";
import { setupOnlyWords } from "../../../contract/enrollment/messages";
import type { Security } from "../../../contract/enrollment/views";
import { formatPhone } from "../../../contract/fields";
import type { TokenSent } from "../../../contract/messaging/views";
import { useAppState, usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { backupPasswordIsDue } from "../recovery/backup-password-fields";
import type { SetupStep } from "./authenticator-flow";
import { InlineAuthenticator } from "./inline-authenticator";
import { TypeToken } from "./type-token";

export interface TwoFactorSetupProps {
  onDone?: (() => void) | undefined;
}

/**
 * The setup where nothing else is reachable: in the first run, and after a manager started or reset it. Where only the
 * recovery codes are missing, it goes on there.
 */
export function TwoFactorSetup({ onDone }: TwoFactorSetupProps) {
  const security = useRead("getMySecurity", {});
  return <Loaded read={security}>{(value) => <LoadedSetup security={value} onDone={onDone} />}</Loaded>;
}

function LoadedSetup({ security, onDone = () => undefined }: TwoFactorSetupProps & { security: Security }) {
  const { twoFactor, policy } = security;
  const appOnly = policy.allowed === "app-only";
  const rebinding = useAppState().session?.rebinding ?? null;
  const canText = security.hasGateway && security.cellPhone !== null && !appOnly && twoFactor === "none";
  const [first] = useState<SetupStep>(() => {
    const phoneMissing = twoFactor === "none" || (twoFactor === "text" && appOnly) || rebinding !== null;
    if (phoneMissing) return "get-app";
    return backupPasswordIsDue(security) ? "backup-password" : "codes";
  });
  const [way, setWay] = useState<"choose" | "app">(canText && first === "get-app" ? "choose" : "app");
  const [sent, setSent] = useState<TokenSent | null>(null);
  const enable = useAct("enableTwoFactor", { onDone: setSent });
  if (way === "app") {
    const back = canText && first === "get-app" ? () => setWay("choose") : undefined;
    return <InlineAuthenticator security={security} first={first} onCancel={back} onDone={onDone} />;
  }
  if (sent !== null) return <TypeToken first={sent} onDone={onDone} onNotNow={() => setSent(null)} />;
  return (
    <ChooseWay
      security={security}
      busy={enable.busy}
      onChosen={(chosen) => (chosen === "app" ? setWay("app") : void enable.act({}))}
    >
      <RefusalNotice refusal={enable.refusal} />
    </ChooseWay>
  );
}

interface ChooseWayProps {
  security: Security;
  busy: boolean;
  onChosen: (way: "app" | "text") => void;
  children: ReactNode;
}

function ChooseWay({ security, busy, onChosen, children }: ChooseWayProps) {
  const { region } = usePractice();
  const [way, setWay] = useState<"app" | "text">("app");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChosen(way);
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" busy={busy}>
          {setupOnlyWords.choose}
        </Button>
      }
    >
      <RadioGroup
        label={setupOnlyWords.how}
        look="cards"
        value={way}
        onValueChange={setWay}
        options={[
          {
            value: "app",
            label: setupOnlyWords.app,
            description: setupOnlyWords.appAbout,
            badge: <Chip tone="ok" label={setupOnlyWords.recommended} />,
          },
          {
            value: "text",
            label: setupOnlyWords.text,
            description: setupOnlyWords.textAbout(formatPhone(security.cellPhone ?? "", region)),
          },
        ]}
      />
      {children}
    </Form>
  );
}
