import type { GatewayView } from "../messaging/views";
import type { Digits, TextTokenMinutes } from "../vocabulary";

export type Theme = "system" | "light" | "dark";

/** `not-replaced`: no new file can be written, so that what is chosen holds until the app is closed. */
export type PreferencesDamage = "replaced" | "not-replaced";

export type Practice = {
  readonly name: string;
  readonly region: string;
  readonly timeZone: string;
  /** "Still stuck? Call …"; null when the practice has not said whom. */
  readonly stillStuck: string | null;
  readonly hasGateway: boolean;
};

export type Settings = {
  readonly practiceName: string;
  readonly region: string;
  readonly timeZone: string;
  readonly stillStuck: string | null;
  readonly textTokenMinutes: TextTokenMinutes;
  readonly digits: Digits;
  readonly idleMinutes: number;
  readonly rememberDays: number;
  /** People with the app may have a token sent at the sign-in. */
  readonly textForApp: boolean;
  readonly gateway: GatewayView | null;
};
