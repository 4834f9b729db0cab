import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getFullCheck, getLedgerState, verifyLedger } from "../../../src/main/core/audit/entries";
import { signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import { startBackground } from "../../../src/main/core/background";
import type { RunCheck } from "../../../src/main/core/installation";
import { signOut } from "../../../src/main/core/session/sessions";
import { checkVault } from "../../../src/main/core/store/ledger/check-vault";
import { openDatabase } from "../../../src/main/core/store/open";
import { lookAtVault } from "../../../src/main/core/vault/vault";
import { type Computer, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { entriesAbout } from "../../support/entries";
import { contextOf, type Open, setUpPracticeOn } from "../../support/heads";
import { appCode } from "../../support/phone";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let computer: Computer;
let installation: Open;
let appKey: string;

beforeEach(async () => {
  computer = createComputer();
  ({ installation, appKey } = await setUpPracticeOn(computer));
});
afterEach(() => {
  installation.close();
  computer.clear();
});

const context = () => contextOf(installation);
const checks = () => entriesAbout(context()).filter(({ kind }) => kind === "vault-checked");
const view = () => {
  const answer = getFullCheck(context(), installation.caller(), {});
  if (!answer.ok) throw new Error("never refused");
  return answer.value;
};

/** The app as it is after another start, whose checks of the start are done; `run` runs the full ones. */
async function restart(run?: RunCheck): Promise<void> {
  installation.close();
  const started = startOn(computer);
  installation = {
    ...started,
    runCheck: (job, hear, stop) =>
      (job.depth === "full" ? (run ?? started.runCheck) : started.runCheck)(job, hear, stop),
  };
  lookAtVault(installation);
  await context().ledgerCheck.done();
}

async function signInAsManager(): Promise<void> {
  const { email, password } = PRACTICE_SETUP.manager;
  await signIn(context(), installation.caller(), { email, password });
  const token = appCode(appKey, computer.clock.now());
  await submitToken(context(), installation.caller(), { token, remember: false });
}

/** Lets whatever was begun come to its end. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
/** What the background does every few seconds. */
async function ticked(): Promise<void> {
  context().ledgerCheck.beginIfDue();
  await settled();
}

describe("the full check", () => {
  test("is due a week after the vault was made, and begins by itself a while after the start", async () => {
    computer.clock.advance(7 * DAY - MINUTE);
    await restart();
    computer.clock.advance(9 * MINUTE);
    await ticked();
    expect(checks()).toEqual([]);
    expect(view()).toMatchObject({ last: null, lastWhole: null, isDue: true });
    computer.clock.advance(MINUTE);
    await ticked();
    const entries = checks().at(-1);
    expect(entries).toMatchObject({ actor: null, data: { by: "schedule", result: "intact" } });
    expect(view()).toMatchObject({ running: null, last: { result: "intact", by: null }, isDue: false });
    expect(view().dueAt).toBe((entries?.at ?? 0) + 7 * DAY);
    await ticked();
    expect(checks()).toHaveLength(1);
  });

  test("that was due while Wardkey was closed comes after the next start", async () => {
    computer.clock.advance(30 * DAY);
    await restart();
    expect(view().isDue).toBe(true);
    computer.clock.advance(10 * MINUTE);
    await ticked();
    expect(checks()).toHaveLength(1);
    await restart();
    computer.clock.advance(10 * MINUTE);
    await ticked();
    expect(checks()).toHaveLength(1);
    expect(view().last).toMatchObject({ result: "intact" });
  });

  test("that a clock years ahead has dated into the future is due at once", async () => {
    computer.clock.advance(7 * DAY);
    await restart();
    const { db, workstation } = context();
    computer.clock.advance(10 * MINUTE);
    await ticked();
    // What a clock that was ahead leaves behind, once it is corrected: see findCorrection.
    const isDue = (await import("../../../src/main/core/audit/full-checks")).isFullCheckDue;
    expect(isDue(context())).toBe(false);
    const back = { ...context(), clock: { ...context().clock, now: () => computer.clock.now() - 3650 * DAY } };
    back.memory.ruleFloor = { at: back.clock.now(), since: back.clock.monotonic(), rate: 1, corrected: 0 };
    expect(isDue(back)).toBe(true);
    expect([db.open, workstation.length]).toEqual([true, 26]);
  });

  test("is begun by whoever presses Verify now, and recorded with their name", async () => {
    await restart();
    await signInAsManager();
    const { account } = installation.caller();
    expect(verifyLedger(context(), installation.caller())).toEqual({ ok: true, value: null });
    await settled();
    expect(checks()).toMatchObject([{ actor: account, data: { by: "person", result: "intact" } }]);
    expect(view().last).toMatchObject({ by: "Joan Price" });
  });

  test("can be stopped, says by whom, goes on being due, and comes again within a day", async () => {
    let begun = 0;
    const never: RunCheck = (_job, hear, stop) => {
      begun += 1;
      hear({ is: "checking", done: 2000, of: 5000 });
      return new Promise((resolve) => stop?.addEventListener("abort", () => resolve("stopped")));
    };
    computer.clock.advance(8 * DAY);
    await restart(never);
    await signInAsManager();
    const { account } = installation.caller();
    computer.clock.advance(10 * MINUTE);
    await ticked();
    expect(view().running).toEqual({ done: 2000, of: 5000 });
    verifyLedger(context(), installation.caller());
    expect(begun).toBe(1);
    context().ledgerCheck.cancelFull(account ?? "");
    await settled();
    expect(checks()).toMatchObject([{ actor: account, data: { by: "schedule", result: "canceled", entries: 2000 } }]);
    expect(view()).toMatchObject({
      running: null,
      last: { result: "canceled", by: "Joan Price" },
      lastWhole: null,
      isDue: true,
    });
    await ticked();
    expect(begun).toBe(1);
    computer.clock.advance(DAY);
    await ticked();
    expect(begun).toBe(2);
  });

  test.each([
    ["says that it could not", async () => "failed" as const],
    ["breaks", () => Promise.reject(new Error("no worker"))],
  ])("that cannot run and %s is no silence, and no alarm", async (_what, run) => {
    computer.clock.advance(8 * DAY);
    await restart(run);
    computer.clock.advance(10 * MINUTE);
    await ticked();
    expect(checks()).toMatchObject([{ data: { result: "failed" } }]);
    expect(view()).toMatchObject({ last: { result: "failed" }, isDue: true });
    expect(context().memory.alarm).toBeNull();
  });

  test("waits where there is an alarm already, and where the vault waits to be confirmed", async () => {
    computer.clock.advance(8 * DAY);
    await restart();
    computer.clock.advance(10 * MINUTE);
    context().memory.alarm = { what: "tables-differ" };
    await ticked();
    context().memory.alarm = null;
    installation.now.vault = { is: "unconfirmed", because: "head-missing", kitTyped: false, wait: null };
    await ticked();
    expect(checks()).toEqual([]);
  });

  test("is looked for by what runs beside the opened vault", async () => {
    computer.clock.advance(8 * DAY);
    await restart();
    const asked: string[] = [];
    const { ledgerCheck } = context();
    const watched = { ...context(), ledgerCheck: { ...ledgerCheck, beginIfDue: () => void asked.push("due") } };
    const { vi } = await import("vitest");
    vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
    const background = startBackground(installation, watched, () => ({ number: "1" }));
    await vi.advanceTimersByTimeAsync(11_000);
    background.stop();
    vi.useRealTimers();
    expect(asked).toEqual(["due", "due"]);
  });

  test("compares indexes with their tables, which no start does", async () => {
    installation.now.context?.db.pragma("wal_checkpoint(TRUNCATE)");
    const { key } = installation.now;
    if (key === null) throw new Error("no key");
    installation.close();
    const file = openDatabase(join(computer.folder, "data", "vault", "vault.db"), key, { mustExist: true });
    const swap = file.prepare("SELECT name, rootpage FROM sqlite_schema WHERE name IN (?, ?) ORDER BY name");
    const [one, two] = swap.all("accounts_by_import", "accounts_by_phone") as { name: string; rootpage: number }[];
    file.unsafeMode(true);
    file.pragma("writable_schema = ON");
    const set = file.prepare("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?");
    set.run(two?.rootpage, one?.name);
    set.run(one?.rootpage, two?.name);
    file.close();
    const found: Record<string, string[]> = { quick: [], full: [] };
    for (const depth of ["quick", "full"] as const) {
      const job = { file: join(computer.folder, "data", "vault", "vault.db"), key, head: undefined, depth };
      checkVault(job, (news) => found[depth]?.push(news.is === "wrong" ? news.what : news.is));
    }
    expect(found).toEqual({ quick: expect.arrayContaining(["verified"]), full: ["checking", "file-damaged"] });
  });
});

test("what a full check finds raises the alarm as a start does, and its entry says so", async () => {
  await restart();
  await signInAsManager();
  const other = context().db.prepare("SELECT count(*) AS n FROM accounts").get();
  expect(other).toEqual({ n: 1 });
  context().db.exec("UPDATE settings SET remember_days = 30");
  verifyLedger(context(), installation.caller());
  await settled();
  expect(checks()).toMatchObject([{ data: { by: "person", result: "wrong" } }]);
  expect(entriesAbout(context()).find(({ kind }) => kind === "trouble-found")).toMatchObject({
    data: { what: "tables-differ", account: null, areas: ["settings"] },
  });
  expect(installation.now.vault).toMatchObject({
    is: "unconfirmed",
    because: "tables-differ",
    kitTyped: false,
    wait: null,
  });
  signOut(context(), installation.caller());
  expect(getLedgerState(context(), installation.caller(), {})).toMatchObject({ ok: true });
});
