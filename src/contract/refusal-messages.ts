import { backupProblemWords, backupRefusals } from "./backups/messages";
import { type Formats, formatApart, formatNumber, formatUntil, nameInSentence } from "./formats";
import type {
  AnyRefusal,
  BadFile,
  BadPassword,
  BridgeRefusal,
  FieldProblem,
  Incident,
  MisplacedCode,
  NotNow,
  PaperTrouble,
  TokenUsed,
  VaultTrouble,
} from "./refusals";
import { tooSoonWords } from "./vault/messages";
import { type DenialReason, type IdentityDenial, PASSWORD_MAX, PASSWORD_MIN } from "./vocabulary";

/** Why something was refused, and what to do. */

/** What is wrong with one field. */
export const fieldWords: Readonly<Record<FieldProblem, string>> = {
  missing: "Please fill this in.",
  "too-long": "This is too long.",
  "not-a-name": "This holds characters that cannot be shown, such as line breaks. Type it again.",
  "not-an-email": "This is not an e-mail address. It should look like name@practice.com.",
  "not-a-phone-number": "This is not a phone number. Check the digits, and the country code if it is a foreign one.",
  "not-a-cell-phone":
    "This is not known to be a cell phone. Type a number that gets text messages, not a landline or a toll-free number.",
  "phone-extension": "A number with an extension gets no tokens. Type a number without one, or leave this empty.",
  "not-a-time-zone": "Choose a time zone from the list.",
  "not-a-region": "Choose a country from the list.",
  "not-an-address": "The address must begin with https:// (http:// only for this computer).",
  "not-a-number": "Type a whole number.",
  "not-a-date": "This is not a day of the calendar.",
  "in-the-past": "This day is over. Choose a later one.",
  "out-of-range": "This is outside what is possible here.",
  "not-digits": "A token has digits only.",
  "wrong-length": "This does not have the right number of characters.",
  "looks-like-set-up-code": "This looks like a setup code. It belongs under “I have a setup code” on the first screen.",
  "looks-like-token": "This looks like a token. A setup code has letters too.",
  "looks-like-recovery-code": "This looks like a recovery code. Choose “Use a recovery code” to use it.",
  "not-a-code": "This is not a code. Check it letter by letter.",
  mistyped: "This was mistyped: one of its characters does not fit the others. Check it letter by letter.",
  invalid: "This cannot be used here. Check it and try again.",
};

/** What is wrong with a new password. */
export const passwordProblemWords: Readonly<Record<BadPassword["problem"], string>> = {
  "too-short": `Use at least ${PASSWORD_MIN.member} characters, or ${PASSWORD_MIN.manager} as a manager.`,
  "too-long": `Use at most ${PASSWORD_MAX} characters.`,
  "too-guessable": "This is easy to guess. A few words that do not belong together make a good password.",
  "contains-name": "Leave your name out of it.",
  "contains-email": "Leave your e-mail address out of it.",
  "contains-practice": "Leave the practice’s name out of it.",
  "same-as-before": "This is the password you have now. Choose another one.",
  "same-as-other": "Your password and your backup password have to differ: one of them helps when the other is known.",
};

const vaultTroubleWords: Readonly<Record<VaultTrouble["trouble"], string>> = {
  damaged: "The vault’s file is damaged.",
  newer: "This vault was last used with a newer version of Wardkey.",
  "read-only": "The vault’s folder cannot be written to.",
  "disk-full": "The disk is full.",
  "in-use": "The vault is already open, in another window or by somebody else on this computer.",
  "two-names": "The vault’s file has a second name in another folder.",
  "key-store": "The key store of this computer does not answer.",
  "rolled-back": "This vault is older than the one that was last used here.",
  changed: "The vault’s audit log was changed outside Wardkey.",
  "root-changed": "The vault’s root secret is missing or was changed outside Wardkey.",
  removed: "A manager removed this workstation from the practice.",
  gone: "The vault’s file is not where it was.",
  exists: "There is a vault in this place already.",
  "not-a-vault": "This file is not a Wardkey vault.",
};

