import type { GatewayView } from "../../../contract/messaging/views";
import { failureWords, gatewayWords as words } from "../../../contract/settings/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import { GatewayForm, type GatewayFormProps } from "./gateway-form";
import { OutboxCard } from "./outbox-card";
import { TestCard } from "./test-card";

/** How tokens by text message and phone call go out, and how that went. */
export function DeliverySection({ gateway, onDirty }: GatewayFormProps) {
  return (
    <Stack gap={16}>
      <GatewayCard gateway={gateway} onDirty={onDirty} />
      <TestCard hasGateway={gateway !== null} />
      <OutboxCard />
    </Stack>
  );
}

/** The one gateway: its settings, and how it has been doing. */
function GatewayCard({ gateway, onDirty }: GatewayFormProps) {
  const [removing, setRemoving] = useDraft("remove gateway", false);
  const saves = useMayCall("saveGateway");
  const badge = gateway === null ? <Chip tone="idle" label={words.off} /> : <Chip tone="ok" label={words.on} />;
  return (
    <Card
      title={words.title}
      description={words.about}
      badge={badge}
      actions={saves && gateway !== null && <Button onClick={() => setRemoving(true)}>{words.remove}</Button>}
    >
      <Stack gap={16}>
        <Health gateway={gateway} />
        {!saves && <p>{words.closed}</p>}
        {saves && <GatewayForm key={keyOf(gateway)} gateway={gateway} onDirty={onDirty} />}
      </Stack>
      {removing && <RemoveGatewayDialog onClose={() => setRemoving(false)} />}
    </Card>
  );
}

/** Saved values begin the form anew; how the last message went does not. */
function keyOf(gateway: GatewayView | null): string {
  return gateway === null ? "" : JSON.stringify([gateway.baseUrl, gateway.accountSid, gateway.sender]);
}

function Health({ gateway }: { gateway: GatewayView | null }) {
  const formats = useFormats();
  if (gateway === null) return <Notice tone="info">{words.none}</Notice>;
  const { lastError, lastOk } = gateway;
  if (lastError !== null) {
    return (
      <Notice tone="bad" title={words.lastErrorTitle(lastError.at, formats)}>
        {failureWords(lastError)}
      </Notice>
    );
  }
  if (lastOk === null) return <Notice tone="info">{words.neverUsed}</Notice>;
  return <Notice tone="ok">{words.lastOk(lastOk, formats)}</Notice>;
}

function RemoveGatewayDialog({ onClose }: { onClose: () => void }) {
  const toast = useToasts();
  const remove = useAct("removeGateway", {
    onDone: () => {
      toast({ title: words.removed });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.removeTitle}
      effect={words.removeLead}
      confirmLabel={words.remove}
      keepLabel={words.removeKeep}
      danger
      asksReason={false}
      busy={remove.busy}
      refusal={remove.refusal}
      fieldErrors={remove.fieldErrors}
      approval={{ act: "removeGateway", parameters: {} }}
      onAct={({ proof }) => void remove.act({ proof })}
      onClose={onClose}
    />
  );
}
