import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changePassword } from "../../../src/main/core/authentication/passwords";
import { checkProof, stepUp } from "../../../src/main/core/authentication/proof";
import { forgetMyRememberedSignIn } from "../../../src/main/core/authentication/remember-sign-in";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { deactivatePerson, forgetRememberedSignIn, reactivatePerson } from "../../../src/main/core/people/account-acts";
import { editPerson, getPerson } from "../../../src/main/core/people/people";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { createTestContext, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { DAY_MS, require, ruleOf } from "../../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { helpFor } from "../../support/help";
import { appCode } from "../../support/phone";
import { callerNow, nobodyAt, signInView } from "../../support/session";
import {
  addMember,
  cheapHashing,
  choosePassword,
  giveCode,
  restarted,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { enableByApp, PROOF } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;
let key: string;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMember(context);
  key = await setUpApp(context, marcus);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const PERIOD_MS = 30_000;
const signedIn = { ok: true, value: { next: "signed-in" } };
const tokenDue = { ok: true, value: { next: "token" } };
const act = { reason: "asked for it", proof: PROOF };

const asJoan = <T>(does: (caller: Caller) => T): T => {
  const { signedIn } = context.session;
  const done = does(signedInAs(context, context.manager));
  context.session.signedIn = signedIn;
  return done;
};
const rememberFor = (rememberDays: number) =>
  asJoan((caller) =>
    updateSettings(context, caller, {
      ...({ practiceName: "Northside Clinic", region: "US", timeZone: "America/Chicago", stillStuck: null } as const),
      ...({ textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays } as const),
      proof: PROOF,
    }),
  );
const leave = () => signOut(context, callerNow(context));
const typeToken = async (remember: boolean) => {
  context.clock.advance(2 * PERIOD_MS);
  return submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember });
};
/** Signs in by the token of the app, and is remembered where that is allowed; nobody is signed in afterwards. */
const remembered = async () => {
  expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
  expect(await typeToken(true)).toEqual(signedIn);
  leave();
};
const cameBy = () => newestEntry(context, marcus, "signed-in")?.data.factors.map(({ factor }) => factor);
const open = () => listCodes(context.db, marcus.id, "remembered-sign-in", "open");
const secret = () => context.kept.get(marcus.id) ?? "";
const workstation = () => {
  const person = asJoan((caller) => getPerson(context, caller, { account: marcus.id }));
  return person.ok ? person.value.workstation : undefined;
};

describe("remember this workstation", () => {
  test("is off by default: what is asked for is not done", async () => {
    await remembered();
    expect(context.kept.size).toBe(0);
    expect(open()).toEqual([]);
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
    expect(signInView(context)).toMatchObject({ rememberDays: 0 });
  });

  test("is done where it is allowed and asked for, and then the password alone signs in", async () => {
    rememberFor(30);
    await typePassword(context, marcus.email);
    expect(signInView(context)).toMatchObject({ rememberDays: 30 });
    expect(await kindsLeftBy(context, marcus, () => typeToken(true))).toEqual(["signed-in", "sign-in-remembered"]);
    const until = context.clock.now() + 30 * DAY_MS;
    expect(newestEntry(context, marcus, "sign-in-remembered")?.data).toMatchObject({
      expiresAt: until,
      after: null,
    });
    expect(secret()).toMatch(/^[0-9a-f]{64}$/);
    leave();

    const kinds = await kindsLeftBy(context, marcus, async () =>
      expect(await typePassword(context, marcus.email)).toEqual(signedIn),
    );
    expect(kinds).toEqual(["signed-in", "sign-in-remembered"]);
    expect(cameBy()).toEqual(["password", "remembered-sign-in"]);
    expect(callerNow(context)).toMatchObject({ sessionState: "member", account: marcus.id });
  });

  test("is not done for whoever did not ask", async () => {
    rememberFor(30);
    await typePassword(context, marcus.email);
    await typeToken(false);
    leave();
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
  });

  test("goes with a token by text too", async () => {
    rememberFor(7);
    const ana = await addMember(context, { name: "Ana", email: "ana@x.example" });
    setUpText(context, ana);
    await typePassword(context, ana.email);
    giveCode(context, ana, { sort: "text-token", code: "7654321" });
    expect(await submitToken(context, nobodyAt(context), { token: "7654321", remember: true })).toEqual(signedIn);
    leave();
    expect(await typePassword(context, ana.email)).toEqual(signedIn);
  });

  test("survives a restart; the secret is nowhere in the vault", async () => {
    rememberFor(30);
    await remembered();
    const plain = secret();
    context = { ...restarted(context), hashing: cheapHashing };
    for (const { name } of context.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string;
    }[]) {
      expect(JSON.stringify(context.db.prepare(`SELECT * FROM ${name}`).all())).not.toContain(plain);
    }
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
  });

  test("changes its secret at every use and keeps its end, to the very last millisecond", async () => {
    rememberFor(2);
    await remembered();
    const since = context.clock.now();
    const until = since + 2 * DAY_MS;
    const secrets = new Set([secret()]);
    for (const hours of [20, 40]) {
      context.clock.set(since + hours * 3_600_000);
      expect(await typePassword(context, marcus.email)).toEqual(signedIn);
      leave();
      secrets.add(secret());
      expect(workstation()).toEqual({ since, until, lastUsedAt: context.clock.now() });
    }
    expect(secrets.size).toBe(3);
    expect(open()).toHaveLength(1);
    context.clock.set(until - 1);
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
    leave();
    context.clock.set(until);
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
    expect(workstation()).toBeNull();
    // A clock that is set back brings nothing back that an entry has outlived.
    await typeToken(false);
    leave();
    context.clock.set(since);
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
  });

  test("is honoured no longer than the practice allows now", async () => {
    rememberFor(30);
    await remembered();
    const since = context.clock.now();
    context.clock.advance(10 * DAY_MS);
    rememberFor(9);
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
    rememberFor(0);
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
    rememberFor(11);
    expect(workstation()).toMatchObject({ since, until: since + 11 * DAY_MS });
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
  });

  test("a new token begins it anew", async () => {
    rememberFor(30);
    await remembered();
    rememberFor(0);
    context.clock.advance(5 * DAY_MS);
    await typePassword(context, marcus.email);
    rememberFor(20);
    await typeToken(true);
    leave();
    expect(workstation()).toMatchObject({ since: context.clock.now(), until: context.clock.now() + 20 * DAY_MS });
  });
});

