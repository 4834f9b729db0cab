import { type InputsOf, method } from "../method";
import { actOnAccount } from "../reads";
import type { MayNot } from "../refusals";
import { managers, overseers, SESSION_STATES } from "../session-state";
import type { settingsInputs } from "./inputs";
import type { Settings } from "./views";

type Inputs = InputsOf<typeof settingsInputs>;

export const settingsMethods = {
  chooseTheme: method<Inputs["chooseTheme"], null>()({
    callers: SESSION_STATES,
    password: "no",
    touches: ["getAppState"],
  }),
  getSettings: method<Inputs["getSettings"], Settings>()({ callers: overseers, password: "no", touches: [] }),
  updateSettings: method<Inputs["updateSettings"], null, MayNot>()({
    callers: managers,
    password: "every-time",
    touches: ["getSettings", "getMySecurity", ...actOnAccount],
  }),
};
