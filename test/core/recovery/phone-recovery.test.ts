import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PhoneLoss, RecoveryProof } from "../../../src/contract/vocabulary";
import { cancelSignIn, submitToken, useRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Hashing } from "../../../src/main/core/ports";
import { removeBackupPassword, setBackupPassword } from "../../../src/main/core/recovery/backup-password";
import { finishRecovery, proveForRecovery, sendRecoveryToken } from "../../../src/main/core/recovery/phone-recovery";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { settingsOf } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectSound, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { appCode, otherThan } from "../../support/phone";
import { addPrepared, BACKUP, ON_PAPER, sentRecoveryToken } from "../../support/recovery";
import { callerNow, lockBecause, nobodyAt, sessionView, signInView } from "../../support/session";
import { again, cheapHashing, giveCode, restarted, typePassword } from "../../support/sign-in";
import { giveGateway, textedToken } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;
let key: string;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  giveGateway(context);
  ({ account: marcus, key } = await addPrepared(context));
  await typePassword(context, marcus.email);
});
afterEach(() => {
  expectSound(context, marcus);
  context.close();
});

const [CODE, OTHER_CODE] = ON_PAPER;
const done = { ok: true, value: null };
const setUp = { ok: true, value: { next: "setup" } };
const refused = (code: string) => ({ ok: false, refusal: { code } });
const notEnough = { ok: false, refusal: { code: "not-now", because: "more-proof-needed" } };
const now = () => again(context, marcus);
const prove = (by: RecoveryProof, typed: string) => proveForRecovery(context, nobodyAt(context), { by, typed });
const finish = (how: PhoneLoss = "lost-or-stolen") => finishRecovery(context, nobodyAt(context), { how });
const view = () => signInView(context)?.recovery;
const sendToken = () => sentRecoveryToken(context, marcus);
const support = (code = "123456789") => {
  giveCode(context, marcus, { sort: "bypass-code", code });
  return code;
};
const wrong = { code: "aaaa-bbbb-cccc-dddd", password: "some other password", token: "0000000" };

/** What each proof takes, right. */
const right: Readonly<Record<RecoveryProof, () => Promise<string> | string>> = {
  "backup-password": () => BACKUP,
  "recovery-code": () => CODE,
  "recovery-token": sendToken,
  "bypass-code": () => support(),
};
const proveRight = async (...proofs: readonly RecoveryProof[]) => {
  for (const by of proofs) expect(await prove(by, await right[by]())).toEqual(done);
};

describe("two proofs after the password bring a new phone in", () => {
  test.each([
    ["backup-password", "recovery-token"],
    ["backup-password", "recovery-code"],
    ["backup-password", "bypass-code"],
    ["recovery-code", "recovery-token"],
  ] as const)("%s and %s", async (first, second) => {
    expect(view()).toMatchObject({ proven: [], ready: false });
    await proveRight(first);
    expect(view()).toMatchObject({ proven: [first], ready: false });
    expect(await finish()).toEqual(notEnough);
    await proveRight(second);
    expect(view()).toMatchObject({ proven: [first, second], ready: true });
    const left = await kindsLeftBy(context, marcus, async () => expect(await finish()).toEqual(setUp));
    expect(left).toContain("phone-recovered");
    expect(newestEntry(context, marcus, "phone-recovered")).toMatchObject({
      actor: marcus.id,
      data: { how: "lost-or-stolen", factors: [{ factor: "password" }, { factor: first }, { factor: second }] },
    });
    expect(callerNow(context).sessionState).toBe("setup-only");
  });

  test("in whichever order, and what was proven twice counts once", async () => {
    await proveRight("recovery-token", "recovery-code");
    const left = await kindsLeftBy(context, marcus, async () => {
      expect(await prove("recovery-code", OTHER_CODE)).toEqual(done);
    });
    expect(left).toEqual([]);
    expect(view()).toMatchObject({ proven: ["recovery-token", "recovery-code"], ready: true });
    expect(await finish()).toEqual(setUp);
    // The code that was typed first was never used up.
    expect(listCodes(context.db, marcus.id, "recovery-code", "open")).toHaveLength(1);
  });

  test.each([
    ["backup-password"],
    ["recovery-code"],
    ["recovery-token"],
    ["bypass-code"],
    ["recovery-code", "bypass-code"],
    ["recovery-token", "bypass-code"],
  ] as const)("%s %s is not enough: nothing happens, and nothing is spent (RECOVER-1)", async (...proofs) => {
    await proveRight(...proofs);
    const left = await kindsLeftBy(context, marcus, async () => expect(await finish()).toEqual(notEnough));
    expect(left).toEqual([]);
    expect(callerNow(context).sessionState).toBe("password-passed");
    expect(findAuthenticator(context.db, marcus.id, "active")).toBeDefined();
    expect(listCodes(context.db, marcus.id, "recovery-code", "open")).toHaveLength(2);
  });

  test("each proof is recorded as it is given, and spends nothing yet", async () => {
    const left = await kindsLeftBy(context, marcus, () => proveRight("backup-password", "recovery-code"));
    expect(left.filter((kind) => !kind.startsWith("notice"))).toEqual(["recovery-proven", "recovery-proven"]);
    expect(newestEntry(context, marcus, "recovery-proven")).toMatchObject({
      actor: null,
      data: { proof: "recovery-code" },
    });
    expect(listCodes(context.db, marcus.id, "recovery-code", "open")).toHaveLength(2);
    cancelSignIn(context, nobodyAt(context));
    await typePassword(context, marcus.email);
    expect(await useRecoveryCode(context, nobodyAt(context), { code: CODE })).toMatchObject({ ok: true });
  });

  test("nobody gets there without the password, nor while two-factor is off", async () => {
    cancelSignIn(context, nobodyAt(context));
    expect(await prove("backup-password", BACKUP)).toEqual(refused("sign-in-ended"));
    expect(sendRecoveryToken(context, nobodyAt(context), { channel: "text" })).toEqual(refused("sign-in-ended"));
    expect(await finish()).toEqual(refused("sign-in-ended"));
  });
});

