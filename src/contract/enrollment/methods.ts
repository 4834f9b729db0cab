import type { SignInNext } from "../authentication/views";
import type { TokenSent } from "../messaging/views";
import { type InputsOf, method } from "../method";
import type { Bulk } from "../people/views";
import { actOnAccount, ownChange } from "../reads";
import type {
  BadPassword,
  Cancelled,
  ClockDiffers,
  EmailTaken,
  LockedUntil,
  MisplacedCode,
  NotNow,
  PaperTrouble,
  RecordsDamaged,
  SelectionRefusal,
  SendRefusal,
  TokenRefusal,
  WrongSetupCode,
} from "../refusals";
import type { SavedFile } from "../session/views";
import { anySession, enrolling, fullySignedIn, managers } from "../session-state";
import type { enrollmentInputs } from "./inputs";
import type { AuthenticatorAnswer, AuthenticatorOffer, Profile, ProfileSaved, Security } from "./views";

type Inputs = InputsOf<typeof enrollmentInputs>;

export const enrollmentMethods = {
  claimSetupCode: method<
    Inputs["claimSetupCode"],
    SignInNext,
    WrongSetupCode | MisplacedCode | LockedUntil | BadPassword | RecordsDamaged | NotNow
  >()({ callers: ["signed-out"], password: "no", touches: ["getAppState"] }),
  getMyProfile: method<Inputs["getMyProfile"], Profile>()({ callers: anySession, password: "no", touches: [] }),
  updateMyProfile: method<Inputs["updateMyProfile"], ProfileSaved, EmailTaken>()({
    callers: enrolling,
    password: "recent",
    touches: ownChange,
  }),
  getMySecurity: method<Inputs["getMySecurity"], Security>()({ callers: anySession, password: "no", touches: [] }),
  enableTwoFactor: method<Inputs["enableTwoFactor"], TokenSent, SendRefusal | NotNow>()({
    callers: enrolling,
    password: "recent",
    touches: ownChange,
  }),
  confirmTextToken: method<Inputs["confirmTextToken"], null, TokenRefusal | NotNow | RecordsDamaged>()({
    callers: enrolling,
    password: "no",
    touches: ownChange,
  }),
  redeemSetupCode: method<
    Inputs["redeemSetupCode"],
    null,
    WrongSetupCode | MisplacedCode | LockedUntil | NotNow | RecordsDamaged
  >()({ callers: ["setup-only"], password: "no", touches: ownChange }),
  sendPhoneProof: method<Inputs["sendPhoneProof"], TokenSent, SendRefusal | NotNow>()({
    callers: enrolling,
    password: "recent",
    touches: ownChange,
  }),
  confirmPhoneProof: method<Inputs["confirmPhoneProof"], null, TokenRefusal | NotNow | RecordsDamaged>()({
    callers: enrolling,
    password: "no",
    touches: ownChange,
  }),
  beginAuthenticator: method<Inputs["beginAuthenticator"], AuthenticatorOffer, NotNow | RecordsDamaged>()({
    callers: enrolling,
    password: "recent",
    reveals: true,
    touches: ownChange,
  }),
  redeemSealedSheet: method<Inputs["redeemSealedSheet"], AuthenticatorOffer, TokenRefusal | NotNow | RecordsDamaged>()({
    callers: enrolling,
    password: "recent",
    reveals: true,
    touches: ownChange,
  }),
  confirmAuthenticator: method<
    Inputs["confirmAuthenticator"],
    AuthenticatorAnswer,
    TokenRefusal | ClockDiffers | NotNow | RecordsDamaged
  >()({ callers: enrolling, password: "no", touches: ownChange }),
  cancelAuthenticator: method<Inputs["cancelAuthenticator"], null>()({
    callers: enrolling,
    password: "no",
    touches: ownChange,
  }),
  chooseTextMessages: method<Inputs["chooseTextMessages"], null, NotNow>()({
    callers: fullySignedIn,
    password: "every-time",
    touches: ownChange,
  }),
  disableTwoFactor: method<Inputs["disableTwoFactor"], null, NotNow>()({
    callers: fullySignedIn,
    password: "every-time",
    touches: ownChange,
  }),
  makeEnrollmentSheets: method<
    Inputs["makeEnrollmentSheets"],
    Bulk & { readonly file: SavedFile | null },
    SelectionRefusal | NotNow | PaperTrouble | Cancelled
  >()({ callers: managers, password: "every-time", touches: actOnAccount }),
};
