import type { GatewayView } from "../../../contract/messaging/views";
import { failureWords, gatewayWords as words } from "../../../contract/settings/messages";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { GatewayForm, type GatewayFormProps } from "./gateway-form";
import { RemoveGatewayDialog } from "./remove-gateway-dialog";

/** The one gateway: its settings, and how it has been doing. */
export function GatewayCard({ gateway, onDirty }: GatewayFormProps) {
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