describe("the view of what can be proven", () => {
  test("says what there is", async () => {
    expect(view()).toEqual({
      ...{ proven: [], ready: false, backupPassword: true, recoveryCodes: true, token: true, lastSent: null },
    });
    await sendToken();
    expect(view()?.lastSent).toMatchObject({ channel: "text", maskedPhone: expect.stringContaining("••••") });
  });

  test("and what there is not", async () => {
    const bare = again(context, marcus);
    immediately(context.db, () => {
      recordEvent(context, marcus.id, { kind: "backup-password-removed", subject: marcus.id, data: {} });
      recordEvent(context, marcus.id, { kind: "recovery-codes-made", subject: marcus.id, data: { codes: [] } });
    });
    expect(bare.backupSecret).not.toBeNull();
    expect(view()).toMatchObject({ backupPassword: false, recoveryCodes: false, token: true });
    expect(await prove("backup-password", BACKUP)).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "no-backup-password" },
    });
    expect(failuresNow(context, marcus.id).count).toBe(0);
  });
});

describe("the token that recovers", () => {
  test("says what it is for, and goes to the confirmed phone", async () => {
    const token = await sendToken();
    expect(token).toMatch(/^\d{7}$/);
    const sent = context.noted.texts.find(({ body }) => body.startsWith(token));
    expect(sent?.to).toBe(marcus.confirmedPhone);
    expect(sent?.body).toContain("lets a new phone into your account");
    expect(newestEntry(context, marcus, "token-issued")?.data).toMatchObject({ use: "recovery-token" });
  });

  test("is read out in a call too", async () => {
    expect(sendRecoveryToken(context, nobodyAt(context), { channel: "call" })).toMatchObject({ ok: true });
    await pumpOutbox(context);
    const { digits = "" } = context.noted.calls.at(-1) ?? {};
    expect(await prove("recovery-token", digits)).toEqual(done);
  });

  test("never goes to a number that was changed and not confirmed", async () => {
    const before = { ...marcus };
    const { name, email, emailKey, accountType } = before;
    const facts = { name, email, emailKey, accountType };
    const data = {
      before: { ...facts, cellPhone: before.cellPhone },
      after: { ...facts, cellPhone: "+14155559999" },
      reason: null,
    };
    immediately(context.db, () =>
      recordEvent(context, context.manager.id, { kind: "account-edited", subject: marcus.id, data }),
    );
    expect(now().phoneWaits).toBe(true);
    const token = await sendToken();
    expect(token).not.toBe("");
    expect(context.noted.texts.filter(({ to, body }) => to === "+14155559999" && /^\d/.test(body))).toEqual([]);
  });

  test("is wrong at the sign-in, and the sign-in's is wrong here", async () => {
    const token = await sendToken();
    expect(await submitToken(context, nobodyAt(context), { token, remember: false })).toMatchObject(
      refused("wrong-token"),
    );
    expect(await prove("recovery-token", appCode(key, context.clock.now()))).toMatchObject(refused("wrong-token"));
    giveCode(context, marcus, { sort: "text-token", code: "7654321" });
    expect(await prove("recovery-token", "7654321")).toMatchObject(refused("wrong-token"));
    expect(failuresNow(context, marcus.id).count).toBe(3);
    expect(await prove("recovery-token", token)).toEqual(done);
  });

  test("lives for ten minutes at most, and a newer one takes its place", async () => {
    const first = await sendToken();
    context.clock.advance(1_000);
    const second = await sendToken();
    expect(await prove("recovery-token", first)).toEqual({
      ok: false,
      refusal: { code: "token-used", because: "replaced" },
    });
    expect(newestEntry(context, marcus, "token-issued")?.data.expiresAt).toBe(context.clock.now() + 600_000);
    context.clock.advance(590_000);
    await typePassword(context, marcus.email);
    context.clock.advance(10_000);
    expect(await prove("recovery-token", second)).toEqual(refused("token-expired"));
  });

  test.each([
    ["never", 10],
    [60, 10],
    [5, 5],
  ] as const)("where the practice lets tokens live for %s minutes, this one for %i", async (chosen, minutes) => {
    const before = settingsOf(thePractice(context.db));
    const data = { before, after: { ...before, textTokenMinutes: chosen } };
    immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
    await sendToken();
    expect(newestEntry(context, marcus, "token-issued")?.data.expiresAt).toBe(context.clock.now() + minutes * 60_000);
  });

  test("five an hour, over all that tokens are sent for", async () => {
    for (let token = 0; token < 5; token++) giveCode(context, marcus, { sort: "text-token", code: `765432${token}` });
    expect(sendRecoveryToken(context, nobodyAt(context), { channel: "text" })).toMatchObject(refused("send-limit"));
  });

  test("without one that was sent, nothing is guessed at", async () => {
    expect(await prove("recovery-token", wrong.token)).toEqual(refused("no-token-sent"));
    expect(failuresNow(context, marcus.id).count).toBe(0);
  });
});

