import { lazy } from "react";

/** What the first chunk leaves out: all but the sign-in and the locked screen. */

export const FirstRun = lazy(async () => ({ default: (await import("./features/founding/first-run")).FirstRun }));
export const SealedScreen = lazy(async () => ({
  default: (await import("./features/vault/sealed-screen")).SealedScreen,
}));
export const Workplace = lazy(async () => ({ default: (await import("./features/frame/workplace")).Workplace }));
export const SetUpOnlyScreen = lazy(async () => ({
  default: (await import("./features/set-up/set-up-only-screen")).SetUpOnlyScreen,
}));
