import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import {
  RECOVERY_CODES_BYTES,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../../../src/main/core/domain/recovery-codes";
import { formatRecoveryKey } from "../../../src/main/core/domain/recovery-key";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { setBackupPassword } from "../../../src/main/core/recovery/backup-password";
import { recoverOnlyManager, sendOnlyManagerToken } from "../../../src/main/core/recovery/only-manager";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectSound, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { otherThan } from "../../support/phone";
import { BACKUP } from "../../support/recovery";
import { callerNow, nobodyAt } from "../../support/session";
import {
  addMember,
  again,
  cheapHashing,
  choosePassword,
  giveRecoveryCodes,
  noteSignIn,
  restarted,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { enableByApp, giveGateway, takeGateway, textedToken } from "../../support/two-factor";

let context: TestContext;
let manager: Account;
/** Two recovery codes of the manager, as printed. */
let codes: readonly string[];

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  manager = await choosePassword(context, context.manager);
  await setUpApp(context, manager);
  codes = recoveryCodesFrom(context.random.bytes(RECOVERY_CODES_BYTES)).map(shownRecoveryCode).slice(0, 2);
  giveRecoveryCodes(context, manager, ...codes);
});
afterEach(() => {
  expectSound(context, manager);
  context.close();
});

const NEW = "seven lanterns over Bristol";
const refused = { ok: false, refusal: { code: "recovery-refused" } };
const done = { ok: true, value: null };

type Typed = { email?: string; recoveryKey?: string; recoveryCode?: string; password?: string };
function recover(typed: Typed = {}) {
  const { recoveryCode = codes[0] ?? "", ...others } = typed;
  const by = { factor: "recovery-code", code: recoveryCode } as const;
  const right = { email: manager.email, recoveryKey: context.recoveryKey, by, password: NEW };
  return recoverOnlyManager(context, nobodyAt(context), { ...right, ...others });
}
const otherKey = () => formatRecoveryKey(context.random.bytes(20));

/** Two other managers, each with a password and a phone of their own. */
async function addOthers() {
  const ana = await addMember(context, { email: "ana@northside.example", role: "manager", cellPhone: "+13125550181" });
  const ben = await addMember(context, { email: "ben@northside.example", role: "manager", cellPhone: "+13125550182" });
  return [ana, ben] as const;
}

describe("a manager beside whom no other two can act comes back in the same way", () => {
  test("with one other manager, who alone can approve nothing", async () => {
    await addMember(context, { email: "ana@northside.example", role: "manager" });
    expect(await recover()).toEqual(done);
  });

  test("where the third has never chosen a password", async () => {
    await addMember(context, { email: "ana@northside.example", role: "manager" });
    addAccount(context, { name: "Ben Ode", email: "ben@northside.example", role: "manager" });
    expect(await recover()).toEqual(done);
  });

  test("where the two others proved one phone, and so are one person", async () => {
    for (const other of await addOthers()) setUpText(context, { ...other, cellPhone: "+13125550183" });
    expect(await recover()).toEqual(done);
  });

  test("and all other managers are told: by text, and in the banner of their next sign-in", async () => {
    const ana = await addMember(context, {
      email: "ana@northside.example",
      role: "manager",
      cellPhone: "+13125550181",
    });
    giveGateway(context);
    noteSignIn(context, ana);
    expect(await recover()).toEqual(done);
    const queued = entriesAbout(context, ana).flatMap((entry) => (entry.kind === "notice-queued" ? [entry.data] : []));
    expect(queued).toMatchObject([{ about: "manager-recovered", cellPhone: ana.cellPhone }]);
    const own = entriesAbout(context, manager).flatMap((entry) => (entry.kind === "notice-queued" ? [entry.data] : []));
    expect(own.map(({ about }) => about)).not.toContain("manager-recovered");
    await pumpOutbox(context);
    const text = context.noted.texts.find(({ to, body }) => to === ana.cellPhone && body.includes("kit"))?.body;
    expect(text).toContain("Wardkey: a manager got in again with the recovery kit");
    noteSignIn(context, ana);
    const notified = listMyNotices(context, signedInAs(context, ana), {});
    expect(notified).toMatchObject({ ok: true, value: [{ kind: "recovery-kit-used" }] });
    context.session.signedIn = null;
  });
});

