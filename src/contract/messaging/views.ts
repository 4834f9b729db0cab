import type { PersonRef } from "../person-ref";
import type { Channel, DeliveryReason } from "../vocabulary";

export type GatewayView = {
  readonly baseUrl: string;
  readonly accountSid: string;
  readonly sender: string;
  readonly lastOk: number | null;
  /** `detail` is the gateway's own wording. */
  readonly lastError: { readonly at: number; readonly reason: DeliveryReason; readonly detail: string } | null;
};

export type TestOutcome =
  | { readonly sent: true }
  | { readonly sent: false; readonly reason: DeliveryReason; readonly detail: string };

export type OutboxRow = {
  readonly id: string;
  readonly at: number;
  readonly channel: Channel;
  readonly to: string;
  readonly person: PersonRef | null;
  readonly purpose: string;
  readonly state: "waiting" | "sent" | "failed" | "not-sent-ask-again" | "expired" | "replaced" | "not-needed";
  readonly attempts: number;
  readonly reason: DeliveryReason | null;
};

export type TokenSent = {
  readonly channel: Channel;
  readonly maskedPhone: string;
  readonly digits: number;
  readonly sentAt: number;
  /** null: never expires. */
  readonly expiresAt: number | null;
  readonly state: "sending" | "sent" | "failed";
  /** Why the last try failed (it may be tried again); null with `failed`: it was lost, ask for another one. */
  readonly failure: DeliveryReason | null;
};
