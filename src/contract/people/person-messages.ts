import { keptWords } from "../audit/kept-messages";
import { type Formats, formatDateTime, formatUntil, nameInSentence } from "../formats";
import type { Channel, Method, PersonAct, ResetCause } from "../vocabulary";

/** One person: panel and page, what a manager does for them, and the codes that come of it. */

export const personWords = {
  back: "People",
  close: "Close",
  fullPage: "Open as a page",
  previous: "Previous person",
  next: "Next person",
  tabs: (name: string) => `About ${name}`,
  profile: "Profile",
  security: "Security",
  activity: "Activity",
  twoFactorId: (id: string) => `Two-factor ID ${id}`,
  loading: (name: string) => `Loading ${name}`,
  person: "Person",
  gone: "This account is no longer there",
  goneWhy: "It may have been taken back. The list shows who is there now.",
  failed: "This account could not be read",
} as const;

export const profileWords = {
  name: "Name",
  email: "E-mail",
  cellPhone: "Cell phone",
  noPhone: "None",
  accountType: "Account type",
  role: "Role",
  added: "Added",
  deactivated: "Deactivated",
  update: "Update Entire Profile",
  unchanged: "Nothing has been changed yet.",
  phoneHint: "Optional. A changed number gets no tokens before its owner has confirmed it.",
  saveTitle: (name: string) => `Change the profile of ${name}?`,
  saveLead: "These changes are noted in the audit log, with your reason.",
  save: "Update profile",
  saved: (name: string) => `The profile of ${name} is updated.`,
  roleTitle: (name: string) => `Change the role of ${name}`,
  roleLead: (name: string) => `What ${name} may see and do changes at once.`,
  roleNow: (role: string) => `Role: ${role}.`,
  newRole: "New role",
  roleMissing: "Choose the new role.",
  changeRole: "Change role",
  roleChanged: (name: string, role: string) => `${name} is now: ${role}.`,
  account: "Account",
} as const;

export const securityWords = {
  editInProfile: "Edit in Profile",
  identity: "Signs in with",
  email: "E-mail",
  cellPhone: "Cell phone",
  noPhone: "None. Tokens by text message or call are not possible.",
  notConfirmed: "not confirmed yet, so no tokens go there",
  twoFactor: "Two-factor",
  method: "Method",
  methods: { none: "Off", text: "Text messages", app: "Authenticator app" } satisfies Record<Method, string>,
  since: (at: string) => `since ${at}`,
  digits: (count: number) => `${count} digits`,
  textsAreWeaker: "Text messages are the weaker option. The authenticator app is better, and is set up by the person.",
  started: (who: string) => `Started by ${who}; finished at the next sign-in.`,
  codeNeeded: "Has to type a setup code before a phone can be set up.",
  lastUsed: "Last used",
  never: "Never",
  recoveryCodes: "Recovery codes left",
  failures: "Failed attempts in a row",
  password: "Password",
  passwordChosen: "Chosen",
  noPassword: "Not chosen yet",
  setupCode: "Setup code",
  setupCodeUntil: (until: string) => `Given out, works until ${until}`,
  noSetupCode: "None given out",
  lockedUntil: (until: number | null, formats: Formats) =>
    until === null ? "Locked until support acts." : `Locked until ${formatUntil(until, formats)}.`,
  lockedWhy: "Too many attempts failed. Until then nothing that is typed is checked or counted.",
  acts: "Help and change",
  why: "Why can’t they sign in?",
  numberWaits: "The number was changed, and waits",
  numberWaitsWhy:
    "No token and no call-back goes to it before its owner has typed a token that was sent to it, or two people have confirmed it.",
  policy: "2FA policy",
  notRequired: "No rule of the 2FA policy applies to this person.",
  exemptThrough: (lastDay: string, by: string | null, reason: string) =>
    `Exempt through ${lastDay}${by === null ? "" : `, granted by ${by}`}. Reason: ${reason}`,
  workstation: "This workstation",
  remembered: (until: string) => `Remembered until ${until}`,
  notRemembered: "Asks for a token every time",
} as const;

export const activityWords = {
  none: "Nothing has happened yet",
  noneWhy: "Whatever this person does, or is done to the account, is listed here.",
  failed: "The activity could not be read",
  loading: "Loading activity",
} as const;

/** Shared by every dialog that asks for reason and proof. */
export const actDialogWords = {
  reason: "Reason",
  reasonHint: "Stands in the audit log, for whoever looks later.",
  cancel: "Cancel",
  close: "Close",
} as const;

