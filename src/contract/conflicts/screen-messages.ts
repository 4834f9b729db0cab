import { partyWords, reasonGiven } from "../audit/entry-vocabulary";
import {
  daysAgo,
  type Formats,
  formatDateTime,
  formatNumber,
  formatTime,
  nameInSentence,
  type Place,
} from "../formats";
import type { ConflictWay } from "./views";

/** The screen Conflicts, and the ways that lead there; what conflicts are about is in messages.ts. */

export const conflictsWords = {
  title: "Conflicts",
  lead: "What two workstations recorded while they were apart, and cannot both be true.",
  back: "Audit log",
  none: "Nothing is in conflict",
  noneWhy: "All that your workstations recorded fits together. Past conflicts are listed below.",
  neverWhy: "All that your workstations recorded fits together.",
  open: "Open",
  found: (at: string, by: string) => `Found ${at}, at ${by}.`,
  side: (letter: string) => `Side ${letter}:`,
  where: (workstation: string, at: string) => `At ${workstation}, ${at}`,
  differs: "(different)",
  how: "How do you want to settle it?",
  later: "Decide later",
  reason: "Reason",
  reasonHint: "Stands in the audit log, for whoever looks later.",
  managersSettle: "A practice manager settles this.",
  more: (shown: number, all: number, place: Place) =>
    `You see ${formatNumber(shown, place)} of ${formatNumber(all, place)}. The others follow as you settle these.`,
  settled: "Settled",
  settledList: "Settled conflicts",
  settledAt: "Settled",
  happened: "What happened",
  howSettled: "How it was settled",
  settledNow: (title: string) => `Settled: ${title}.`,
  /** Beside Audit log in the navigation. */
  badge: (count: number) => (count === 1 ? "1 open conflict" : `${count} open conflicts`),
  /** On the audit log's screen. */
  toOpen: (count: number, place: Place) =>
    count === 1 ? "1 conflict to settle" : `${formatNumber(count, place)} conflicts to settle`,
  toSettled: "Settled conflicts",
  /** Among the figures of the overview. */
  figure: (count: number) => (count === 1 ? "Conflict to settle" : "Conflicts to settle"),
} as const;

/** How one was settled. */
export const settledWords = {
  kept: (who: string | null, reason: string) =>
    `${who ?? partyWords.app} kept what was in force.${reasonGiven(reason)}`,
  since: "What was recorded since settled it.",
} as const;

/** What is in force, at the head of its notice. */
export function inForceNow(held: string): string {
  return `In force now: ${held}.`;
}

/** "today, 11:20 AM". */
export function whenWords(at: number, formats: Formats): string {
  const ago = daysAgo(at, formats);
  if (ago === 0) return `today, ${formatTime(at, formats)}`;
  return ago === 1 ? `yesterday, ${formatTime(at, formats)}` : formatDateTime(at, formats);
}

/** Two accounts may have one name: which of them it is. */
export function nameOnSide(name: string, side: number): string {
  return `${name} (${sideLetter(side)})`;
}

/** A, B, C: how the sides are told apart. */
export function sideLetter(side: number): string {
  return String.fromCharCode("A".charCodeAt(0) + side);
}

interface WayWords {
  readonly label: string;
  readonly about: string;
  /** Names what happens, or where one goes to do it. */
  readonly button: string;
}

/** What a way does, of a conflict with so many sides. */
export function wayWords(way: ConflictWay, sides: number): WayWords {
  switch (way.is) {
    case "keep":
      return {
        label: "Keep what is in force",
        about: "Nothing changes. Your reason is kept with it.",
        button: "Keep what is in force",
      };
    case "deactivate":
      return deactivateWords(way, sides);
    case "change-email": {
      const letter = sideLetter(way.side);
      return {
        label: `${sides === 2 ? "Two" : "Different"} people: change ${letter}`,
        about: way.keeps
          ? `${letter} gets another e-mail. After that, you let the other one have this one.`
          : `${letter} gets another e-mail.`,
        button: `Open the profile of ${letter}`,
      };
    }
    case "lift-email": {
      const letter = sideLetter(way.side);
      return {
        label: `Let ${letter} have the e-mail`,
        about: "It takes a second manager, or 24 hours of notice where you are the only one.",
        button: `Let ${letter} have the e-mail`,
      };
    }
    case "change-policy":
      return { label: "Change the 2FA policy", about: "You save the rules that you want.", button: "Open 2FA policy" };
    case "change-settings":
      return { label: "Change the setting", about: "You save the value that you want.", button: "Open Settings" };
    case "change-gateway":
      return {
        label: "Set up the gateway",
        about: "You type what the gateway needs.",
        button: "Open Settings",
      };
    default:
      return accountWayWords(way);
  }
}

/** Of two accounts one stays, which is the point; of more it is said which one goes. */
function deactivateWords({ side, keeps }: OfShared, sides: number): WayWords {
  const letter = sideLetter(side);
  const about = keeps
    ? `${letter} is deactivated. After that, you let the other one have the e-mail.`
    : `${letter} is deactivated. Its setup code is void.`;
  if (sides !== 2) return { label: `Deactivate ${letter}`, about, button: `Deactivate ${letter}` };
  const kept = sideLetter(1 - side);
  return { label: `Same person: keep ${kept}`, about, button: `Keep ${kept}, deactivate ${letter}` };
}

type OfShared = Extract<ConflictWay, { is: "deactivate" | "change-email" }>;
type OfAccount = Exclude<
  ConflictWay,
  { is: "keep" | "deactivate" | "change-email" | "lift-email" | "change-policy" | "change-settings" | "change-gateway" }
>;

function accountWayWords({ is, person }: OfAccount): WayWords {
  const name = nameInSentence(person.name);
  const [profile, security] = [`Open the profile of ${name}`, `Open Security of ${name}`];
  switch (is) {
    case "change-role":
      return { label: `Give ${name} another role`, about: "You choose the role in the profile.", button: profile };
    case "reactivate":
      return { label: `Reactivate ${name}`, about: "They get a new setup code from you.", button: profile };
    case "edit-profile":
      return { label: "Change the profile", about: "You save the value that is right.", button: profile };
    case "give-setup-code":
      return { label: "Give a setup code", about: "They go on with it at the next sign-in.", button: security };
    case "reset-two-factor":
      return { label: "Reset two-factor", about: "They set up again with a setup code from you.", button: security };
    case "change-exemption":
      return { label: "Change the exemption", about: "You choose its last day, or end it.", button: security };
  }
}
