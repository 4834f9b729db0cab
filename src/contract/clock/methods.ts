import { type InputsOf, method } from "../method";
import { actOnAccount } from "../reads";
import type { LockedUntil, MayNot, RecordsDamaged, TokenRefusal, WrongCredentials } from "../refusals";
import { atSignIn, managers, readers } from "../session-state";
import type { clockInputs } from "./inputs";
import type { ClockView } from "./views";

type Inputs = InputsOf<typeof clockInputs>;

export const clockMethods = {
  getClock: method<Inputs["getClock"], ClockView>()({
    callers: ["practice-setup", ...readers],
    password: "no",
    touches: [],
  }),
  correctClock: method<Inputs["correctClock"], null, MayNot>()({
    callers: managers,
    password: "every-time",
    touches: ["getAppState", "getClock", ...actOnAccount],
  }),
  correctClockAtSignIn: method<
    Inputs["correctClockAtSignIn"],
    null,
    WrongCredentials | LockedUntil | TokenRefusal | MayNot | RecordsDamaged
  >()({ callers: atSignIn, password: "no", touches: ["getAppState"] }),
  correctClockInSetup: method<Inputs["correctClockInSetup"], null>()({
    callers: ["practice-setup"],
    password: "recent",
    touches: ["getAppState", "getClock"],
  }),
};
