import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import type { Entry } from "../../../src/main/core/domain/events";
import { confirmPhoneProof, sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { confirmTextToken, enableTwoFactor, redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { undoImport } from "../../../src/main/core/import/imports";
import { chooseImportFile, dryRunImport } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { editPerson } from "../../../src/main/core/people/people";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import type { Caller, SignedIn } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { fallBackToText, replacePhone, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { carriedOut } from "../../support/answering";
import { addAccount, createTestContext, givePassword, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { helpFor } from "../../support/help";
import { enableByApp, enableByText, giveGateway, PROOF, textedToken } from "../../support/two-factor";

const [OLD, NEW, THIRD] = ["+14155552671", "+14155552672", "+14155552673"];
const DAY = 24 * 60 * 60_000;

let context: TestContext;
let marcus: Account;
let me: Caller;
let joan: Caller;

function begin(): void {
  context = createTestContext();
  giveGateway(context);
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: OLD });
  joan = { session: context.session, sessionState: "manager", account: context.manager.id, role: "manager" };
  me = signedInAs(context, marcus);
}
beforeEach(async () => {
  begin();
  await givePassword(context, marcus);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const now = () => findAccount(context.db, marcus.id);
const waits = () => now()?.phoneWaits;
const number = () => {
  const { phoneSince, phoneWaits, phoneFirst, phoneInPerson, phoneHelper } = now() ?? marcus;
  return { phoneSince, phoneWaits, phoneFirst, phoneInPerson, phoneHelper };
};
const changeOwn = (cellPhone: string | null) =>
  updateMyProfile(context, me, { name: marcus.name, email: marcus.email, cellPhone });
const change = (cellPhone: string | null) => {
  const { name, email, accountType } = marcus;
  return editPerson(context, joan, {
    account: marcus.id,
    name,
    email,
    accountType,
    cellPhone,
    reason: "asked",
    proof: PROOF,
  });
};
const secondFactorNeeded = { ok: false, refusal: { code: "not-now", because: "second-factor-needed" } };
const numberWaits = { ok: false, refusal: { code: "not-now", because: "number-waits" } };

const confirmed = (by: string, complete: boolean, cellPhone = NEW) =>
  immediately(context.db, () =>
    recordEvent(context, by, {
      kind: "number-confirmed",
      subject: marcus.id,
      data: { cellPhone, inPerson: false, complete, reason: "seen" },
    }),
  );

/** As if this session had begun with these factors. */
function cameWith(...factors: SignedIn["factors"]): void {
  me = signedInAs(context, marcus);
  if (context.session.signedIn !== null) context.session.signedIn.factors = factors;
}
async function importNumber(cellPhone: string): Promise<string> {
  context.table.file = {
    name: "x.csv",
    bytes: Buffer.from(`Name,Email,Mobile\n${marcus.name},${marcus.email},${cellPhone}`),
  };
  me = signedInAs(context, context.manager);
  const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
  if (!chosen.ok || chosen.value === null) throw new Error("no file");
  await dryRunImport(context, joan, { mapping: chosen.value.mapping, known: "update", accountType: "staff" });
  const done = runImport(context, joan, { proof: PROOF });
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value.id;
}
const textsTo = (to: string) => context.noted.texts.filter((text) => text.to === to);
/** Tokens, not what tells of them. */
const tokensTo = (to: string) => textsTo(to).filter(({ body }) => /^\d/.test(body));

describe("a number waits", () => {
  test("not where the account was created with it, nor where something else of the profile changes", () => {
    expect(number()).toEqual({
      ...{ phoneSince: null, phoneWaits: false, phoneFirst: false, phoneInPerson: false, phoneHelper: null },
    });
    updateMyProfile(context, me, { name: "M. Webb", email: marcus.email, cellPhone: OLD });
    expect(number()).toMatchObject({ phoneSince: null, phoneWaits: false });
  });

  test("once its owner changed it: two helpers have to confirm it then", () => {
    changeOwn(NEW);
    expect(number()).toMatchObject({ phoneSince: context.clock.now(), phoneWaits: true, phoneHelper: null });
  });

  test("once a manager changed it, who then is the first of the two helpers", () => {
    change(NEW);
    expect(number()).toMatchObject({ phoneWaits: true, phoneHelper: context.manager.id });
  });

  test("once an import changed it, and again once that was taken back", async () => {
    const id = await importNumber(NEW);
    expect(now()?.cellPhone).toBe(NEW);
    expect(number()).toMatchObject({ phoneWaits: true, phoneHelper: context.manager.id });
    context.clock.advance(DAY);
    expect(await undoImport(context, joan, { import: id, proof: PROOF })).toMatchObject({ value: { restored: 1 } });
    expect(now()?.cellPhone).toBe(OLD);
    expect(number()).toMatchObject({ phoneSince: context.clock.now(), phoneWaits: true });
  });

  test("and not where it is changed back to the one that tokens go to; but it was changed of late", async () => {
    await enableByText(context, me, OLD);
    change(NEW);
    context.clock.advance(DAY);
    change(OLD);
    expect(number()).toMatchObject({ phoneSince: context.clock.now(), phoneWaits: false });
  });

  test("as the first there ever was, if there was none before; not where one was only taken away", () => {
    change(null);
    expect(number()).toMatchObject({ phoneWaits: false });
    change(NEW);
    expect(number()).toMatchObject({ phoneWaits: true, phoneFirst: false });
  });

  test("a person who came without a number gets a first one, from a manager or by themselves", () => {
    const ana = addAccount(context, { name: "Ana Silva", email: "ana@northside.example", cellPhone: null });
    updateMyProfile(context, signedInAs(context, ana), { name: ana.name, email: ana.email, cellPhone: NEW });
    expect(findAccount(context.db, ana.id)).toMatchObject({ phoneWaits: true, phoneFirst: true });
  });
});

describe("while it waits", () => {
  test("no token for signing in goes to it, whoever changed it and however often", async () => {
    await enableByText(context, me, OLD);
    change(NEW);
    changeOwn(THIRD);
    await importNumber("(415) 555-2672");
    me = signedInAs(context, marcus);
    expect(sendToken(context, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2671" } });
    await pumpOutbox(context);
    expect([tokensTo(NEW), tokensTo(THIRD)]).toEqual([[], []]);
    expect(tokensTo(OLD)).toHaveLength(2);
  });

  test("nor after a fall back to text, which it forbids", async () => {
    await enableByText(context, me, OLD);
    await enableByApp(context, me);
    change(NEW);
    expect(fallBackToText(context, joan, helpFor(marcus))).toMatchObject({
      refusal: { code: "may-not", because: "number-waits" },
    });
    await pumpOutbox(context);
    expect(tokensTo(NEW)).toEqual([]);
  });

  test("it is told of what happens, and the one that tokens go to as well", async () => {
    await enableByText(context, me, OLD);
    change(NEW);
    context.clock.advance(30 * DAY);
    context.noted.texts.length = 0;
    resetTwoFactor(context, joan, { ...helpFor(marcus), cause: "lost-or-stolen" });
    await pumpOutbox(context);
    expect(textsTo(OLD).map(({ body }) => body)).toEqual([expect.stringContaining("two-factor was reset")]);
    expect(textsTo(NEW).length).toBeGreaterThan(0);
    expect(tokensTo(NEW)).toEqual([]);
  });

  test("the person's own screen says so", async () => {
    await enableByText(context, me, OLD);
    changeOwn(NEW);
    expect(getMySecurity(context, me, {})).toMatchObject({
      value: { cellPhone: NEW, confirmedPhone: OLD, numberWaits: true },
    });
  });
});

describe("it is confirmed by a token that its owner typed", () => {
  const proveBy = async (to: string) => {
    const sent = sendPhoneProof(context, me, { channel: "text" });
    if (!sent.ok) return sent;
    await pumpOutbox(context);
    return confirmPhoneProof(context, me, { token: textedToken(context, to) });
  };

  test.each(["app", "text-token", "recovery-code"] as const)("after a sign-in with their own %s", async (factor) => {
    await enableByText(context, me, OLD);
    change(NEW);
    cameWith("password", factor);
    expect(await proveBy(NEW)).toEqual({ ok: true, value: null });
    expect(now()).toMatchObject({ confirmedPhone: NEW, phoneWaits: false });
  });

  test.each(["bypass-code", "remembered-sign-in", "setup-code"] as const)("not after one with a %s", async (factor) => {
    await enableByText(context, me, OLD);
    change(NEW);
    cameWith("password", factor);
    expect(await proveBy(NEW)).toEqual(secondFactorNeeded);
    expect(waits()).toBe(true);
    await pumpOutbox(context);
    expect(tokensTo(NEW)).toEqual([]);
  });

  test("in the setup of somebody who has no second factor yet", async () => {
    change(NEW);
    await enableByText(context, me, NEW);
    expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: NEW, phoneWaits: false });
  });

  test("in the setup of the app, too", async () => {
    change(NEW);
    expect(await proveBy(NEW)).toEqual({ ok: true, value: null });
    expect(waits()).toBe(false);
  });

  test("in the setup after two-factor was turned off by its owner", async () => {
    await enableByText(context, me, OLD);
    await disableTwoFactor(context, me, {} as never);
    expect(now()?.twoFactor).toBe("none");
    changeOwn(NEW);
    await enableByText(context, me, NEW);
    expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: NEW });
  });

  test("in the setup after a reset, which left nothing else to ask for", async () => {
    await enableByText(context, me, OLD);
    change(NEW);
    const reset = resetTwoFactor(context, joan, { ...helpFor(marcus), cause: "lost-or-stolen" });
    if (!reset.ok) throw new Error(reset.refusal.code);
    cameWith("password");
    await redeemSetupCode(context, me, { code: reset.value.code });
    await enableByText(context, me, NEW);
    expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: NEW });
  });

  test("not in the setup after support took the phone out of use: codes on paper and the old number are still there", async () => {
    await enableByText(context, me, OLD);
    await enableByApp(context, me);
    makeRecoveryCodes(context, me, {});
    change(NEW);
    const replaced = replacePhone(context, joan, { ...helpFor(marcus), cause: "lost-or-stolen" });
    if (!replaced.ok) throw new Error(replaced.refusal.code);
    cameWith("password");
    await redeemSetupCode(context, me, { code: replaced.value.code });
    context.noted.texts.length = 0;
    expect(enableTwoFactor(context, me, {})).toEqual(numberWaits);
    expect(await proveBy(NEW)).toEqual(numberWaits);
    expect(await confirmTextToken(context, me, { token: "1234567" })).toEqual(numberWaits);
    await pumpOutbox(context);
    expect(tokensTo(NEW)).toEqual([]);
    await enableByApp(context, me);
    expect(now()).toMatchObject({ twoFactor: "app", confirmedPhone: OLD, phoneWaits: true });
  });

  test("and what it sends to the number before it confirms nothing of the new one", async () => {
    await enableByText(context, me, OLD);
    changeOwn(NEW);
    sendPhoneProof(context, me, { channel: "text" });
    await pumpOutbox(context);
    const token = textedToken(context, NEW);
    changeOwn(THIRD);
    expect(await confirmPhoneProof(context, me, { token })).toMatchObject({ ok: false });
    expect(now()).toMatchObject({ confirmedPhone: OLD, phoneWaits: true });
  });
});

