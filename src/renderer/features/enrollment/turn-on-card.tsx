import { useState } from "react";
import { methodWords, securityWords, typeTokenWords } from "../../../contract/enrollment/profile-messages";
import type { Security } from "../../../contract/enrollment/views";
import type { TokenSent } from "../../../contract/messaging/views";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import styles from "./account.module.css";
import { AddPhone } from "./add-phone";
import { EnableTwoFactor } from "./enable-two-factor";
import { TypeToken } from "./type-token";

export interface TurnOnCardProps {
  security: Security;
  onSetupApp: () => void;
  onTurnedOn: () => void;
}

/** While two-factor is off: Enable Two-Factor, then the token; or straight to the app. */
export function TurnOnCard({ security, onSetupApp, onTurnedOn }: TurnOnCardProps) {
  const [put, setPut] = useState(false);
  const [sent, setSent] = useState<TokenSent | null>(null);
  // Somebody who comes back to this screen finds the token they asked for.
  const waiting = put ? null : (sent ?? security.pendingToken);
  const { startedBy } = security;
  return (
    <Card
      title={waiting === null ? securityWords.twoFactor : typeTokenWords.title}
      badge={<Chip tone="idle" label={securityWords.off} />}
      description={waiting === null ? securityWords.offLead : undefined}
    >
      <div className={styles.narrow}>
        <Stack gap={16}>
          {startedBy !== null && <Notice tone="info">{securityWords.startedBy(startedBy)}</Notice>}
          {waiting === null ? (
            <HowToTurnOn
              security={security}
              onSetupApp={onSetupApp}
              onSent={(token) => {
                setPut(false);
                setSent(token);
              }}
            />
          ) : (
            <TypeToken first={waiting} onDone={onTurnedOn} onNotNow={() => setPut(true)} />
          )}
        </Stack>
      </div>
    </Card>
  );
}

interface HowToTurnOnProps {
  security: Security;
  onSetupApp: () => void;
  onSent: (sent: TokenSent) => void;
}

function HowToTurnOn({ security, onSetupApp, onSent }: HowToTurnOnProps) {
  const { cellPhone, hasGateway, textTokenMinutes } = security;
  if (!hasGateway) {
    return (
      <>
        <Notice tone="info" title={securityWords.noGatewayTitle}>
          {securityWords.noGateway}
        </Notice>
        <EnableTwoFactor byText={false} onSent={onSent} onApp={onSetupApp} />
      </>
    );
  }
  if (cellPhone === null) return <WithoutPhone onSetupApp={onSetupApp} />;
  return (
    <>
      <p>{securityWords.checkFirst}</p>
      {textTokenMinutes === "never" && <Notice tone="warn">{securityWords.neverExpiresWords}</Notice>}
      <EnableTwoFactor byText onSent={onSent} onApp={onSetupApp} />
    </>
  );
}

function WithoutPhone({ onSetupApp }: { onSetupApp: () => void }) {
  return (
    <>
      <Notice tone="warn" title={securityWords.noPhoneTitle}>
        {securityWords.noPhone}
      </Notice>
      <AddPhone />
      <Stack gap={8} align="start">
        <p className={styles.strong}>{securityWords.orWithout}</p>
        <p>{securityWords.withoutNumber}</p>
        <Button onClick={onSetupApp}>{methodWords.setUpApp}</Button>
      </Stack>
    </>
  );
}
