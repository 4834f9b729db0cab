import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetMyWorkstation, forgetWorkstation } from "../../../src/main/core/authentication/forget-sign-in";
import { changePassword } from "../../../src/main/core/authentication/passwords";
import { checkProof, stepUp } from "../../../src/main/core/authentication/proof";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { type Caller, recordEvent } from "../../../src/main/core/context";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import { editPerson, getPerson } from "../../../src/main/core/people/people";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { callerNow, signInView } from "../../../src/main/core/session/session-state";
import { signOut } from "../../../src/main/core/session/sessions";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import { resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { createWorld, PASSWORD, signedInAs, type TestWorld } from "../../support/context";
import { DAY_MS, require, ruleOf } from "../../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { helpFor } from "../../support/help";
import { appCode } from "../../support/phone";
import {
  addMember,
  cheapHashing,
  choosePassword,
  giveCode,
  NOBODY,
  restarted,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { enableByApp, PROOF } from "../../support/two-factor";

let world: TestWorld;
let marcus: Account;
let key: string;

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  marcus = await addMember(world);
  key = await setUpApp(world, marcus);
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus);
  world.close();
});

const PERIOD_MS = 30_000;
const signedIn = { ok: true, value: { next: "signed-in" } };
const tokenDue = { ok: true, value: { next: "token" } };
const act = { reason: "asked for it", proof: PROOF };

const asJoan = <T>(does: (caller: Caller) => T): T => {
  const { session } = world.memory;
  const done = does(signedInAs(world, world.manager));
  world.memory.session = session;
  return done;
};
const rememberFor = (rememberDays: number) =>
  asJoan((caller) =>
    updateSettings(world, caller, {
      ...({ practiceName: "Northside Clinic", region: "US", timeZone: "America/Chicago", stillStuck: null } as const),
      ...({ textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays } as const),
      proof: PROOF,
    }),
  );
const leave = () => signOut(world, callerNow(world));
const typeToken = async (remember: boolean) => {
  world.clock.advance(2 * PERIOD_MS);
  return submitToken(world, NOBODY, { token: appCode(key, world.clock.now()), remember });
};
/** Signs in by the token of the app, and is remembered where that is allowed; nobody is signed in afterwards. */
const remembered = async () => {
  expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
  expect(await typeToken(true)).toEqual(signedIn);
  leave();
};
const cameBy = () => newestEntry(world, marcus, "signed-in")?.data.factors.map(({ factor }) => factor);
const open = () => listCodes(world.db, marcus.id, "workstation", "open");
const secret = () => world.kept.get(marcus.id) ?? "";
const workstation = () => {
  const person = asJoan((caller) => getPerson(world, caller, { account: marcus.id }));
  return person.ok ? person.value.workstation : undefined;
};

