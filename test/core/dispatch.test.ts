import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputs } from "../../src/contract/inputs";
import type { Row } from "../../src/contract/method";
import { contract, type Method } from "../../src/contract/methods";
import { ok } from "../../src/contract/result";
import { SESSION_STATES, type SessionState } from "../../src/contract/session-state";
import { HELP_ACTS } from "../../src/contract/vocabulary";
import type { Asking } from "../../src/main/core/asking";
import { type BridgeParts, createBridge, parseInput } from "../../src/main/core/dispatch";
import { createPushes } from "../../src/main/core/pushes";
import { type Caller, createSession } from "../../src/main/core/session/session";
import { isFromOurWindow, listenForCalls } from "../../src/main/desktop/ipc";
import { randomRuns } from "../support/random-runs";
import { silentHost } from "../support/session";
import { validInputs } from "../support/valid-inputs";

const methods = Object.keys(contract) as Method[];
const nobody = createSession(silentHost);

/** The calls of a bridge behind which nothing waits for a person. */
const callsOf = (parts: BridgeParts) => {
  const { call } = createBridge(parts);
  return async (method: Method, input: unknown) => {
    const answered = await call(method, input);
    if (!("ok" in answered)) throw new Error(`${method} asks for something`);
    return answered;
  };
};

/** A bridge whose services only note that they were reached; everything before them is the real thing. */
function bridge(sessionState: SessionState, options: { recent?: boolean; alarm?: boolean; proofHolds?: boolean } = {}) {
  const reached: { method: Method; caller: Caller; input: unknown }[] = [];
  const pushed: unknown[][] = [];
  const proofs: unknown[] = [];
  const incidents: unknown[] = [];
  const state = { sessionState, time: 0, tickets: 0 };
  const parts: BridgeParts = {
    answer: (method, caller, input) => {
      reached.push({ method, caller, input });
      return { ok: true, value: null };
    },
    callerNow: () => ({ session: nobody, sessionState: state.sessionState, account: "a".repeat(26), role: "manager" }),
    hasAlarm: () => options.alarm ?? false,
    passwordIsRecent: () => options.recent ?? true,
    checkProof: async (_caller, proof) => {
      proofs.push(proof);
      return (options.proofHolds ?? true) ? undefined : { code: "wrong-password", triesLeft: 3 };
    },
    pushes: createPushes({
      send: (channel, value) => pushed.push([channel, value]),
      sessionStateNow: () => state.sessionState,
      monotonic: () => state.time,
      incident: (what, broken) => incidents.push([what, broken]),
    }),
    incident: (method, broken) => {
      incidents.push([method, broken]);
      return { number: "ABCDEF", what: "unknown" };
    },
    // A second passes between calls: the limit of calls has tests of its own.
    monotonic: () => {
      state.time += 1000;
      return state.time;
    },
    newTicket: () => `ticket ${++state.tickets}`,
  };
  return { answer: callsOf(parts), parts, reached, pushed, proofs, incidents, state };
}