interface ActWords {
  /** On the button that opens the dialog. */
  readonly button: string;
  readonly about: string;
  readonly title: (name: string) => string;
  readonly effect: (name: string) => string;
  readonly confirm: string;
  /** The safe choice. */
  readonly keep: string;
  readonly done: (name: string) => string;
}

export const actWords: Readonly<Record<Exclude<PersonAct, "edit" | "change-role">, ActWords>> = {
  unlock: {
    button: "Unlock",
    about: "Lets them try to sign in again at once.",
    title: (name) => `Unlock ${name}?`,
    effect: (name) =>
      `${name} can try to sign in again at once. Make sure that it was ${name} who failed, and nobody else.`,
    confirm: "Unlock",
    keep: "Keep locked",
    done: (name) => `${name} can sign in again.`,
  },
  "reset-two-factor": {
    button: "Reset two-factor",
    about: "For a lost, broken or stolen phone. They set up again with a setup code.",
    title: (name) => `Reset two-factor for ${name}?`,
    effect: (name) =>
      `The phone app and the recovery codes of ${name} stop working now. You get a setup code to pass on; with it, ${name} sets up again at the next sign-in.`,
    confirm: "Reset",
    keep: "Keep",
    done: (name) => `Two-factor is reset for ${name}.`,
  },
  "issue-setup-code": {
    button: "New setup code",
    about: "To choose a password, or to set up a phone after a reset. Works once, for seven days.",
    title: (name) => `New setup code for ${name}?`,
    effect: (name) =>
      `With it ${name} chooses a password, or after a reset sets up a phone. A setup code given out earlier stops working. Make sure whom you give it to.`,
    confirm: "Make setup code",
    keep: "Cancel",
    done: (name) => `${name} has a new setup code.`,
  },
  "issue-bypass-code": {
    button: "Bypass code",
    about: "Nine digits in place of a token: once within an hour, or for the rest of a shift.",
    title: (name) => `Bypass code for ${name}?`,
    effect: (name) =>
      `It stands in for the token of ${name}. A code given out earlier stops working. Make sure whom you give it to.`,
    confirm: "Make code",
    keep: "Cancel",
    done: (name) => `${name} has a bypass code.`,
  },
  "start-two-factor": {
    button: "Enable Two-Factor",
    about: "Starts it for them; they finish with their own phone at their next sign-in.",
    title: (name) => `Enable Two-Factor for ${name}?`,
    effect: (name) =>
      `At the next sign-in ${name} is led through the setup, on their own phone. Nobody but ${name} sees the key.`,
    confirm: "Enable Two-Factor",
    keep: "Cancel",
    done: (name) => `Two-factor is started for ${name}.`,
  },
  "forget-remembered-sign-in": {
    button: "Forget workstation",
    about: "They type a token again at the next sign-in here.",
    title: (name) => `Forget this workstation for ${name}?`,
    effect: (name) => `At the next sign-in on this workstation ${name} is asked for a token again.`,
    confirm: "Forget workstation",
    keep: "Keep",
    done: (name) => `This workstation is no longer remembered for ${name}.`,
  },
  "replace-phone": {
    button: "Replace phone",
    about: "The old phone stops working; they set up the new one at their next sign-in.",
    title: (name) => `Replace the phone of ${name}?`,
    effect: (name) =>
      `The authenticator app of ${name} stops working now; recovery codes and backup password stay. You get a setup code to pass on; with it, ${name} sets up the new phone at the next sign-in.`,
    confirm: "Replace phone",
    keep: "Keep",
    done: (name) => `The old phone of ${name} is out of use.`,
  },
  "fall-back-to-text": {
    button: "Use text messages",
    about: "Tokens come by text message until they set up the app again.",
    title: (name) => `Text messages for ${name}?`,
    effect: (name) =>
      `The authenticator app of ${name} stops working now, and tokens go to the confirmed number. Text messages are the weaker option.`,
    confirm: "Use text messages",
    keep: "Keep the app",
    done: (name) => `${name} gets tokens by text message.`,
  },
  "confirm-number": {
    button: "Confirm number",
    about: "A changed number serves tokens and call-backs once two people have confirmed it.",
    title: (name) => `Confirm the number of ${name}?`,
    effect: (name) => `You say that you made sure that the changed number is the one of ${name}.`,
    confirm: "Confirm number",
    keep: "Cancel",
    done: (name) => `You confirmed the number of ${name}.`,
  },
  confirm: {
    button: "Works here",
    about: "The vault was restored. They can sign in once somebody confirms that they still work here.",
    title: (name) => `Does ${name} still work here?`,
    effect: (name) => `${name} can sign in again, and gets ten new recovery codes at the next sign-in.`,
    confirm: "Works here",
    keep: "Cancel",
    done: (name) => `${name} can sign in again.`,
  },
  exempt: {
    button: "Exempt",
    about: "Lets them off the 2FA policy through a day, for a written reason.",
    title: (name) => `Exempt ${name} from the 2FA policy?`,
    effect: (name) =>
      `Through that day ${name} signs in without what the 2FA policy asks for. It is a weakening: it stands in the audit log and in the evidence pack.`,
    confirm: "Exempt",
    keep: "Cancel",
    done: (name) => `${name} is exempt.`,
  },
  "end-exemption": {
    button: "End exemption",
    about: "The 2FA policy holds for them again at once.",
    title: (name) => `End the exemption of ${name}?`,
    effect: (name) => `From now on the 2FA policy holds for ${name} as for everybody.`,
    confirm: "End exemption",
    keep: "Keep",
    done: (name) => `${name} is no longer exempt.`,
  },
  deactivate: {
    button: "Deactivate",
    about: keptWords.person,
    title: (name) => `Deactivate ${name}?`,
    effect: (name) =>
      `${name} is signed out and cannot sign in any more. Codes given out stop working. The account and its entries stay, and it can be reactivated.`,
    confirm: "Deactivate",
    keep: "Keep active",
    done: (name) => `${name} is deactivated.`,
  },
  reactivate: {
    button: "Reactivate",
    about: "Opens the account again, with a new setup code.",
    title: (name) => `Reactivate ${name}?`,
    effect: (name) => `${name} can sign in again. You get a setup code to pass on, with which a password is chosen.`,
    confirm: "Reactivate",
    keep: "Cancel",
    done: (name) => `${name} is active again.`,
  },
};

