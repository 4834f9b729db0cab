import { lazy } from "react";

/** What the first chunk leaves out: all but the vault's passphrase, the sign-in and the locked screen. */

export const FirstRun = lazy(async () => ({ default: (await import("../features/vault/practice-setup")).FirstRun }));
export const ConfirmScreen = lazy(async () => ({
  default: (await import("../features/vault/confirm-screen")).ConfirmScreen,
}));
export const Workplace = lazy(async () => ({ default: (await import("./workplace")).Workplace }));
export const SetupOnlyScreen = lazy(async () => ({
  default: (await import("../features/enrollment/setup-only-screen")).SetupOnlyScreen,
}));
