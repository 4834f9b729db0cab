import { afterEach, expect, test, vi } from "vitest";
import { getAppState } from "../../src/main/core/app-state";
import { startBackground } from "../../src/main/core/background";
import type { Installation } from "../../src/main/core/installation";
import { lookAtVault } from "../../src/main/core/vault/vault";
import { createComputer, startOn } from "../support/computer";
import { setUpPracticeOn } from "../support/heads";

const computer = createComputer();
afterEach(() => {
  vi.useRealTimers();
  computer.clear();
});

test("a first check of the ledger that cannot run is on every screen and in the log, once", async () => {
  (await setUpPracticeOn(computer)).installation.close();
  const started = startOn(computer);
  const reported: string[] = [];
  const report = (what: string) => ({ number: String(reported.push(what)) });
  const installation: Installation = {
    ...started,
    runCheck: () => Promise.reject(new Error("the worker did not start")),
    startBackground: (there, context) => startBackground(there, context, report),
  };
  const trouble = () => {
    const state = getAppState(installation, started.caller());
    return state.ok ? state.value.backgroundTrouble : "no state";
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
  lookAtVault(installation);
  expect(trouble()).toBeNull();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(trouble()).toEqual({ what: "unknown", number: "1" });
  expect(reported).toEqual(["ledger"]);
  installation.now.background?.stop();
  started.close();
});
