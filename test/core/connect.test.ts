import { afterEach, beforeEach, expect, test } from "vitest";
import { contract, type Method } from "../../src/contract/methods";
import { callerIn, connect } from "../../src/main/core/connect";
import { createSession, type Session } from "../../src/main/core/session/session";
import type { Account } from "../../src/main/core/store/accounts";
import { createComputer, PRACTICE_SETUP, startOn } from "../support/computer";
import {
  addAccount,
  createTestContext,
  givePassword,
  PASSWORD,
  signedInAs,
  silentPushes,
  type TestContext,
} from "../support/context";
import { helpFor } from "../support/help";
import { appCode } from "../support/phone";
import { setUpApp } from "../support/sign-in";

/* Several sessions at one vault, each with a window of its own. */

let context: TestContext;
let installation: ReturnType<typeof startOn>;
let marcus: Account;
let key: string;
/** The manager's own password and token, which goes with an act. */
const proofNow = () => {
  context.clock.advance(30_000);
  return { password: PASSWORD, token: appCode(key, context.clock.now()) };
};
const computers: ReturnType<typeof createComputer>[] = [];
beforeEach(async () => {
  context = createTestContext();
  const computer = createComputer();
  computers.push(computer);
  installation = startOn(computer);
  Object.assign(installation.now, { context, vault: { is: "open" } });
  installation.sessions.clear();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
  await givePassword(context, context.manager);
  key = await setUpApp(context, context.manager);
  await givePassword(context, marcus);
});
afterEach(() => {
  installation.now.context = null;
  installation.close();
  context.close();
  for (const computer of computers.splice(0)) computer.clear();
});

/** A window at which somebody is signed in: what it hears that it did not ask for, and how often it looked at its state. */
function windowOf(account: Account | null) {
  const heard: Method[] = [];
  const looks: unknown[] = [];
  const changed = (reads: readonly Method[]) => {
    heard.push(...reads);
    looks.push(callerIn(installation, session).sessionState);
  };
  const session: Session = createSession({ changed, closed: () => {} });
  if (account !== null) signedInAs({ ...context, session }, account);
  installation.sessions.add(session);
  const { call } = connect(installation, session, {
    pushes: silentPushes,
    incident: (_, broken) => {
      throw broken;
    },
  });
  return { heard, looks, call, session };
}

const mayHear = (heard: readonly Method[], state: "member" | "manager" | "signed-out") =>
  heard.filter((read) => !contract[read].callers.includes(state));

test("what one session changes of others is told to every session that may see it, in what it may see", async () => {
  const [joan, other, member, nobody] = [context.manager, context.manager, marcus, null].map(windowOf);
  const done = await joan?.call("issueSetupCode", { ...helpFor(marcus, "new"), proof: proofNow() });
  expect(done).toMatchObject({ ok: true });
  expect(other?.heard).toEqual(contract.issueSetupCode.touches);
  expect(joan?.heard).toEqual([]);
  // A member sees of the act what their own security says, and there nothing has changed by a code.
  expect(member?.heard).toEqual([]);
  expect(nobody?.heard).toEqual([]);
});

test("what somebody changes of their own reaches their other sessions, and of others only the lists that show them", async () => {
  const [mine, mine2, joan, nobody] = [marcus, marcus, context.manager, null].map(windowOf);
  const changed = { newPassword: "seven quiet otters swim upstream" };
  await mine?.call("stepUp", { password: PASSWORD });
  const done = await mine?.call("changePassword", changed);
  expect(done).toMatchObject({ ok: true });
  expect(mine2?.heard).toEqual([...contract.stepUp.touches, ...contract.changePassword.touches]);
  expect(joan?.heard).toContain("listPeople");
  expect(joan?.heard).not.toContain("getMySecurity");
  expect(joan?.heard).not.toContain("getAppState");
  expect(mayHear(joan?.heard ?? [], "manager")).toEqual([]);
  expect(nobody?.heard).toEqual([]);
});

test("one's own lock, step-up and sign-out are nobody else's news", async () => {
  const [mine, joan, nobody] = [marcus, context.manager, null].map(windowOf);
  await mine?.call("stepUp", { password: PASSWORD });
  await mine?.call("lock", {});
  await mine?.call("signOut", {});
  expect([joan?.heard, nobody?.heard]).toEqual([[], []]);
});

test("a 2FA policy that begins is told to members, whose own security says until when they have time", async () => {
  const [joan, member] = [context.manager, marcus].map(windowOf);
  const rule = { id: null, applies: { to: "everyone" }, fromOn: "2026-12-01", graceDays: 14, methods: "app-and-text" };
  const rules = [rule];
  const done = await joan?.call("changePolicy", { rules, reason: "the insurer asks for it", proof: proofNow() });
  expect(done).toMatchObject({ ok: true });
  expect(member?.heard).toEqual(["getAppState", "getMySecurity"]);
});

test("what is refused, or only read, tells nobody anything", async () => {
  const [joan, other] = [context.manager, context.manager].map(windowOf);
  await joan?.call("countPeople", {});
  await joan?.call("issueSetupCode", { ...helpFor(marcus, "new"), proof: { ...proofNow(), password: "not that one" } });
  expect(other?.heard).toEqual([]);
});

test("whoever is deactivated hears at once that the session has ended", async () => {
  const [joan, member] = [context.manager, marcus].map(windowOf);
  const done = await joan?.call("deactivatePerson", {
    account: marcus.id,
    reason: "left the practice",
    proof: proofNow(),
  });
  expect(done).toMatchObject({ ok: true });
  expect(member?.heard).toEqual(["getAppState"]);
  expect(member?.looks.at(-1)).toBe("signed-out");
});

test("while no vault is open every window hears how far another one is", async () => {
  Object.assign(installation.now, { context: null, vault: { is: "none", gone: false } });
  const [one, two] = [null, null].map(windowOf);
  expect(await one?.call("createPractice", { ...PRACTICE_SETUP, passphrase: null })).toMatchObject({ ok: true });
  expect(two?.looks).toEqual(["signed-out"]);
});
