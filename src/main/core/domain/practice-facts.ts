import type { Digits, TextTokenMinutes } from "../../../contract/vocabulary";

export type PracticeSettings = {
  name: string;
  region: string;
  timeZone: string;
  stillStuck: string | null;
  textTokenMinutes: TextTokenMinutes;
  digits: Digits;
  idleMinutes: number;
  /** For so many days a workstation may be remembered; 0: not at all. */
  rememberDays: number;
  /** People with the app may have a token sent at the sign-in. Older entries do not say: they may not. */
  textForApp?: boolean;
};

export type GatewayFacts = { baseUrl: string; accountSid: string; sender: string };