describe("every wrong proof counts in the one count of failures", () => {
  test("whichever it is", async () => {
    const token = await sendToken();
    const counted = [
      ["backup-password", wrong.password, { code: "wrong-backup-password", triesLeft: 4 }],
      ["recovery-code", wrong.code, { code: "wrong-token", triesLeft: 3 }],
      ["recovery-token", otherThan(token), { code: "wrong-token", triesLeft: 2 }],
      ["bypass-code", "987654321", { code: "wrong-token", triesLeft: 1 }],
    ] as const;
    for (const [by, typed, refusal] of counted) expect(await prove(by, typed)).toEqual({ ok: false, refusal });
    const places = entriesAbout(context, marcus).filter(({ kind }) => kind === "attempt-refused");
    expect(places.map(({ data }) => data)).toMatchObject([
      { factor: "backup-password", during: "new-phone" },
      { factor: "recovery-code", during: "new-phone" },
      { factor: "text-token", during: "new-phone" },
      { factor: "bypass-code", during: "new-phone" },
    ]);
    expect(await prove("backup-password", wrong.password)).toMatchObject(refused("locked"));
  });

  test("what was proven is void once the account is locked, even where nobody asked meanwhile", async () => {
    await proveRight("backup-password", "recovery-code");
    for (let failure = 0; failure < 5; failure++)
      await submitToken(context, nobodyAt(context), { token: "1", remember: false });
    expect(view()).toMatchObject({ proven: [], ready: false });
    context.clock.advance(60_000);
    expect(view()).toMatchObject({ proven: [], ready: false });
    expect(await finish()).toEqual(notEnough);
  });

  test("and stays void where support lifts the lock at once", async () => {
    await proveRight("backup-password", "recovery-code");
    for (let failure = 0; failure < 5; failure++)
      await submitToken(context, nobodyAt(context), { token: "1", remember: false });
    const data = { reason: "called back" };
    immediately(context.db, () =>
      recordEvent(context, context.manager.id, { kind: "account-unlocked", subject: marcus.id, data }),
    );
    expect(await finish()).toEqual(notEnough);
  });

  test("a failure that does not lock leaves it in force", async () => {
    await proveRight("backup-password");
    await prove("recovery-code", wrong.code);
    await proveRight("recovery-code");
    expect(await finish()).toEqual(setUp);
  });

  test("while it is locked nothing is evaluated: right or wrong, the answer is the same", async () => {
    for (let failure = 0; failure < 5; failure++) await prove("backup-password", wrong.password);
    const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
    expect(await prove("backup-password", BACKUP)).toEqual(locked);
    expect(await prove("recovery-code", CODE)).toEqual(locked);
    expect(sendRecoveryToken(context, nobodyAt(context), { channel: "text" })).toEqual(locked);
    expect(await finish()).toEqual(locked);
    expect(failuresNow(context, marcus.id).count).toBe(5);
    context.clock.advance(60_000);
    await proveRight("backup-password", "recovery-code");
    expect(await finish()).toEqual(setUp);
  });

  test("twenty of them hold the account until support acts; the way back is shut too, and is open after it", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(context, marcus.email);
      await prove("backup-password", wrong.password);
      context.clock.advance(60 * 60_000);
    }
    expect(await typePassword(context, marcus.email)).toEqual({ ok: false, refusal: { code: "locked", until: null } });
    const data = { reason: "called back" };
    immediately(context.db, () =>
      recordEvent(context, context.manager.id, { kind: "account-unlocked", subject: marcus.id, data }),
    );
    await typePassword(context, marcus.email);
    await proveRight("backup-password", "recovery-code");
    expect(await finish()).toEqual(setUp);
  });

  test("fifty guesses at once are fifty guesses in a row", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => prove("recovery-code", wrong.code)));
    expect(replies.filter(({ ok }) => ok)).toEqual([]);
    expect(failuresNow(context, marcus.id).count).toBe(5);
  });

  test("the shape of another kind of code is no guess, and is said to be in the wrong field", async () => {
    expect(await prove("bypass-code", "7654321")).toEqual({
      ok: false,
      refusal: { code: "misplaced-code", looksLike: "token" },
    });
    expect(failuresNow(context, marcus.id).count).toBe(0);
  });
});

