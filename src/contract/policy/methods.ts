import { type InputsOf, method } from "../method";
import { actOnAccount } from "../reads";
import type { MayNot, NoSuchPerson, RecordsDamaged, WouldLockOut } from "../refusals";
import { managers, overseers } from "../session-state";
import type { policyInputs } from "./inputs";
import type { Exemption, Policy, Preview, PreviewedPage } from "./views";

type Inputs = InputsOf<typeof policyInputs>;

export const policyMethods = {
  getPolicy: method<Inputs["getPolicy"], Policy>()({ callers: overseers, password: "no", touches: [] }),
  previewPolicy: method<Inputs["previewPolicy"], Preview>()({ callers: overseers, password: "no", touches: [] }),
  listPreviewed: method<Inputs["listPreviewed"], PreviewedPage>()({ callers: overseers, password: "no", touches: [] }),
  changePolicy: method<Inputs["changePolicy"], null, MayNot | WouldLockOut>()({
    callers: managers,
    password: "every-time",
    touches: [...actOnAccount, "getMySecurity"],
  }),
  listExemptions: method<Inputs["listExemptions"], readonly Exemption[]>()({
    callers: overseers,
    password: "no",
    touches: [],
  }),
  exemptPerson: method<Inputs["exemptPerson"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  endExemption: method<Inputs["endExemption"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
};