const mayNotWords: Readonly<Record<DenialReason, string>> = {
  held: "Nobody has confirmed since the restore that they still work here. A practice manager does that first.",
  "not-held": "The account is confirmed already.",
  role: "Your role does not allow this. Ask a practice manager.",
  "own-account": "Nobody does this to their own account. Ask another manager.",
  "second-manager": "This needs a second manager. Ask for it first; another manager then approves it here.",
  "last-manager": "This is the practice’s last active manager. Make somebody else a manager first.",
  deactivated: "This account is deactivated. Reactivate it first.",
  active: "This account is active already.",
  "not-locked": "This account is not locked.",
  "no-two-factor": "This account has no two-factor authentication yet.",
  "two-factor-on": "This account has two-factor authentication already.",
  "password-too-short":
    "A manager’s password has at least 15 characters, and this person’s is shorter. Ask them to change it first.",
  "no-password-yet": "This person has not chosen a password yet. Give them a new setup code.",
  "same-role": "This person has that role already.",
  "no-remembered-sign-in": "No workstation is remembered for this account.",
  "exempt-already": "This person is exempt until that day already.",
  "not-exempt": "This person is not exempt.",
  "own-asking":
    "Nobody approves what they asked for themselves, or what would help themselves. Another manager has to.",
  "not-a-manager": "Only a practice manager can approve this.",
  "manager-account": "Only practice managers act on a manager’s account. Ask one.",
  "third-manager": "You objected to this. A third manager decides, or manager recovery.",
  "same-person": "This account has the same phone as yours, so it counts as yours. Somebody else has to help.",
  "both-factors":
    "You have replaced this person’s other factor within the last seven days. Another person has to do this, or you wait.",
  "not-another-person":
    "This takes another person than you and whoever came before: with a phone of their own, a helper for at least 14 days, and neither of the two made the other one a helper.",
  "nobody-else":
    "This takes another person, and the practice has none. It goes ahead after 24 hours of notice, unless the person objects.",
  "email-not-kept": "That account does not keep this e-mail from others, or nobody is there to get it.",
  "email-in-use": "That account signs in with this e-mail now. Change it there first.",
  "no-app": "This person has no authenticator app in use.",
  "no-number": "There is no cell phone on file.",
  "number-waits": "The number on file is not confirmed, so no token goes to it.",
  "no-number-waiting": "No changed number waits to be confirmed.",
  "confirmed-by-you": "You changed this number, or have confirmed it already. It takes another person.",
  "no-gateway": "The practice has no gateway for text messages and calls.",
  "text-not-allowed": "The practice requires the authenticator app for this account. Text messages are not enough.",
  "own-emergency-access": "Nobody reviews their own emergency access. Another manager has to.",
  emergency: "Emergency access does not go so far. This takes a practice manager who has signed in as always.",
};