describe("a practice's only manager who lost everything", () => {
  test("comes back with the recovery kit and a recovery code: with a new password, and signed in by neither", async () => {
    const left = await kindsLeftBy(context, manager, async () => expect(await recover()).toEqual(done));
    expect(left).toEqual(["recovery-kit-used", "password-set"]);
    expect(newestEntry(context, manager, "password-set")?.data.by).toBe("recovery");
    expect(callerNow(context)).toEqual(nobodyAt(context));
    expect(context.session.signedIn).toBeNull();
  });

  test("not with a code that is replaced while the new password is hashed (RECOVER-2)", async () => {
    const hashPassword = async (password: string) => {
      giveRecoveryCodes(context, manager, "zyxwvtsrqpnmkjhg");
      return cheapHashing.hashPassword(password);
    };
    context = { ...context, hashing: { ...cheapHashing, hashPassword } };
    expect(await recover()).toEqual(refused);
    expect(newestEntry(context, manager, "recovery-kit-used")).toBeUndefined();
  });

  test("signs in with the new password then, and reaches nothing before two-factor is set up anew", async () => {
    await recover();
    expect(again(context, manager)).toMatchObject({ twoFactor: "none", setupDue: true, setupCodeNeeded: false });
    expect(await typePassword(context, manager.email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
    expect(await typePassword(context, manager.email, NEW)).toEqual({ ok: true, value: { next: "setup" } });
    expect(callerNow(context).sessionState).toBe("setup-only");
    await enableByApp(context, callerNow(context));
    expect(callerNow(context).sessionState).toBe("manager");
  });

  test("spends the code with it, and all others are void", async () => {
    await recover();
    expect(
      listCodes(context.db, manager.id, "recovery-code")
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(["revoked", "spent"]);
    expect(await recover()).toEqual(refused);
    expect(await recover({ recoveryCode: codes[1] ?? "" })).toEqual(refused);
  });

  test("comes back though held until support acts, which nobody else could do", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(context, manager.email);
      await submitToken(context, nobodyAt(context), { token: "1", remember: false });
      context.clock.advance(60 * 60_000);
    }
    expect(await typePassword(context, manager.email)).toEqual({ ok: false, refusal: { code: "locked", until: null } });
    expect(await recover()).toEqual(done);
    expect(failuresNow(context, manager.id)).toMatchObject({ count: 20, held: false });
    // It reaches the setup only, and gives nothing back.
    expect(await typePassword(context, manager.email, NEW)).toEqual({ ok: true, value: { next: "setup" } });
    expect(failuresNow(context, manager.id).count).toBe(20);
  });

  test("fifty times at once comes back once", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => recover()));
    expect(replies.filter(({ ok }) => ok)).toEqual([done]);
  });
});

describe("anything less is refused, and counts", () => {
  test("the recovery key alone, the recovery code alone", async () => {
    expect(await recover({ recoveryCode: "aaaa-bbbb-cccc-dddd" })).toEqual(refused);
    expect(newestEntry(context, manager, "attempt-refused")?.data).toMatchObject({
      factor: "recovery-code",
      during: "recovery",
    });
    expect(await recover({ recoveryKey: otherKey() })).toEqual(refused);
    expect(newestEntry(context, manager, "attempt-refused")?.data).toMatchObject({
      factor: "recovery-key",
      cause: "wrong",
    });
    expect(failuresNow(context, manager.id)).toMatchObject({ count: 2, towardsHoldAfterPassword: 0 });
  });

  test("where two other managers can act; one of them deactivated, it is open", async () => {
    const [ana] = await addOthers();
    expect(await recover()).toEqual(refused);
    const event = { kind: "account-deactivated", subject: ana.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, manager.id, event));
    expect(await recover()).toEqual(done);
  });

  test("whatever a guesser or one manager alone does to the two others", async () => {
    const [ana, ben] = await addOthers();
    setUpText(context, ben);
    for (let failure = 0; failure < 100; failure++) {
      await typePassword(context, ana.email, "not the password");
      context.clock.advance(60 * 60_000);
    }
    expect(failuresNow(context, ana.id).held).toBe(true);
    const { name, email, emailKey, cellPhone, accountType } = again(context, ana);
    const before = { name, email, emailKey, cellPhone, accountType };
    const after = { ...before, cellPhone: again(context, ben).confirmedPhone };
    const data = { before, after, reason: null };
    immediately(context.db, () => recordEvent(context, ana.id, { kind: "account-edited", subject: ana.id, data }));
    expect(await recover()).toEqual(refused);
  });

  test("for a member, with a recovery code of their own", async () => {
    const member = await addMember(context);
    giveRecoveryCodes(context, member, codes[1] ?? "");
    expect(await recover({ email: member.email, recoveryCode: codes[1] ?? "" })).toEqual(refused);
    expect(await recover({ recoveryCode: codes[1] ?? "" })).toEqual(done);
  });

  test("alike for an e-mail that belongs to nobody, and both lock", async () => {
    const replies = { known: [] as unknown[], unknown: [] as unknown[] };
    for (let attempt = 0; attempt < 6; attempt++) {
      replies.known.push(await recover({ recoveryKey: otherKey() }));
      replies.unknown.push(await recover({ email: "nobody@northside.example" }));
    }
    expect(replies.known).toEqual(replies.unknown);
    expect(replies.known[0]).toEqual(refused);
    expect(replies.known[5]).toEqual({ ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } });
    context = restarted(context);
    expect(await recover()).toMatchObject({ refusal: { code: "locked" } });
    context.clock.advance(60_000);
    expect(await recover()).toEqual(done);
  });

  test("during a hold, which does not close this way, they lock it by themselves", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(context, manager.email);
      await submitToken(context, nobodyAt(context), { token: "1", remember: false });
      context.clock.advance(60 * 60_000);
    }
    for (let tries = 0; tries < 4; tries++) expect(await recover({ recoveryKey: otherKey() })).toEqual(refused);
    const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
    expect(await recover({ recoveryKey: otherKey() })).toEqual(locked);
    expect(await recover()).toEqual(locked);
    expect(failuresNow(context, manager.id)).toMatchObject({
      count: 20,
      held: true,
      recovery: { count: 5 },
    });
    context.clock.advance(60_000);
    expect(await recover()).toEqual(done);
  });
});

