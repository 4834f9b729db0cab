import { onOneLine } from "../authentication/token-sent-messages";
import { type Formats, formatDay, formatUntil } from "../formats";
import type { TokenSent } from "../messaging/views";
import type { PhoneLoss, RecoveryProof } from "../vocabulary";

/** The ways back that begin at the sign-in: without the phone, as a manager who lost everything, with the emergency codes. */

export const resyncWords = {
  title: "My codes are not accepted",
  lead: "Your phone’s clock and this computer’s differ. Two codes, one right after the other, are enough to put that right, and they sign you in.",
  first: "First code",
  firstHint: "The one that the app shows now.",
  next: "The next code",
  nextHint: "Wait until the app shows another one. That takes 30 seconds at most.",
  same: "This is the same code. Wait until the app shows the next one.",
  submit: "Sign in",
  refused:
    "Check that it is the code of this practice in the app, and that the second followed right after the first. Then take two new ones.",
} as const;

export const newPhoneWords = {
  step: (current: number, total: number) => `Step ${current} of ${total}`,
  titles: ["Prove that it is you", "One more proof", "What happened to the old phone?"],
  lead: "Your password alone does not bring in a new phone. It takes two proofs of your own besides. Each try counts like any other sign-in, and you are told of it.",
  secondLead: "Then the new phone is set up, and you are in.",
  done: "Proven so far",
  proofs: {
    "backup-password": "Backup password",
    "recovery-code": "Recovery code",
    "recovery-token": "Token",
    "bypass-code": "Bypass code",
  } satisfies Record<RecoveryProof, string>,
  /** What is chosen among. */
  choices: {
    "backup-password": { label: "My backup password", about: "The second password that you chose when you set up." },
    "recovery-code": { label: "A recovery code", about: "One of your ten codes on paper. It is used up." },
    "recovery-token": {
      label: "A token by text message or phone call",
      about: "To the number that you have verified.",
    },
    "bypass-code": { label: "A bypass code", about: "Nine digits, once somebody is sure that it is you." },
  } satisfies Record<RecoveryProof, { label: string; about: string }>,
  choose: "What do you have at hand?",
  submit: "Continue",
  how: "The old phone",
  losses: {
    "lost-or-stolen": {
      label: "Lost or stolen",
      about: "Its codes stop working now. The new phone gets a new key.",
    },
    "new-phone": {
      label: "New phone, old one still mine",
      about: "The old one works until the new one does. You may keep its key.",
    },
  } satisfies Record<PhoneLoss, { label: string; about: string }>,
  finish: "Set up the new phone",
  choosing: "Choose what happened to it.",
} as const;

/** Setting the new phone up, after the way back. */
export const rebindingWords = {
  title: "Set up your new phone",
  lead: {
    "lost-or-stolen": "Your old phone’s codes work no longer. Nothing else is reachable before the new one is set up.",
    "new-phone": "Your old phone works until the new one does. Nothing else is reachable before it is set up.",
  } satisfies Record<PhoneLoss, string>,
  keepTitle: "Keep the same key?",
  keep: "Keep the same key",
  keepAbout:
    "The new phone then shows the same codes as the old one. Do this only if nobody else can get at the old phone; otherwise go on with a new key.",
} as const;

export const onlyManagerWords = {
  title: "A manager’s way back",
  lead: "For the only manager, or where no two other managers can help you. The recovery kit, and something that only you have, let you choose a new password. It is recorded, and all managers are told.",
  email: "E-mail",
  recoveryKey: "Recovery key",
  recoveryKeyHint: "From the recovery kit: eight groups of five. Dashes and small letters will do.",
  by: "Besides the kit I have",
  ways: {
    "recovery-code": { label: "A recovery code", about: "One of your own ten codes on paper." },
    "backup-password": {
      label: "My backup password and my phone",
      about: "A token goes to the number you have verified.",
    },
  },
  recoveryCode: "Recovery code",
  backupPassword: "Backup password",
  sendHint: "Kit and backup password are checked before a token goes out.",
  onItsWay: ({ channel, maskedPhone, expiresAt }: TokenSent, formats: Formats) =>
    `${channel === "text" ? "A text goes" : "A call goes"} to ${onOneLine(maskedPhone)}.${
      expiresAt === null ? "" : ` The token works until ${formatUntil(expiresAt, formats)}.`
    }`,
  token: "Token",
  password: "New password",
  submit: "Choose this password",
  refused:
    "That didn't work. Check the e-mail, the recovery key and your own proof. This way is only for managers whom no two others can help.",
  neither: "I have neither: use the emergency codes",
} as const;

export const askManagerRecoveryWords = {
  title: "Manager recovery",
  lead: "Where a manager has lost everything, the recovery kit and both halves of the emergency codes give them a new password. Every screen says so for 24 hours before it happens, and two other people have to sign in meanwhile; else it takes 72 hours. Only hours in which Wardkey is open count. The emergency codes are used up.",
  email: "The manager’s e-mail",
  recoveryKey: "Recovery key",
  recoveryKeyHint: "From the recovery kit: eight groups of five. Dashes and small letters will do.",
  first: "First half of the emergency codes",
  second: "Second half of the emergency codes",
  halfHint: "Five groups of four. Dashes need not be typed.",
  reason: "Reason",
  reasonHint: "What happened. Everybody who reads the audit log sees it.",
  submit: "Ask for it",
  refused: "That didn't work. Check the e-mail, the recovery key and both halves.",
  waitsTitle: "It waits until everybody could see it",
  waits: (at: number, formats: Formats) =>
    `It can be done about ${formatDay(at, formats)}. Leave Wardkey open, come back here then, and bring the recovery kit: the manager chooses a new password.`,
  until: (at: number, formats: Formats) => `It has to be done by ${formatUntil(at, formats)}.`,
  finishTitle: "Choose the new password",
  finishLead: "Everybody could see it. The recovery kit, once more, and a new password for the manager.",
  password: "New password",
  finish: "Choose this password",
  finishRefused: "That didn't work. Check the e-mail and the recovery key.",
} as const;

export const emergencyWords = {
  title: "Emergency access",
  lead: "For when somebody has to get on with their work and no practice manager can be reached. With the two halves of the emergency codes you can help people in and read lists for eight hours. You cannot change what the practice has decided.",
  recordedTitle: "All of it is recorded",
  recorded:
    "Every screen shows that emergency access is open, everything you do goes into the audit log, and a manager reviews it afterwards. The emergency codes are used up.",
  email: "Your e-mail",
  password: "Your password",
  first: "First half",
  second: "Second half",
  halfHint: "Five groups of four from the paper. Dashes need not be typed.",
  reason: "Reason",
  reasonHint: "What cannot wait, and whom you could not reach.",
  submit: "Open emergency access",
  refused: "That didn't work. Check your e-mail, your password and both halves.",
} as const;
