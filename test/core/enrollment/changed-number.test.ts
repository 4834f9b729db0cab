import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { type Caller, recordEvent, type Session } from "../../../src/main/core/context";
import type { Entry } from "../../../src/main/core/domain/events";
import { confirmPhoneProof, sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { confirmTextToken, enableTwoFactor, redeemSetUpCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { undoImport } from "../../../src/main/core/import/imports";
import { chooseImportFile, rehearseImport } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { editPerson } from "../../../src/main/core/people/people";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { fallBackToText, replacePhone, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { addAccount, createWorld, givePassword, signedInAs, type TestWorld } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { helpFor } from "../../support/help";
import { enableByApp, enableByText, giveGateway, PROOF, textedToken } from "../../support/two-factor";

const [OLD, NEW, THIRD] = ["+14155552671", "+14155552672", "+14155552673"];
const DAY = 24 * 60 * 60_000;

let world: TestWorld;
let marcus: Account;
let me: Caller;
let joan: Caller;

function begin(): void {
  world = createWorld();
  giveGateway(world);
  marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: OLD });
  joan = { stance: "manager", account: world.manager.id, role: "manager" };
  me = signedInAs(world, marcus);
}
beforeEach(async () => {
  begin();
  await givePassword(world, marcus);
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus);
  world.close();
});

const now = () => findAccount(world.db, marcus.id);
const waits = () => now()?.phoneWaits;
const number = () => {
  const { phoneSince, phoneWaits, phoneFirst, phoneInPerson, phoneHelper } = now() ?? marcus;
  return { phoneSince, phoneWaits, phoneFirst, phoneInPerson, phoneHelper };
};
const changeOwn = (cellPhone: string | null) =>
  updateMyProfile(world, me, { name: marcus.name, email: marcus.email, cellPhone });
const change = (cellPhone: string | null) => {
  const { name, email, kind } = marcus;
  return editPerson(world, joan, { account: marcus.id, name, email, kind, cellPhone, reason: "asked", proof: PROOF });
};
const secondFactorNeeded = { ok: false, refusal: { code: "not-now", because: "second-factor-needed" } };
const numberWaits = { ok: false, refusal: { code: "not-now", because: "number-waits" } };

const confirmed = (by: string, complete: boolean, cellPhone = NEW) =>
  immediately(world.db, () =>
    recordEvent(world, by, {
      kind: "number-confirmed",
      subject: marcus.id,
      data: { cellPhone, inPerson: false, complete, reason: "seen" },
    }),
  );

/** As if this session had begun with these factors. */
function cameWith(...factors: Session["factors"]): void {
  me = signedInAs(world, marcus);
  if (world.memory.session !== null) world.memory.session.factors = factors;
}
async function importNumber(cellPhone: string): Promise<string> {
  world.table.file = {
    path: "/x.csv",
    bytes: Buffer.from(`Name,Email,Mobile\n${marcus.name},${marcus.email},${cellPhone}`),
  };
  me = signedInAs(world, world.manager);
  const chosen = await chooseImportFile(world, joan, {});
  if (!chosen.ok || chosen.value === null) throw new Error("no file");
  await rehearseImport(world, joan, { mapping: chosen.value.mapping, known: "update", kind: "staff" });
  const done = runImport(world, joan, { proof: PROOF });
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value.id;
}
const textsTo = (to: string) => world.noted.texts.filter((text) => text.to === to);
/** Tokens, not what tells of them. */
const tokensTo = (to: string) => textsTo(to).filter(({ body }) => /^\d/.test(body));