const notNowWords: Readonly<Record<NotNow["because"], string>> = {
  "wrong-step": "This step is over. Start again from the beginning.",
  "two-factor-on": "Two-factor authentication is on already.",
  "two-factor-off": "Two-factor authentication is off.",
  "sign-in-first":
    "This code is for setting up your phone again. Sign in with your e-mail and password; you are asked for the code then.",
  "setup-code-needed": "Type your setup code first. You get one from a manager or support.",
  "phone-to-verify": "Verify your phone first: have a code sent to it, and type it.",
  "reset-needed":
    "Your app was taken out of use. Ask support to reset your two-factor authentication: they give you a setup code for the new app.",
  "set-up-expired": "The setup took too long and was ended. Nothing has changed; start it again.",
  "sheet-over":
    "The key on your sealed sheet is good no longer. Go back and set the app up without it; nothing else has changed.",
  "no-paper": "There is nothing left to print or save: it is shown only once. Make a new one.",
  "no-gateway": "The practice has no gateway for text messages and calls.",
  "no-phone": "There is no cell phone in your profile.",
  "already-text": "You use text messages already.",
  "second-factor-needed":
    "You came in without your own phone or recovery code. Sign in with one of them first. A workstation that is remembered has to be forgotten before it asks for a token again.",
  "number-waits":
    "Your number was changed and is not confirmed yet, so no token goes there. Set up the app without it, or have two people of support confirm it.",
  "no-approval": "This is no longer waiting: it was answered, used or became too old. Ask again.",
  "objected-already": "Another manager objected to this already.",
  "approval-not-needed": "This needs no second manager now.",
  "already-asked": "This was asked for already and still waits for an answer.",
  "no-file": "There is no file any more. Choose it again.",
  "no-import": "This import is no longer there to undo.",
  "no-remembered-sign-in": "No workstation is remembered for you.",
  required: "The practice requires two-factor authentication for your account. It stays on.",
  "text-not-allowed": "The practice requires the authenticator app for your account. Text messages are not enough.",
  "more-proof-needed": "This takes a second proof first.",
  "no-backup-password": "There is no backup password for this account.",
  "no-code-to-replace": "No recovery code has been used since, so there is none to replace.",
  "no-key-to-keep": "The key of the old phone cannot be shown now. Set the new phone up with a new one.",
  "not-yet": "It is too early: everybody must have had 24 hours to see it.",
  "no-manager-recovery": "This is no longer waiting: it was stopped, done, or became too old.",
  "first-half-missing": "Print the first half of new emergency codes first.",
  "same-occasion": "Both halves must not be printed on one occasion. Sign in again later to print the second one.",
  "other-manager-needed": "Another manager has to print the second half.",
  "no-emergency-codes": "There are no emergency codes that could be used.",
  "reviewed-already": "This was reviewed already.",
  "conflict-settled": "This conflict is settled already.",
  "conflict-stays": "This cannot stay as it is. Change one of the accounts instead.",
  "nothing-to-rebuild":
    "There is nothing to rebuild: the stored records match the audit log, or the audit log itself was changed.",
  "backup-running": "A backup is being made. Wait until it is finished, or stop it.",
  "check-running": "The audit log is being checked. Wait until that is finished, or stop it.",
  "keys-changing": "The last change is not finished. Close Wardkey, start it again, and try once more.",
  "opens-so": "The vault opens in this way already.",
  "no-folder": "Backups do not go to this folder any more.",
  "dialog-open": "Another window for files or the printer is open. Finish or close it first.",
  "session-over": "You were locked or signed out before you answered, so nothing was saved or printed. Start again.",
  "changed-meanwhile": "Something changed while you were choosing, so nothing was saved or printed. Start again.",
};

const closedByAlarmWords =
  "Stored records do not match the audit log. Until they are rebuilt, nobody can act on other accounts or export anything but the audit log and the evidence pack.";

const incidentWords: Readonly<Record<Incident["what"], (number: string) => string>> = {
  "disk-full": (number) => `The disk is full, so nothing was saved. Make room and try again. (${number})`,
  "read-only": (number) => `The vault’s folder cannot be written to, so nothing was saved. (${number})`,
  unknown: (number) =>
    `Something went wrong in Wardkey and nothing was saved. Try again; if it stays, tell whoever looks after Wardkey the number ${number}.`,
};

const noPrinterWords = "No printer took it. Check the printer, or save it as a file.";
const paperTroubleWords: Readonly<Record<PaperTrouble["trouble"], string>> = {
  "no-printer": noPrinterWords,
  "not-printed": noPrinterWords,
  "not-written": "The file could not be written. Choose another folder.",
  "codes-void":
    "The sheets were neither printed nor saved, so their codes are void. Codes that these people had before are void too: make the sheets again.",
};

const badFileWords: Readonly<Record<BadFile["because"], string>> = {
  "not-read": "The file could not be read. It may be open in another program.",
  empty: "The file holds no rows.",
  "too-large": "The file is too large to be a list of people.",
  "too-many-rows": "The file has more rows than can be imported at once. Split it.",
  "not-a-table": "This is not a table that Wardkey can read. Save it as CSV.",
  "no-email-column": "Choose the column that holds the e-mail.",
};

function quotesOnLine(line: number): string {
  return ` The quotation marks of the row on line ${line} do not match.`;
}

/** "3 tries left." and the like; nothing where main does not say. */
function triesLeftWords(left: number | null): string {
  if (left === null) return "";
  if (left === 0) return " No tries left.";
  return left === 1 ? " 1 try left." : ` ${left} tries left.`;
}

