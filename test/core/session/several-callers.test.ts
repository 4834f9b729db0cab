import fc from "fast-check";
import { expect, test } from "vitest";
import { authenticate } from "../../../src/main/core/authentication/authenticate";
import { stepUp, unlock } from "../../../src/main/core/authentication/proof";
import { cancelSignIn, signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import { proveToken } from "../../../src/main/core/authentication/token-proof";
import { recordEvent } from "../../../src/main/core/context";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { keepDrafts, takeDrafts } from "../../../src/main/core/session/drafts";
import { type Caller, createSession, type Session } from "../../../src/main/core/session/session";
import { callerNow } from "../../../src/main/core/session/session-state";
import { lockBecause, passwordIsRecent, signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { appCode } from "../../support/phone";
import { randomRuns } from "../../support/random-runs";
import { silentHost } from "../../support/session";
import { addMember, cheapHashing, choosePassword, setUpApp } from "../../support/sign-in";

/*
 * Two windows and a system that asks for verdicts, at one vault, through random histories: whatever one of them proves,
 * types, locks or gives up, none of the others may do or see anything else than before.
 */

type Person = { readonly account: Account; readonly key: string | null };
type Bench = {
  readonly context: TestContext;
  readonly people: readonly Person[];
  readonly windows: readonly Session[];
};

async function createBench(): Promise<Bench> {
  const context = { ...createTestContext(), hashing: cheapHashing };
  const manager = await choosePassword(context, context.manager);
  const withApp = await addMember(context, { email: "app@northside.example" });
  const without = await addMember(context, { email: "plain@northside.example" });
  const people = [
    { account: manager, key: await setUpApp(context, manager) },
    { account: withApp, key: await setUpApp(context, withApp) },
    { account: without, key: null },
  ];
  return { context, people, windows: [createSession(silentHost), createSession(silentHost)] };
}

/** All that a session may do, and all that lies in it. */
function whatItHas({ context }: Bench, session: Session) {
  const { sessionState, account, role } = callerNow(context, session);
  const { signedIn, pending, papers, job, import: imported, drafts, draftsOf, reopened } = session;
  return structuredClone({
    caller: { sessionState, account, role },
    recent: passwordIsRecent(context, session),
    papers: [...papers.keys()],
    ...{ signedIn, pending, job, imported, drafts, draftsOf, reopened },
  });
}

type Doing = (bench: Bench, caller: Caller, person: Person) => unknown;

const doings: Readonly<Record<string, Doing>> = {
  "types the password": ({ context }, caller, { account: { email } }) =>
    signIn(context, caller, { email, password: PASSWORD }),
  "types another password": ({ context }, caller, { account: { email } }) =>
    signIn(context, caller, { email, password: "not that one at all" }),
  "signs in": async ({ context }, caller, { account: { email }, key }) => {
    await signIn(context, caller, { email, password: PASSWORD });
    if (key !== null) await submitToken(context, caller, { token: tokenOf(context, key), remember: false });
  },
  "types the token": ({ context }, caller, { key }) =>
    submitToken(context, caller, { token: tokenOf(context, key), remember: false }),
  "types another token": ({ context }, caller) => submitToken(context, caller, { token: "0000000", remember: false }),
  "gives the sign-in up": ({ context }, caller) => cancelSignIn(context, caller),
  "types the password again": ({ context }, caller) => stepUp(context, caller, { password: PASSWORD }),
  "types another password again": ({ context }, caller) => stepUp(context, caller, { password: "not that one at all" }),
  locks: ({ context }, { session }) => lockBecause(context, session, "person"),
  unlocks: ({ context }, caller) => unlock(context, caller, { password: PASSWORD }),
  "makes recovery codes": ({ context }, caller) =>
    caller.sessionState === "member" ? makeRecoveryCodes(context, caller, {}) : undefined,
  "leaves half a sentence": ({ context }, caller) => keepDrafts(context, caller, { text: "half a sentence" }),
  "comes back to it": ({ context }, caller) => takeDrafts(context, caller),
  "signs out": ({ context }, caller) => signOut(context, caller),
};

/** A system that asks whether somebody is who they say they are: with password and token, right or wrong. */
function ask({ context }: Bench, { account: { email }, key }: Person, isRight: boolean) {
  return authenticate(context, {
    point: "app:vpn",
    email,
    password: isRight ? PASSWORD : "not that one at all",
    accept: (account) => {
      const proven = proveToken(context, account, tokenOf(context, key), { during: "sign-in", point: "app:vpn" });
      if (!proven.ok) return proven;
      const factors = [{ factor: "password" }, proven.value] as const;
      recordEvent(context, account.id, {
        kind: "proof-accepted",
        subject: account.id,
        data: { factors, act: "verify" },
      });
      return proven;
    },
  });
}

const tokenOf = (context: TestContext, key: string | null) =>
  key === null ? "0000000" : appCode(key, context.clock.now());

const CLIENT = 2;
const moves = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: CLIENT }),
    does: fc.constantFrom(...Object.keys(doings)),
    person: fc.integer({ min: 0, max: 2 }),
    isRight: fc.boolean(),
    waitsMs: fc.constantFrom(0, 0, 0, 31_000, 70_000),
  }),
  { minLength: 4, maxLength: 14 },
);

const step = (who: number, does: string, person: number) => ({ who, does, person, isRight: true, waitsMs: 31_000 });

/** One that comes to every state, whatever is drawn besides. */
const everywhere = [
  step(0, "signs in", 0),
  step(1, "types the password", 1),
  step(0, "locks", 0),
  step(1, "types the token", 1),
  step(CLIENT, "asks", 1),
  step(0, "unlocks", 0),
  step(1, "signs out", 1),
];

test("what one window or system does changes nothing of what another may do or see", async () => {
  const happened = new Set<string>();
  await fc.assert(
    fc.asyncProperty(moves, async (history) => {
      const bench = await createBench();
      try {
        for (const { who, does, person, isRight, waitsMs } of history) {
          bench.context.clock.advance(waitsMs);
          const somebody = bench.people[person];
          const others = bench.windows.filter((_, index) => index !== who);
          const before = others.map((session) => whatItHas(bench, session));
          const session = bench.windows[who];
          if (somebody === undefined) throw new Error("nobody");
          if (session === undefined) await ask(bench, somebody, isRight);
          else {
            await doings[does]?.(bench, callerNow(bench.context, session), somebody);
            happened.add(callerNow(bench.context, session).sessionState);
          }
          expect(others.map((other) => whatItHas(bench, other))).toEqual(before);
        }
      } finally {
        bench.context.close();
      }
    }),
    { ...randomRuns, examples: [[everywhere]] },
  );
  // The histories went somewhere.
  expect([...happened]).toEqual(
    expect.arrayContaining(["signed-out", "password-passed", "locked", "member", "manager"]),
  );
});
