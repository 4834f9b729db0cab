import { onOneLine } from "./token-sent-messages";

/** Signing in: e-mail and password, then the token; and every way in when one of them is not at hand. */
export const signInWords = {
  title: "Sign in",
  interruptedTitle: "Finish setting up",
  interrupted: "Setting up this practice was interrupted. The first manager signs in to go on where it stopped.",
  email: "E-mail",
  password: "Password",
  signIn: "Sign in",
  haveSetupCode: "I have a setup code",
  forgotPassword: "Forgot password?",
  back: "Back",
  emergency: "Emergency access",
  managerRecovery: "Continue manager recovery",
  newPassword: "Your password was changed. Sign in with it now; two-factor authentication is set up anew then.",
  ended: "That sign-in has ended. Start again with your e-mail and password.",
  stillStuck: (whom: string) => `Still stuck? Call ${whom}`,
} as const;

export const tokenWords = {
  title: "Type your token",
  fromApp: (digits: number) => `Open your authenticator app and type the ${digits} digits it shows.`,
  fromText: (phone: string) => `It comes by text message or phone call to ${onOneLine(phone)}.`,
  fromTextAnywhere: "It comes by text message or phone call.",
  token: "Authorization token",
  signIn: "Sign in",
  text: "Text me a token",
  call: "Call me with a token",
  recoveryCode: "Use a recovery code",
  bypassCode: "Use a bypass code",
  noToken: "I can't get a token",
  noRecoveryCodes: "You have no recovery codes left.",
  otherUser: "Sign in as somebody else",
  remember: (days: number) =>
    days === 1 ? "Remember this workstation for a day" : `Remember this workstation for ${days} days`,
  rememberAbout: "Tick it before you type the token. Your password is asked for every time; the token only afterwards.",
  backToToken: "Back to the token",
} as const;

export const recoveryCodeWords = {
  title: "Use a recovery code",
  lead: "One of the ten codes that you printed or saved when you set up two-factor authentication. It works once; cross it out.",
  field: "Recovery code",
} as const;

export const bypassCodeWords = {
  title: "Use a bypass code",
  lead: "Nine digits that somebody from support gives you once they are sure that it is you.",
  field: "Bypass code",
} as const;

export const noTokenWords = {
  title: "No token?",
  lead: "There are other ways to get in.",
  paper: "Your ten recovery codes on paper: each one gets you in once.",
  support:
    "A bypass code from support: they make sure that it is you, and give you nine digits that work for a short time.",
  call: (whom: string) => `Call ${whom}.`,
  callNobody: "Ask your practice manager, or support. They can give you a bypass code.",
  app: "The app shows another code every 30 seconds. If yours never fit, its clock and this computer’s differ. Two codes one after the other put that right.",
  resync: "My codes are not accepted",
  newPhone: "The phone is lost, broken or replaced: with two proofs of your own, a new one takes its place.",
  useBackup: "Use your backup password",
  bringIn: "Bring in a new phone",
  noNewPhone: "You have no backup password, so somebody from support helps you with a new phone.",
} as const;

/** Letting support know from the sign-in. */
export const askForHelpWords = {
  ask: "Ask for help",
  asked: "Support sees you in its list.",
  askedWho: "Have your name ready: somebody makes sure that it is you before they help.",
  lead: "Or let support know. Somebody makes sure that it is you, and gives you a setup code.",
  email: "E-mail",
  /** Said whether or not the e-mail belongs to somebody. */
  askedFor: "If this e-mail belongs to somebody here, support sees them in its list now.",
} as const;

export const setupCodeWords = {
  title: "I have a setup code",
  lead: "A practice manager or support gave you this code, on paper or by word of mouth. With it you choose your own password.",
  email: "E-mail",
  code: "Setup code",
  codeHint: "Ten letters and digits, such as 4K7D-92QX-M3. Dashes need not be typed.",
  password: "New password",
  submit: "Choose this password",
} as const;

export const forgotPasswordWords = {
  title: "Forgot password?",
  lead: "Nobody can look your password up: it is not stored. A practice manager or support gives you a setup code, with which you choose a new one.",
  call: (whom: string) => `Call ${whom}.`,
  callNobody: "Ask your practice manager, or support.",
  haveSetupCode: "I have a setup code",
  onlyManager: "I am a manager and have lost everything",
} as const;

/** While an account is locked. */
export const lockedWords = {
  until: (time: string) => `Locked until ${time}`,
  untilSupport: "Locked until support acts",
  counting: (left: string) => `Nothing you type is checked or counted until then. ${left} left.`,
  support:
    "There were too many failed tries. Nothing you type is checked until somebody who looks after accounts here unlocks it.",
  over: "You can try again now.",
} as const;

/** While the vault is checked after a start. */
export const checkingWords = {
  label: "Checking the vault. Sign-in continues when this is done.",
  done: (percent: number) => `${percent}%`,
} as const;
