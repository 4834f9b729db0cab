import { type Formats, formatDateTime, formatNumber, nameInSentence } from "../formats";
import type { RecordArea } from "../vocabulary";
import { possessive } from "./entry-vocabulary";
import type { FindingView } from "./views";

/** What a check found wrong in the vault, and what that could have allowed. */

export const areaWords: Readonly<Record<RecordArea, { readonly label: string; readonly allowed: string }>> = {
  account: {
    label: "role, status, number and e-mail",
    allowed: "Somebody could have had another role, come back after leaving, or got tokens at another number.",
  },
  password: { label: "password", allowed: "Somebody could have signed in with another password." },
  lock: { label: "failed attempts and locks", allowed: "Somebody could have gone on guessing past a lock." },
  phone: {
    label: "authenticator app",
    allowed: "Another phone could have been accepted, or a code used twice.",
  },
  codes: {
    label: "setup, bypass and recovery codes",
    allowed: "A code that was used, revoked or expired could have let somebody in.",
  },
  policy: {
    label: "2FA policy and exemptions",
    allowed: "People could have signed in without the second factor that is required.",
  },
  settings: {
    label: "settings of the practice",
    allowed: "Tokens and remembered workstations could have lasted longer than you decided.",
  },
  gateway: { label: "texts and calls", allowed: "Tokens could have gone through somebody else’s gateway." },
  approvals: {
    label: "approvals and proofs of identity",
    allowed: "An act could have gone ahead without a second manager or a proof.",
  },
  emergency: {
    label: "emergency codes and accesses",
    allowed: "Emergency access could have been opened, or hidden.",
  },
  workstations: {
    label: "workstations, keys and clocks",
    allowed: "Another computer’s entries, or another time, could have been believed.",
  },
  backups: {
    label: "backups",
    allowed: "Backups could have gone elsewhere, or another practice’s could have been taken for yours.",
  },
  history: {
    label: "what is known of earlier changes",
    allowed: "Something that was taken away could have come back.",
  },
};

export const findingWords = {
  heading: "What was found",
  allowedHeading: "What that could have allowed",
  more: (count: number, formats: Formats) => `and ${formatNumber(count, formats)} more`,
  practice: "The practice’s",
} as const;

/** "Entry 812 of the first workstation, Nov 2, 2026, 9:14 AM (signed-in), about Marcus Webb, is another one." */
export function findingSentence(finding: FindingView, formats: Formats): string {
  const number = (seq: number) => formatNumber(seq, formats);
  switch (finding.what) {
    case "entry-changed":
    case "entry-moved": {
      const { seq, workstation, at, kind, person } = finding;
      const which = `Entry ${number(seq)} of ${workstation}, ${formatDateTime(at, formats)}${kind === null ? "" : ` (${kind})`}`;
      const about = person === null ? "" : `, about ${person.name},`;
      return `${which}${about} ${finding.what === "entry-moved" ? "stands in another place." : "is not the one that was written."}`;
    }
    case "entries-missing": {
      const { from, to, workstation } = finding;
      return from === to
        ? `Entry ${number(from)} of ${workstation} is missing.`
        : `Entries ${number(from)} to ${number(to)} of ${workstation} are missing.`;
    }
    case "row":
    case "secret": {
      const whose = finding.person === null ? findingWords.practice : possessive(nameInSentence(finding.person.name));
      return `${whose} records differ from the audit log: ${areaWords[finding.area].label}.`;
    }
  }
}

/** What could have been done with it, each said once. */
export function allowedSentences(findings: readonly FindingView[]): readonly string[] {
  return [...new Set(findings.map(allowedBy))];
}

function allowedBy(finding: FindingView): string {
  switch (finding.what) {
    case "entry-changed":
      return "What this entry recorded could have been hidden or made up.";
    case "entries-missing":
      return "A lock, a used code or a right that was taken away could have come back.";
    case "entry-moved":
      return "What happened later could have counted as earlier.";
    default:
      return areaWords[finding.area].allowed;
  }
}
