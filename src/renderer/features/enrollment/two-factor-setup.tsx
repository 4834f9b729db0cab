import { type FormEvent, type ReactNode, useState } from "react";
import { setUpOnlyWords } from "../../../contract/enrollment/messages";
import { formatPhone } from "../../../contract/fields";
import type { Security, TokenSent } from "../../../contract/views";
import { usePractice, useSituation } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { backupPasswordIsDue } from "../recovery/use-backup-password";
import type { SetUpStep } from "./authenticator-flow";
import { InlineAuthenticator } from "./inline-authenticator";
import { Loaded } from "./loaded";
import { TypeToken } from "./type-token";

export interface TwoFactorSetUpProps {
  onDone?: (() => void) | undefined;
}

/**
 * The set-up where nothing else is reachable: in the first run, and after a manager started or reset it. Where only the
 * recovery codes are missing, it goes on there.
 */
export function TwoFactorSetUp({ onDone }: TwoFactorSetUpProps) {
  const security = useRead("getMySecurity", {});
  return <Loaded read={security}>{(value) => <LoadedSetUp security={value} onDone={onDone} />}</Loaded>;
}

function LoadedSetUp({ security, onDone = () => undefined }: TwoFactorSetUpProps & { security: Security }) {
  const { twoFactor, requirement } = security;
  const appOnly = requirement.allowed === "app-only";
  const rebinding = useSituation().session?.rebinding ?? null;
  const canText = security.hasGateway && security.cellPhone !== null && !appOnly && twoFactor === "none";
  const [first] = useState<SetUpStep>(() => {
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
          {setUpOnlyWords.choose}
        </Button>
      }
    >
      <RadioGroup
        label={setUpOnlyWords.how}
        look="cards"
        value={way}
        onValueChange={setWay}
        options={[
          {
            value: "app",
            label: setUpOnlyWords.app,
            description: setUpOnlyWords.appAbout,
            badge: <Chip tone="ok" label={setUpOnlyWords.recommended} />,
          },
          {
            value: "text",
            label: setUpOnlyWords.text,
            description: setUpOnlyWords.textAbout(formatPhone(security.cellPhone ?? "", region)),
          },
        ]}
      />
      {children}
    </Form>
  );
}
