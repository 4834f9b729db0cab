import { actDigest } from "../../domain/approvals";
import { canonicalText } from "../../domain/canonical";
import { isEventKind } from "../../domain/event-groups";
import type { Entry, EventData, EventKind } from "../../domain/events";
import type { Failures } from "../../domain/lockout";
import { inTodaysWords } from "../stored-words";

/*
 * Entries are never rewritten: what an earlier version wrote is read in the words of today. The only place that knows what
 * things were called before.
 */

/**
 * The version in which entries are written. 1: under the names of the first versions. 1 and 2: with all failures that were
 * counted at the workstation, in the place of what each entry adds to them or clears.
 */
export const ENTRY_VERSION = 3;

/** What kinds were called in version 1. */
const retiredKinds = {
  "practice-founded": "practice-created",
  "founding-finished": "practice-setup-finished",
  "requirement-changed": "policy-changed",
  "ledger-exported": "audit-log-exported",
  "enrolment-sheets-made": "enrollment-sheets-made",
  "set-up-code-issued": "setup-code-issued",
  "set-up-code-claimed": "setup-code-claimed",
  "set-up-code-revoked": "setup-code-revoked",
  "envelope-half-made": "emergency-half-made",
  "envelope-voided": "emergency-codes-voided",
  "envelope-opened": "emergency-codes-opened",
  "break-glass-opened": "emergency-access-opened",
  "break-glass-reviewed": "emergency-access-reviewed",
  "refounding-asked": "manager-recovery-asked",
  "refounding-shown": "manager-recovery-shown",
  "refounding-stopped": "manager-recovery-stopped",
  "manager-refounded": "manager-recovery-finished",
  "workstation-remembered": "sign-in-remembered",
  "workstation-forgotten": "remembered-sign-in-forgotten",
} as const satisfies Readonly<Record<string, EventKind>>;

const retiredNames: Readonly<Record<string, string>> = {
  envelope: "emergencyCodes",
  opening: "access",
  refounding: "recovery",
  setUpOnly: "setupOnly",
};

const retiredActs: Readonly<Record<string, string>> = {
  issueSetUpCode: "issueSetupCode",
  changeRequirement: "changePolicy",
  forgetWorkstation: "forgetRememberedSignIn",
  forgetMyWorkstation: "forgetMyRememberedSignIn",
  makeEnrolmentSheets: "makeEnrollmentSheets",
  makeEnvelopeHalf: "makeEmergencyHalf",
  voidEnvelope: "voidEmergencyCodes",
  reviewBreakGlass: "reviewEmergencyAccess",
  "issue-set-up-code": "issue-setup-code",
  "forget-workstation": "forget-remembered-sign-in",
};

/** What words were in version 1, by the name that they are the value of. */
const retiredWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  about: retiredKinds,
  act: retiredActs,
  because: { "no-workstation": "no-remembered-sign-in", "own-opening": "own-emergency-access" },
  by: { founding: "practice-setup", "set-up-code": "setup-code", refounding: "manager-recovery" },
  during: { "set-up": "enrollment", claim: "setup-code", "break-glass": "emergency-access", opening: "vault" },
  factor: {
    "set-up-code": "setup-code",
    "break-glass": "emergency-access",
    workstation: "remembered-sign-in",
  },
  for: { enrolment: "enrollment", "break-glass": "emergency-access", refounding: "manager-recovery" },
  report: { "set-up-codes": "setup-codes" },
  where: { founding: "practice-setup" },
};

/** True where facts say, however deep, of what type an account is. */
type Says<Facts> = Facts extends { readonly accountType: unknown }
  ? true
  : Facts extends object
    ? { [Name in keyof Facts]: Says<Facts[Name]> }[keyof Facts]
    : never;
type SaysAccountType = { [K in EventKind]: true extends Says<EventData[K]> ? K : never }[EventKind];

const saysAccountType: { readonly [K in SaysAccountType]: true } = {
  "account-created": true,
  "account-edited": true,
  "policy-changed": true,
  "conflict-found": true,
  "people-exported": true,
  "report-exported": true,
  "evidence-pack-made": true,
};

/** An entry, as it is stored, in the words of today. */
export function lift(entry: Entry): Entry {
  if (entry.version >= 3) return entry;
  return withCounts(entry.version === 1 ? liftFirst(entry) : entry);
}

/** Whether this version can read a stored entry of that kind and version. */
export function isKnown({ kind, version }: { readonly kind: string; readonly version: number }): boolean {
  const named = version === 1 ? todays(retiredKinds, kind) : kind;
  return version >= 1 && version <= ENTRY_VERSION && isEventKind(named);
}

/** SQL that is true where a column holds one of these kinds, under whichever name it was written. */
export function isKind(column: string, ...kinds: readonly EventKind[]): string {
  const names = kinds.flatMap(storedNames).map((name) => `'${name}'`);
  return names.length === 1 ? `${column} = ${names[0]}` : `${column} IN (${names.join(", ")})`;
}

/** Every name under which entries of a kind are stored, today's first. */
export function storedNames(kind: EventKind): readonly string[] {
  return [kind, ...Object.entries(retiredKinds).flatMap(([retired, today]) => (today === kind ? [retired] : []))];
}

/** All names under which entries of some kinds are stored, as JSON: for json_each. */
export function namesOf(kinds: readonly EventKind[]): string {
  return JSON.stringify(kinds.flatMap(storedNames));
}

function liftFirst(entry: Entry): Entry {
  const kind = todays(retiredKinds, entry.kind) as EventKind;
  const worded = kind in saysAccountType ? inTodaysWords(entry.data) : entry.data;
  const lifted = { ...entry, kind, data: withTodaysNames(worded) } as Entry;
  return lifted.kind === "approval-asked" ? { ...lifted, data: withParameters(lifted.data) } : lifted;
}

type OlderCounts = { readonly failures: Failures };
type OlderAttempt = OlderCounts & { readonly authenticator: { readonly id: string; readonly failures: number } | null };

/** What was counted, under the name that says that it is all of it. */
function withCounts(entry: Entry): Entry {
  if (entry.kind === "attempt-refused") {
    const { failures, authenticator: asked, ...rest } = entry.data as object as OlderAttempt;
    const authenticator = asked && { id: asked.id, inAll: asked.failures };
    const data = { ...rest, inARow: failures.count, counts: { inAll: failures }, authenticator };
    return { ...entry, data } as Entry;
  }
  if (!clearing.includes(entry.kind)) return entry;
  const { failures, ...rest } = entry.data as object as OlderCounts;
  return { ...entry, data: { ...rest, inAll: failures } } as Entry;
}

/** Kinds that clear failures. */
const clearing: readonly EventKind[] = ["account-unlocked", "recovery-kit-used", "manager-recovery-finished"];

/** Facts with the names and words of today; what was proven lies one level deeper. */
function withTodaysNames(facts: unknown): object {
  const named = Object.entries(facts as object).map(([name, value]) => {
    if (name === "factors") return [name, (value as readonly unknown[]).map(withTodaysNames)];
    const words = retiredWords[name];
    return [
      todays(retiredNames, name),
      words === undefined || typeof value !== "string" ? value : todays(words, value),
    ];
  });
  return Object.fromEntries(named);
}

function todays(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}

/** What an approval is bound to goes with the words of what was asked for. */
function withParameters(asked: EventData["approval-asked"]): EventData["approval-asked"] {
  const parameters = inTodaysWords(JSON.parse(asked.parameters)) as object;
  return { ...asked, parameters: canonicalText(parameters), digest: actDigest(asked.act, parameters) };
}
