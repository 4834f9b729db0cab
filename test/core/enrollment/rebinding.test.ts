import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PhoneLoss } from "../../../src/contract/vocabulary";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import {
  beginAuthenticator,
  cancelAuthenticator,
  confirmAuthenticator,
} from "../../../src/main/core/enrollment/authenticators";
import { confirmPhoneProof, sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { confirmTextToken, enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { setBackupPassword } from "../../../src/main/core/recovery/backup-password";
import { finishRecovery, proveForRecovery } from "../../../src/main/core/recovery/phone-recovery";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { countCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, signedInAs, type TestContext } from "../../support/context";
import { driftOf } from "../../support/drift";
import { require, ruleOf } from "../../support/enforced";
import { expectSound, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { appCode, otherThan, scanQr } from "../../support/phone";
import { addPrepared, BACKUP, ON_PAPER, prepare } from "../../support/recovery";
import { callerNow, nobodyAt, sessionView } from "../../support/session";
import { addMember, again, cheapHashing, choosePassword, setUpText, typePassword } from "../../support/sign-in";
import { giveGateway, textedToken } from "../../support/two-factor";

const STEP = 30_000;

let context: TestContext;
let marcus: Account;
let key: string;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  ({ account: marcus, key } = await addPrepared(context));
  context.clock.advance(10 * STEP);
});
afterEach(() => {
  expectSound(context, marcus);
  context.close();
});

const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const next = (step: string) => ({ ok: true, value: { next: step } });
const accepted = { ok: true, value: { answer: "accepted" } };
const now = () => again(context, marcus);
const active = () => findAuthenticator(context.db, marcus.id, "active");
const sessionState = () => callerNow(context).sessionState;
const code = (of = key, steps = 0) => appCode(of, context.clock.now() + steps * STEP);
const confirm = (token: string) => confirmAuthenticator(context, callerNow(context), { token, digits: null });
const mayKeepKey = () => {
  const security = getMySecurity(context, callerNow(context), {});
  return security.ok && security.value.mayKeepKey;
};
const leave = () => signOut(context, callerNow(context));
const typeToken = (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });

async function recover(how: PhoneLoss, code: string = ON_PAPER[0]): Promise<void> {
  await typePassword(context, marcus.email);
  await proveForRecovery(context, nobodyAt(context), { by: "backup-password", typed: BACKUP });
  await proveForRecovery(context, nobodyAt(context), { by: "recovery-code", typed: code });
  expect(await finishRecovery(context, nobodyAt(context), { how })).toEqual(next("setup"));
}

function begin(which: "new" | "same" = "new") {
  const offer = beginAuthenticator(context, callerNow(context), { key: which });
  if (!offer.ok) throw new Error(JSON.stringify(offer.refusal));
  return offer.value;
}

describe("lost or stolen", () => {
  test("takes the old authenticator out of use at once; codes on paper and the backup password stay", async () => {
    await recover("lost-or-stolen");
    expect(active()).toBeUndefined();
    expect(now()).toMatchObject({ twoFactor: "none", backupSecret: marcus.backupSecret });
    expect(countCodes(context.db, marcus.id, "recovery-code", "open")).toBe(1);
    expect(mayKeepKey()).toBe(false);
    expect(beginAuthenticator(context, callerNow(context), { key: "same" })).toEqual(notNow("no-key-to-keep"));
  });

  test("reaches the setup alone, and the rest once the new phone works: the sign-in is complete then", async () => {
    await typePassword(context, marcus.email);
    await typeToken("1");
    await recover("lost-or-stolen");
    expect(sessionState()).toBe("setup-only");
    expect(newestEntry(context, marcus, "signed-in")).toBeUndefined();
    expect(failuresNow(context, marcus.id).count).toBe(1);
    const offer = begin();
    expect(offer.key).not.toBe(key);
    const left = await kindsLeftBy(context, marcus, async () =>
      expect(await confirm(code(offer.key))).toEqual(accepted),
    );
    expect(left).toEqual(["authenticator-enabled", "signed-in"]);
    expect(sessionState()).toBe("member");
    expect(sessionView(context)).toMatchObject({ rebinding: null, twoFactor: "app" });
    expect(newestEntry(context, marcus, "signed-in")?.data.factors).toMatchObject([
      { factor: "password" },
      { factor: "app", authenticator: active()?.id },
    ]);
    expect(failuresNow(context, marcus.id).count).toBe(0);
  });

  test("needs no setup code, however overdue the 2FA policy finds the account", async () => {
    await choosePassword(context, context.manager);
    const applies = { to: "people" as const, people: [marcus.id] };
    require(context, signedInAs(context, context.manager), ruleOf({ applies, methods: "app-only" }));
    context.session.signedIn = null;
    await recover("lost-or-stolen");
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: false });
    expect(await confirm(code(begin().key))).toEqual(accepted);
    expect(sessionState()).toBe("member");
  });

  test("should the session end before, the password alone brings no phone in: that takes a setup code", async () => {
    await recover("lost-or-stolen");
    begin();
    leave();
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: true, rebinding: null });
    expect(beginAuthenticator(context, callerNow(context), { key: "new" })).toEqual(notNow("setup-code-needed"));
    expect(await confirm("1234567")).toEqual(notNow("setup-code-needed"));
  });

  test("the old phone's code is wrong from then on", async () => {
    await recover("lost-or-stolen");
    const old = code();
    await confirm(code(begin().key));
    leave();
    await typePassword(context, marcus.email);
    expect(await typeToken(old)).toMatchObject({ refusal: { code: "wrong-token" } });
  });
});

