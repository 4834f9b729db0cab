/** Why a text or a call did not go out. */
export type DeliveryFailure =
  | "not-configured"
  | "unreachable"
  | "timed-out"
  | "cancelled"
  | "refused-credentials"
  | "refused-number"
  | "refused-sender"
  | "rate-limited"
  | "gateway-error"
  | "unexpected-answer";

/**
 * What became of one try. `detail` is one line of at most 200 characters for the person who has to find out why:
 * no token, no phone number and no credentials are in it. `retriable`: the same try can succeed later, unchanged.
 */
export type Sent =
  | { readonly ok: true; readonly reference: string }
  | { readonly ok: false; readonly reason: DeliveryFailure; readonly retriable: boolean; readonly detail: string };

export type NotSent = Extract<Sent, { ok: false }>;

/** What a call says: `digits` are four to ten ASCII digits, spoken one by one, twice. */
export type SpokenToken = { readonly practice: string; readonly digits: string };

/** Sends to E.164 numbers. Neither promise rejects or outlasts the gateway's time-out, whatever the network does. */
export type Gateway = {
  readonly sendText: (to: string, body: string, signal: AbortSignal) => Promise<Sent>;
  readonly placeCall: (to: string, spoken: SpokenToken, signal: AbortSignal) => Promise<Sent>;
};

/** `sender`: a phone number in E.164, a messaging service (MG…, texts only), or a name (texts only). */
export type TwilioSettings = {
  readonly kind: "twilio";
  readonly baseUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly sender: string;
};

export type GatewaySettings = TwilioSettings;

/** Gives the gateway that the practice chose; without settings one that answers `not-configured`. */
export type Delivery = { readonly gateway: (settings: GatewaySettings | undefined) => Gateway };
