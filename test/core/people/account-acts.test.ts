import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShownCode } from "../../../src/contract/views";
import { HELP_ACTS, type Role } from "../../../src/contract/vocabulary";
import { judgeCode } from "../../../src/main/core/authentication/codes";
import { issueToken } from "../../../src/main/core/authentication/tokens";
import { type Caller, recordEvent } from "../../../src/main/core/context";
import { type Failures, isLocked } from "../../../src/main/core/domain/lockout";
import {
  changeRole,
  deactivatePerson,
  reactivatePerson,
  startTwoFactor,
} from "../../../src/main/core/people/account-acts";
import { getPerson } from "../../../src/main/core/people/people";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { listCodes } from "../../../src/main/core/store/codes";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import { readSecret } from "../../../src/main/core/store/secrets";
import {
  issueBypassCode,
  issueSetUpCode,
  resetTwoFactor,
  unlockAccount,
} from "../../../src/main/core/support/help-acts";
import { addAccount, createWorld, givePassword, signedInAs, type TestWorld } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { helpFor, ONCE } from "../../support/help";
import { enableByApp, enableByText, giveGateway, PROOF } from "../../support/two-factor";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let world: TestWorld;
let joan: Caller;
let marcus: Account;

beforeEach(async () => {
  world = createWorld();
  marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  await givePassword(world, marcus);
  joan = signedInAs(world, world.manager);
});
afterEach(() => world.close());

const asked = (account: { readonly id: string } = marcus) => helpFor(account);
const bypass = (world: TestWorld, caller: Caller, input: ReturnType<typeof asked>) =>
  issueBypassCode(world, caller, { ...input, ...ONCE });
const reset = (world: TestWorld, caller: Caller, input: ReturnType<typeof asked>) =>
  resetTwoFactor(world, caller, { ...input, cause: "new-phone" });
const now = (account: Account = marcus): Account => {
  const found = findAccount(world.db, account.id);
  if (found === undefined) throw new Error("nobody there");
  return found;
};
test("an account whose rows were edited is not acted on: a new entry would hide what was done", () => {
  world.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(marcus.id);
  const before = now();
  for (const act of [unlockAccount, reset, deactivatePerson, issueSetUpCode]) {
    expect(act(world, joan, asked())).toEqual({ ok: false, refusal: { code: "records-damaged" } });
  }
  expect(now()).toEqual(before);
  expect(entriesAbout(world, marcus).map(({ kind }) => kind)).toEqual([
    "account-created",
    "password-set",
    "trouble-found",
  ]);
});

/** Somebody else who helps. */
const helper = () =>
  signedInAs(world, addAccount(world, { name: "Sam Support", email: "support@x.example", role: "support" }));
const refused = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const shown = (answer: { ok: boolean; value?: ShownCode | null }): ShownCode => {
  if (answer.value == null) throw new Error("no code was shown");
  return answer.value;
};

async function withText(): Promise<void> {
  giveGateway(world);
  await enableByText(world, signedInAs(world, marcus), marcus.cellPhone);
  joan = signedInAs(world, world.manager);
}

async function withApp(): Promise<string> {
  const key = await enableByApp(world, signedInAs(world, marcus));
  joan = signedInAs(world, world.manager);
  return key;
}

function signIn(account: Account): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(world.db, () => recordEvent(world, account.id, { kind: "signed-in", subject: account.id, data }));
}

function fail(failures: Partial<Failures>): void {
  const all = { count: 5, towardsHold: 5, towardsHoldAfterPassword: 0, lockedUntilAt: null, held: false, ...failures };
  const data = {
    ...({ factor: "password", during: "sign-in", cause: "wrong" } as const),
    ...{ failures: all, authenticator: null, hint: null },
  };
  immediately(world.db, () => recordEvent(world, null, { kind: "attempt-refused", subject: marcus.id, data }));
}

