import { type Formats, formatDateTime } from "../formats";
import { deliveryFailureWords } from "../messaging/text-messages";
import type { OutboxRow } from "../messaging/views";
import { DIGITS, type Digits, type TextTokenMinutes } from "../vocabulary";

/** Settings: the practice, signing in, the gateway and its outbox, appearance, about. */

export const settingsWords = {
  title: "Settings",
  lead: "What holds for the whole practice.",
  sections: {
    practice: "Practice",
    "sign-in": "Sign-in",
    delivery: "Text messages and calls",
    backups: "Backups",
    clock: "Clock",
    keys: "Recovery kit and keys",
    "emergency-access": "Emergency access",
    appearance: "Appearance",
    about: "About",
  },
  loading: "Loading settings",
  failed: "The settings could not be read",
  save: "Save",
  unchanged: "Nothing has been changed yet.",
  saveTitle: "Save these settings?",
  saveLead: "They hold for everybody at once, and are noted in the audit log.",
  saved: "The settings are saved.",
  leave: "What you changed in the settings is not saved yet.",
  none: "Nothing",
} as const;

export const practiceSettingsWords = {
  title: "The practice",
  practiceName: "Practice name",
  region: "Country",
  regionHint: "Decides how phone numbers, dates and paper sizes are written.",
  timeZone: "Time zone",
  noMatch: "Nothing matches.",
  showAll: "Show all",
  stillStuck: "Still stuck? Call …",
  stillStuckHint: "Optional. A name and a number, shown wherever somebody cannot get on: “Joan Field, extension 12”.",
} as const;

export const signInSettingsWords = {
  tokensTitle: "Tokens by text message and phone call",
  lifetime: "A token lives for",
  lifetimeHint: "It works once either way, and a newer one replaces it.",
  minutes: (minutes: number) => (minutes === 1 ? "1 minute" : `${minutes} minutes`),
  never: "Never expires",
  neverAbout: "Until it is used or replaced. Whoever finds the phone later finds a token that still works.",
  notRecommended: "Not recommended",
  recommended: "Recommended",
  neverInForce: "Tokens by text message never expire here. That is not recommended: choose a number of minutes.",
  textForApp: "People with the app may have a token sent",
  textForAppAbout:
    "Text me and Call me then stand at the sign-in of people with an authenticator app too, where the 2FA policy allows text messages and their number is confirmed. That makes their sign-in as weak as text messages. Such a token only signs in: it sets up no new app, and approves nothing.",
  on: "On",
  off: "Off",
  appTitle: "Authenticator apps",
  digits: "Digits of a token",
  digitsHint: "For apps that are set up from now on; those in use keep what they show.",
  digitsOf: (digits: Digits) => `${digits} digits`,
  screenTitle: "This workstation",
  idleMinutes: "Locks after",
  idleUnit: "minutes without use",
  idleHint: "From 1 to 30. It also locks with the screen, and when the computer sleeps.",
  rememberTitle: "Remember this workstation",
  rememberLead:
    "Where it is allowed, people may tick a box at sign-in, and are asked for a token here only once in so many days. The password is asked for every time.",
  rememberDays: "For at most",
  rememberUnit: "days",
  rememberHint: "From 0 to 30; 0 means not at all, which is safest on shared workstations.",
  days: (days: number) => (days === 0 ? "Not at all" : days === 1 ? "1 day" : `${days} days`),
} as const;

/** What a token's lifetime can be; a practice may have another number from before. */
export const lifetimeChoices: readonly TextTokenMinutes[] = [5, 10, 30, 60, "never"];
export const digitChoices = DIGITS;

export const gatewayWords = {
  title: "Gateway",
  about: "A Twilio-compatible service that sends text messages and places calls for the practice.",
  closed: "Emergency access does not reach it: whoever moves the gateway reads what goes through it.",
  none: "No gateway yet: tokens come from authenticator apps only.",
  on: "On",
  off: "No gateway",
  baseUrl: "Base URL",
  baseUrlHint: "Begins with https://; http:// only for this computer.",
  accountSid: "Account SID",
  token: "Token",
  tokenHint: "Stored with the vault’s key and never shown again.",
  tokenKept: "Stored. Leave it empty to keep it; type a new one to replace it.",
  show: "Show what I type",
  sender: "Sender",
  senderHint: "A phone number with its country code; calls need one. Texts also take a name or a messaging service.",
  saveTitle: "Save the gateway?",
  saveLead:
    "From now on, tokens by text message and phone call go out through it, and so does what still waits to be sent.",
  saved: "The gateway is saved. Send a test now.",
  remove: "Remove gateway",
  removeTitle: "Remove the gateway?",
  removeLead:
    "Nobody gets tokens by text message or phone call any more. Whoever has no authenticator app needs help to sign in. The stored token is deleted.",
  removeKeep: "Keep",
  removed: "The gateway is removed.",
  lastOk: (at: number, formats: Formats) => `Last sent ${formatDateTime(at, formats)}.`,
  neverUsed: "Nothing has been sent yet.",
  lastErrorTitle: (at: number, formats: Formats) => `Last error, ${formatDateTime(at, formats)}`,
} as const;

/** Why a delivery failed, and in whatever words the gateway or the network had for it. */
export function failureWords({
  reason,
  detail,
}: {
  reason: keyof typeof deliveryFailureWords;
  detail: string;
}): string {
  const words = deliveryFailureWords[reason];
  return detail === "" ? words : `${words} Details: ${detail}`;
}

export const testWords = {
  title: "Send test",
  about: "Sends one message or places one call, with nothing secret in it.",
  needsGateway: "Save a gateway first.",
  to: "To",
  toHint: "A phone that you can look at now.",
  channel: "As",
  send: "Send test",
  sent: { text: "The gateway took it. Look at the phone.", call: "The gateway took it. The phone should ring." },
  failed: "It was not sent",
} as const;

export const outboxWords = {
  title: "Outbox",
  about: "Tokens, notices and reminders of the last 30 days, newest first. Nobody can read a token here.",
  none: "Nothing has been sent yet.",
  failed: "The outbox could not be read",
  columns: { at: "When", to: "To", purpose: "For", state: "State" },
  purposes: {
    "text-token": "Signing in",
    "phone-proof": "Confirming the phone",
    "recovery-token": "A new phone",
    notice: "Telling what happened",
    reminder: "Reminder",
  } as Readonly<Record<string, string>>,
  otherPurpose: "A token",
  states: {
    waiting: "Waiting",
    sent: "Sent",
    failed: "Failed",
    "not-sent-ask-again": "Not sent",
    expired: "Expired",
    replaced: "Replaced",
    "not-needed": "Not needed",
  } satisfies Record<OutboxRow["state"], string>,
  notes: {
    waiting: "It is tried again until it expires.",
    "not-needed": "Nothing is due any more, or the number has changed.",
    "not-sent-ask-again": "Wardkey was closed before it went out: a new token has to be asked for.",
  } as Readonly<Partial<Record<OutboxRow["state"], string>>>,
  attempts: (count: number) => (count === 1 ? "1 try" : `${count} tries`),
  nobody: "Nobody any more",
} as const;

export const appearanceWords = {
  title: "Appearance",
  about: "On this computer, for everybody who uses it. It changes at once.",
  theme: "Theme",
} as const;