describe("an old secret that comes back", () => {
  test.each(["used since", "replaced by a new token since"])("%s revokes the series and is recorded", async (how) => {
    rememberFor(30);
    await remembered();
    const copied = secret();
    if (how === "used since") await typePassword(context, marcus.email);
    else {
      rememberFor(0);
      await typePassword(context, marcus.email);
      rememberFor(30);
      await typeToken(true);
    }
    leave();
    const good = secret();
    context.kept.set(marcus.id, copied);
    const left = await kindsLeftBy(context, marcus, async () =>
      expect(await typePassword(context, marcus.email)).toEqual(tokenDue),
    );
    expect(left).toEqual(["remembered-sign-in-forgotten"]);
    expect(newestEntry(context, marcus, "remembered-sign-in-forgotten")?.data).toEqual({
      because: "reused",
      reason: null,
    });
    expect(open()).toEqual([]);
    expect(context.kept.has(marcus.id)).toBe(false);
    context.kept.set(marcus.id, good);
    expect(await kindsLeftBy(context, marcus, () => typePassword(context, marcus.email))).toEqual([]);
    expect(await typeToken(false)).toEqual(signedIn);
  });

  test("is told from one that was never good: that is not taken, and nothing is revoked", async () => {
    rememberFor(30);
    await remembered();
    const good = secret();
    context.kept.set(marcus.id, "0".repeat(64));
    expect(await kindsLeftBy(context, marcus, () => typePassword(context, marcus.email))).toEqual([]);
    context.kept.set(marcus.id, good);
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
  });

  test("is known as old after new recovery codes were made", async () => {
    rememberFor(30);
    await remembered();
    const copied = secret();
    await typePassword(context, marcus.email);
    leave();
    rememberFor(0);
    await typePassword(context, marcus.email);
    await typeToken(false);
    rememberFor(30);
    expect(makeRecoveryCodes(context, callerNow(context), {}).ok).toBe(true);
    leave();
    context.kept.set(marcus.id, copied);
    expect(await kindsLeftBy(context, marcus, () => typePassword(context, marcus.email))).toEqual([
      "remembered-sign-in-forgotten",
    ]);
  });
});

