import type { clockMethods } from "../../../contract/clock/methods";
import { onVault, type RoutesOf } from "../route";
import { correctClock, correctClockInSetup, getClock } from "./clock";
import { correctClockAtSignIn } from "./clock-at-sign-in";

export const clockRoutes = {
  getClock: onVault(getClock),
  correctClock: onVault(correctClock),
  correctClockAtSignIn: onVault(correctClockAtSignIn),
  correctClockInSetup: onVault(correctClockInSetup),
} satisfies RoutesOf<typeof clockMethods>;