/** Another account is to have an e-mail with which somebody has signed in. */
export const liftEmailWords = {
  offer: "Let another account have it",
  title: "Let another account have this e-mail?",
  effect: (email: string, owner: string, to: string | null) =>
    `${nameInSentence(owner)} has signed in with ${email}, and others know them by it. After this ${to === null ? "a new account" : `the account of ${nameInSentence(to)}`} can have it. ${nameInSentence(owner)} is told.`,
  confirm: "Let another account have it",
  done: (email: string) => `${email} can be used now.`,
} as const;

export const resetWords = {
  cause: "Why",
  causes: {
    "new-phone": "A new phone",
    "lost-or-stolen": "The phone is lost or stolen",
    "app-gone": "The app was removed or does not work",
    other: "Something else",
  } satisfies Record<ResetCause, string>,
  causeMissing: "Choose why.",
} as const;

export const exemptWords = {
  untilOn: "Through",
  untilHint: "The last day of the exemption; at most a year ahead. The 2FA policy holds again from the day after.",
  incomplete: "Type a whole date.",
} as const;

export const shownCodeWords = {
  setupTitle: (name: string) => `Setup code for ${name}`,
  bypassTitle: (name: string) => `Bypass code for ${name}`,
  once: "It is shown only now: Wardkey keeps no readable copy.",
  setupCode: "Setup code",
  bypassCode: "Bypass code",
  until: (signIns: number, at: number, formats: Formats) =>
    `Works ${signIns === 1 ? "once" : `for ${signIns} sign-ins`}, until ${formatDateTime(at, formats)}.`,
  twoFactorId: "Two-factor ID",
  readOut: "To read it out",
  readOutHint: "Say where one group ends and the next begins. Capitals or not, it makes no difference.",
  usage: {
    "set-up": "On the sign-in screen they choose “I have a setup code”, and type their e-mail and this code.",
    bypass: "After e-mail and password they choose “Use a bypass code”, and type this code.",
    reset: "They sign in with e-mail and password, and type this code where Wardkey asks for it.",
  },
  passedOn: "I have passed it on",
} as const;

/** The spelling alphabet of radio and aviation; the letters I, L, O and U are in no code. */
const spelling: Readonly<Record<string, string>> = {
  A: "Alfa",
  B: "Bravo",
  C: "Charlie",
  D: "Delta",
  E: "Echo",
  F: "Foxtrot",
  G: "Golf",
  H: "Hotel",
  J: "Juliett",
  K: "Kilo",
  M: "Mike",
  N: "November",
  P: "Papa",
  Q: "Quebec",
  R: "Romeo",
  S: "Sierra",
  T: "Tango",
  V: "Victor",
  W: "Whiskey",
  X: "X-ray",
  Y: "Yankee",
  Z: "Zulu",
};

/** A group of a code as it is said: "7 Kilo 3 Mike". */
export function spelled(group: string): string {
  return [...group].map((character) => spelling[character] ?? character).join(" ");
}

export const channelWords: Readonly<Record<Channel, string>> = { text: "Text message", call: "Phone call" };
