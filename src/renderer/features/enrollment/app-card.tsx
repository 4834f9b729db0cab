import { methodWords } from "../../../contract/enrollment/profile-messages";
import type { AuthenticatorView, Security } from "../../../contract/enrollment/views";
import { formatDateTime } from "../../../contract/formats";
import { usePractice } from "../../shell/app-state-context";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { Stack } from "../../ui/stack";

export interface AppCardProps {
  security: Security;
  onSetupApp: () => void;
}

/** The authenticator app: what is known of the one in use, and how to put another in its place. */
export function AppCard({ security: { authenticator }, onSetupApp }: AppCardProps) {
  if (authenticator === null) {
    return (
      <Card
        title={methodWords.app}
        level={3}
        badge={<Chip tone="idle" label={methodWords.appOff} />}
        // The notice above has the button.
        description={methodWords.appOffLead}
      />
    );
  }
  return (
    <Card
      title={methodWords.app}
      level={3}
      badge={<Chip tone="ok" label={methodWords.appOn} />}
      description={methodWords.newPhoneLead}
    >
      <Stack gap={16} align="start">
        <AppFacts authenticator={authenticator} />
        <Button onClick={onSetupApp}>{methodWords.newPhone}</Button>
      </Stack>
    </Card>
  );
}

function AppFacts({ authenticator }: { authenticator: AuthenticatorView }) {
  const practice = usePractice();
  const { digits, enabledAt, lastUsedAt, phoneVerified } = authenticator;
  return (
    <DescriptionList
      items={[
        { term: methodWords.digits, details: methodWords.digitsOf(digits) },
        { term: methodWords.since, details: formatDateTime(enabledAt, practice) },
        {
          term: methodWords.lastUsed,
          details: lastUsedAt === null ? methodWords.never : formatDateTime(lastUsedAt, practice),
        },
        {
          term: methodWords.phone,
          details: phoneVerified ? methodWords.phoneVerified : methodWords.phoneNotVerified,
        },
      ]}
    />
  );
}
