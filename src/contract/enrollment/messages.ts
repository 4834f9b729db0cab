import type { Digits } from "../vocabulary";

/** Setting two-factor up: the steps of the authenticator app, and the screen of somebody who has to do it now. */

const digitNames: Readonly<Record<Digits, string>> = { 6: "six", 7: "seven", 8: "eight" };

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export const setupWords = {
  title: "Set up authenticator app",
  step: (current: number, total: number) => `Step ${current} of ${total}`,
  stepOfApp: (current: number, total: number) => `Authenticator app, step ${current} of ${total}`,
  close: "End the setup",
  cancel: "Cancel",
  back: "Back",
  next: "Next",
  endTitle: "End the setup?",
  endKeepsOff: "It is not finished. Nothing has changed: two-factor authentication stays off.",
  endKeepsText: "It is not finished. Nothing has changed: tokens keep coming by text message.",
  endKeepsApp: "It is not finished. Nothing has changed: the app you use now keeps working.",
  end: "End it",
  goOn: "Go on",
  done: "Your authenticator app is set up.",
} as const;

export const getAppWords = {
  title: "Get the app",
  lead: "Put an authenticator app on your phone. We suggest Authy: scan one of these with the phone’s camera.",
  appStore: "Authy in the App Store, for iPhone",
  googlePlay: "Authy on Google Play, for Android",
  appStoreName: "App Store",
  googlePlayName: "Google Play",
  mobileOnly: "Desktop authenticator apps are not allowed.",
  others: "Other apps will do, if they show time-based codes",
  asks: (digits: Digits) => `This practice asks for ${digitNames[digits]} digits.`,
  whateverShown:
    "As far as we know; apps change. If yours shows another number of digits, this setup notices and takes that number instead.",
  app: "App",
  phones: "For",
  shows: (digits: Digits) => `${capital(digitNames[digits])} digits`,
  can: { yes: "Yes", no: "No, shows six", newer: "Newer versions", unsure: "Not certain" },
  noPhone:
    "No phone at work? A practice tablet will do, or a hardware token that takes a key: the step “Scan” shows it.",
  next: "I have the app",
} as const;

/** The sealed enrollment sheet: its key was scanned before anybody sat down here. */
export const sealedWords = {
  choice: "I have scanned my sealed sheet",
  offered: "You have a sealed enrollment sheet",
  offeredWhy: "If your phone has scanned the picture inside it, go on from there. If not, go on as below; both work.",
  title: "Your sealed sheet",
  lead: "Type the code that the app shows under “Sheet of …”. The key on the sheet is then replaced by a new one, which you scan from this screen.",
  hint: "All the digits that the app shows.",
  submit: "Continue",
  replaced:
    "The sheet is used up. Scan this picture: it is your key from now on. Then delete “Sheet of …” from the app; it opens nothing.",
} as const;

export const verifyPhoneWords = {
  title: "Verify your phone",
  lead: (phone: string) => `We send a code to ${phone}, the cell phone from your profile.`,
  text: "Text message",
  call: "Phone call",
  code: "Verification code",
  submit: "Verify",
  skipHint: "The code could not be sent. You can go on. It is recorded that your number was not verified.",
  skip: "Go on without verifying",
} as const;

export const scanWords = {
  title: "Scan",
  lead: "In the app choose “Add account”, then “Scan QR code”, and point the phone at this picture.",
  qr: "QR code to scan with your authenticator app",
  orKeyHint: (digits: Digits) =>
    `Where the app asks: time-based, ${digitNames[digits]} digits, every 30 seconds. Spaces need not be typed.`,
  key: "Or type this key",
  until: (time: string, left: string) => `Good until ${time}, ${left} left`,
  over: "The time for this picture is over. Nothing has changed; make a new one.",
  renew: "Make a new one",
  renewHint: "Need longer? Make a new one: it takes this one’s place and gives you another ten minutes.",
  sameKey: "This is the key of your old phone: both show the same codes. Delete it there once the new one works.",
  newEntry: (name: string) =>
    `In the app this one is called “${name}”. The older entry for this practice stays beside it: delete that one once this one works.`,
  onlyYours: "Nobody else may see it: it is the key to your account.",
  next: "I have scanned it",
} as const;

export const enterCodeWords = {
  title: "Enter the code",
  lead: "Type the code that the app shows for this practice. Only then does the app count.",
  leadNewEntry: (name: string) => `Type the code that the app shows under “${name}”. Only then does it count.`,
  code: "Code from the app",
  hint: (digits: Digits) =>
    `${capital(digitNames[digits])} digits. If your app shows another number of digits, type those.`,
  ring: (seconds: number) => (seconds === 1 ? "New code in 1 second" : `New code in ${seconds} seconds`),
  changes: "Codes change every 30 seconds: wait for a new one. If none fits, set the phone’s clock to automatic time.",
  clockHelp:
    "Look at a clock that you trust. If the phone is wrong, switch on automatic time in its settings. If this computer is wrong, a manager corrects its clock in Settings, or at the sign-in.",
  clockHelpInSetup:
    "Look at a clock that you trust. If the phone is wrong, switch on automatic time in its settings. If this computer is wrong, correct its clock here.",
  submit: "Verify",
  otherDigits: (digits: Digits) => `Your app shows ${digitNames[digits]} digits. Use ${digitNames[digits]}?`,
  otherDigitsWhy: "Some apps ignore how many were asked for. It is recorded with your app.",
  useThem: (digits: Digits) => `Use ${digitNames[digits]} digits`,
} as const;

export const codesStepWords = {
  title: "Don't get locked out",
  lead: "Ten recovery codes get you in without your phone, each one once. They are shown only now.",
  keptLead: (left: number, total: number) =>
    `The app is in use. You still have ${left} of ${total} recovery codes, and they keep working.`,
  finish: "Finish",
} as const;

export const setupOnlyWords = {
  title: "Set up two-factor authentication",
  lead: "Nothing else is reachable before it is set up. It takes about five minutes; have your phone with you.",
  startedBy: (name: string) =>
    `${name} has started this for you. You finish it: nobody else sees your key or your codes.`,
  codeLead:
    "Your two-factor authentication was reset. Before you set it up again, type the setup code that a manager or support gave you besides.",
  codeLeadOverdue:
    "Because the day is over, your password alone does not set up a phone any more. Type the setup code that a manager or support gives you besides.",
  overdue: (on: string) => `The practice requires this since ${on}.`,
  appTitle: "Set up the authenticator app",
  appLead:
    "Tokens by text message are not enough here any more. Nothing else is reachable before the app is set up; it takes about five minutes.",
  code: "Setup code",
  codeHint: "Ten letters and digits, such as 4K7D-92QX-M3. Dashes need not be typed.",
  submit: "Continue",
  signOut: "Sign out",
  how: "How do you want to get your tokens?",
  app: "Authenticator app",
  recommended: "Recommended",
  appAbout: "A new code every 30 seconds, on your phone, without a network.",
  text: "Text messages",
  textAbout: (phone: string) => `Tokens come to ${phone}. The weaker option.`,
  choose: "Continue",
} as const;
