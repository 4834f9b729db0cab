import type { TextTokenMinutes } from "../vocabulary";

/** Provider Settings / Staff Settings: the tabs Profile and Security. */

export const accountWords = {
  profile: "Profile",
  security: "Security",
  loading: "Loading your settings",
} as const;

export const profileWords = {
  name: "Name",
  email: "E-mail",
  emailHint: "You sign in with it.",
  cellPhone: "Cell phone",
  cellPhoneHint: "Tokens by text message or phone call go here. A foreign number starts with + and its country code.",
  optional: "(optional)",
  facts: "Known about you",
  factsAbout: "A practice manager can change account type and role.",
  accountType: "Account type",
  accountTypes: { provider: "Provider", staff: "Staff" },
  role: "Role",
  twoFactorId: "Two-factor ID",
  update: "Update Entire Profile",
  unsaved: "Not saved yet",
  undo: "Undo changes",
  saved: "Your profile was updated.",
  shared: (count: number) =>
    count === 1
      ? "Another account has this cell phone too. Each of you gets tokens on it."
      : `${count} other accounts have this cell phone too. Each of you gets tokens on it.`,
} as const;

export const leaveWords = {
  title: "Leave without saving?",
  body: "What you typed in your profile has not been saved.",
  leave: "Leave",
  stay: "Stay here",
} as const;

export const numberWords = {
  toConfirmTitle: "Confirm your new number",
  toConfirm: (confirmed: string | null) =>
    confirmed === null
      ? "No token goes to it before you have typed in one that was sent to it."
      : `Tokens still go to ${confirmed}, until you have typed in one that was sent to the new number.`,
  waits: "It was changed, and is not used for tokens or call-backs yet.",
  waitsTitle: "Your number was changed, and waits",
  waitsForHelpers: "It is not used for tokens or call-backs before two people from support have confirmed it.",
  confirm: "Confirm your new number",
  confirmed: "Tokens go to your new number from now on.",
  later: "Later",
  lead: (phone: string) => `We send a code to ${phone}. Typing it in proves that the number is yours.`,
} as const;

export const securityWords = {
  contact: "Where tokens reach you",
  contactLead: "As saved in your profile.",
  email: "E-mail",
  cellPhone: "Cell phone",
  noCellPhone: "None",
  confirmed: "Verified",
  notConfirmed: "Not verified",
  editInProfile: "Edit in Profile",

  noPhoneTitle: "There is no cell phone in your profile",
  noPhone: "Without one, no token can come by text message or phone call.",
  addPhone: "Save number",
  orWithout: "Or without a number",
  withoutNumber:
    "Where phones stay outside, the app works without a number: on a practice tablet, or on a hardware token that takes a key.",

  twoFactor: "Two-Factor Authentication",
  off: "Off",
  on: "On",
  offLead:
    "Besides your password, a token that only you can have. Somebody who learns your password still stays outside.",
  checkFirst: "Check e-mail and cell phone above, then type your password. A token goes to your phone at once.",
  noGatewayTitle: "No text messages or calls here",
  noGateway:
    "This practice has no gateway for them. Enable Two-Factor leads straight to the authenticator app, which needs no network.",
  startedBy: (name: string) => `${name} has started this for you.`,
  password: "Password",
  enable: "Enable Two-Factor",
  neverExpires: "Never expires – not recommended",
  neverExpiresWords:
    "Tokens by text message never expire in this practice – not recommended. Whoever finds an old message can use its token; the authenticator app has no such messages.",
} as const;

export const typeTokenWords = {
  title: "Type the token",
  lead: "It proves that the number is yours. Once it is accepted, two-factor authentication is on.",
  token: "Authorization token",
  submit: "Turn on",
  notNow: "Not now",
} as const;

export const methodWords = {
  textIsOnTitle: "Two-factor authentication is on, by text message: the weaker option",
  textIsOn:
    "Text messages can be redirected or read on a locked phone. The authenticator app is safer, and works without a network.",
  setUpApp: "Set up authenticator app",
  app: "Authenticator app",
  appOff: "Not set up",
  appOffLead: "Shows a new code every 30 seconds, without a network. The safer way.",
  appOn: "In use",
  digits: "Code",
  digitsOf: (digits: number) => `${digits} digits, every 30 seconds`,
  since: "Since",
  lastUsed: "Last used",
  never: "Never",
  phone: "Phone",
  phoneVerified: "Verified at setup",
  phoneNotVerified: "Not verified at setup",
  newPhone: "Set up on a new phone",
  newPhoneLead: "The app in use keeps working until the new one’s first code is accepted.",
  text: "Text messages",
  textOn: "In use",
  textOff: "Not in use",
  number: "Number",
  noNumber: "No verified number",
  lifetime: "A token lives",
  goBack: "Go back to text messages",
  goBackTitle: "Go back to text messages?",
  goBackBody: (phone: string) =>
    `Tokens then come to ${phone}, which is the weaker option. Your app stops working here; your recovery codes keep working.`,
  goBackConfirm: "Use text messages",
  keepApp: "Keep the app",
  wentBack: "Tokens come by text message from now on.",
  appRequired: "The practice requires the authenticator app.",
  required: "The practice requires two-factor authentication.",
  noTextPhone: "Text messages need a verified cell phone. Add one in Profile.",
  noTextGateway: "Text messages need a gateway. This practice has none.",
  turnOff: "Turn off two-factor",
  turnOffCard: "Turn two-factor off",
  turnOffLead: "Your password alone would open your account then.",
  turnOffTitle: "Turn off your two-factor authentication?",
  turnOffBody:
    "Your app and your recovery codes stop working now, and your password alone opens your account. This is recorded in the audit log.",
  turnOffConfirm: "Turn off",
  keepOn: "Keep it on",
  turnedOff: "Two-factor authentication is off.",
} as const;

export const workstationWords = {
  title: "This workstation is remembered",
  about: "Here your password is enough until the day below. Everywhere else a token is asked for.",
  since: "Since",
  lastUsed: "Last used",
  until: "Until",
  forget: "Forget this workstation",
  forgotten: "This workstation asks for a token again.",
} as const;

export const ownPolicyWords = { title: "Required by the practice" } as const;

/** How long a token by text message lives here. */
export function textLifetimeWords(minutes: TextTokenMinutes): string {
  if (minutes === "never") return securityWords.neverExpires;
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