describe("a number waits", () => {
  test("not where the account was created with it, nor where something else of the profile changes", () => {
    expect(number()).toEqual({
      ...{ phoneSince: null, phoneWaits: false, phoneFirst: false, phoneInPerson: false, phoneHelper: null },
    });
    updateMyProfile(world, me, { name: "M. Webb", email: marcus.email, cellPhone: OLD });
    expect(number()).toMatchObject({ phoneSince: null, phoneWaits: false });
  });

  test("once its owner changed it: two helpers have to confirm it then", () => {
    changeOwn(NEW);
    expect(number()).toMatchObject({ phoneSince: world.clock.now(), phoneWaits: true, phoneHelper: null });
  });

  test("once a manager changed it, who then is the first of the two helpers", () => {
    change(NEW);
    expect(number()).toMatchObject({ phoneWaits: true, phoneHelper: world.manager.id });
  });

  test("once an import changed it, and again once that was taken back", async () => {
    const id = await importNumber(NEW);
    expect(now()?.cellPhone).toBe(NEW);
    expect(number()).toMatchObject({ phoneWaits: true, phoneHelper: world.manager.id });
    world.clock.advance(DAY);
    expect(await undoImport(world, joan, { import: id, proof: PROOF })).toMatchObject({ value: { restored: 1 } });
    expect(now()?.cellPhone).toBe(OLD);
    expect(number()).toMatchObject({ phoneSince: world.clock.now(), phoneWaits: true });
  });

  test("and not where it is changed back to the one that tokens go to; but it was changed of late", async () => {
    await enableByText(world, me, OLD);
    change(NEW);
    world.clock.advance(DAY);
    change(OLD);
    expect(number()).toMatchObject({ phoneSince: world.clock.now(), phoneWaits: false });
  });

  test("as the first there ever was, if there was none before; not where one was only taken away", () => {
    change(null);
    expect(number()).toMatchObject({ phoneWaits: false });
    change(NEW);
    expect(number()).toMatchObject({ phoneWaits: true, phoneFirst: false });
  });

  test("a person who came without a number gets a first one, from a manager or by themselves", () => {
    const ana = addAccount(world, { name: "Ana Silva", email: "ana@northside.example", cellPhone: null });
    updateMyProfile(world, signedInAs(world, ana), { name: ana.name, email: ana.email, cellPhone: NEW });
    expect(findAccount(world.db, ana.id)).toMatchObject({ phoneWaits: true, phoneFirst: true });
  });
});