describe("what is said before anything is compared", () => {
  test("which group of the key was mistyped, by its check character; nothing is counted", async () => {
    const groups = context.recoveryKey.split("-");
    groups[2] = `${groups[2]?.startsWith("7") ? "8" : "7"}${groups[2]?.slice(1)}`;
    const left = await kindsLeftBy(context, undefined, async () => {
      const answer = await recover({ recoveryKey: groups.join("-") });
      expect(answer).toEqual({ ok: false, refusal: { code: "wrong-key", group: 3 } });
    });
    expect(left).toEqual([]);
  });

  test("that the new password is not good enough for a manager; nothing is spent", async () => {
    expect(await recover({ password: "qZ7!wv-Krx2m9T" })).toMatchObject({
      refusal: { code: "bad-password", problem: "too-short" },
    });
    expect(await recover({ password: "Price lanterns over Bristol" })).toMatchObject({
      refusal: { code: "bad-password", problem: "contains-name" },
    });
    expect(listCodes(context.db, manager.id, "recovery-code", "open")).toHaveLength(2);
    expect(failuresNow(context, manager.id).count).toBe(0);
  });
});

describe("with the backup password and a texted token in the place of the recovery code", () => {
  beforeEach(async () => {
    giveGateway(context);
    setUpText(context, manager);
    await setUpApp(context, again(context, manager));
    manager = again(context, manager);
    await setBackupPassword(context, signedInAs(context, manager), { backupPassword: BACKUP });
    context.session.signedIn = null;
  });

  const send = (typed: { email?: string; recoveryKey?: string; backupPassword?: string } = {}) =>
    sendOnlyManagerToken(context, nobodyAt(context), {
      ...{ email: manager.email, recoveryKey: context.recoveryKey, backupPassword: BACKUP, channel: "text" },
      ...typed,
    });
  const sentToken = async () => {
    expect(await send()).toMatchObject({ ok: true, value: { channel: "text" } });
    await pumpOutbox(context);
    return textedToken(context, manager.confirmedPhone);
  };
  type By = { email?: string; recoveryKey?: string; backupPassword?: string; token: string; password?: string };
  const recoverBy = ({ backupPassword = BACKUP, token, ...typed }: By) => {
    const by = { factor: "backup-password", backupPassword, token } as const;
    const right = { email: manager.email, recoveryKey: context.recoveryKey, by, password: NEW };
    return recoverOnlyManager(context, nobodyAt(context), { ...right, ...typed });
  };

  test("the only manager comes back, signed in by neither; backup password and codes are void with two-factor", async () => {
    const token = await sentToken();
    const left = await kindsLeftBy(context, manager, async () => expect(await recoverBy({ token })).toEqual(done));
    expect(left.filter((kind) => !kind.startsWith("notice"))).toEqual(["recovery-kit-used", "password-set"]);
    expect(newestEntry(context, manager, "recovery-kit-used")?.data.factors).toMatchObject([
      { factor: "backup-password" },
      { factor: "recovery-token" },
    ]);
    expect(callerNow(context)).toEqual(nobodyAt(context));
    expect(again(context, manager)).toMatchObject({ twoFactor: "none", backupSecret: null, setupDue: true });
    expect(await typePassword(context, manager.email, NEW)).toEqual({ ok: true, value: { next: "setup" } });
  });

  test("the token is good once, for this alone", async () => {
    const token = await sentToken();
    await typePassword(context, manager.email);
    expect(await submitToken(context, nobodyAt(context), { token, remember: false })).toMatchObject({
      refusal: { code: "wrong-token" },
    });
    expect(await recoverBy({ token })).toEqual(done);
    expect(await recoverBy({ token })).toEqual(refused);
  });

  test("anything less is refused, and is said to be what it was in the audit log alone", async () => {
    const token = await sentToken();
    const less: readonly (readonly [Partial<By>, string])[] = [
      [{ recoveryKey: otherKey() }, "recovery-key"],
      [{ backupPassword: "some other password" }, "backup-password"],
      [{ token: otherThan(token) }, "text-token"],
    ];
    for (const [typed, factor] of less) {
      expect(await recoverBy({ token, ...typed })).toEqual(refused);
      expect(newestEntry(context, manager, "attempt-refused")?.data).toMatchObject({ factor, during: "recovery" });
    }
    expect(failuresNow(context, manager.id).count).toBe(3);
  });

  test("no token goes out before kit and backup password were right, and every refusal counts", async () => {
    const texts = () => context.noted.texts.filter(({ body }) => /^\d/.test(body)).length;
    const before = texts();
    expect(await send({ recoveryKey: otherKey() })).toEqual(refused);
    expect(await send({ backupPassword: "some other password" })).toEqual(refused);
    expect(await send({ email: "nobody@northside.example" })).toEqual(refused);
    await addOthers();
    expect(await send()).toEqual(refused);
    await pumpOutbox(context);
    expect(texts()).toBe(before);
    expect(failuresNow(context, manager.id).count).toBe(3);
  });

  test("the answers are alike for an e-mail that belongs to nobody, and both lock", async () => {
    const replies = { known: [] as unknown[], unknown: [] as unknown[] };
    for (let attempt = 0; attempt < 6; attempt++) {
      replies.known.push(await send({ backupPassword: "some other password" }));
      replies.unknown.push(await send({ email: "nobody@northside.example" }));
    }
    expect(replies.known).toEqual(replies.unknown);
    expect(replies.known[5]).toMatchObject({ refusal: { code: "locked" } });
  });

  test("and cost the same work: one verification each, whoever it is", async () => {
    let verified = 0;
    const { hashing } = context;
    const counting = {
      ...hashing,
      verifyPassword: (hash: string, password: string) => {
        verified += 1;
        return hashing.verifyPassword(hash, password);
      },
    };
    context = { ...context, hashing: counting };
    const workOf = async (email: string) => {
      verified = 0;
      await send({ email, backupPassword: "some other password" });
      return verified;
    };
    expect(await workOf(manager.email)).toBe(1);
    expect(await workOf("nobody@northside.example")).toBe(1);
  });

  test("works though held until support acts, which nobody else could do", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(context, manager.email);
      await submitToken(context, nobodyAt(context), { token: "1", remember: false });
      context.clock.advance(60 * 60_000);
    }
    expect(await typePassword(context, manager.email)).toEqual({ ok: false, refusal: { code: "locked", until: null } });
    expect(await recoverBy({ token: await sentToken() })).toEqual(done);
  });

  test("five tokens an hour, and none without a gateway", async () => {
    for (let token = 0; token < 4; token++) expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ refusal: { code: "send-limit" } });
    takeGateway(context);
    expect(await send()).toEqual({ ok: false, refusal: { code: "no-gateway" } });
    expect(await send({ email: "nobody@northside.example" })).toEqual({ ok: false, refusal: { code: "no-gateway" } });
    context.session.signedIn = null;
  });

  test("the new password is not the backup password", async () => {
    const token = await sentToken();
    expect(await recoverBy({ token, password: BACKUP })).toMatchObject({
      refusal: { code: "bad-password", problem: "same-as-other" },
    });
    expect(await recover({ password: BACKUP })).toMatchObject({
      refusal: { code: "bad-password", problem: "same-as-other" },
    });
    expect(await recoverBy({ token })).toEqual(done);
  });

  test("fifty times at once comes back once", async () => {
    const token = await sentToken();
    const replies = await Promise.all(Array.from({ length: 50 }, () => recoverBy({ token })));
    expect(replies.filter(({ ok }) => ok)).toEqual([done]);
  });
});