function lockedWords(until: number | null, formats: Formats): string {
  if (until === null) return "Locked until somebody who looks after accounts here unlocks it.";
  return `Locked until ${formatUntil(until, formats)}. Until then nothing you type is checked or counted.`;
}

/** Every refusal in words. The compiler insists that none is left out. */
export function refusalWords(refusal: AnyRefusal | BridgeRefusal, formats: Formats): string {
  switch (refusal.code) {
    case "not-allowed":
      return "This cannot be done from here. You may have been signed out.";
    case "step-up-needed":
      return "Type your password again first.";
    case "too-many-calls":
      return "That was too much at once. Wait a moment and try again.";
    case "bad-input":
      return "Something is missing or does not fit. Look at the marked fields.";
    case "closed-by-alarm":
      return closedByAlarmWords;
    case "incident":
      return incidentWords[refusal.what](refusal.number);
    case "proof-refused":
      return refusalWords(refusal.because, formats);
    default:
      return ownRefusalWords(refusal, formats);
  }
}

type Own = Exclude<AnyRefusal, BridgeRefusal>;

function ownRefusalWords(refusal: Own, formats: Formats): string {
  switch (refusal.code) {
    case "bad-password":
      return passwordProblemWords[refusal.problem];
    case "vault-trouble":
      return vaultTroubleWords[refusal.trouble];
    case "may-not":
      return mayNotWords[refusal.because];
    case "selection-changed":
      return `The list has changed: it is ${formatNumber(refusal.count, formats)} now. Look again, and press once more.`;
    case "too-many":
      return `That is more than ${formatNumber(refusal.most, formats)} at once. Choose fewer.`;
    case "bad-file":
      return badFileWords[refusal.because] + (refusal.line === undefined ? "" : quotesOnLine(refusal.line));
    case "backup-unusable":
      return backupProblemWords(refusal, formats);
    case "backup-refused":
      return backupRefusals[refusal.because];
    case "not-now":
      return notNowWords[refusal.because];
    case "wrong-key":
      return wrongKeyWords(refusal.group);
    case "too-soon":
      return tooSoonWords(refusal.waitMs);
    case "paper-trouble":
      return paperTroubleWords[refusal.trouble];
    default:
      return entryRefusalWords(refusal, formats);
  }
}

function wrongKeyWords(group: number | undefined): string {
  if (group === undefined) return "This does not open the vault. Check it and try again; nothing was changed.";
  return `Group ${group} was mistyped. Compare it with the paper, letter by letter.`;
}

type Entry = Exclude<
  Own,
  {
    code:
      | "bad-password"
      | "vault-trouble"
      | "may-not"
      | "not-now"
      | "wrong-key"
      | "too-soon"
      | "paper-trouble"
      | "selection-changed"
      | "too-many"
      | "bad-file"
      | "backup-refused"
      | "backup-unusable";
  }
>;

function entryRefusalWords(refusal: Entry, formats: Formats): string {
  switch (refusal.code) {
    case "wrong-credentials":
      return "That didn't work. Check your e-mail and password.";
    case "wrong-password":
      return `That is not your password.${triesLeftWords(refusal.triesLeft)}`;
    case "locked":
      return lockedWords(refusal.until, formats);
    case "wrong-token":
      return `That code didn't match.${triesLeftWords(refusal.triesLeft)}`;
    case "wrong-backup-password":
      return `That is not your backup password.${triesLeftWords(refusal.triesLeft)}`;
    case "clock-differs":
      return clockDiffersWords(refusal.byMs);
    case "identity-refused":
      return identityWords[refusal.because];
    case "token-used":
      return usedWords[refusal.because];
    case "misplaced-code":
      return misplacedWords[refusal.looksLike];
    case "email-used":
      return emailUsedWords(refusal.owner?.name ?? null);
    case "send-limit":
      return `Enough tokens were sent for now. The next one can be sent at ${formatUntil(refusal.againAt, formats)}.`;
    default:
      return plainWords[refusal.code];
  }
}

const usedWords: Readonly<Record<TokenUsed["because"], string>> = {
  used: "This one was used already: each works once.",
  replaced: "A newer one has taken its place. Use that one.",
  outdated: "This one is from before the vault was restored. It no longer works.",
};