describe.each(methods)("%s", (method) => {
  const row: Row = contract[method];

  test.each([...SESSION_STATES])(
    "in the session state %s is answered only as the contract says",
    async (sessionState) => {
      const { answer, reached } = bridge(sessionState);
      const answered = await answer(method, validInputs[method]);
      if (row.callers.includes(sessionState)) {
        expect(answered).toEqual({ ok: true, value: null });
        expect(reached.map((call) => call.method)).toEqual([method]);
      } else {
        expect(answered).toEqual({ ok: false, refusal: { code: "not-allowed" } });
        expect(reached).toEqual([]);
      }
    },
  );

  test("survives junk by the thousand: a refusal each, and no service is reached with any", async () => {
    const sessionState = row.callers[0] ?? "manager";
    const { answer, reached, incidents } = bridge(sessionState);
    const junk = fc.sample(junkFor(method), { ...randomRuns, numRuns: 10 * randomRuns.numRuns });
    for (const input of junk) {
      const before = reached.length;
      const answered = await answer(method, input);
      const accepted = inputs[method].safeParse(input).success;
      expect(answered.ok).toBe(accepted);
      expect(reached.length - before).toBe(accepted ? 1 : 0);
    }
    expect(incidents).toEqual([]);
    expect(reached.every(({ input }) => Object.getPrototypeOf(input) === Object.prototype)).toBe(true);
  });

  test("refuses keys that it does not know", async () => {
    const { answer, reached } = bridge(row.callers[0] ?? "manager");
    const forged = { ...(validInputs[method] as object), role: "manager", userId: "x", now: 0 };
    const known = Object.keys(validInputs[method] as object);
    const answered = await answer(method, forged);
    expect(known.includes("userId")).toBe(false);
    expect(answered).toMatchObject({ ok: false, refusal: { code: "bad-input" } });
    expect(reached).toEqual([]);
  });

  if (row.password === "recent") {
    test("asks for the password again when it was not typed in the last five minutes", async () => {
      const { answer, reached } = bridge(row.callers[0] ?? "manager", { recent: false });
      expect(await answer(method, validInputs[method])).toEqual({ ok: false, refusal: { code: "step-up-needed" } });
      expect(reached).toEqual([]);
    });
  }

  if (row.password === "every-time") {
    test("is refused with a proof that does not hold, and asks for it each time", async () => {
      const wrong = bridge(row.callers[0] ?? "manager", { proofHolds: false });
      expect(await wrong.answer(method, validInputs[method])).toEqual({
        ok: false,
        refusal: { code: "proof-refused", because: { code: "wrong-password", triesLeft: 3 } },
      });
      expect(wrong.reached).toEqual([]);
      const right = bridge(row.callers[0] ?? "manager");
      await right.answer(method, validInputs[method]);
      await right.answer(method, validInputs[method]);
      expect(right.proofs.length).toBe(2);
    });
  } else {
    test("never needs a proof", async () => {
      const { answer, proofs } = bridge(row.callers[0] ?? "manager", { proofHolds: false });
      expect((await answer(method, validInputs[method])).ok).toBe(true);
      expect(proofs).toEqual([]);
    });
  }
});

/** Anything that can cross the bridge, and things that are nearly right: one field of a valid input replaced. */
function junkFor(method: Method): fc.Arbitrary<unknown> {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });
  const valid = validInputs[method] as Record<string, unknown>;
  const names = Object.keys(valid);
  if (names.length === 0) return anything;
  const nearly = fc.tuple(fc.constantFrom(...names), anything).map(([name, value]) => ({ ...valid, [name]: value }));
  const polluted = fc.json().map((value) => JSON.parse(`{"__proto__": ${value}, "constructor": ${value}}`) as unknown);
  return fc.oneof(
    { weight: 2, arbitrary: nearly },
    { weight: 2, arbitrary: anything },
    { weight: 1, arbitrary: polluted },
  );
}

