import type { TokenSent } from "../messaging/views";
import { type InputsOf, method } from "../method";
import { ownChange } from "../reads";
import type {
  BadPassword,
  LockedUntil,
  NotNow,
  RecordsDamaged,
  SendRefusal,
  TokenRefusal,
  WrongCredentials,
  WrongPassword,
} from "../refusals";
import { anySession, atSignIn, fullySignedIn, signedIn } from "../session-state";
import type { authenticationInputs } from "./inputs";
import type { PasswordVerdict, SignInNext } from "./views";

type Inputs = InputsOf<typeof authenticationInputs>;

export const authenticationMethods = {
  checkPassword: method<Inputs["checkPassword"], PasswordVerdict>()({
    callers: ["practice-setup", "sealed", "signed-out", ...signedIn],
    password: "no",
    touches: [],
  }),
  signIn: method<Inputs["signIn"], SignInNext, WrongCredentials | LockedUntil | RecordsDamaged>()({
    callers: atSignIn,
    password: "no",
    touches: ["getAppState"],
  }),
  /** `remember`: this workstation, for as long as the practice allows. */
  submitToken: method<Inputs["submitToken"], SignInNext, TokenRefusal | RecordsDamaged>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
  sendToken: method<Inputs["sendToken"], TokenSent, SendRefusal | NotNow>()({
    callers: ["password-passed", ...signedIn],
    password: "no",
    touches: ["getAppState"],
  }),
  useRecoveryCode: method<Inputs["useRecoveryCode"], SignInNext, TokenRefusal | RecordsDamaged>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
  useBypassCode: method<Inputs["useBypassCode"], SignInNext, TokenRefusal | RecordsDamaged>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
  cancelSignIn: method<Inputs["cancelSignIn"], null>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
  stepUp: method<Inputs["stepUp"], null, WrongPassword | LockedUntil>()({
    callers: anySession,
    password: "no",
    touches: [],
  }),
  unlock: method<Inputs["unlock"], null, WrongPassword | LockedUntil>()({
    callers: ["locked"],
    password: "no",
    touches: ["getAppState"],
  }),
  changePassword: method<Inputs["changePassword"], null, BadPassword>()({
    callers: fullySignedIn,
    password: "recent",
    touches: ownChange,
  }),
  forgetMyRememberedSignIn: method<Inputs["forgetMyRememberedSignIn"], null, NotNow>()({
    callers: fullySignedIn,
    password: "recent",
    touches: ownChange,
  }),
  /** Two codes, one after the other, set what is known of the phone's clock right, and are the token. */
  resyncAuthenticator: method<Inputs["resyncAuthenticator"], SignInNext, TokenRefusal | RecordsDamaged>()({
    callers: ["password-passed"],
    password: "no",
    touches: ["getAppState"],
  }),
};
