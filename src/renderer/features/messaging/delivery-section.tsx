import { Stack } from "../../ui/stack";
import { GatewayCard } from "./gateway-card";
import type { GatewayFormProps } from "./gateway-form";
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