describe("what was proven does not last", () => {
  beforeEach(() => proveRight("backup-password", "recovery-code"));

  test.each([
    ["cancelling", () => void cancelSignIn(context, nobodyAt(context))],
    ["a locked screen", () => lockBecause(context, "screen")],
    ["ten minutes", () => context.clock.advance(600_000)],
    [
      "a restart",
      () => {
        context = restarted(context);
      },
    ],
    ["another sign-in", async () => void (await typePassword(context, "somebody@northside.example"))],
  ])("%s ends it", async (_name, ends) => {
    await ends();
    expect(await finish()).toEqual(refused("sign-in-ended"));
    await typePassword(context, marcus.email);
    expect(view()).toMatchObject({ proven: [], ready: false });
    expect(await finish()).toEqual(notEnough);
  });

  test("a code that was used, replaced or revoked meanwhile proves nothing any more", async () => {
    const { pending } = context.session;
    await useRecoveryCode(context, nobodyAt(context), { code: CODE });
    context.session.signedIn = null;
    context.session.pending = pending;
    expect(view()).toMatchObject({ proven: ["backup-password"], ready: false });
    expect(await finish()).toEqual(notEnough);
  });

  test("nor a token that has expired, or a bypass code after its hour", async () => {
    await proveRight("recovery-token");
    giveCode(context, marcus, { sort: "bypass-code", code: "123456789", expiresAt: context.clock.now() + 1_000 });
    await prove("bypass-code", "123456789");
    expect(view()?.proven).toHaveLength(4);
    context.clock.advance(1_000);
    expect(view()?.proven).toEqual(["backup-password", "recovery-code", "recovery-token"]);
  });

  test("nor a backup password that was changed or removed meanwhile", async () => {
    const { pending } = context.session;
    const caller = signedInAs(context, marcus);
    await setBackupPassword(context, caller, { backupPassword: "twelve kites over Porto" });
    removeBackupPassword(context, caller, {});
    context.session.signedIn = null;
    context.session.pending = pending;
    expect(view()?.proven).toEqual(["recovery-code"]);
    expect(await finish()).toEqual(notEnough);
  });

  test("nor one that took another one's place while the typed one was compared", async () => {
    const bytes = new TextEncoder().encode(await cheapHashing.hashPassword("twelve kites over Porto"));
    const setAnother = () => {
      const secrets = [{ id: "another", account: marcus.id, kind: "backup-password", bytes }] as const;
      const event = { kind: "backup-password-set", subject: marcus.id, data: { secret: "another" } } as const;
      immediately(context.db, () => recordEvent(context, marcus.id, event, { secrets }));
    };
    const verifyPassword: Hashing["verifyPassword"] = (hash, password) => {
      setAnother();
      return cheapHashing.verifyPassword(hash, password);
    };
    context = { ...context, hashing: { ...cheapHashing, verifyPassword } };
    expect(await prove("backup-password", BACKUP)).toMatchObject(refused("wrong-backup-password"));
    expect(view()?.proven).toEqual(["recovery-code"]);
  });

  test("nor anything, for an account that was deactivated meanwhile", async () => {
    const event = { kind: "account-deactivated", subject: marcus.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, event));
    expect(await finish()).toEqual(refused("sign-in-ended"));
    expect(context.session.signedIn).toBeNull();
  });

  test("fifty at once bring in one new phone, and a code is spent once (TOKEN-2)", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => finish()));
    expect(replies.filter(({ ok }) => ok)).toEqual([setUp]);
    expect(entriesAbout(context, marcus).filter(({ kind }) => kind === "phone-recovered")).toHaveLength(1);
  });

  test("the code is spent with it, and signs nobody in any more", async () => {
    await finish();
    expect(listCodes(context.db, marcus.id, "recovery-code", "spent")).toHaveLength(1);
    expect(await typePassword(context, marcus.email)).toEqual(setUp);
  });
});