describe("a new phone, and the old one is still there", () => {
  test("the old one works until the new one does", async () => {
    await recover("new-phone");
    expect(sessionState()).toBe("setup-only");
    const offer = begin();
    leave();
    await typePassword(context, marcus.email);
    expect(await typeToken(code())).toEqual(next("signed-in"));
    leave();
    context.clock.advance(STEP);
    await recover("new-phone", ON_PAPER[1]);
    expect(await confirm(code(offer.key))).toEqual(accepted);
    expect(sessionState()).toBe("member");
    expect(newestEntry(context, marcus, "authenticator-revoked")?.data.cause).toBe("replaced");
  });

  test("ending the setup opens nothing: it stays the only thing there is", async () => {
    await recover("new-phone");
    begin();
    cancelAuthenticator(context, callerNow(context), {});
    expect(sessionState()).toBe("setup-only");
    expect(await setBackupPassword(context, callerNow(context), { backupPassword: "twelve kites over Porto" })).toEqual(
      notNow("wrong-step"),
    );
  });

  test("a wrong first code counts like any other", async () => {
    await recover("new-phone");
    const offer = begin();
    const fits = [-1, 0, 1].map((steps) => code(offer.key, steps));
    expect(await confirm(otherThan(...fits))).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft: 4 } });
    expect(sessionState()).toBe("setup-only");
  });

  test("its key may be shown once more, as it was, under a row of its own", async () => {
    await recover("new-phone");
    expect(mayKeepKey()).toBe(true);
    const old = active();
    const offer = begin("same");
    expect(offer.key).toBe(key);
    expect(await scanQr(offer.qr)).toContain(`secret=${key.replaceAll(" ", "")}&`);
    expect(newestEntry(context, marcus, "authenticator-offered")?.data).toMatchObject({ sameAs: old?.id });
    expect(newestEntry(context, marcus, "authenticator-offered")?.commits).toHaveLength(1);
    expect(await confirm(code())).toEqual(accepted);
    expect(active()).toMatchObject({ digits: 7, sameAs: old?.id });
    expect(active()?.id).not.toBe(old?.id);
    expect(mayKeepKey()).toBe(false);
  });

  test("and no code of it works twice, before and after", async () => {
    await typePassword(context, marcus.email);
    const used = code();
    expect(await typeToken(used)).toEqual(next("signed-in"));
    leave();
    await recover("new-phone");
    begin("same");
    expect(await confirm(used)).toEqual({ ok: false, refusal: { code: "token-repeated" } });
    expect(await confirm(code(key, -1))).toMatchObject({ refusal: { code: "wrong-token" } });
    const first = code(key, 1);
    expect(await confirm(first)).toEqual(accepted);
    leave();
    await typePassword(context, marcus.email);
    for (const again of [used, code()]) {
      expect(await typeToken(again)).toMatchObject({ refusal: { code: "wrong-token" } });
    }
    expect(await typeToken(first)).toEqual({ ok: false, refusal: { code: "token-repeated" } });
    context.clock.advance(2 * STEP);
    expect(await typeToken(code())).toEqual(next("signed-in"));
  });

  test("what was learned of the phone's clock goes on with it", async () => {
    for (const steps of [1, 2]) {
      context.clock.advance(10 * STEP);
      await typePassword(context, marcus.email);
      expect(await typeToken(code(key, steps))).toEqual(next("signed-in"));
      leave();
    }
    const drift = driftOf(context, marcus.id);
    expect(drift).toBe(2);
    context.clock.advance(10 * STEP);
    await recover("new-phone");
    begin("same");
    expect(await confirm(code(key, 3))).toEqual(accepted);
    expect(driftOf(context, marcus.id)).toBe(drift);
  });

  test("with the digits that it has, whatever new ones get", async () => {
    await recover("new-phone");
    context.db
      .prepare(
        `INSERT INTO settings SELECT 'practice:settings', name, region, time_zone, NULL, 10, 8, 10, 0, 0 FROM practice`,
      )
      .run();
    expect(begin("same").digits).toBe(7);
    expect(begin("new").digits).toBe(8);
    context.db.prepare("DELETE FROM settings").run();
  });

  test("nobody else is shown a key that is in use", async () => {
    await typePassword(context, marcus.email);
    await typeToken(code());
    expect(mayKeepKey()).toBe(false);
    expect(beginAuthenticator(context, callerNow(context), { key: "same" })).toEqual(notNow("no-key-to-keep"));
  });

  test("a key that was revoked meanwhile, after a hundred failures, does not come back", async () => {
    await recover("new-phone");
    begin("same");
    const data = { authenticator: active()?.id ?? "", cause: "too-many-failures" } as const;
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "authenticator-revoked", subject: marcus.id, data }),
    );
    expect(await confirm(code())).toEqual(notNow("no-key-to-keep"));
    expect(active()).toBeUndefined();
    expect(await confirm(code(begin().key))).toEqual(accepted);
  });

  test("a damaged key keeps the account out", async () => {
    await recover("new-phone");
    context.db.prepare("UPDATE secrets SET bytes = x'00' WHERE kind = 'totp-key'").run();
    expect(beginAuthenticator(context, callerNow(context), { key: "same" })).toEqual({
      ok: false,
      refusal: { code: "records-damaged" },
    });
    expect(sessionState()).toBe("signed-out");
  });
});

