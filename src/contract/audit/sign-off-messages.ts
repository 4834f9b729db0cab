import { type Formats, formatDateTime, formatNumber } from "../formats";
import type { SignOffAnswer, WrongWord } from "./views";

/** The sign-off sheet, as Audit log offers it and checks it. */

export const signOffSheetWords = {
  open: "Sign-off sheet",
  title: "Make a sign-off sheet",
  about:
    "One page with the newest entry of the audit log, in twelve words and as a QR code. Sign it and keep it away from this workstation. With it anybody can check later that nothing was changed.",
  as: "As",
  tos: {
    printer: { label: "Printed page", about: "The system’s print dialog opens." },
    pdf: { label: "PDF", about: "One file, to print or keep elsewhere." },
  },
  make: { printer: "Print", pdf: "Save" },
  cancel: "Cancel",
  close: "Close",
  saved: (name: string) => `Saved as ${name}.`,
  printed: "The sign-off sheet went to the printer.",
} as const;

export const checkSheetWords = {
  open: "Check a sign-off sheet",
  title: "Check a sign-off sheet",
  about:
    "Type the twelve words from the sheet, or from an evidence pack. Wardkey says whether the audit log still holds that entry.",
  field: "Twelve words",
  hint: "In their order. Capitals and commas do not matter. You can also scan the QR code.",
  check: "Check",
  close: "Close",
  answer: (answer: SignOffAnswer, formats: Formats): { readonly title: string; readonly body: readonly string[] } => {
    const entry = (seq: number) => `Entry ${formatNumber(seq, formats)}`;
    switch (answer.is) {
      case "contained":
        return {
          title: "The audit log still holds this entry",
          body: [
            `${entry(answer.seq)} of ${answer.workstation}, ${formatDateTime(answer.at, formats)}.`,
            "Its hash is the one on the sheet.",
            "“Verify now” checks all entries before it and after it.",
          ],
        };
      case "missing":
        return {
          title: "Entries are missing",
          body: [
            answer.from === answer.to
              ? `${entry(answer.from)} of ${answer.workstation} is not in this audit log.`
              : `Entries ${formatNumber(answer.from, formats)} to ${formatNumber(answer.to, formats)} of ${answer.workstation} are not in this audit log.`,
            "An older vault was put back or restored, or entries were taken out.",
            ...keepIt,
          ],
        };
      case "another":
        return {
          title: "The entry is another one",
          body: [
            `${entry(answer.seq)} of ${answer.workstation} is not the one on the sheet.`,
            "The audit log was changed after the sheet was printed.",
            ...keepIt,
          ],
        };
      case "unknown-workstation":
        return {
          title: "This audit log does not know the workstation",
          body: [
            "The sheet is another practice’s, or this vault is older than the workstation that printed it.",
            `Then entries 1 to ${formatNumber(answer.seq, formats)} of that workstation are missing.`,
            "Compare the vault ID on the sheet.",
          ],
        };
      case "wrong-count":
        return {
          title: `${formatNumber(answer.count, formats)} ${answer.count === 1 ? "word" : "words"} instead of twelve`,
          body: ["Type all twelve words. Nothing is wrong with the audit log."],
        };
      case "wrong-words":
        return {
          title: "Check how you typed it",
          body: [...answer.wrong.map(wrongWord), "Nothing is wrong with the audit log because of it."],
        };
      case "mismatch":
        return {
          title: "The words do not fit each other",
          body: [
            "More than one word is not as it is printed, or their order is another one.",
            "Compare each with the sheet. Nothing is wrong with the audit log because of it.",
          ],
        };
    }
  },
} as const;

const keepIt = [
  "Do not delete anything. Keep the sheet and the vault’s folder as they are.",
  "Ask whoever looks after the computer what was restored, and when.",
] as const;

function wrongWord({ place, typed, perhaps }: WrongWord): string {
  const said = `Word ${place}: “${typed}”`;
  if (perhaps.length === 0) return `${said} is not on any sheet.`;
  const quoted = perhaps.map((word) => `“${word}”`);
  const last = quoted.at(-1) ?? "";
  const choice = quoted.length === 1 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
  return `${said} is probably ${choice}.`;
}
