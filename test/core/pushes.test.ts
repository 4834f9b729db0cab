import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { contract, type Method } from "../../src/contract/methods";
import { SESSION_STATES, type SessionState } from "../../src/contract/session-state";
import { createPushes } from "../../src/main/core/pushes";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen(sessionState: SessionState) {
  const heard: unknown[][] = [];
  const broken: unknown[] = [];
  const state = { sessionState, at: 0, fails: false };
  const pushes = createPushes({
    send: (channel, value) => heard.push([channel, value]),
    sessionStateNow: () => {
      if (state.fails) throw new Error("the disk is full");
      return state.sessionState;
    },
    monotonic: () => state.at,
    incident: (_what, error) => broken.push(error),
  });
  pushes.pushSessionState();
  const pass = (ms: number) => {
    state.at += ms;
    vi.advanceTimersByTime(ms);
  };
  return { pushes, heard, broken, state, pass };
}

describe("what changes by itself", () => {
  test("is told at once, and then gathered to four times a second", () => {
    const { pushes, heard, pass } = listen("manager");
    for (let ms = 0; ms < 10_000; ms += 10) {
      pushes.changed([ms % 20 === 0 ? "listOutbox" : "getAppState"]);
      pass(10);
    }
    pass(1000);
    expect(heard.length).toBeGreaterThan(30);
    expect(heard.length).toBeLessThanOrEqual(42);
    expect(new Set(heard.flatMap(([, reads]) => reads as Method[]))).toEqual(new Set(["listOutbox", "getAppState"]));
  });

  test.each([...SESSION_STATES])("names in the session state %s only reads that it may call", (sessionState) => {
    const { pushes, heard, pass } = listen(sessionState);
    const all = Object.keys(contract) as Method[];
    pushes.changed(all);
    pass(1000);
    expect(heard).toEqual([["changed", all.filter((method) => contract[method].callers.includes(sessionState))]]);
  });

  test("is not told at all where nobody who is here may read it", () => {
    const { pushes, heard, pass } = listen("signed-out");
    pushes.changed(["getSupportQueue", "getSupportCase", "listOutbox", "getLedgerState"]);
    pass(1000);
    expect(heard).toEqual([]);
  });

  test("is judged by who is here when it is told, not when it changed", () => {
    const { pushes, heard, state, pass } = listen("manager");
    pushes.changed(["getSupportQueue", "getAppState"]);
    state.sessionState = "locked";
    pass(1000);
    expect(heard).toEqual([
      ["session", "locked"],
      ["changed", ["getAppState"]],
    ]);
  });

  test("is told to nobody who comes later, where whoever was here might not read it (PAGE-6)", () => {
    const { pushes, heard, state, pass } = listen("locked");
    pushes.changed(["getSupportQueue"]);
    pass(1000);
    state.sessionState = "manager";
    pushes.changed(["listOutbox"]);
    pass(1000);
    expect(heard).toEqual([
      ["session", "manager"],
      ["changed", ["listOutbox"]],
    ]);
  });

  test("goes to the log where it breaks, and is told the next time", () => {
    const { pushes, heard, broken, state, pass } = listen("manager");
    state.fails = true;
    pushes.changed(["listOutbox"]);
    pass(1000);
    expect({ heard, broken: broken.length }).toEqual({ heard: [], broken: 1 });
    state.fails = false;
    pushes.changed(["getAppState"]);
    pass(1000);
    expect(heard).toEqual([["changed", ["listOutbox", "getAppState"]]]);
  });
});

test("a session state is told once, however often it is looked at", () => {
  const { pushes, heard, state } = listen("manager");
  for (let time = 0; time < 3; time += 1) pushes.pushSessionState();
  state.sessionState = "locked";
  for (let time = 0; time < 3; time += 1) pushes.pushSessionState();
  expect(heard).toEqual([["session", "locked"]]);
});

test("what a call has changed is told with its answer, and what waited goes with it", () => {
  const { pushes, heard, pass } = listen("manager");
  pushes.changed(["listOutbox"]);
  pass(1);
  pushes.changed(["getClock"]);
  pushes.answered(["listPeople"]);
  pass(1000);
  expect(heard).toEqual([
    ["changed", ["listOutbox"]],
    ["changed", ["getClock", "listPeople"]],
  ]);
});
