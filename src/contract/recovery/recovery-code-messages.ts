/** Recovery codes as text for the clipboard, by their numbers: `first` is that of the first one. */
export function recoveryCodesText(sheet: {
  practice: string;
  name: string;
  codes: readonly string[];
  first: number;
}): string {
  const { practice, name, codes, first } = sheet;
  const which = codes.length === 1 ? `Recovery code ${first}` : "Recovery codes";
  const lead = `${which} of ${name} for ${practice}. Each one signs you in once.`;
  const lines = codes.map((code, index) => `${String(first + index).padStart(2)}  ${code}`);
  return `${lead}\n\n${lines.join("\n")}\n`;
}

/** One's own recovery codes: the card on the tab Security, and wherever ten of them are shown. */
export const ownCodesWords = {
  card: "Recovery codes",
  about: "Ten codes on paper. Each one gets you in once, without your phone.",
  left: (left: number, total: number) => `${left} of ${total} left`,
  none: "None yet",
  notStored: "Not stored yet",
  noneWarning: "Without recovery codes, a lost phone locks you out until somebody helps you.",
  notStoredWarning: "You have not said that you stored them. Make new ones if you do not have them.",
  lowWarning: "You are running low. New codes make the old ones void.",
  make: "Make recovery codes",
  makeNew: "New codes",
  close: "Close",
  keep: "Keep the old ones",
  later: "Later",
  makeTitle: "Make recovery codes",
  makeLead: "Ten codes are shown once, to print or save. Keep them on paper, not on the phone.",
  newTitle: "Make new recovery codes?",
  newLead: (left: number) =>
    left === 1
      ? "The one code you have left stops working now. Ten new ones are shown once."
      : `The ${left} codes you have left stop working now. Ten new ones are shown once.`,
  shownTitle: "Your recovery codes",
  shownLead: "Print, save or copy them now: they are never shown again.",
  list: "Recovery codes",
  copy: "Copy",
  copied: "Copied. The clipboard is emptied after 30 seconds, so paste them now.",
  stored: "I have stored these",
  storedHint: "On paper or in a file that you can reach without your phone.",
  storeFirst: "Tick “I have stored these” first.",
  done: "Done",
  kept: "Your recovery codes are in force.",
  byNumber: "The codes by their numbers on paper",
  no: (number: number) => `${number}.`,
  open: "Not used",
  usedOn: (day: string) => `Used ${day}`,
  unfinishedTitle: "Don't get locked out",
  unfinishedLead: "Your authenticator app is in use. What is missing are your ten recovery codes.",
} as const;

/** After a sign-in with a recovery code: a fresh one under its number. */
export const freshCodeWords = {
  askTitle: "A new code for the one you used?",
  askLead: "The code you signed in with works no more. A new one takes its number, and is shown once.",
  make: "Make the new code",
  shownTitle: (number: number) => `Your new code no. ${number}`,
  shownLead: (number: number) => `Write it beside number ${number} on your paper: it is never shown again.`,
  code: (number: number) => `Recovery code no. ${number}`,
  stored: "I have stored it",
  storeFirst: "Tick “I have stored it” first.",
  kept: (number: number) => `Recovery code no. ${number} is in force.`,
} as const;

/** Across every screen, as long as it holds. */
export const codesBannerWords = {
  usedTitle: "You signed in with a recovery code",
  used: "It is used up. Have a new one made for its place on your paper.",
  fresh: "Get a new code",
  dismiss: "Put away",
  lowTitle: (left: number) => {
    if (left === 0) return "You have no recovery codes";
    return left === 1 ? "You have 1 recovery code left" : `You have ${left} recovery codes left`;
  },
  low: "They get you in when your phone does not. Make ten new ones while you can.",
  look: "Make new codes",
} as const;

/** After a restore, at everybody's next sign-in. */
export const restoredCodesWords = {
  title: "You need new recovery codes",
  lead: "The practice’s vault was restored. Your old recovery codes no longer work. You get ten new ones now.",
  make: "Get ten new codes",
} as const;