describe("the secret", () => {
  test("of another account is worth nothing", async () => {
    rememberFor(30);
    await remembered();
    const ana = await addMember(context, { name: "Ana", email: "ana@x.example" });
    await setUpApp(context, ana);
    context.kept.set(ana.id, secret());
    expect(await typePassword(context, ana.email)).toEqual(tokenDue);
  });

  test("is worth nothing without the password, and while the account is locked", async () => {
    rememberFor(30);
    await remembered();
    const before = secret();
    for (let tries = 0; tries < 5; tries++) await typePassword(context, marcus.email, "wrong");
    expect(await typePassword(context, marcus.email)).toMatchObject({ refusal: { code: "locked" } });
    expect(secret()).toBe(before);
    context.clock.advance(61_000);
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
    // It stands in for a token, and proves none: no guess is given back.
    expect(failuresNow(context, marcus.id).count).toBe(5);
  });

  test("that cannot be kept leads to a token, and remembers nothing", async () => {
    rememberFor(30);
    await remembered();
    const full = { ...context, workstationSecrets: { ...context.workstationSecrets, write: () => false } };
    expect(await typePassword(full, marcus.email)).toEqual(tokenDue);
    expect(open()).toHaveLength(1);
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
    leave();
    rememberFor(0);
    await typePassword(context, marcus.email);
    rememberFor(30);
    context.clock.advance(2 * PERIOD_MS);
    const token = appCode(key, context.clock.now());
    const left = await kindsLeftBy(full, marcus, () => submitToken(full, nobodyAt(context), { token, remember: true }));
    expect(left).toEqual(["signed-in"]);
  });

  test("that was kept outside when the vault could not be written leads to a token", async () => {
    rememberFor(30);
    await remembered();
    const before = secret();
    context.db.exec(
      "CREATE TEMP TRIGGER no_entry BEFORE INSERT ON main.ledger BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    await expect(typePassword(context, marcus.email)).rejects.toThrow("disk full");
    context.db.exec("DROP TRIGGER no_entry");
    expect(secret()).not.toBe(before);
    expect(context.session.signedIn).toBeNull();
    expect(await typePassword(context, marcus.email)).toEqual(tokenDue);
  });
});

describe("it is never enough", () => {
  const inByWorkstation = async () => {
    rememberFor(30);
    await remembered();
    await typePassword(context, marcus.email);
    return callerNow(context);
  };

  test("for the proof of an act, and step-up asks for the password as ever", async () => {
    const me = await inByWorkstation();
    expect(await checkProof(context, me, { password: PASSWORD, token: null }, "disableTwoFactor")).toMatchObject({
      refusal: { code: "wrong-token" },
    });
    expect(await checkProof(context, me, { password: PASSWORD, token: secret() }, "disableTwoFactor")).toMatchObject({
      ok: false,
    });
    expect(await stepUp(context, me, { password: "wrong" })).toMatchObject({ refusal: { code: "wrong-password" } });
    expect(await stepUp(context, me, { password: PASSWORD })).toEqual({ ok: true, value: null });
  });

  test("to put a new phone or new recovery codes in the place of the old ones", async () => {
    const me = await inByWorkstation();
    const refused = { ok: false, refusal: { code: "not-now", because: "second-factor-needed" } };
    expect(beginAuthenticator(context, me, { key: "new" })).toEqual(refused);
    expect(makeRecoveryCodes(context, me, {})).toEqual(refused);
  });

  test("for whoever must set up another method: that takes a token", async () => {
    rememberFor(30);
    const ana = await addMember(context, { name: "Ana", email: "ana@x.example" });
    setUpText(context, ana);
    await typePassword(context, ana.email);
    giveCode(context, ana, { sort: "text-token", code: "7654321" });
    await submitToken(context, nobodyAt(context), { token: "7654321", remember: true });
    leave();
    await choosePassword(context, context.manager);
    await setUpApp(context, context.manager);
    asJoan((caller) =>
      require(context, caller, ruleOf({ methods: "app-only", applies: { to: "role", role: "member" } })),
    );
    expect(await typePassword(context, ana.email)).toEqual(tokenDue);
  });
});

describe("it is revoked by", () => {
  const facts = { name: "Marcus Reed", email: "marcus@northside.example", accountType: "staff" } as const;
  const me = () => signedInAs(context, marcus);
  const acts: Readonly<Record<string, () => unknown>> = {
    "a reset": () => asJoan((caller) => resetTwoFactor(context, caller, { ...helpFor(marcus), cause: "new-phone" })),
    "a new password": () => changePassword(context, me(), { newPassword: "eleven purple horses" }),
    "another phone, changed by a manager": () =>
      asJoan((caller) =>
        editPerson(context, caller, { account: marcus.id, ...facts, cellPhone: "+14155559999", ...act }),
      ),
    "another phone of one's own choice": () => updateMyProfile(context, me(), { ...facts, cellPhone: "+14155559999" }),
    "a phone that is confirmed": () => {
      const data = { cellPhone: marcus.cellPhone ?? "", channel: "text", code: "none" } as const;
      immediately(context.db, () =>
        recordEvent(context, marcus.id, { kind: "phone-confirmed", subject: marcus.id, data }),
      );
    },
    "a lock until support acts": async () => {
      for (let tries = 0; tries < 100; tries++) {
        await typePassword(context, marcus.email, "wrong");
        context.clock.advance(3_600_001);
      }
      expect(failuresNow(context, marcus.id).held).toBe(true);
    },
    "a deactivation": () => asJoan((caller) => deactivatePerson(context, caller, { account: marcus.id, ...act })),
    "a deactivation that is taken back": () => {
      asJoan((caller) => deactivatePerson(context, caller, { account: marcus.id, ...act }));
      asJoan((caller) => reactivatePerson(context, caller, { account: marcus.id, ...act }));
    },
    "a new authenticator": () => enableByApp(context, me()),
    "two-factor that is turned off": () => disableTwoFactor(context, me(), { proof: PROOF }),
    oneself: () => expect(forgetMyRememberedSignIn(context, me(), {})).toEqual({ ok: true, value: null }),
    "a manager": () =>
      expect(asJoan((caller) => forgetRememberedSignIn(context, caller, { account: marcus.id, ...act }))).toEqual({
        ok: true,
        value: null,
      }),
  };

  test.each(Object.keys(acts))("%s", async (name) => {
    rememberFor(30);
    await remembered();
    const copied = secret();
    await acts[name]?.();
    expect(open()).toEqual([]);
    expect(listCodes(context.db, marcus.id, "remembered-sign-in", "revoked")).toHaveLength(1);
    expect(workstation()).toBeNull();
    context.session.signedIn = null;
    context.kept.set(marcus.id, copied);
    await typePassword(context, marcus.email);
    await typePassword(context, marcus.email, "eleven purple horses");
    expect(cameBy()).not.toContain("remembered-sign-in");
    expect(newestEntry(context, marcus, "sign-in-remembered")?.data.after).toBeNull();
  });

  test("nothing else: another name or a failed attempt leaves it", async () => {
    rememberFor(30);
    await remembered();
    updateMyProfile(context, me(), { ...facts, name: "Mark Reed", cellPhone: marcus.cellPhone });
    await typePassword(context, marcus.email, "wrong");
    context.session.signedIn = null;
    expect(await typePassword(context, marcus.email)).toEqual(signedIn);
  });
});

describe("to have it forgotten", () => {
  test("is recorded with who did it and why, takes the secret away, and shows nowhere as remembered", async () => {
    rememberFor(30);
    await remembered();
    const me = signedInAs(context, marcus);
    expect(getMySecurity(context, me, {})).toMatchObject({ value: { workstation: { since: context.clock.now() } } });
    expect(await kindsLeftBy(context, marcus, () => forgetMyRememberedSignIn(context, me, {}))).toEqual([
      "remembered-sign-in-forgotten",
    ]);
    expect(newestEntry(context, marcus, "remembered-sign-in-forgotten")?.data).toEqual({
      because: "person",
      reason: null,
    });
    expect(context.kept.size).toBe(0);
    expect(getMySecurity(context, me, {})).toMatchObject({ value: { workstation: null } });
    expect(forgetMyRememberedSignIn(context, me, {})).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "no-remembered-sign-in" },
    });
  });

  test("is an act of a manager on somebody for whom there is one", async () => {
    const forget = () => asJoan((caller) => forgetRememberedSignIn(context, caller, { account: marcus.id, ...act }));
    expect(forget()).toEqual({ ok: false, refusal: { code: "may-not", because: "no-remembered-sign-in" } });
    rememberFor(30);
    await remembered();
    expect(await kindsLeftBy(context, marcus, forget)).toEqual(["remembered-sign-in-forgotten"]);
    expect(newestEntry(context, marcus, "remembered-sign-in-forgotten")).toMatchObject({
      actor: context.manager.id,
      data: { because: "manager", reason: "asked for it" },
    });
    expect(context.kept.size).toBe(0);
    const support = await addMember(context, { name: "Sam", email: "sam@x.example", role: "support" });
    expect(forgetRememberedSignIn(context, signedInAs(context, support), { account: marcus.id, ...act })).toMatchObject(
      {
        refusal: { code: "may-not", because: "role" },
      },
    );
  });
});
