import { deliveryDetails } from "../../../contract/messaging/text-messages";
import type { Delivery, Gateway, Sent } from "../ports";
import type { Fetch } from "./exchange";
import { twilioGateway } from "./twilio";

const TIMEOUT_MS = 10_000;

const notConfigured: Sent = {
  ok: false,
  reason: "not-configured",
  retriable: false,
  detail: deliveryDetails.noSettings,
};

const noGateway: Gateway = { sendText: async () => notConfigured, placeCall: async () => notConfigured };

/** Every gateway there is, over the fetch it is given; one try takes at most `timeoutMs`. */
export function createDelivery(fetch: Fetch, timeoutMs = TIMEOUT_MS): Delivery {
  return {
    gateway: (settings) => (settings === undefined ? noGateway : twilioGateway(settings, fetch, timeoutMs)),
  };
}
