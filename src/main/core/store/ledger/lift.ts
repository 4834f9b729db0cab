import { actDigest } from "../../domain/approvals";
import { canonicalText } from "../../domain/canonical";
import type { DomainEvent, Entry, EventData, EventKind } from "../../domain/events";
import { inStoredWords, inTodaysWords } from "../stored-words";

/*
 * Entries are read in the words of today and written in those that they always had; what the hash covers stays as it was
 * written. The only place where the two meet.
 */

/** What acts were called in entries that earlier versions wrote. */
const retiredActs: Readonly<Record<string, string>> = {
  issueSetUpCode: "issueSetupCode",
  changeRequirement: "changePolicy",
  forgetWorkstation: "forgetRememberedSignIn",
  forgetMyWorkstation: "forgetMyRememberedSignIn",
  makeEnrolmentSheets: "makeEnrollmentSheets",
  makeEnvelopeHalf: "makeEmergencyHalf",
  voidEnvelope: "voidEmergencyCodes",
  reviewBreakGlass: "reviewEmergencyAccess",
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
  "requirement-changed": true,
  "people-exported": true,
  "report-exported": true,
  "evidence-pack-made": true,
};

/** An entry, as it is stored, in the words of today. */
export function lift(entry: Entry): Entry {
  if (entry.kind in saysAccountType) return { ...entry, data: inTodaysWords(entry.data) } as Entry;
  const { data } = entry;
  if (!("act" in data) || typeof data.act !== "string") return entry;
  const lifted = { ...entry, data: { ...data, act: retiredActs[data.act] ?? data.act } } as Entry;
  return lifted.kind === "approval-asked" ? { ...lifted, data: withParameters(lifted.data, inTodaysWords) } : lifted;
}

/** The facts of an event as its entry keeps them. */
export function lower(event: DomainEvent): unknown {
  if (event.kind in saysAccountType) return inStoredWords(event.data);
  return event.kind === "approval-asked" ? withParameters(event.data, inStoredWords) : event.data;
}

/** What was asked for in other words; what an approval is bound to goes with them. */
function withParameters(asked: EventData["approval-asked"], reword: (parameters: unknown) => unknown) {
  const parameters = reword(JSON.parse(asked.parameters)) as object;
  return { ...asked, parameters: canonicalText(parameters), digest: actDigest(asked.act, parameters) };
}
