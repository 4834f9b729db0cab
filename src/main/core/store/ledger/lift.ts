import type { DomainEvent } from "../../domain/events";

/** What acts were called in entries that earlier versions wrote. The only place that knows these names. */
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

/** The facts of an entry in the words of today; what the hash covers stays as it was written. */
export function lift(facts: DomainEvent["data"]): DomainEvent["data"] {
  if (!("act" in facts) || typeof facts.act !== "string") return facts;
  const act = retiredActs[facts.act];
  return act === undefined ? facts : ({ ...facts, act } as DomainEvent["data"]);
}
