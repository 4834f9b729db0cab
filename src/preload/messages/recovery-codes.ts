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
  unfinishedTitle: "Don't get locked out",
  unfinishedLead: "Your authenticator app is in use. What is missing are your ten recovery codes.",
} as const;