describe("while it waits", () => {
  test("no token for signing in goes to it, whoever changed it and however often", async () => {
    await enableByText(world, me, OLD);
    change(NEW);
    changeOwn(THIRD);
    await importNumber("(415) 555-2672");
    me = signedInAs(world, marcus);
    expect(sendToken(world, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2671" } });
    await pumpOutbox(world);
    expect([tokensTo(NEW), tokensTo(THIRD)]).toEqual([[], []]);
    expect(tokensTo(OLD)).toHaveLength(2);
  });

  test("nor after a fall back to text, which it forbids", async () => {
    await enableByText(world, me, OLD);
    await enableByApp(world, me);
    change(NEW);
    expect(fallBackToText(world, joan, helpFor(marcus))).toMatchObject({
      refusal: { code: "may-not", because: "number-waits" },
    });
    await pumpOutbox(world);
    expect(tokensTo(NEW)).toEqual([]);
  });

  test("it is told of what happens, and the one that tokens go to as well", async () => {
    await enableByText(world, me, OLD);
    change(NEW);
    world.clock.advance(30 * DAY);
    world.noted.texts.length = 0;
    resetTwoFactor(world, joan, { ...helpFor(marcus), cause: "lost-or-stolen" });
    await pumpOutbox(world);
    expect(textsTo(OLD).map(({ body }) => body)).toEqual([expect.stringContaining("two-factor was reset")]);
    expect(textsTo(NEW).length).toBeGreaterThan(0);
    expect(tokensTo(NEW)).toEqual([]);
  });

  test("the person's own screen says so", async () => {
    await enableByText(world, me, OLD);
    changeOwn(NEW);
    expect(getMySecurity(world, me, {})).toMatchObject({
      value: { cellPhone: NEW, confirmedPhone: OLD, numberWaits: true },
    });
  });
});

describe("it is confirmed by a token that its owner typed", () => {
  const proveBy = async (to: string) => {
    const sent = sendPhoneProof(world, me, { channel: "text" });
    if (!sent.ok) return sent;
    await pumpOutbox(world);
    return confirmPhoneProof(world, me, { token: textedToken(world, to) });
  };

  test.each(["app", "text-token", "recovery-code"] as const)("after a sign-in with their own %s", async (factor) => {
    await enableByText(world, me, OLD);
    change(NEW);
    cameWith("password", factor);
    expect(await proveBy(NEW)).toEqual({ ok: true, value: null });
    expect(now()).toMatchObject({ confirmedPhone: NEW, phoneWaits: false });
  });

  test.each(["bypass-code", "workstation", "set-up-code"] as const)("not after one with a %s", async (factor) => {
    await enableByText(world, me, OLD);
    change(NEW);
    cameWith("password", factor);
    expect(await proveBy(NEW)).toEqual(secondFactorNeeded);
    expect(waits()).toBe(true);
    await pumpOutbox(world);
    expect(tokensTo(NEW)).toEqual([]);
  });

  test("in the set-up of somebody who has no second factor yet", async () => {
    change(NEW);
    await enableByText(world, me, NEW);
    expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: NEW, phoneWaits: false });
  });

  test("in the set-up of the app, too", async () => {
    change(NEW);
    expect(await proveBy(NEW)).toEqual({ ok: true, value: null });
    expect(waits()).toBe(false);
  });

  test("in the set-up after two-factor was turned off by its owner", async () => {
    await enableByText(world, me, OLD);
    await disableTwoFactor(world, me, {} as never);
    expect(now()?.twoFactor).toBe("none");
    changeOwn(NEW);
    await enableByText(world, me, NEW);
    expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: NEW });
  });

  test("in the set-up after a reset, which left nothing else to ask for", async () => {
    await enableByText(world, me, OLD);
    change(NEW);
    const reset = resetTwoFactor(world, joan, { ...helpFor(marcus), cause: "lost-or-stolen" });
    if (!reset.ok) throw new Error(reset.refusal.code);
    cameWith("password");
    await redeemSetUpCode(world, me, { code: reset.value.code });
    await enableByText(world, me, NEW);
    expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: NEW });
  });

  test("not in the set-up after support took the phone out of use: codes on paper and the old number are still there", async () => {
    await enableByText(world, me, OLD);
    await enableByApp(world, me);
    makeRecoveryCodes(world, me, {});
    change(NEW);
    const replaced = replacePhone(world, joan, { ...helpFor(marcus), cause: "lost-or-stolen" });
    if (!replaced.ok) throw new Error(replaced.refusal.code);
    cameWith("password");
    await redeemSetUpCode(world, me, { code: replaced.value.code });
    world.noted.texts.length = 0;
    expect(enableTwoFactor(world, me, {})).toEqual(numberWaits);
    expect(await proveBy(NEW)).toEqual(numberWaits);
    expect(await confirmTextToken(world, me, { token: "1234567" })).toEqual(numberWaits);
    await pumpOutbox(world);
    expect(tokensTo(NEW)).toEqual([]);
    await enableByApp(world, me);
    expect(now()).toMatchObject({ twoFactor: "app", confirmedPhone: OLD, phoneWaits: true });
  });

  test("and what it sends to the number before it confirms nothing of the new one", async () => {
    await enableByText(world, me, OLD);
    changeOwn(NEW);
    sendPhoneProof(world, me, { channel: "text" });
    await pumpOutbox(world);
    const token = textedToken(world, NEW);
    changeOwn(THIRD);
    expect(await confirmPhoneProof(world, me, { token })).toMatchObject({ ok: false });
    expect(now()).toMatchObject({ confirmedPhone: OLD, phoneWaits: true });
  });
});

