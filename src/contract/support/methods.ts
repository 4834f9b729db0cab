import type { ShownCode } from "../enrollment/views";
import { type InputsOf, method } from "../method";
import { actOnAccount, auditReads, peopleReads } from "../reads";
import type {
  IdentityRefused,
  LockedUntil,
  MayNot,
  NoSuchPerson,
  NotNow,
  RecordsDamaged,
  WrongCredentials,
} from "../refusals";
import { atSignIn, helpers } from "../session-state";
import type { supportInputs } from "./inputs";
import type { ShownBypassCode, SupportCase, SupportQueue, Vouching } from "./views";

/** Why an act for somebody who asked for help did not happen. */
type HelpRefusal = NoSuchPerson | MayNot | IdentityRefused | RecordsDamaged;

type Inputs = InputsOf<typeof supportInputs>;

export const supportMethods = {
  getSupportQueue: method<Inputs["getSupportQueue"], SupportQueue>()({ callers: helpers, password: "no", touches: [] }),
  getSupportCase: method<Inputs["getSupportCase"], SupportCase, NoSuchPerson>()({
    callers: helpers,
    password: "no",
    touches: [],
  }),
  closeHelp: method<Inputs["closeHelp"], null, NoSuchPerson>()({
    callers: helpers,
    password: "no",
    touches: [...peopleReads, ...auditReads],
  }),
  /** One answer, whether or not the e-mail belongs to somebody (HELP-11). */
  askForHelp: method<Inputs["askForHelp"], null, NotNow>()({
    callers: atSignIn,
    password: "no",
    touches: ["getAppState"],
  }),
  vouchFor: method<
    Inputs["vouchFor"],
    Vouching,
    WrongCredentials | LockedUntil | IdentityRefused | NoSuchPerson | MayNot | RecordsDamaged
  >()({ callers: helpers, password: "no", touches: auditReads }),
  unlockAccount: method<Inputs["unlockAccount"], null, HelpRefusal>()({
    callers: helpers,
    password: "every-time",
    touches: actOnAccount,
  }),
  issueBypassCode: method<Inputs["issueBypassCode"], ShownBypassCode, HelpRefusal>()({
    callers: helpers,
    password: "every-time",
    reveals: true,
    touches: actOnAccount,
  }),
  replacePhone: method<Inputs["replacePhone"], ShownCode, HelpRefusal>()({
    callers: helpers,
    password: "every-time",
    reveals: true,
    touches: actOnAccount,
  }),
  fallBackToText: method<Inputs["fallBackToText"], null, HelpRefusal>()({
    callers: helpers,
    password: "every-time",
    touches: actOnAccount,
  }),
  resetTwoFactor: method<Inputs["resetTwoFactor"], ShownCode, HelpRefusal>()({
    callers: helpers,
    password: "every-time",
    reveals: true,
    touches: actOnAccount,
  }),
  issueSetupCode: method<Inputs["issueSetupCode"], ShownCode, HelpRefusal>()({
    callers: helpers,
    password: "every-time",
    reveals: true,
    touches: actOnAccount,
  }),
  confirmNumber: method<Inputs["confirmNumber"], { readonly confirmed: boolean }, HelpRefusal>()({
    callers: ["support", "manager"],
    password: "every-time",
    touches: actOnAccount,
  }),
};
