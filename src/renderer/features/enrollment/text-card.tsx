import { methodWords, textLifetimeWords } from "../../../contract/enrollment/profile-messages";
import type { Security } from "../../../contract/enrollment/views";
import { formatPhone } from "../../../contract/fields";
import { ActDialog } from "../../shell/acts/act-dialog";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useAct } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";

/** Tokens by text message and phone call: in use, or what to go back to. */
export function TextCard({ security }: { security: Security }) {
  const [asking, setAsking] = useDraft("back to texts", false);
  const inUse = security.twoFactor === "text";
  return (
    <Card
      title={methodWords.text}
      level={3}
      badge={<Chip tone={inUse ? "warn" : "idle"} label={inUse ? methodWords.textOn : methodWords.textOff} />}
    >
      <Stack gap={16} align="start">
        <TextFacts security={security} />
        {!inUse && (
          <ExplainedButton disabledReason={obstacleOf(security)} onClick={() => setAsking(true)}>
            {methodWords.goBack}
          </ExplainedButton>
        )}
      </Stack>
      {asking && <GoBackDialog phone={security.confirmedPhone ?? ""} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function obstacleOf({ confirmedPhone, hasGateway, policy }: Security): string | undefined {
  if (policy.allowed === "app-only") return methodWords.appRequired;
  if (!hasGateway) return methodWords.noTextGateway;
  return confirmedPhone === null ? methodWords.noTextPhone : undefined;
}

function TextFacts({ security: { confirmedPhone, textTokenMinutes } }: { security: Security }) {
  const { region } = usePractice();
  const lifetime = textLifetimeWords(textTokenMinutes);
  return (
    <DescriptionList
      items={[
        {
          term: methodWords.number,
          details: confirmedPhone === null ? methodWords.noNumber : formatPhone(confirmedPhone, region),
        },
        {
          term: methodWords.lifetime,
          details: textTokenMinutes === "never" ? <Chip tone="warn" label={lifetime} /> : lifetime,
        },
      ]}
    />
  );
}

function GoBackDialog({ phone, onClose }: { phone: string; onClose: () => void }) {
  const { region } = usePractice();
  const toast = useToasts();
  const choose = useAct("chooseTextMessages", {
    onDone: () => {
      toast({ title: methodWords.wentBack, tone: "ok" });
      onClose();
    },
  });
  return (
    <ActDialog
      title={methodWords.goBackTitle}
      effect={methodWords.goBackBody(formatPhone(phone, region))}
      confirmLabel={methodWords.goBackConfirm}
      keepLabel={methodWords.keepApp}
      asksReason={false}
      busy={choose.busy}
      refusal={choose.refusal}
      fieldErrors={choose.fieldErrors}
      onAct={({ proof }) => void choose.act({ proof })}
      onClose={onClose}
    />
  );
}