describe("remember this workstation", () => {
  test("is off by default: what is asked for is not done", async () => {
    await remembered();
    expect(world.kept.size).toBe(0);
    expect(open()).toEqual([]);
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
    expect(signInView(world)).toMatchObject({ rememberDays: 0 });
  });

  test("is done where it is allowed and asked for, and then the password alone signs in", async () => {
    rememberFor(30);
    await typePassword(world, marcus.email);
    expect(signInView(world)).toMatchObject({ rememberDays: 30 });
    expect(await kindsLeftBy(world, marcus, () => typeToken(true))).toEqual(["signed-in", "workstation-remembered"]);
    const until = world.clock.now() + 30 * DAY_MS;
    expect(newestEntry(world, marcus, "workstation-remembered")?.data).toMatchObject({ expiresAt: until, after: null });
    expect(secret()).toMatch(/^[0-9a-f]{64}$/);
    leave();

    const kinds = await kindsLeftBy(world, marcus, async () =>
      expect(await typePassword(world, marcus.email)).toEqual(signedIn),
    );
    expect(kinds).toEqual(["signed-in", "workstation-remembered"]);
    expect(cameBy()).toEqual(["password", "workstation"]);
    expect(callerNow(world)).toMatchObject({ stance: "member", account: marcus.id });
  });

  test("is not done for whoever did not ask", async () => {
    rememberFor(30);
    await typePassword(world, marcus.email);
    await typeToken(false);
    leave();
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
  });

  test("goes with a token by text too", async () => {
    rememberFor(7);
    const ana = await addMember(world, { name: "Ana", email: "ana@x.example" });
    setUpText(world, ana);
    await typePassword(world, ana.email);
    giveCode(world, ana, { sort: "text-token", code: "7654321" });
    expect(await submitToken(world, NOBODY, { token: "7654321", remember: true })).toEqual(signedIn);
    leave();
    expect(await typePassword(world, ana.email)).toEqual(signedIn);
  });

  test("survives a restart; the secret is nowhere in the vault", async () => {
    rememberFor(30);
    await remembered();
    const plain = secret();
    world = { ...restarted(world), hashing: cheapHashing };
    for (const { name } of world.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string;
    }[]) {
      expect(JSON.stringify(world.db.prepare(`SELECT * FROM ${name}`).all())).not.toContain(plain);
    }
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
  });

  test("changes its secret at every use and keeps its end, to the very last millisecond", async () => {
    rememberFor(2);
    await remembered();
    const since = world.clock.now();
    const until = since + 2 * DAY_MS;
    const secrets = new Set([secret()]);
    for (const hours of [20, 40]) {
      world.clock.set(since + hours * 3_600_000);
      expect(await typePassword(world, marcus.email)).toEqual(signedIn);
      leave();
      secrets.add(secret());
      expect(workstation()).toEqual({ since, until, lastUsedAt: world.clock.now() });
    }
    expect(secrets.size).toBe(3);
    expect(open()).toHaveLength(1);
    world.clock.set(until - 1);
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
    leave();
    world.clock.set(until);
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
    expect(workstation()).toBeNull();
    // A clock that is set back brings nothing back that an entry has outlived.
    await typeToken(false);
    leave();
    world.clock.set(since);
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
  });

  test("is honoured no longer than the practice allows now", async () => {
    rememberFor(30);
    await remembered();
    const since = world.clock.now();
    world.clock.advance(10 * DAY_MS);
    rememberFor(9);
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
    rememberFor(0);
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
    rememberFor(11);
    expect(workstation()).toMatchObject({ since, until: since + 11 * DAY_MS });
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
  });

  test("a new token begins it anew", async () => {
    rememberFor(30);
    await remembered();
    rememberFor(0);
    world.clock.advance(5 * DAY_MS);
    await typePassword(world, marcus.email);
    rememberFor(20);
    await typeToken(true);
    leave();
    expect(workstation()).toMatchObject({ since: world.clock.now(), until: world.clock.now() + 20 * DAY_MS });
  });
});

describe("an old secret that comes back", () => {
  test.each(["used since", "replaced by a new token since"])("%s revokes the series and is recorded", async (how) => {
    rememberFor(30);
    await remembered();
    const copied = secret();
    if (how === "used since") await typePassword(world, marcus.email);
    else {
      rememberFor(0);
      await typePassword(world, marcus.email);
      rememberFor(30);
      await typeToken(true);
    }
    leave();
    const good = secret();
    world.kept.set(marcus.id, copied);
    const left = await kindsLeftBy(world, marcus, async () =>
      expect(await typePassword(world, marcus.email)).toEqual(tokenDue),
    );
    expect(left).toEqual(["workstation-forgotten"]);
    expect(newestEntry(world, marcus, "workstation-forgotten")?.data).toEqual({ because: "reused", reason: null });
    expect(open()).toEqual([]);
    expect(world.kept.has(marcus.id)).toBe(false);
    world.kept.set(marcus.id, good);
    expect(await kindsLeftBy(world, marcus, () => typePassword(world, marcus.email))).toEqual([]);
    expect(await typeToken(false)).toEqual(signedIn);
  });

  test("is told from one that was never good: that is not taken, and nothing is revoked", async () => {
    rememberFor(30);
    await remembered();
    const good = secret();
    world.kept.set(marcus.id, "0".repeat(64));
    expect(await kindsLeftBy(world, marcus, () => typePassword(world, marcus.email))).toEqual([]);
    world.kept.set(marcus.id, good);
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
  });

  test("is known as old after new recovery codes were made", async () => {
    rememberFor(30);
    await remembered();
    const copied = secret();
    await typePassword(world, marcus.email);
    leave();
    rememberFor(0);
    await typePassword(world, marcus.email);
    await typeToken(false);
    rememberFor(30);
    expect(makeRecoveryCodes(world, callerNow(world), {}).ok).toBe(true);
    leave();
    world.kept.set(marcus.id, copied);
    expect(await kindsLeftBy(world, marcus, () => typePassword(world, marcus.email))).toEqual([
      "workstation-forgotten",
    ]);
  });
});

