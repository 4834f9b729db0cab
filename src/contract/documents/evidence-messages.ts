/** The evidence pack: what an insurer reads about the practice's two-factor authentication. */

import { formatNumber, type Place } from "../formats";

const people = (count: number, place: Place) => `${formatNumber(count, place)} ${count === 1 ? "person" : "people"}`;

export const evidenceWords = {
  title: "Evidence pack",
  heading: "Evidence of two-factor authentication",
  period: (from: string, to: string) => `${from} to ${to}`,
  cover: {
    period: "Period",
    made: "Made",
    by: "By",
    covers: "Covers",
    everybody: "Every active person of the practice; nothing was left out.",
    vaultId: "Vault ID",
    workstation: "Workstation ID",
    contents: "In this pack",
  },
  figures: {
    protected: (part: number, all: number, place: Place) =>
      `of all people (${formatNumber(part, place)} of ${formatNumber(all, place)}) are protected by two-factor authentication`,
    managers: "practice managers are protected",
    overdue: "overdue: required, and past the deadline",
    exempt: "exempt, each through a day and for a reason",
    of: (count: string, all: string) => `${count} of ${all}`,
  },
  ledger: {
    heading: "Seal: the hash of the audit log",
    entries: (entries: number, place: Place) =>
      entries === 1
        ? "1 entry, up to the making of this pack"
        : `${formatNumber(entries, place)} entries, up to the making of this pack`,
    proves: (entries: number, place: Place) =>
      `This is the hash of entry ${formatNumber(entries, place)}, the newest in the practice's audit log when this pack was made; it is worked out from what that entry says and from the hash of the entry before it, and so on back to the first.`,
    check: (entries: number, place: Place) =>
      `If any of these entries were changed, left out or put in later, entry ${formatNumber(entries, place)} would come to a different hash. To check, type the twelve words near the end of this pack in Wardkey under Audit log, “Check a sign-off sheet”; or export the audit log as JSON and work the hash out elsewhere.`,
  },
  method: { app: "Authenticator app", text: "Text message", none: "No second factor" },
  people: "People",
  protected: "Protected",
  share: "Share",
  total: "All",
  date: "Date",
  person: "Person",
  by: "By whom",
  cause: "Cause",
  sections: {
    now: "Coverage when this pack was made",
    overTime: "Coverage over time",
    policy: "What is required",
    changes: "Changes of the 2FA policy",
    exemptions: "Exemptions",
    resets: "Resets of two-factor authentication",
    lockouts: "Lockouts",
    claims: "Setup codes claimed",
    ledger: "The audit log when this pack was made",
    sign: "Signature",
  },
  now: {
    about: (count: number, place: Place) =>
      `${count === 1 ? "One person has" : `${people(count, place)} have`} an active account. Protected means: besides the password, a token from an authenticator app or from a text message is asked for at sign-in. Shares are rounded down, that of people without a second factor up.`,
    nobody: "No active account fits what this pack covers.",
    byMethod: "By method",
    method: "Method",
    byAccountType: "By account type",
    accountType: "Account type",
    byRole: "By role",
    role: "Role",
    managers: "Practice managers protected",
    overdue: "Overdue",
    exempt: "Exempt",
    besides: "Also at that time",
    what: "What",
  },
  overTime: {
    none: "Nothing was recorded in this period from which coverage over time could be drawn.",
    thinned: (step: number) =>
      `The chart draws every day on record; the table has one in ${step}, counted back from the last.`,
    one: "One day only is on record in this period; a chart takes at least two.",
  },
  policy: {
    none: "Nobody is required to use two-factor authentication.",
    strictest: "Where more than one of these applies to a person, the strictest decides.",
    remembered: (days: number) =>
      days === 0
        ? "No workstation is remembered: a token is asked for at every sign-in."
        : `A workstation may be remembered for up to ${days === 1 ? "one day" : `${days} days`} after a sign-in with a token; until then it stands in for the token, and the password is asked for as always.`,
  },
  changes: {
    none: "The 2FA policy was not changed in this period.",
    what: "What was changed",
    reason: "Reason",
    noReason: "None given",
  },
  exemptions: {
    none: "No exemptions in this period.",
    through: "Through",
    reason: "Reason",
    by: "Granted by",
    on: "Granted on",
  },
  resets: { none: "Nobody's two-factor authentication was reset in this period.", proof: "Proof of identity" },
  lockouts: {
    none: "Nobody was locked out in this period.",
    byCause: "By cause",
    byMonth: "By month",
    month: "Month",
    count: "Lockouts",
  },
  claims: { none: "No setup code was claimed in this period.", purpose: "For", where: "Where" },
  sign: {
    text: "I have read this pack. To the best of my knowledge it is complete and true.",
    name: "Name",
    position: "Position",
    date: "Date",
    signature: "Signature",
  },
} as const;

/** "September 2026". */
export function monthOf(at: number, place: Place): string {
  return new Intl.DateTimeFormat(`en-${place.region}`, {
    month: "long",
    year: "numeric",
    timeZone: place.timeZone,
  }).format(at);
}

/** "2 November 2026". */
export function longDay(at: number, place: Place): string {
  return new Intl.DateTimeFormat(`en-${place.region}`, { dateStyle: "long", timeZone: place.timeZone }).format(at);
}
