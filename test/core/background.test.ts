import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getAppState } from "../../src/main/core/app-state";
import { startBackground } from "../../src/main/core/background";
import { recordEvent } from "../../src/main/core/context";
import type { Installation } from "../../src/main/core/installation";
import { listManagers } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { lookAtVault } from "../../src/main/core/vault/vault";
import { type Computer, createComputer, startOn } from "../support/computer";
import { setUpPracticeOn } from "../support/heads";

let computer: Computer;
beforeEach(() => {
  computer = createComputer();
});
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

test("what waits counts as shown from call to tick and from tick to tick, as long as there is a session", async () => {
  (await setUpPracticeOn(computer)).installation.close();
  const started = startOn(computer);
  const installation: Installation = {
    ...started,
    startBackground: (there, context) => startBackground(there, context, () => ({ number: "1" })),
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
  lookAtVault(installation);
  const { context } = installation.now;
  if (context === null) throw new Error("a vault that did not open");
  const asked = { approval: "a", act: "correctClock", parameters: "{}", digest: "d" } as const;
  const data = { ...asked, endsAt: computer.clock.now() + 60_000 };
  const [joan] = listManagers(context.db);
  immediately(context.db, () =>
    recordEvent(context, joan?.id ?? null, { kind: "approval-asked", subject: null, data }),
  );
  const pass = async () => {
    computer.clock.advance(5000);
    await vi.advanceTimersByTimeAsync(5000);
    return context.memory.shown?.ms;
  };
  // The first call of a session finds it, and the ticks go on from there.
  started.caller();
  expect([await pass(), await pass()]).toEqual([5000, 10_000]);
  installation.sessions.clear();
  expect([await pass(), await pass()]).toEqual([10_000, 10_000]);
  installation.now.background?.stop();
  started.close();
});