describe("where tokens come by text", () => {
  beforeEach(async () => {
    giveGateway(context);
    marcus = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
    setUpText(context, marcus);
    await prepare(context, again(context, marcus));
    marcus = again(context, marcus);
  });

  test("a lost phone's place is taken by a number that is confirmed anew", async () => {
    await recover("lost-or-stolen");
    expect(now().twoFactor).toBe("none");
    expect(enableTwoFactor(context, callerNow(context), {})).toMatchObject({ ok: true });
    await pumpOutbox(context);
    expect(sessionState()).toBe("setup-only");
    const token = textedToken(context, marcus.cellPhone);
    expect(await confirmTextToken(context, callerNow(context), { token })).toEqual({ ok: true, value: null });
    expect(sessionState()).toBe("member");
    expect(newestEntry(context, marcus, "signed-in")?.data.factors).toMatchObject([
      { factor: "password" },
      { factor: "text-token" },
    ]);
  });

  test("a new one with the old still there: confirming its number is all there is to do", async () => {
    await recover("new-phone");
    expect(sessionState()).toBe("setup-only");
    expect(sendPhoneProof(context, callerNow(context), { channel: "text" })).toMatchObject({ ok: true });
    await pumpOutbox(context);
    const token = textedToken(context, marcus.cellPhone);
    const left = await kindsLeftBy(context, marcus, () => confirmPhoneProof(context, callerNow(context), { token }));
    expect(left.filter((kind) => !kind.startsWith("notice"))).toEqual(["phone-confirmed", "signed-in"]);
    expect(sessionState()).toBe("member");
    expect(sessionView(context)).toMatchObject({ rebinding: null, twoFactor: "text" });
  });

  test("or going over to the app", async () => {
    await recover("new-phone");
    expect(await confirm(code(begin().key))).toEqual(accepted);
    expect(sessionView(context)).toMatchObject({ rebinding: null, twoFactor: "app" });
  });
});

test("confirming a number is not the app: a phone with the app is in once it showed a code", async () => {
  giveGateway(context);
  await recover("new-phone");
  sendPhoneProof(context, callerNow(context), { channel: "text" });
  await pumpOutbox(context);
  await confirmPhoneProof(context, callerNow(context), { token: textedToken(context, marcus.cellPhone) });
  expect(sessionState()).toBe("setup-only");
});