const misplacedWords: Readonly<Record<MisplacedCode["looksLike"], string>> = {
  token: "This looks like a token. It belongs on the screen that asks for one, after your e-mail and password.",
  "setup-code": "This looks like a setup code. It belongs under “I have a setup code” on the first screen.",
  "recovery-code": "This looks like a recovery code. Choose “Use a recovery code” to use it.",
  "bypass-code": "This looks like a bypass code. Choose “Use a bypass code” to use it.",
  "recovery-key": "This looks like the key on the recovery kit. It is not used here.",
};

type Plain = Exclude<
  Entry,
  {
    code:
      | "wrong-credentials"
      | "wrong-password"
      | "locked"
      | "wrong-token"
      | "token-used"
      | "misplaced-code"
      | "send-limit"
      | "wrong-backup-password"
      | "clock-differs"
      | "identity-refused"
      | "email-used";
  }
>;

/** `owner`: who came in under it; null: whoever asks is not told. */
function emailUsedWords(owner: string | null): string {
  if (owner === null) return "Somebody else has signed in with this e-mail, so it stays theirs. Use another one.";
  return `${nameInSentence(owner)} has signed in with this e-mail, so it stays theirs. Two managers can let another account have it; where there is one manager, it takes 24 hours of notice.`;
}

/** Why a way of making sure who asks does not serve. */
const identityWords: Readonly<Record<IdentityDenial, string>> = {
  "no-phone": "There is no cell phone on file to call back.",
  "number-changed": "The number on file was changed within the last 14 days. Choose another way.",
  "number-waits": "The number on file was changed and is not confirmed yet. Choose another way.",
  "vouching-over": "This was vouched for too long ago, or for something else. Have it vouched for again.",
  "voucher-gone": "Whoever vouched is no longer active here. Somebody else has to vouch.",
  "voucher-is-helper": "Nobody vouches for what they do themselves. It takes somebody else.",
  "voucher-not-another":
    "Somebody else has to vouch: with a phone of their own, no helper since less than 14 days, and neither of you made the other one a helper.",
  "voucher-is-person": "Nobody vouches for themselves, also not with another account on the same phone.",
  "in-person-needed": "Nobody has seen this number before. Look at a photo ID in person.",
};

/** Positive: the phone is fast, or this computer slow. */
function clockDiffersWords(byMs: number): string {
  return `The phone’s clock is ${formatApart(byMs)} ${byMs > 0 ? "ahead of" : "behind"} this computer’s. Set the wrong one right, and type a new code.`;
}

const plainWords: Readonly<Record<Plain["code"], string>> = {
  "wrong-emergency-codes": "Those are not both halves of the emergency codes that are good now.",
  "weak-passphrase": "Choose a vault passphrase that is longer or harder to guess.",
  "records-damaged":
    "This account’s records do not match the audit log, so nobody gets in with it. A practice manager has to look at it first.",
  "two-factor-needed": "Type your token too: your account has two-factor authentication on.",
  "token-repeated": "Wait for the next code: this one was used already.",
  "token-expired": "That token has expired. Have a new one sent.",
  "no-token-sent": "No token is on its way to you. Have one sent first.",
  "sign-in-ended": "This sign-in has ended. Start again with your e-mail and password.",
  "no-gateway": "The practice has no gateway for text messages and calls.",
  "no-phone": "There is no confirmed cell phone to send it to.",
  "wrong-set-up-code":
    "That didn't work. Check your e-mail and the setup code; a code works once and for a limited time.",
  "recovery-refused":
    "That didn't work. Check the e-mail, the recovery key and the recovery code. This way is only for managers whom no two others can help.",
  "wrong-part": "This is not the part that was asked for. Look at the paper again.",
  "practice-name-mismatch": "This is not the name of the practice whose vault was here.",
  "email-taken": "Another account has this e-mail already.",
  "identity-needed":
    "This changes name and e-mail together, and so whose account it is. Make sure first who asks for it.",
  "no-such-person": "This account is no longer there.",
  cancelled: "Stopped. Nothing was changed.",
  "would-lock-out":
    "This would leave no manager who can get in, so it was not put in force. Give one manager an authenticator app first.",
  "import-changed": "Accounts have changed since the dry run. Look at it again before you import.",
};