describe("it is confirmed by helpers", () => {
  test("from then on tokens go there; a confirmation of another number than the present one is worth nothing", async () => {
    await enableByText(context, me, OLD);
    changeOwn(NEW);
    confirmed(context.manager.id, false);
    expect(number()).toMatchObject({ phoneWaits: true, phoneHelper: context.manager.id });
    confirmed(context.manager.id, true, THIRD);
    expect(now()).toMatchObject({ phoneWaits: true, confirmedPhone: OLD });
    confirmed(context.manager.id, true);
    expect(now()).toMatchObject({ phoneWaits: false, confirmedPhone: NEW });
    expect(sendToken(context, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2672" } });
  });

  test("where tokens never went anywhere, its owner still has to prove that they have it", () => {
    changeOwn(NEW);
    confirmed(context.manager.id, true);
    expect(now()).toMatchObject({ phoneWaits: false, confirmedPhone: null });
  });
});

describe("in any history of changes, proofs, confirmations, resets and tokens", () => {
  const HOUR = 60 * 60_000;
  const numbers = fc.constantFrom(OLD, NEW, THIRD, null);

  const tokenTo = async () => {
    await pumpOutbox(context);
    return textedToken(context, now()?.cellPhone ?? null);
  };
  const steps = {
    "own change": (to: string | null) => changeOwn(to),
    "change by a manager": (to: string | null) => change(to),
    "confirmation by a first helper": (to: string | null) => confirmed(context.manager.id, false, to ?? OLD),
    "confirmation by a second one": (to: string | null) => confirmed(context.manager.id, true, to ?? OLD),
    "sign-in with their own token": () => cameWith("password", "text-token"),
    "sign-in with a bypass code": () => cameWith("password", "bypass-code"),
    "sign-in with the password alone": () => cameWith("password"),
    token: () => sendToken(context, me, { channel: "text" }),
    proof: async () => {
      sendPhoneProof(context, me, { channel: "text" });
      await confirmPhoneProof(context, me, { token: await tokenTo() });
    },
    "setup by text": async () => {
      enableTwoFactor(context, me, {});
      await confirmTextToken(context, me, { token: await tokenTo() });
    },
    reset: () => resetTwoFactor(context, joan, { ...helpFor(marcus), cause: "lost-or-stolen" }),
  } as const;
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const step = fc.tuple(fc.constantFrom(...names), numbers);

  type Notified = { readonly onFile: string | null; readonly proven: string | null; readonly waits: boolean };

  /** Where tokens may go, and whether the number on file waits, from the entries alone. */
  function follow(notified: Notified, { kind, data }: Entry): Notified {
    if (kind === "account-edited") return edited(notified, data.after.cellPhone);
    if (kind === "two-factor-reset") return { ...notified, proven: null };
    if (kind === "phone-confirmed") {
      return { ...notified, proven: data.cellPhone, waits: notified.waits && notified.onFile !== data.cellPhone };
    }
    if (kind !== "number-confirmed" || !data.complete || data.cellPhone !== notified.onFile) return notified;
    return { ...notified, waits: false, proven: notified.proven === null ? null : notified.onFile };
  }
  function edited(notified: Notified, onFile: string | null): Notified {
    if (onFile === notified.onFile) return notified;
    return { ...notified, onFile, waits: onFile !== null && onFile !== notified.proven };
  }

  test("a token goes only to the number that was proven last, and the changed one waits until it is", async () => {
    let sent = 0;
    const look = () => {
      let notified: Notified = { onFile: OLD, proven: null, waits: false };
      for (const entry of entriesAbout(context, marcus)) {
        if (entry.kind === "token-issued" && entry.data.use === "text-token") {
          expect(entry.data.cellPhone).toBe(notified.proven);
          sent += 1;
        }
        notified = follow(notified, entry);
      }
      expect(now()).toMatchObject({
        cellPhone: notified.onFile,
        confirmedPhone: notified.proven,
        phoneWaits: notified.waits,
      });
    };
    const history = fc.array(step, { minLength: 5, maxLength: 14 });
    const lived = fc.asyncProperty(history, async (taken) => {
      context.close();
      begin();
      await enableByText(context, me, OLD);
      for (const [name, to] of taken) {
        context.clock.advance(HOUR);
        await steps[name](to);
      }
      look();
    });
    await fc.assert(lived, { numRuns: 25 });
    expect(sent).toBeGreaterThan(3);
  });
});