const acts = {
  deactivatePerson,
  reactivatePerson,
  issueSetUpCode,
  issueBypassCode: bypass,
  unlockAccount,
  resetTwoFactor: reset,
};
const HELP: readonly string[] = HELP_ACTS;
type OnAccount = (on: Account) => { ok: boolean };
const everyAct: readonly (readonly [string, OnAccount])[] = [
  ...Object.entries(acts).map(([name, act]): [string, OnAccount] => [name, (on) => act(world, joan, asked(on))]),
  ["changeRole", (on) => changeRole(world, joan, { ...asked(on), role: "auditor" })],
  ["startTwoFactor", (on) => startTwoFactor(world, joan, { account: on.id, proof: PROOF })],
];

/** What the state of a manager who is new already refuses. */
const causeOnNewManager: Readonly<Record<string, string>> = {
  reactivatePerson: "active",
  issueBypassCode: "no-two-factor",
  unlockAccount: "not-locked",
  resetTwoFactor: "no-two-factor",
};

describe.each(everyAct)("%s", (name, act) => {
  async function isRefused(on: Account, because: string) {
    const kinds = await kindsLeftBy(world, undefined, () => expect(act(on)).toEqual(refused(because)));
    expect(kinds).toEqual(["act-refused"]);
    const entry = newestEntry(world, on, "act-refused");
    expect(entry).toMatchObject({ actor: joan.account, subject: on.id, data: { act: name, because } });
  }

  test("waits for a second manager on another manager, where the state leaves it to be done, and is recorded", async () => {
    const ruth = addAccount(world, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    for (const one of [world.manager, ruth]) signIn(one);
    await isRefused(ruth, causeOnNewManager[name] ?? "second-manager");
  });

  test("is refused on one's own account, and recorded", async () => {
    addAccount(world, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    await isRefused(world.manager, "own-account");
  });

  test.each(["support", "auditor", "member"] as const)("is refused to %s, and recorded", async (role) => {
    joan = signedInAs(world, addAccount(world, { name: "Sam", email: "sam@x.example", role }));
    const helps = role === "support" && HELP.includes(name);
    await isRefused(helps ? world.manager : marcus, helps ? "manager-account" : "role");
  });

  test("is refused on somebody who is not there, and leaves nothing", async () => {
    const gone = { ...marcus, id: "a".repeat(26) };
    const kinds = await kindsLeftBy(world, undefined, () =>
      expect(act(gone)).toEqual({ ok: false, refusal: { code: "no-such-person" } }),
    );
    expect(kinds).toEqual([]);
  });
});

describe("changing a role", () => {
  const change = (role: Role) => changeRole(world, joan, { ...asked(), role });

  test("records before, after and the reason, and holds from the next call on", async () => {
    expect(await kindsLeftBy(world, marcus, () => change("support"))).toEqual(["role-changed"]);
    expect(newestEntry(world, marcus, "role-changed")?.data).toEqual({
      before: "member",
      after: "support",
      reason: "new phone",
    });
    expect(now().role).toBe("support");
    expectReplayEqualsTables(world, marcus);
  });

  test("to the one there is, is refused", () => expect(change("member")).toEqual(refused("same-role")));

  test("where another manager is not deactivated, making a third waits for them, however long they stay away", () => {
    const ruth = addAccount(world, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    for (const days of [0, 14, 15, -30]) {
      world.clock.set(world.clock.now() + days * DAY);
      signIn(world.manager);
      expect(change("manager")).toEqual(refused("second-manager"));
    }
    expect(now().role).toBe("member");
    const left = { kind: "account-deactivated", subject: ruth.id, data: { reason: "left" } } as const;
    immediately(world.db, () => recordEvent(world, null, left));
    expect(change("manager")).toEqual({ ok: true, value: null });
  });
});

test("the last manager can be neither deactivated nor demoted", () => {
  expect(deactivatePerson(world, joan, asked(world.manager))).toEqual(refused("last-manager"));
  expect(changeRole(world, joan, { ...asked(world.manager), role: "member" })).toEqual(refused("last-manager"));
  expect(now(world.manager)).toMatchObject({ role: "manager", deactivatedAt: null });
});

describe("deactivating", () => {
  test("revokes set-up codes, bypass codes and tokens, and ends a session", async () => {
    const another = helper();
    world.clock.advance(14 * DAY);
    await withText();
    const setUp = shown(issueSetUpCode(world, joan, asked())).code;
    const fromSupport = shown(bypass(world, another, asked())).code;
    signedInAs(world, marcus);
    const kinds = await kindsLeftBy(world, undefined, () => deactivatePerson(world, joan, asked()));
    expect(kinds).toEqual(["account-deactivated", "session-ended"]);
    expect(newestEntry(world, marcus, "session-ended")?.data).toEqual({ cause: "deactivated" });
    expect(world.memory.session).toBeNull();
    expect(judgeCode(world, marcus.id, "set-up-code", setUp)).toMatchObject({ kind: "refused" });
    expect(judgeCode(world, marcus.id, "bypass-code", fromSupport)).toMatchObject({ kind: "refused" });
    expect(now().deactivatedAt).toBe(world.clock.now());
    expectReplayEqualsTables(world, marcus);
  });

  test("ends a sign-in that waits for its token", () => {
    const recovery = { proven: [], lastSent: null };
    world.memory.pending = { account: marcus.id, since: world.clock.elapsed(), lastSent: null, recovery };
    deactivatePerson(world, joan, asked());
    expect(world.memory.pending).toBeNull();
  });

  test("leaves the manager's own session alone, and cannot be done twice", () => {
    expect(deactivatePerson(world, joan, asked())).toEqual({ ok: true, value: null });
    expect(world.memory.session?.account).toBe(world.manager.id);
    expect(deactivatePerson(world, joan, asked())).toEqual(refused("deactivated"));
  });

  test("takes an authenticator away that was only offered", () => {
    const offered = {
      authenticator: "b".repeat(26),
      secret: "c".repeat(26),
      digits: 7,
      expiresAt: world.clock.now() + 1,
      sameAs: null,
    } as const;
    const key = { id: offered.secret, account: marcus.id, kind: "totp-key", bytes: new Uint8Array(20) } as const;
    const event = { kind: "authenticator-offered", subject: marcus.id, data: offered } as const;
    immediately(world.db, () => recordEvent(world, marcus.id, event, { secrets: [key] }));
    deactivatePerson(world, joan, asked());
    expect(findAuthenticator(world.db, marcus.id, "offered")).toBeUndefined();
    expect(readSecret(world.db, world.keys.commitments, offered.secret, marcus.id, "totp-key").is).toBe("damaged");
  });
});

describe("reactivating", () => {
  test("takes a new set-up code: the old password is gone", async () => {
    deactivatePerson(world, joan, asked());
    let code = "";
    const { identity: _, ...unseen } = asked();
    const kinds = await kindsLeftBy(world, marcus, () => {
      code = shown(reactivatePerson(world, joan, unseen)).code;
    });
    expect(kinds).toEqual(["account-reactivated", "set-up-code-issued"]);
    expect(now()).toMatchObject({ deactivatedAt: null, passwordSecret: null });
    expect(judgeCode(world, marcus.id, "set-up-code", code).kind).toBe("right");
    expect(world.memory.papers.get("set-up-code")?.draw("Letter").html).toContain(code);
    expectReplayEqualsTables(world, marcus);
  });

  test("of an active account is refused", () => {
    expect(reactivatePerson(world, joan, asked())).toEqual(refused("active"));
  });
});

describe("a new set-up code", () => {
  test("voids the one before it, and leaves the password that there is until it is claimed", async () => {
    const first = shown(issueSetUpCode(world, joan, asked()));
    const { passwordSecret } = now();
    let second = first;
    const kinds = await kindsLeftBy(world, marcus, () => {
      second = shown(issueSetUpCode(world, joan, asked()));
    });
    expect(kinds).toEqual(["identity-proven", "set-up-code-issued"]);
    expect(judgeCode(world, marcus.id, "set-up-code", first.code)).toEqual({ kind: "refused", cause: "replaced" });
    expect(judgeCode(world, marcus.id, "set-up-code", second.code).kind).toBe("right");
    expect(now().passwordSecret).toBe(passwordSecret);
    expect(newestEntry(world, marcus, "set-up-code-issued")?.data.reason).toBe("new phone");
    expect(getPerson(world, joan, asked())).toMatchObject({ ok: true, value: { setUpCodeUntil: second.expiresAt } });
    expectReplayEqualsTables(world, marcus);
  });

  test("outlives a clock that was set back no longer than it should", () => {
    const { code, expiresAt } = shown(issueSetUpCode(world, joan, asked()));
    expect(expiresAt).toBe(world.clock.now() + 7 * DAY);
    world.clock.set(expiresAt);
    signIn(world.manager);
    world.clock.set(expiresAt - DAY);
    expect(judgeCode(world, marcus.id, "set-up-code", code)).toEqual({ kind: "refused", cause: "expired" });
  });
});

describe("a bypass code", () => {
  test("has nine digits, works for one hour, and replaces the one before it", async () => {
    await withText();
    const first = shown(bypass(world, joan, asked()));
    const second = shown(bypass(world, joan, asked()));
    expect(second.code).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(second.expiresAt).toBe(world.clock.now() + HOUR);
    expect(judgeCode(world, marcus.id, "bypass-code", first.code)).toEqual({ kind: "refused", cause: "replaced" });
    world.clock.advance(HOUR - 1);
    expect(judgeCode(world, marcus.id, "bypass-code", second.code).kind).toBe("right");
    world.clock.advance(1);
    expect(judgeCode(world, marcus.id, "bypass-code", second.code)).toEqual({ kind: "refused", cause: "expired" });
    expect(listCodes(world.db, marcus.id, "bypass-code", "open")).toHaveLength(1);
    expect(JSON.stringify(entriesAbout(world))).not.toContain(second.code.replaceAll(" ", ""));
    expectReplayEqualsTables(world, marcus);
  });

  test("is for accounts with two-factor on and a password", async () => {
    expect(bypass(world, joan, asked())).toEqual(refused("no-two-factor"));
    await withText();
    deactivatePerson(world, joan, asked());
    reactivatePerson(world, joan, asked());
    expect(bypass(world, joan, asked())).toEqual(refused("no-password-yet"));
  });
});

describe("starting two-factor for somebody", () => {
  test("says who started it, and leaves the rest to them", async () => {
    const start = () => startTwoFactor(world, joan, { account: marcus.id, proof: PROOF });
    expect(await kindsLeftBy(world, marcus, start)).toEqual(["two-factor-started"]);
    expect(now()).toMatchObject({ startedBy: world.manager.id, twoFactor: "none" });
    expect(getPerson(world, joan, asked())).toMatchObject({ ok: true, value: { startedBy: "Joan Price" } });
    expectReplayEqualsTables(world, marcus);
  });

  test("is refused where it is on", async () => {
    await withApp();
    expect(startTwoFactor(world, joan, { account: marcus.id, proof: PROOF })).toEqual(refused("two-factor-on"));
  });
});

describe("unlocking", () => {
  test.each([
    ["a lock", { lockedUntilAt: Number.MAX_SAFE_INTEGER }],
    ["a hold", { held: true, count: 20, towardsHold: 20 }],
  ])("lifts %s and keeps the count", async (_what, failures) => {
    fail(failures);
    const { count } = readFailures(world.db, marcus.id);
    expect(await kindsLeftBy(world, marcus, () => unlockAccount(world, joan, asked()))).toEqual([
      "identity-proven",
      "account-unlocked",
    ]);
    const after = readFailures(world.db, marcus.id);
    expect(isLocked(after, world.clock.now())).toBe(false);
    expect(after.count).toBe(count);
    expect(unlockAccount(world, joan, asked())).toEqual(refused("not-locked"));
    expectReplayEqualsTables(world, marcus);
  });

  test("of an account whose lock has ended is refused", () => {
    fail({ lockedUntilAt: world.clock.now() + 60_000 });
    world.clock.advance(60_000);
    expect(unlockAccount(world, joan, asked())).toEqual(refused("not-locked"));
  });
});

describe("resetting two-factor", () => {
  test("takes app, text tokens, recovery and bypass codes away, and gives a set-up code in the same transaction", async () => {
    await withText();
    const fromSupport = shown(bypass(world, joan, asked())).code;
    const toPhone = { use: "text-token", channel: "text", cellPhone: marcus.cellPhone ?? "" } as const;
    immediately(world.db, () => issueToken(world, now(), toPhone));
    const [token = ""] = [...world.memory.tokenTexts.values()];
    expect(judgeCode(world, marcus.id, "text-token", token).kind).toBe("right");
    const secret = { id: "d".repeat(26), account: marcus.id, kind: "code", bytes: new Uint8Array(8) } as const;
    const made = { codes: [{ code: "e".repeat(26), secret: secret.id }] };
    const event = { kind: "recovery-codes-made", subject: marcus.id, data: made } as const;
    immediately(world.db, () => recordEvent(world, marcus.id, event, { secrets: [secret] }));
    let code = "";
    const kinds = await kindsLeftBy(world, marcus, () => {
      code = shown(reset(world, joan, asked())).code;
    });
    expect(kinds.filter((kind) => kind !== "notice-queued")).toEqual([
      "identity-proven",
      "two-factor-reset",
      "set-up-code-issued",
    ]);
    expect(now()).toMatchObject({ twoFactor: "none", confirmedPhone: null, setUpCodeNeeded: true });
    for (const sort of ["bypass-code", "recovery-code", "text-token", "phone-proof"] as const) {
      expect(listCodes(world.db, marcus.id, sort, "open")).toEqual([]);
    }
    expect(judgeCode(world, marcus.id, "bypass-code", fromSupport).kind).toBe("refused");
    expect(judgeCode(world, marcus.id, "set-up-code", code).kind).toBe("right");
    expect(judgeCode(world, marcus.id, "text-token", token)).toEqual({ kind: "refused", cause: "replaced" });
    expectReplayEqualsTables(world, marcus);
  });

  test("forgets the app's key", async () => {
    await withApp();
    const active = findAuthenticator(world.db, marcus.id, "active");
    reset(world, joan, asked());
    expect(findAuthenticator(world.db, marcus.id, "active")).toBeUndefined();
    const { id = "", secret = "" } = active ?? {};
    expect(id).not.toBe("");
    expect(world.db.prepare("SELECT count(*) AS n FROM secrets WHERE id = ?").get(secret)).toEqual({ n: 0 });
  });

  test("leaves the password, and says on the slip that the code is for the phone", async () => {
    await withApp();
    const { passwordSecret } = now();
    reset(world, joan, asked());
    expect(now().passwordSecret).toBe(passwordSecret);
    const afterReset = world.memory.papers.get("set-up-code")?.draw("A4").html ?? "";
    const newcomer = addAccount(world, { name: "Nina Newman", email: "nina@northside.example" });
    issueSetUpCode(world, joan, asked(newcomer));
    const forPassword = world.memory.papers.get("set-up-code")?.draw("A4").html ?? "";
    expect(afterReset).toContain("Marcus Webb");
    expect(forPassword).toMatch(/choose (a|your) password/i);
    expect(afterReset).not.toMatch(/choose (a|your) password/i);
  });

  test("is refused where it is off", () => expect(reset(world, joan, asked())).toEqual(refused("no-two-factor")));
});
