import type { SignInNext } from "../authentication/views";
import { type InputsOf, method } from "../method";
import { auditReads } from "../reads";
import type { LockedUntil, MayNot, NotNow, PaperTrouble, RecordsDamaged, WrongCredentials } from "../refusals";
import type { SavedFile } from "../session/views";
import { atSignIn, auditors, managers } from "../session-state";
import type { emergencyInputs } from "./inputs";
import type { EmergencyAccesses, EmergencyCodesView } from "./views";

type Inputs = InputsOf<typeof emergencyInputs>;

export const emergencyMethods = {
  getEmergencyCodes: method<Inputs["getEmergencyCodes"], EmergencyCodesView | null>()({
    callers: auditors,
    password: "no",
    touches: [],
  }),
  makeEmergencyHalf: method<Inputs["makeEmergencyHalf"], SavedFile | null, NotNow | PaperTrouble>()({
    callers: managers,
    password: "every-time",
    touches: ["getEmergencyCodes", ...auditReads],
  }),
  voidEmergencyCodes: method<Inputs["voidEmergencyCodes"], null, NotNow>()({
    callers: managers,
    password: "every-time",
    touches: ["getEmergencyCodes", ...auditReads],
  }),
  openEmergencyAccess: method<
    Inputs["openEmergencyAccess"],
    SignInNext,
    WrongCredentials | LockedUntil | NotNow | RecordsDamaged
  >()({ callers: atSignIn, password: "no", touches: ["getAppState"] }),
  listEmergencyAccesses: method<Inputs["listEmergencyAccesses"], readonly EmergencyAccesses[]>()({
    callers: auditors,
    password: "no",
    touches: [],
  }),
  reviewEmergencyAccess: method<Inputs["reviewEmergencyAccess"], null, MayNot | NotNow>()({
    callers: managers,
    password: "every-time",
    touches: ["listEmergencyAccesses", ...auditReads],
  }),
};