describe("the secret", () => {
  test("of another account is worth nothing", async () => {
    rememberFor(30);
    await remembered();
    const ana = await addMember(world, { name: "Ana", email: "ana@x.example" });
    await setUpApp(world, ana);
    world.kept.set(ana.id, secret());
    expect(await typePassword(world, ana.email)).toEqual(tokenDue);
  });

  test("is worth nothing without the password, and while the account is locked", async () => {
    rememberFor(30);
    await remembered();
    const before = secret();
    for (let tries = 0; tries < 5; tries++) await typePassword(world, marcus.email, "wrong");
    expect(await typePassword(world, marcus.email)).toMatchObject({ refusal: { code: "locked" } });
    expect(secret()).toBe(before);
    world.clock.advance(61_000);
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
    // It stands in for a token, and proves none: no guess is given back.
    expect(readFailures(world.db, marcus.id).count).toBe(5);
  });

  test("that cannot be kept leads to a token, and remembers nothing", async () => {
    rememberFor(30);
    await remembered();
    const full = { ...world, workstationSecrets: { ...world.workstationSecrets, write: () => false } };
    expect(await typePassword(full, marcus.email)).toEqual(tokenDue);
    expect(open()).toHaveLength(1);
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
    leave();
    rememberFor(0);
    await typePassword(world, marcus.email);
    rememberFor(30);
    world.clock.advance(2 * PERIOD_MS);
    const token = appCode(key, world.clock.now());
    const left = await kindsLeftBy(full, marcus, () => submitToken(full, NOBODY, { token, remember: true }));
    expect(left).toEqual(["signed-in"]);
  });

  test("that was kept outside when the vault could not be written leads to a token", async () => {
    rememberFor(30);
    await remembered();
    const before = secret();
    world.db.exec(
      "CREATE TEMP TRIGGER no_entry BEFORE INSERT ON main.ledger BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    await expect(typePassword(world, marcus.email)).rejects.toThrow("disk full");
    world.db.exec("DROP TRIGGER no_entry");
    expect(secret()).not.toBe(before);
    expect(world.memory.session).toBeNull();
    expect(await typePassword(world, marcus.email)).toEqual(tokenDue);
  });
});

describe("it is never enough", () => {
  const inByWorkstation = async () => {
    rememberFor(30);
    await remembered();
    await typePassword(world, marcus.email);
    return callerNow(world);
  };

  test("for the proof of an act, and step-up asks for the password as ever", async () => {
    const me = await inByWorkstation();
    expect(await checkProof(world, me, { password: PASSWORD, token: null }, "disableTwoFactor")).toMatchObject({
      refusal: { code: "wrong-token" },
    });
    expect(await checkProof(world, me, { password: PASSWORD, token: secret() }, "disableTwoFactor")).toMatchObject({
      ok: false,
    });
    expect(await stepUp(world, me, { password: "wrong" })).toMatchObject({ refusal: { code: "wrong-password" } });
    expect(await stepUp(world, me, { password: PASSWORD })).toEqual({ ok: true, value: null });
  });

  test("to put a new phone or new recovery codes in the place of the old ones", async () => {
    const me = await inByWorkstation();
    const refused = { ok: false, refusal: { code: "not-now", because: "second-factor-needed" } };
    expect(beginAuthenticator(world, me, { key: "new" })).toEqual(refused);
    expect(makeRecoveryCodes(world, me, {})).toEqual(refused);
  });

  test("for whoever must set up another method: that takes a token", async () => {
    rememberFor(30);
    const ana = await addMember(world, { name: "Ana", email: "ana@x.example" });
    setUpText(world, ana);
    await typePassword(world, ana.email);
    giveCode(world, ana, { sort: "text-token", code: "7654321" });
    await submitToken(world, NOBODY, { token: "7654321", remember: true });
    leave();
    await choosePassword(world, world.manager);
    await setUpApp(world, world.manager);
    asJoan((caller) =>
      require(world, caller, ruleOf({ methods: "app-only", applies: { to: "role", role: "member" } })),
    );
    expect(await typePassword(world, ana.email)).toEqual(tokenDue);
  });
});

describe("it is revoked by", () => {
  const facts = { name: "Marcus Reed", email: "marcus@northside.example", kind: "staff" } as const;
  const me = () => signedInAs(world, marcus);
  const acts: Readonly<Record<string, () => unknown>> = {
    "a reset": () => asJoan((caller) => resetTwoFactor(world, caller, { ...helpFor(marcus), cause: "new-phone" })),
    "a new password": () => changePassword(world, me(), { newPassword: "eleven purple horses" }),
    "another phone, changed by a manager": () =>
      asJoan((caller) =>
        editPerson(world, caller, { account: marcus.id, ...facts, cellPhone: "+14155559999", ...act }),
      ),
    "another phone of one's own choice": () => updateMyProfile(world, me(), { ...facts, cellPhone: "+14155559999" }),
    "a phone that is confirmed": () => {
      const data = { cellPhone: marcus.cellPhone ?? "", channel: "text", code: "none" } as const;
      immediately(world.db, () => recordEvent(world, marcus.id, { kind: "phone-confirmed", subject: marcus.id, data }));
    },
    "a lock until support acts": async () => {
      for (let tries = 0; tries < 100; tries++) {
        await typePassword(world, marcus.email, "wrong");
        world.clock.advance(3_600_001);
      }
      expect(readFailures(world.db, marcus.id).held).toBe(true);
    },
    "a deactivation": () => asJoan((caller) => deactivatePerson(world, caller, { account: marcus.id, ...act })),
    "a deactivation that is taken back": () => {
      asJoan((caller) => deactivatePerson(world, caller, { account: marcus.id, ...act }));
      asJoan((caller) => reactivatePerson(world, caller, { account: marcus.id, ...act }));
    },
    "a new authenticator": () => enableByApp(world, me()),
    "two-factor that is turned off": () => disableTwoFactor(world, me(), { proof: PROOF }),
    oneself: () => expect(forgetMyWorkstation(world, me(), {})).toEqual({ ok: true, value: null }),
    "a manager": () =>
      expect(asJoan((caller) => forgetWorkstation(world, caller, { account: marcus.id, ...act }))).toEqual({
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
    expect(listCodes(world.db, marcus.id, "workstation", "revoked")).toHaveLength(1);
    expect(workstation()).toBeNull();
    world.memory.session = null;
    world.kept.set(marcus.id, copied);
    await typePassword(world, marcus.email);
    await typePassword(world, marcus.email, "eleven purple horses");
    expect(cameBy()).not.toContain("workstation");
    expect(newestEntry(world, marcus, "workstation-remembered")?.data.after).toBeNull();
  });

  test("nothing else: another name or a failed attempt leaves it", async () => {
    rememberFor(30);
    await remembered();
    updateMyProfile(world, me(), { ...facts, name: "Mark Reed", cellPhone: marcus.cellPhone });
    await typePassword(world, marcus.email, "wrong");
    world.memory.session = null;
    expect(await typePassword(world, marcus.email)).toEqual(signedIn);
  });
});

describe("to have it forgotten", () => {
  test("is recorded with who did it and why, takes the secret away, and shows nowhere as remembered", async () => {
    rememberFor(30);
    await remembered();
    const me = signedInAs(world, marcus);
    expect(getMySecurity(world, me, {})).toMatchObject({ value: { workstation: { since: world.clock.now() } } });
    expect(await kindsLeftBy(world, marcus, () => forgetMyWorkstation(world, me, {}))).toEqual([
      "workstation-forgotten",
    ]);
    expect(newestEntry(world, marcus, "workstation-forgotten")?.data).toEqual({ because: "person", reason: null });
    expect(world.kept.size).toBe(0);
    expect(getMySecurity(world, me, {})).toMatchObject({ value: { workstation: null } });
    expect(forgetMyWorkstation(world, me, {})).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "no-workstation" },
    });
  });

  test("is an act of a manager on somebody for whom there is one", async () => {
    const forget = () => asJoan((caller) => forgetWorkstation(world, caller, { account: marcus.id, ...act }));
    expect(forget()).toEqual({ ok: false, refusal: { code: "may-not", because: "no-workstation" } });
    rememberFor(30);
    await remembered();
    expect(await kindsLeftBy(world, marcus, forget)).toEqual(["workstation-forgotten"]);
    expect(newestEntry(world, marcus, "workstation-forgotten")).toMatchObject({
      actor: world.manager.id,
      data: { because: "manager", reason: "asked for it" },
    });
    expect(world.kept.size).toBe(0);
    const support = await addMember(world, { name: "Sam", email: "sam@x.example", role: "support" });
    expect(forgetWorkstation(world, signedInAs(world, support), { account: marcus.id, ...act })).toMatchObject({
      refusal: { code: "may-not", because: "role" },
    });
  });
});
