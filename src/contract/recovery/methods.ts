import type { SignInNext } from "../authentication/views";
import type { TokenSent } from "../messaging/views";
import { type InputsOf, method } from "../method";
import { ownChange } from "../reads";
import type {
  BadPassword,
  LockedUntil,
  NotNow,
  RecordsDamaged,
  RecoveryRefused,
  SendRefusal,
  TokenRefusal,
  WrongBackupPassword,
  WrongKey,
} from "../refusals";
import { atSignIn, enrolling, fullySignedIn } from "../session-state";
import type { recoveryInputs } from "./inputs";
import type { RecoveryCodes } from "./views";

type Inputs = InputsOf<typeof recoveryInputs>;

export const recoveryMethods = {
  copyRecoveryCodes: method<Inputs["copyRecoveryCodes"], null, NotNow>()({
    callers: enrolling,
    password: "no",
    touches: [],
  }),
  recoverOnlyManager: method<
    Inputs["recoverOnlyManager"],
    null,
    RecoveryRefused | WrongKey | LockedUntil | BadPassword | RecordsDamaged
  >()({ callers: atSignIn, password: "no", touches: ["getAppState"] }),
  makeRecoveryCodes: method<Inputs["makeRecoveryCodes"], RecoveryCodes, NotNow>()({
    callers: enrolling,
    password: "recent",
    reveals: true,
    touches: ownChange,
  }),
  storeRecoveryCodes: method<Inputs["storeRecoveryCodes"], null, NotNow>()({
    callers: enrolling,
    password: "no",
    touches: ownChange,
  }),
  proveForRecovery: method<
    Inputs["proveForRecovery"],
    null,
    TokenRefusal | WrongBackupPassword | NotNow | RecordsDamaged
  >()({ callers: ["password-passed"], password: "no", touches: ["getAppState"] }),
  sendRecoveryToken: method<Inputs["sendRecoveryToken"], TokenSent, SendRefusal | NotNow>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
  finishRecovery: method<Inputs["finishRecovery"], SignInNext, TokenRefusal | NotNow | RecordsDamaged>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
  setBackupPassword: method<Inputs["setBackupPassword"], null, BadPassword | NotNow>()({
    callers: enrolling,
    password: "recent",
    touches: ownChange,
  }),
  skipBackupPassword: method<Inputs["skipBackupPassword"], null, NotNow>()({
    callers: enrolling,
    password: "no",
    touches: ownChange,
  }),
  removeBackupPassword: method<Inputs["removeBackupPassword"], null, NotNow>()({
    callers: fullySignedIn,
    password: "recent",
    touches: ownChange,
  }),
  replaceRecoveryCode: method<
    Inputs["replaceRecoveryCode"],
    { readonly code: string; readonly number: number },
    NotNow
  >()({ callers: fullySignedIn, password: "no", reveals: true, touches: ownChange }),
  sendOnlyManagerToken: method<
    Inputs["sendOnlyManagerToken"],
    TokenSent,
    RecoveryRefused | WrongKey | SendRefusal | RecordsDamaged
  >()({ callers: atSignIn, password: "no", touches: [] }),
  askManagerRecovery: method<
    Inputs["askManagerRecovery"],
    null,
    RecoveryRefused | WrongKey | LockedUntil | NotNow | RecordsDamaged
  >()({ callers: atSignIn, password: "no", touches: ["getAppState"] }),
  finishManagerRecovery: method<
    Inputs["finishManagerRecovery"],
    null,
    RecoveryRefused | WrongKey | LockedUntil | BadPassword | NotNow | RecordsDamaged
  >()({ callers: atSignIn, password: "no", touches: ["getAppState"] }),
};
