import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShownCode } from "../../../src/contract/enrollment/views";
import { HELP_ACTS, type Role } from "../../../src/contract/vocabulary";
import { judgeCode } from "../../../src/main/core/authentication/codes";
import { issueToken } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import { isLocked } from "../../../src/main/core/domain/lockout";
import {
  changeRole,
  deactivatePerson,
  reactivatePerson,
  startTwoFactor,
} from "../../../src/main/core/people/account-acts";
import { getPerson } from "../../../src/main/core/people/people";
import type { Caller } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { readSecret } from "../../../src/main/core/store/secrets";
import {
  issueBypassCode,
  issueSetupCode,
  resetTwoFactor,
  unlockAccount,
} from "../../../src/main/core/support/help-acts";
import { addAccount, createTestContext, givePassword, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { countedAs, failuresNow, refusedWith } from "../../support/failures";
import { helpFor, ONCE } from "../../support/help";
import { callerNow, nobodyAt } from "../../support/session";
import { enableByApp, enableByText, giveGateway, PROOF } from "../../support/two-factor";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let context: TestContext;
let joan: Caller;
let marcus: Account;

beforeEach(async () => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  await givePassword(context, marcus);
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const asked = (account: { readonly id: string } = marcus) => helpFor(account);
const bypass = (context: TestContext, caller: Caller, input: ReturnType<typeof asked>) =>
  issueBypassCode(context, caller, { ...input, ...ONCE });
const reset = (context: TestContext, caller: Caller, input: ReturnType<typeof asked>) =>
  resetTwoFactor(context, caller, { ...input, cause: "new-phone" });
const now = (account: Account = marcus): Account => {
  const found = findAccount(context.db, account.id);
  if (found === undefined) throw new Error("nobody there");
  return found;
};
test("an account whose rows were edited is not acted on: a new entry would hide what was done", () => {
  context.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(marcus.id);
  const before = now();
  for (const act of [unlockAccount, reset, deactivatePerson, issueSetupCode]) {
    expect(act(context, joan, asked())).toEqual({ ok: false, refusal: { code: "records-damaged" } });
  }
  expect(now()).toEqual(before);
  expect(entriesAbout(context, marcus).map(({ kind }) => kind)).toEqual([
    "account-created",
    "password-set",
    "trouble-found",
  ]);
});

/** Somebody else who helps. */
const helper = () =>
  signedInAs(context, addAccount(context, { name: "Sam Support", email: "support@x.example", role: "support" }));
const refused = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const shown = (answer: { ok: boolean; value?: ShownCode | null }): ShownCode => {
  if (answer.value == null) throw new Error("no code was shown");
  return answer.value;
};

async function withText(): Promise<void> {
  giveGateway(context);
  await enableByText(context, signedInAs(context, marcus), marcus.cellPhone);
  joan = signedInAs(context, context.manager);
}

async function withApp(): Promise<string> {
  const key = await enableByApp(context, signedInAs(context, marcus));
  joan = signedInAs(context, context.manager);
  return key;
}

function signIn(account: Account): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(context.db, () => recordEvent(context, account.id, { kind: "signed-in", subject: account.id, data }));
}

function fail(lock: Parameters<typeof countedAs>[0]): void {
  const data = refusedWith("password", countedAs(lock));
  immediately(context.db, () => recordEvent(context, null, { kind: "attempt-refused", subject: marcus.id, data }));
}

const acts = {
  deactivatePerson,
  reactivatePerson,
  issueSetupCode,
  issueBypassCode: bypass,
  unlockAccount,
  resetTwoFactor: reset,
};
const HELP: readonly string[] = HELP_ACTS;
type OnAccount = (on: Account) => { ok: boolean };
const everyAct: readonly (readonly [string, OnAccount])[] = [
  ...Object.entries(acts).map(([name, act]): [string, OnAccount] => [name, (on) => act(context, joan, asked(on))]),
  ["changeRole", (on) => changeRole(context, joan, { ...asked(on), role: "auditor" })],
  ["startTwoFactor", (on) => startTwoFactor(context, joan, { account: on.id, proof: PROOF })],
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
    const kinds = await kindsLeftBy(context, undefined, () => expect(act(on)).toEqual(refused(because)));
    expect(kinds).toEqual(["act-refused"]);
    const entry = newestEntry(context, on, "act-refused");
    expect(entry).toMatchObject({ actor: joan.account, subject: on.id, data: { act: name, because } });
  }

  test("waits for a second manager on another manager, where the state leaves it to be done, and is recorded", async () => {
    const ruth = addAccount(context, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    for (const one of [context.manager, ruth]) signIn(one);
    await isRefused(ruth, causeOnNewManager[name] ?? "second-manager");
  });

  test("is refused on one's own account, and recorded", async () => {
    addAccount(context, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    await isRefused(context.manager, "own-account");
  });

  test.each(["support", "auditor", "member"] as const)("is refused to %s, and recorded", async (role) => {
    joan = signedInAs(context, addAccount(context, { name: "Sam", email: "sam@x.example", role }));
    const helps = role === "support" && HELP.includes(name);
    await isRefused(helps ? context.manager : marcus, helps ? "manager-account" : "role");
  });

  test("is refused on somebody who is not there, and leaves nothing", async () => {
    const gone = { ...marcus, id: "a".repeat(26) };
    const kinds = await kindsLeftBy(context, undefined, () =>
      expect(act(gone)).toEqual({ ok: false, refusal: { code: "no-such-person" } }),
    );
    expect(kinds).toEqual([]);
  });
});

describe("changing a role", () => {
  const change = (role: Role) => changeRole(context, joan, { ...asked(), role });

  test("records before, after and the reason, and holds from the next call on", async () => {
    expect(await kindsLeftBy(context, marcus, () => change("support"))).toEqual(["role-changed"]);
    expect(newestEntry(context, marcus, "role-changed")?.data).toEqual({
      before: "member",
      after: "support",
      reason: "new phone",
    });
    expect(now().role).toBe("support");
    expectReplayEqualsTables(context, marcus);
  });

  test("to the one there is, is refused", () => expect(change("member")).toEqual(refused("same-role")));

  test("where another manager is not deactivated, making a third waits for them, however long they stay away", () => {
    const ruth = addAccount(context, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    for (const days of [0, 14, 15, -30]) {
      context.clock.set(context.clock.now() + days * DAY);
      signIn(context.manager);
      expect(change("manager")).toEqual(refused("second-manager"));
    }
    expect(now().role).toBe("member");
    const left = { kind: "account-deactivated", subject: ruth.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    expect(change("manager")).toEqual({ ok: true, value: null });
  });
});

test("the last manager can be neither deactivated nor demoted", () => {
  expect(deactivatePerson(context, joan, asked(context.manager))).toEqual(refused("last-manager"));
  expect(changeRole(context, joan, { ...asked(context.manager), role: "member" })).toEqual(refused("last-manager"));
  expect(now(context.manager)).toMatchObject({ role: "manager", deactivatedAt: null });
});

describe("deactivating", () => {
  test("revokes setup codes, bypass codes and tokens, and ends a session", async () => {
    const another = helper();
    context.clock.advance(14 * DAY);
    await withText();
    const setUp = shown(issueSetupCode(context, joan, asked())).code;
    const fromSupport = shown(bypass(context, another, asked())).code;
    signedInAs(context, marcus);
    const kinds = await kindsLeftBy(context, undefined, () => {
      deactivatePerson(context, joan, asked());
      expect(callerNow(context)).toEqual(nobodyAt(context));
    });
    expect(kinds).toEqual(["account-deactivated", "session-ended"]);
    expect(newestEntry(context, marcus, "session-ended")?.data).toEqual({ cause: "deactivated" });
    expect(context.session.signedIn).toBeNull();
    expect(judgeCode(context, marcus.id, "setup-code", setUp)).toMatchObject({ kind: "refused" });
    expect(judgeCode(context, marcus.id, "bypass-code", fromSupport)).toMatchObject({ kind: "refused" });
    expect(now().deactivatedAt).toBe(context.clock.now());
    expectReplayEqualsTables(context, marcus);
  });

  test("ends a sign-in that waits for its token", () => {
    const recovery = { proven: [], lastSent: null };
    context.session.pending = { account: marcus.id, since: context.clock.elapsed(), lastSent: null, recovery };
    deactivatePerson(context, joan, asked());
    callerNow(context);
    expect(context.session.pending).toBeNull();
  });

  test("leaves the manager's own session alone, and cannot be done twice", () => {
    expect(deactivatePerson(context, joan, asked())).toEqual({ ok: true, value: null });
    expect(context.session.signedIn?.account).toBe(context.manager.id);
    expect(deactivatePerson(context, joan, asked())).toEqual(refused("deactivated"));
  });

  test("takes an authenticator away that was only offered", () => {
    const offered = {
      authenticator: "b".repeat(26),
      secret: "c".repeat(26),
      digits: 7,
      expiresAt: context.clock.now() + 1,
      sameAs: null,
    } as const;
    const key = { id: offered.secret, account: marcus.id, kind: "totp-key", bytes: new Uint8Array(20) } as const;
    const event = { kind: "authenticator-offered", subject: marcus.id, data: offered } as const;
    immediately(context.db, () => recordEvent(context, marcus.id, event, { secrets: [key] }));
    deactivatePerson(context, joan, asked());
    expect(findAuthenticator(context.db, marcus.id, "offered")).toBeUndefined();
    expect(readSecret(context.db, context.keys.commitments, offered.secret, marcus.id, "totp-key").is).toBe("damaged");
  });
});

describe("reactivating", () => {
  test("takes a new setup code: the old password is gone", async () => {
    deactivatePerson(context, joan, asked());
    let code = "";
    const { identity: _, ...unseen } = asked();
    const kinds = await kindsLeftBy(context, marcus, () => {
      code = shown(reactivatePerson(context, joan, unseen)).code;
    });
    expect(kinds).toEqual(["account-reactivated", "setup-code-issued"]);
    expect(now()).toMatchObject({ deactivatedAt: null, passwordSecret: null });
    expect(judgeCode(context, marcus.id, "setup-code", code).kind).toBe("right");
    expect(context.session.papers.get("setup-code")?.draw("Letter").html).toContain(code);
    expectReplayEqualsTables(context, marcus);
  });

  test("of an active account is refused", () => {
    expect(reactivatePerson(context, joan, asked())).toEqual(refused("active"));
  });
});

describe("a new setup code", () => {
  test("voids the one before it, and leaves the password that there is until it is claimed", async () => {
    const first = shown(issueSetupCode(context, joan, asked()));
    const { passwordSecret } = now();
    let second = first;
    const kinds = await kindsLeftBy(context, marcus, () => {
      second = shown(issueSetupCode(context, joan, asked()));
    });
    expect(kinds).toEqual(["identity-proven", "setup-code-issued"]);
    expect(judgeCode(context, marcus.id, "setup-code", first.code)).toEqual({ kind: "refused", cause: "replaced" });
    expect(judgeCode(context, marcus.id, "setup-code", second.code).kind).toBe("right");
    expect(now().passwordSecret).toBe(passwordSecret);
    expect(newestEntry(context, marcus, "setup-code-issued")?.data.reason).toBe("new phone");
    expect(getPerson(context, joan, asked())).toMatchObject({ ok: true, value: { setupCodeUntil: second.expiresAt } });
    expectReplayEqualsTables(context, marcus);
  });

  test("outlives a clock that was set back no longer than it should", () => {
    const { code, expiresAt } = shown(issueSetupCode(context, joan, asked()));
    expect(expiresAt).toBe(context.clock.now() + 7 * DAY);
    context.clock.set(expiresAt);
    signIn(context.manager);
    context.clock.set(expiresAt - DAY);
    expect(judgeCode(context, marcus.id, "setup-code", code)).toEqual({ kind: "refused", cause: "expired" });
  });
});

describe("a bypass code", () => {
  test("has nine digits, works for one hour, and replaces the one before it", async () => {
    await withText();
    const first = shown(bypass(context, joan, asked()));
    const second = shown(bypass(context, joan, asked()));
    expect(second.code).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(second.expiresAt).toBe(context.clock.now() + HOUR);
    expect(judgeCode(context, marcus.id, "bypass-code", first.code)).toEqual({ kind: "refused", cause: "replaced" });
    context.clock.advance(HOUR - 1);
    expect(judgeCode(context, marcus.id, "bypass-code", second.code).kind).toBe("right");
    context.clock.advance(1);
    expect(judgeCode(context, marcus.id, "bypass-code", second.code)).toEqual({ kind: "refused", cause: "expired" });
    expect(listCodes(context.db, marcus.id, "bypass-code", "open")).toHaveLength(1);
    expect(JSON.stringify(entriesAbout(context))).not.toContain(second.code.replaceAll(" ", ""));
    expectReplayEqualsTables(context, marcus);
  });

  test("is for accounts with two-factor on and a password", async () => {
    expect(bypass(context, joan, asked())).toEqual(refused("no-two-factor"));
    await withText();
    deactivatePerson(context, joan, asked());
    reactivatePerson(context, joan, asked());
    expect(bypass(context, joan, asked())).toEqual(refused("no-password-yet"));
  });
});

describe("starting two-factor for somebody", () => {
  test("says who started it, and leaves the rest to them", async () => {
    const start = () => startTwoFactor(context, joan, { account: marcus.id, proof: PROOF });
    expect(await kindsLeftBy(context, marcus, start)).toEqual(["two-factor-started"]);
    expect(now()).toMatchObject({ startedBy: context.manager.id, twoFactor: "none" });
    expect(getPerson(context, joan, asked())).toMatchObject({ ok: true, value: { startedBy: "Joan Price" } });
    expectReplayEqualsTables(context, marcus);
  });

  test("is refused where it is on", async () => {
    await withApp();
    expect(startTwoFactor(context, joan, { account: marcus.id, proof: PROOF })).toEqual(refused("two-factor-on"));
  });
});

describe("unlocking", () => {
  test.each([
    ["a lock", { lockedUntilAt: Number.MAX_SAFE_INTEGER }],
    ["a hold", { held: true }],
  ])("lifts %s and keeps the count", async (_what, lock) => {
    fail(lock);
    const { count } = failuresNow(context, marcus.id);
    expect(await kindsLeftBy(context, marcus, () => unlockAccount(context, joan, asked()))).toEqual([
      "identity-proven",
      "account-unlocked",
    ]);
    const after = failuresNow(context, marcus.id);
    expect(isLocked(after, context.clock.now())).toBe(false);
    expect(after.count).toBe(count);
    expect(unlockAccount(context, joan, asked())).toEqual(refused("not-locked"));
    expectReplayEqualsTables(context, marcus);
  });

  test("of an account whose lock has ended is refused", () => {
    fail({ lockedUntilAt: context.clock.now() + 60_000 });
    context.clock.advance(60_000);
    expect(unlockAccount(context, joan, asked())).toEqual(refused("not-locked"));
  });
});

describe("resetting two-factor", () => {
  test("takes app, text tokens, recovery and bypass codes away, and gives a setup code in the same transaction", async () => {
    await withText();
    const fromSupport = shown(bypass(context, joan, asked())).code;
    const toPhone = { use: "text-token", channel: "text", cellPhone: marcus.cellPhone ?? "" } as const;
    immediately(context.db, () => issueToken(context, now(), toPhone));
    const [token = ""] = [...context.memory.tokenTexts.values()];
    expect(judgeCode(context, marcus.id, "text-token", token).kind).toBe("right");
    const secret = { id: "d".repeat(26), account: marcus.id, kind: "code", bytes: new Uint8Array(8) } as const;
    const made = { codes: [{ code: "e".repeat(26), secret: secret.id }] };
    const event = { kind: "recovery-codes-made", subject: marcus.id, data: made } as const;
    immediately(context.db, () => recordEvent(context, marcus.id, event, { secrets: [secret] }));
    let code = "";
    const kinds = await kindsLeftBy(context, marcus, () => {
      code = shown(reset(context, joan, asked())).code;
    });
    expect(kinds.filter((kind) => kind !== "notice-queued")).toEqual([
      "identity-proven",
      "two-factor-reset",
      "setup-code-issued",
    ]);
    expect(now()).toMatchObject({ twoFactor: "none", confirmedPhone: null, setupCodeNeeded: true });
    for (const sort of ["bypass-code", "recovery-code", "text-token", "phone-proof"] as const) {
      expect(listCodes(context.db, marcus.id, sort, "open")).toEqual([]);
    }
    expect(judgeCode(context, marcus.id, "bypass-code", fromSupport).kind).toBe("refused");
    expect(judgeCode(context, marcus.id, "setup-code", code).kind).toBe("right");
    expect(judgeCode(context, marcus.id, "text-token", token)).toEqual({ kind: "refused", cause: "replaced" });
    expectReplayEqualsTables(context, marcus);
  });

  test("forgets the app's key", async () => {
    await withApp();
    const active = findAuthenticator(context.db, marcus.id, "active");
    reset(context, joan, asked());
    expect(findAuthenticator(context.db, marcus.id, "active")).toBeUndefined();
    const { id = "", secret = "" } = active ?? {};
    expect(id).not.toBe("");
    expect(context.db.prepare("SELECT count(*) AS n FROM secrets WHERE id = ?").get(secret)).toEqual({ n: 0 });
  });

  test("leaves the password, and says on the slip that the code is for the phone", async () => {
    await withApp();
    const { passwordSecret } = now();
    reset(context, joan, asked());
    expect(now().passwordSecret).toBe(passwordSecret);
    const afterReset = context.session.papers.get("setup-code")?.draw("A4").html ?? "";
    const newcomer = addAccount(context, { name: "Nina Newman", email: "nina@northside.example" });
    issueSetupCode(context, joan, asked(newcomer));
    const forPassword = context.session.papers.get("setup-code")?.draw("A4").html ?? "";
    expect(afterReset).toContain("Marcus Webb");
    expect(forPassword).toMatch(/choose (a|your) password/i);
    expect(afterReset).not.toMatch(/choose (a|your) password/i);
  });

  test("is refused where it is off", () => expect(reset(context, joan, asked())).toEqual(refused("no-two-factor")));
});