describe("the bridge", () => {
  test("listens for every method of the contract and for nothing else", () => {
    const heard: string[] = [];
    listenForCalls({ handle: (channel) => heard.push(channel) }, {} as never, () => new Promise(() => {}));
    expect(heard.sort()).toEqual([...methods].sort());
  });

  test("refuses calls that do not come from our own window's top frame", async () => {
    const listeners = new Map<string, (event: never, input: unknown) => unknown>();
    const { answer, reached } = bridge("manager");
    const ours = { mainFrame: { url: "app://wardkey/index.html" } };
    const handle = (channel: string, listener: unknown) => listeners.set(channel, listener as never);
    listenForCalls({ handle: handle as never }, ours as never, () => Promise.resolve(answer));
    for (const method of methods) {
      const foreign = { sender: ours, senderFrame: { url: ours.mainFrame.url } };
      const answered = await listeners.get(method)?.(foreign as never, validInputs[method]);
      expect(answered).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    }
    expect(reached).toEqual([]);
    const own = { sender: ours, senderFrame: ours.mainFrame };
    expect(await listeners.get("countPeople")?.(own as never, {})).toEqual({ ok: true, value: null });
  });

  test("knows its own window by contents, top frame and exact address", () => {
    const mainFrame = { url: "app://wardkey/index.html#/people" };
    const contents = { mainFrame } as never;
    const from = (sender: unknown, senderFrame: unknown) => isFromOurWindow(contents, { sender, senderFrame } as never);
    expect(from(contents, mainFrame)).toBe(true);
    expect(from({ mainFrame }, mainFrame)).toBe(false);
    expect(from(contents, null)).toBe(false);
    expect(from(contents, { ...mainFrame })).toBe(false);
    for (const url of [
      "app://wardkey.evil/",
      "https://wardkey/",
      "app://wardkey@evil/",
      "app://wardkeys",
      "about:blank",
      "no",
    ]) {
      const moved = { mainFrame: { url } };
      expect(isFromOurWindow(moved as never, { sender: moved, senderFrame: moved.mainFrame } as never)).toBe(false);
    }
  });

  test("looks at the caller again after a proof was checked: a session that ended meanwhile acts no more", async () => {
    const ended = bridge("manager");
    const parts = {
      ...ended.parts,
      checkProof: async () => {
        ended.state.sessionState = "signed-out";
        return undefined;
      },
    };
    const answered = await callsOf(parts)("unlockAccount", validInputs.unlockAccount);
    expect(answered).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    expect(ended.reached).toEqual([]);
  });

  test("in an alarm closes what takes a proof, but for keeping evidence and making the tables anew (LEDGER-8)", async () => {
    const stillOpen: readonly Method[] = ["exportEntries", "makeEvidencePack", "saveEvidence", "rebuildTables"];
    const closed: Method[] = [];
    for (const method of methods) {
      const { callers }: Row = contract[method];
      const { answer, proofs, reached } = bridge(callers[0] ?? "manager", { alarm: true });
      const answered = await answer(method, validInputs[method]);
      if (answered.ok) continue;
      expect(answered).toEqual({ ok: false, refusal: { code: "closed-by-alarm" } });
      expect([proofs, reached]).toEqual([[], []]);
      closed.push(method);
    }
    const proven = methods.filter((method) => contract[method].password === "every-time");
    expect(closed).toEqual(proven.filter((method) => !stillOpen.includes(method)));
  });

  test("slows a page that floods it", async () => {
    const { parts } = bridge("manager");
    let time = 0;
    const answer = callsOf({ ...parts, monotonic: () => time });
    const replies = await Promise.all(Array.from({ length: 100 }, () => answer("countPeople", {})));
    expect(replies.filter(({ ok }) => ok).length).toBe(60);
    expect(replies.at(-1)).toEqual({ ok: false, refusal: { code: "too-many-calls" } });
    time += 1000;
    expect((await answer("countPeople", {})).ok).toBe(true);
  });

  test("lets through no more at once after it was quiet for an hour, and 20 a second from there (PAGE-3)", async () => {
    const { parts } = bridge("manager");
    let time = 0;
    const answer = callsOf({ ...parts, monotonic: () => time });
    const through = async (calls: number) => {
      const replies = await Promise.all(Array.from({ length: calls }, () => answer("countPeople", {})));
      return replies.filter(({ ok }) => ok).length;
    };
    await through(1);
    time += 3_600_000;
    expect(await through(100)).toBe(60);
    time += 1000;
    expect(await through(100)).toBe(20);
  });

  test("refuses what is larger than 64 KiB before any schema reads it", () => {
    const parsed = parseInput("signIn", { email: "a@b.example", password: "x".repeat(70_000) });
    expect(parsed).toEqual({ ok: false, refusal: { code: "bad-input", fields: { "": "invalid" } } });
  });

  test("masks what broke: a number for the log, nothing of the error", async () => {
    const { parts } = bridge("manager");
    const breaks = () => {
      throw new Error("SELECT secret FROM /home/joan");
    };
    const answered = await callsOf({ ...parts, answer: breaks })("countPeople", {});
    expect(answered).toEqual({ ok: false, refusal: { code: "incident", number: "ABCDEF", what: "unknown" } });
  });

  test("tells the window which reads to repeat, and when the session state has changed", async () => {
    const { answer, pushed, state, parts } = bridge("locked");
    const unlock = () => {
      state.sessionState = "member";
      return { ok: true, value: null } as const;
    };
    await callsOf({ ...parts, answer: unlock })("unlock", validInputs.unlock);
    expect(pushed).toEqual([
      ["session", "member"],
      ["changed", contract.unlock.touches],
    ]);
    pushed.length = 0;
    state.sessionState = "manager";
    await answer("countPeople", {});
    expect(pushed).toEqual([["session", "manager"]]);
  });

  describe("where a method asks for something", () => {
    const asking: Asking = {
      ...{ to: "file", name: "people.csv" },
      canceled: ok(null),
      commit: () => ok("Name"),
      done: (name) => ok({ name }),
    };
    const asked = async (options: { alarm?: boolean } = {}) => {
      const made = bridge("manager", { alarm: false });
      const alarm = { is: false };
      const connection = createBridge({ ...made.parts, answer: () => asking, hasAlarm: () => alarm.is });
      const held = await connection.call("exportPeople", validInputs.exportPeople);
      if (!("ticket" in held)) throw new Error("it is asked for");
      alarm.is = options.alarm ?? false;
      made.pushed.length = 0;
      return { ...made, connection, ticket: held.ticket };
    };

    test("nothing is told before it is committed, and nothing at all where the person cancels", async () => {
      const { connection, ticket, pushed } = await asked();
      expect(await connection.close(ticket, { is: "canceled" })).toEqual({ ok: true, value: null });
      expect(pushed).toEqual([]);
      const next = await asked();
      expect(next.pushed).toEqual([]);
      await next.connection.commit(next.ticket);
      expect(next.pushed).toEqual([["changed", contract.exportPeople.touches]]);
      await next.connection.close(next.ticket, { is: "out", name: "x.csv" });
      expect(next.pushed).toHaveLength(1);
    });

    test("an alarm that came while the person was asked closes it", async () => {
      const { connection, ticket } = await asked({ alarm: true });
      expect(await connection.commit(ticket)).toEqual({ ok: false, refusal: { code: "closed-by-alarm" } });
      expect(await connection.commit(ticket)).toMatchObject({ refusal: { because: "session-over" } });
    });

    test("another session's ticket, or none, opens nothing", async () => {
      const { ticket } = await asked();
      const { connection } = await asked();
      const other = createBridge({ ...bridge("manager").parts, answer: () => asking });
      for (const each of [ticket, "x", ""]) {
        expect(await other.commit(each)).toMatchObject({ ok: false, refusal: { because: "session-over" } });
        expect(await other.close(each, { is: "canceled" })).toMatchObject({ ok: false });
      }
      expect(await connection.commit("x")).toMatchObject({ ok: false });
    });

    test("what breaks at the commit is masked like a call", async () => {
      const { parts, incidents } = bridge("manager");
      const breaks = {
        ...asking,
        commit: () => {
          throw new Error("SELECT secret FROM /home/joan");
        },
      };
      const connection = createBridge({ ...parts, answer: () => breaks });
      const held = await connection.call("exportPeople", validInputs.exportPeople);
      if (!("ticket" in held)) throw new Error("it is asked for");
      const answered = await connection.commit(held.ticket);
      expect(answered).toEqual({ ok: false, refusal: { code: "incident", number: "ABCDEF", what: "unknown" } });
      expect(incidents).toMatchObject([["exportPeople", { message: "SELECT secret FROM /home/joan" }]]);
    });
  });

  test("only methods marked `reveals` are those that show a code, a key or a kit", () => {
    const revealing = methods.filter((method) => (contract[method] as Row).reveals === true).sort();
    expect(revealing).toEqual([
      "addPerson",
      "beginAuthenticator",
      "issueBypassCode",
      "issueSetupCode",
      "makeNewKit",
      "makeRecoveryCodes",
      "makeRecoveryKit",
      "reactivatePerson",
      "redeemSealedSheet",
      "replacePhone",
      "replaceRecoveryCode",
      "resetTwoFactor",
    ]);
  });

  test("helps through support, managers and whoever has emergency access, each act with its proof", () => {
    for (const method of [...HELP_ACTS, "vouchFor", "getSupportQueue", "getSupportCase", "closeHelp"] as const) {
      // A number that was changed is the practice's to confirm.
      const inEmergency = method === "confirmNumber" ? [] : ["emergency-access"];
      expect([...contract[method].callers].sort()).toEqual([...inEmergency, "manager", "support"]);
    }
    for (const act of HELP_ACTS) expect(contract[act].password).toBe("every-time");
    // Whoever vouches types their own password; the helper has nothing to prove before the act itself.
    expect(contract.vouchFor.password).toBe("no");
  });

  test("keeps the audit log and second managers from whoever has emergency access", () => {
    const guarded = [
      ...(["listEntries", "getLedgerState", "verifyLedger", "exportEntries", "makeEvidencePack"] as const),
      ...(["listApprovals", "askApproval", "approveAct", "declineAct"] as const),
      ...([
        "getEmergencyCodes",
        "makeEmergencyHalf",
        "voidEmergencyCodes",
        "listEmergencyAccesses",
        "reviewEmergencyAccess",
      ] as const),
    ];
    for (const method of guarded) expect(contract[method].callers).not.toContain("emergency-access");
    for (const method of methods) {
      const { callers }: Row = contract[method];
      const forOthers = callers.includes("manager") && !guarded.some((one) => one === method);
      if (callers.includes("emergency-access")) expect([method, forOthers]).toEqual([method, true]);
    }
  });
});