test("a step that waits for its turn is over with the sign-in it belongs to", async () => {
  await proveRight("backup-password", "recovery-code");
  const [finishing, proving] = [finish(), prove("backup-password", BACKUP)];
  cancelSignIn(context, nobodyAt(context));
  expect([await finishing, await proving]).toEqual([refused("sign-in-ended"), refused("sign-in-ended")]);
  expect(context.session.signedIn).toBeNull();
});

describe("damage", () => {
  test("of the backup password keeps the account out, and the sign-in ends", async () => {
    context.db.prepare("UPDATE secrets SET bytes = x'00' WHERE kind = 'backup-password'").run();
    expect(await prove("backup-password", BACKUP)).toEqual(refused("records-damaged"));
    expect(context.memory.damaged.has(marcus.id)).toBe(true);
    expect(context.session.pending).toBeNull();
    expect(failuresNow(context, marcus.id).count).toBe(0);
  });

  test("of a code does too", async () => {
    context.db.prepare("UPDATE secrets SET bytes = x'00' WHERE kind = 'code'").run();
    expect(await prove("recovery-code", CODE)).toEqual(refused("records-damaged"));
    expect(context.session.pending).toBeNull();
  });
});

test("what the person is told: by text to the phone, of each proof but the phone's own, and of the end", async () => {
  await proveRight("backup-password", "recovery-token");
  await finish();
  await pumpOutbox(context);
  const notified = entriesAbout(context, marcus).filter(({ kind }) => kind === "notice-queued");
  expect(notified.map(({ data }) => (data as { about: string }).about).slice(-2)).toEqual([
    "recovery-proven",
    "phone-recovered",
  ]);
  expect(textedToken(context, marcus.cellPhone)).not.toBe("");
});

test("nothing typed on the way is in any table", async () => {
  const token = await sendToken();
  await prove("backup-password", BACKUP);
  await prove("recovery-token", token);
  await prove("backup-password", wrong.password);
  await finish();
  const tables = ["ledger", "secrets", "codes", "accounts", "authenticators", "working", "outbox"];
  const rows = tables.flatMap(
    (table) => context.db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[],
  );
  const text = JSON.stringify(
    rows.map((row) =>
      Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value)),
    ),
  );
  for (const typed of [BACKUP, wrong.password, token]) expect(text).not.toContain(typed);
});

test("a session that came of it shows what it is for, and makes no recovery codes before the new phone works", async () => {
  await proveRight("backup-password", "recovery-code");
  await finish("new-phone");
  expect(sessionView(context)).toMatchObject({
    rebinding: "new-phone",
    setupCodeNeeded: false,
    recoveryCodeUsed: false,
  });
  expect(makeRecoveryCodes(context, callerNow(context), {})).toEqual({
    ok: false,
    refusal: { code: "not-now", because: "wrong-step" },
  });
});