describe("it is confirmed by helpers", () => {
  test("from then on tokens go there; a confirmation of another number than the present one is worth nothing", async () => {
    await enableByText(world, me, OLD);
    changeOwn(NEW);
    confirmed(world.manager.id, false);
    expect(number()).toMatchObject({ phoneWaits: true, phoneHelper: world.manager.id });
    confirmed(world.manager.id, true, THIRD);
    expect(now()).toMatchObject({ phoneWaits: true, confirmedPhone: OLD });
    confirmed(world.manager.id, true);
    expect(now()).toMatchObject({ phoneWaits: false, confirmedPhone: NEW });
    expect(sendToken(world, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2672" } });
  });

  test("where tokens never went anywhere, its owner still has to prove that they have it", () => {
    changeOwn(NEW);
    confirmed(world.manager.id, true);
    expect(now()).toMatchObject({ phoneWaits: false, confirmedPhone: null });
  });
});

describe("in any history of changes, proofs, confirmations, resets and tokens", () => {
  const HOUR = 60 * 60_000;
  const numbers = fc.constantFrom(OLD, NEW, THIRD, null);

  const tokenTo = async () => {
    await pumpOutbox(world);
    return textedToken(world, now()?.cellPhone ?? null);
  };
  const steps = {
    "own change": (to: string | null) => changeOwn(to),
    "change by a manager": (to: string | null) => change(to),
    "confirmation by a first helper": (to: string | null) => confirmed(world.manager.id, false, to ?? OLD),
    "confirmation by a second one": (to: string | null) => confirmed(world.manager.id, true, to ?? OLD),
    "sign-in with their own token": () => cameWith("password", "text-token"),
    "sign-in with a code from support": () => cameWith("password", "bypass-code"),
    "sign-in with the password alone": () => cameWith("password"),
    token: () => sendToken(world, me, { channel: "text" }),
    proof: async () => {
      sendPhoneProof(world, me, { channel: "text" });
      await confirmPhoneProof(world, me, { token: await tokenTo() });
    },
    "set-up by text": async () => {
      enableTwoFactor(world, me, {});
      await confirmTextToken(world, me, { token: await tokenTo() });
    },
    reset: () => resetTwoFactor(world, joan, { ...helpFor(marcus), cause: "lost-or-stolen" }),
  } as const;
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const step = fc.tuple(fc.constantFrom(...names), numbers);

  type Told = { readonly onFile: string | null; readonly proven: string | null; readonly waits: boolean };

  /** Where tokens may go, and whether the number on file waits, from the entries alone. */
  function follow(told: Told, { kind, data }: Entry): Told {
    if (kind === "account-edited") return edited(told, data.after.cellPhone);
    if (kind === "two-factor-reset") return { ...told, proven: null };
    if (kind === "phone-confirmed") {
      return { ...told, proven: data.cellPhone, waits: told.waits && told.onFile !== data.cellPhone };
    }
    if (kind !== "number-confirmed" || !data.complete || data.cellPhone !== told.onFile) return told;
    return { ...told, waits: false, proven: told.proven === null ? null : told.onFile };
  }
  function edited(told: Told, onFile: string | null): Told {
    if (onFile === told.onFile) return told;
    return { ...told, onFile, waits: onFile !== null && onFile !== told.proven };
  }

  test("a token goes only to the number that was proven last, and the changed one waits until it is", async () => {
    let sent = 0;
    const look = () => {
      let told: Told = { onFile: OLD, proven: null, waits: false };
      for (const entry of entriesAbout(world, marcus)) {
        if (entry.kind === "token-issued" && entry.data.use === "text-token") {
          expect(entry.data.cellPhone).toBe(told.proven);
          sent += 1;
        }
        told = follow(told, entry);
      }
      expect(now()).toMatchObject({ cellPhone: told.onFile, confirmedPhone: told.proven, phoneWaits: told.waits });
    };
    const history = fc.array(step, { minLength: 5, maxLength: 14 });
    const lived = fc.asyncProperty(history, async (taken) => {
      world.close();
      begin();
      await enableByText(world, me, OLD);
      for (const [name, to] of taken) {
        world.clock.advance(HOUR);
        await steps[name](to);
      }
      look();
    });
    await fc.assert(lived, { numRuns: 25 });
    expect(sent).toBeGreaterThan(3);
  });
});
