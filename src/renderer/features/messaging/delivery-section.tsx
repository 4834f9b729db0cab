import type { GatewayView } from "../../../contract/messaging/views";
import { Stack } from "../../ui/stack";
import { GatewayCard } from "./gateway-card";
import { OutboxCard } from "./outbox-card";
import { TestCard } from "./test-card";

export interface DeliverySectionProps {
  gateway: GatewayView | null;
  onDirty: (dirty: boolean) => void;
}

/** How tokens by text message and phone call go out, and how that went. */
export function DeliverySection({ gateway, onDirty }: DeliverySectionProps) {
  return (
    <Stack gap={16}>
      <GatewayCard gateway={gateway} onDirty={onDirty} />
      <TestCard hasGateway={gateway !== null} />
      <OutboxCard />
    </Stack>
  );
}
