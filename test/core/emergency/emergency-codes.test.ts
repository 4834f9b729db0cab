import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok } from "../../../src/contract/result";
import { recordEvent } from "../../../src/main/core/context";
import {
  getEmergencyCodes,
  makeEmergencyHalf,
  voidEmergencyCodes,
} from "../../../src/main/core/emergency/emergency-codes";
import { judgeHalves } from "../../../src/main/core/emergency/typed-codes";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { type Answering, canceled, carriedOut, out } from "../../support/answering";
import { answeredBy, createTestContext, MONDAY, type TestContext } from "../../support/context";
import {
  ENDS_ON,
  type Halves,
  halfInput,
  newOccasion,
  printEmergencyCodes,
  printedHalf,
  printHalf,
} from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { changeNumber } from "../../support/help";
import { lockBecause } from "../../support/session";
import { addMember, noteSignIn, restarted } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

const DAY = 86_400_000;

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = newOccasion(context, context.manager);
});
afterEach(() => {
  expectReplayEqualsTables(context, context.manager);
  context.close();
});

const make = (half: "first" | "second", more: object = {}, by = joan, where: TestContext = context) =>
  carriedOut(where, makeEmergencyHalf(where, by, { ...halfInput(half), ...more }));
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const badEnd = (problem: string) => ({ ok: false, refusal: { code: "bad-input", fields: { endsOn: problem } } });
const voided = { ok: false, refusal: { code: "paper-trouble", trouble: "codes-void" } };
const emergencyCodes = () => {
  const answer = getEmergencyCodes(context, joan, {});
  return answer.ok ? answer.value : undefined;
};
const opens = (halves: Halves) => judgeHalves(context, halves).kind === "right";
const openCodes = () => [
  ...listCodes(context.db, "", "emergency-first", "open"),
  ...listCodes(context.db, "", "emergency-second", "open"),
];
const anotherManager = async (): Promise<Account> => {
  const ruth = await addMember(context, { name: "Ruth Kane", email: "ruth@northside.example", role: "manager" });
  noteSignIn(context, ruth);
  return ruth;
};

describe("the first half", () => {
  test("begins emergency codes with a number and a last day, and its code stands on the paper alone", async () => {
    expect(emergencyCodes()).toBeNull();
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await make("first")).toEqual({
        ok: true,
        value: { name: expect.stringContaining("Emergency codes 1, first half") },
      });
    });
    expect(kinds).toEqual(["emergency-half-made"]);
    const code = printedHalf(context);
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    const entry = newestEntry(context, undefined, "emergency-half-made");
    expect(entry).toMatchObject({
      actor: context.manager.id,
      subject: null,
      data: { half: "first", number: 1, endsOn: ENDS_ON, expiresAt: Date.UTC(2027, 6, 1, 5), to: "pdf" },
    });
    const plain = code.replaceAll("-", "");
    expect(JSON.stringify(entriesAbout(context))).not.toContain(plain);
    const stored = context.db.prepare("SELECT CAST(bytes AS TEXT) AS text FROM secrets").all() as { text: string }[];
    expect(stored.some(({ text }) => text.includes(plain) || text.includes(code))).toBe(false);
    expect(emergencyCodes()).toEqual({
      number: 1,
      endsOn: ENDS_ON,
      endsAt: Date.UTC(2027, 6, 1, 5),
      halves: [{ half: "first", by: { id: context.manager.id, name: "Joan Price" }, at: MONDAY }],
    });
  });

  test("takes a last day: today at the earliest, 400 days ahead at the latest", async () => {
    expect(await make("first", { endsOn: null })).toEqual(badEnd("missing"));
    expect(await make("first", { endsOn: "2026-11-01" })).toEqual(badEnd("in-the-past"));
    expect(await make("first", { endsOn: "2027-12-08" })).toEqual(badEnd("out-of-range"));
    expect(openCodes()).toEqual([]);
    expect(await make("first", { endsOn: "2026-11-02" })).toMatchObject({ ok: true });
    expect(await make("first", { endsOn: "2027-12-07" })).toMatchObject({ ok: true });
  });

  test("is there before anything comes out", async () => {
    let atPrinting: readonly unknown[] = [];
    const watching = answeredBy(context, {
      printer: async (commit, name) => {
        commit();
        atPrinting = openCodes();
        return out(name);
      },
    });
    expect(await make("first", { to: "printer" }, joan, watching)).toMatchObject({ ok: true });
    expect(atPrinting).toHaveLength(1);
  });

  test("of new emergency codes voids both halves of the older ones", async () => {
    const old = await printEmergencyCodes(context, context.manager);
    expect(opens(old)).toBe(true);
    const first = await printHalf(context, newOccasion(context, context.manager), "first");
    expect(opens(old)).toBe(false);
    expect(opens({ first, second: old.second })).toBe(false);
    expect(emergencyCodes()).toMatchObject({ number: 2, halves: [{ half: "first" }] });
  });
});

describe("the second half", () => {
  test("opens emergency access with the first, in either order, and neither does alone", async () => {
    const { first, second } = await printEmergencyCodes(context, context.manager);
    expect(emergencyCodes()?.halves.map(({ half }) => half)).toEqual(["first", "second"]);
    expect(opens({ first, second })).toBe(true);
    expect(opens({ first: second.toLowerCase(), second: first.replaceAll("-", " ") })).toBe(true);
    expect(opens({ first, second: first })).toBe(false);
    expect(opens({ first: second, second })).toBe(false);
  });

  test("needs a first one that is still good", async () => {
    expect(await make("second")).toEqual(notNow("first-half-missing"));
    await make("first", { endsOn: "2026-11-03" });
    joan = newOccasion(context, context.manager);
    expect(await make("second", { endsOn: "2026-11-03" })).toEqual(badEnd("invalid"));
    context.clock.advance(3 * DAY);
    joan = newOccasion(context, context.manager);
    expect(await make("second")).toEqual(notNow("first-half-missing"));
  });

  test("is printed once: another one takes new emergency codes", async () => {
    await printEmergencyCodes(context, context.manager);
    joan = newOccasion(context, context.manager);
    expect(await make("second")).toEqual(notNow("first-half-missing"));
  });

  test("is not printed on the occasion of the first, whatever the clock says or locks in between", async () => {
    await make("first");
    expect(await make("second")).toEqual(notNow("same-occasion"));
    context.clock.advance(60 * 60_000);
    expect(await make("second")).toEqual(notNow("same-occasion"));
    context.clock.set(MONDAY - DAY);
    expect(await make("second")).toEqual(notNow("same-occasion"));
    lockBecause(context, "person");
    if (context.session.signedIn !== null) context.session.signedIn.locked = false;
    expect(await make("second")).toEqual(notNow("same-occasion"));
    signOut(context, joan);
    joan = newOccasion(context, context.manager);
    expect(await make("second")).toMatchObject({ ok: true });
  });

  test("is printed by another manager where two are active", async () => {
    const ruth = await anotherManager();
    joan = newOccasion(context, context.manager);
    await make("first");
    joan = newOccasion(context, context.manager);
    expect(await make("second")).toEqual(notNow("other-manager-needed"));
    const other = newOccasion(context, ruth);
    expect(await make("second", {}, other)).toMatchObject({ ok: true });
    expect(emergencyCodes()?.halves.map(({ by }) => by.name)).toEqual(["Joan Price", "Ruth Kane"]);
  });

  test("is not printed with a second account of whoever printed the first, on the same phone", async () => {
    const second = await anotherManager();
    joan = newOccasion(context, context.manager);
    await make("first");
    changeNumber(context, second, context.manager.cellPhone);
    const other = newOccasion(context, second);
    expect(await make("second", {}, other)).toEqual(notNow("other-manager-needed"));
    expect(emergencyCodes()?.halves.length).toBe(1);
  });

  test("is printed by the same manager once the other one is deactivated, and not because they stay away", async () => {
    const ruth = await anotherManager();
    context.clock.advance(15 * DAY);
    joan = newOccasion(context, context.manager);
    await make("first");
    joan = newOccasion(context, context.manager);
    expect(await make("second")).toMatchObject({ refusal: { because: "other-manager-needed" } });
    const left = { kind: "account-deactivated", subject: ruth.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    expect(await make("second")).toMatchObject({ ok: true });
  });
});

describe("a half that does not come out", () => {
  const printingAs = (printer: Answering["printer"]) => answeredBy(context, { printer });

  test("voids both halves where the printer's dialog was canceled or the printer failed", async () => {
    const cancelled = printingAs(async (commit) => {
      commit();
      return canceled;
    });
    const failed = printingAs(async (commit) => {
      commit();
      return { is: "trouble", trouble: "not-printed" };
    });
    for (const printer of [cancelled, failed]) {
      const kinds = await kindsLeftBy(context, undefined, async () => {
        expect(await make("first", { to: "printer" }, joan, printer)).toEqual(voided);
      });
      expect(kinds).toEqual(["emergency-half-made", "emergency-codes-voided"]);
      expect(newestEntry(context, undefined, "emergency-codes-voided")?.data).toMatchObject({ because: "not-printed" });
      expect(openCodes()).toEqual([]);
      expect(emergencyCodes()).toBeNull();
    }
  });

  test("voids the first half too, where it is the second", async () => {
    await make("first");
    joan = newOccasion(context, context.manager);
    const broken = printingAs(async (commit) => {
      commit();
      throw new Error("the spooler is gone");
    });
    await expect(make("second", { to: "printer" }, joan, broken)).rejects.toThrow("spooler");
    expect(openCodes()).toEqual([]);
    expect(emergencyCodes()).toBeNull();
    joan = newOccasion(context, context.manager);
    expect(await make("second")).toEqual(notNow("first-half-missing"));
  });

  test("leaves nothing where it ended before anything was recorded", async () => {
    const noPrinter = printingAs(async () => ({ is: "trouble", trouble: "no-printer" }));
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await make("first", { to: "printer" }, joan, noPrinter)).toEqual({
        ok: false,
        refusal: { code: "paper-trouble", trouble: "no-printer" },
      });
      const cancelled = answeredBy(context, { pdf: async () => canceled });
      expect(await make("first", {}, joan, cancelled)).toEqual({ ok: true, value: null });
    });
    expect(kinds).toEqual([]);
  });

  test("is not recorded for a session that was locked, or beside emergency codes that came, while a place was chosen", async () => {
    const locking = answeredBy(context, {
      pdf: async (commit, name) => {
        lockBecause(context, "idle");
        commit();
        return out(name);
      },
    });
    expect(await make("first", {}, joan, locking)).toEqual(notNow("session-over"));
    joan = newOccasion(context, context.manager);
    const overtaken = answeredBy(context, {
      pdf: async (commit, name) => {
        await make("first");
        commit();
        return out(name);
      },
    });
    expect(await make("first", {}, joan, overtaken)).toEqual(notNow("changed-meanwhile"));
    expect(openCodes()).toHaveLength(1);
  });
});

describe("the emergency codes", () => {
  test("ends by itself with its last day in the practice's zone", async () => {
    joan = newOccasion(context, context.manager);
    await make("first", { endsOn: "2026-11-03" });
    const first = printedHalf(context);
    joan = newOccasion(context, context.manager);
    await make("second");
    const halves = { first, second: printedHalf(context) };
    context.clock.set(Date.UTC(2026, 10, 4, 6) - 1);
    expect(opens(halves)).toBe(true);
    context.clock.set(Date.UTC(2026, 10, 4, 6));
    expect(judgeHalves(context, halves)).toEqual({ kind: "refused", cause: "expired" });
    expect(emergencyCodes()).toBeNull();
  });

  test("is voided by a manager, with the reason; there is nothing left to void then", async () => {
    const halves = await printEmergencyCodes(context, context.manager);
    joan = newOccasion(context, context.manager);
    const input = { reason: "The seal of one half was broken", proof: PROOF };
    expect(voidEmergencyCodes(context, joan, input)).toEqual(ok(null));
    expect(newestEntry(context, undefined, "emergency-codes-voided")).toMatchObject({
      actor: context.manager.id,
      data: { because: "manager", reason: input.reason },
    });
    expect(opens(halves)).toBe(false);
    expect(emergencyCodes()).toBeNull();
    expect(voidEmergencyCodes(context, joan, input)).toEqual(notNow("no-emergency-codes"));
  });

  test("survives a restart, and a changed digest opens nothing", async () => {
    const halves = await printEmergencyCodes(context, context.manager);
    context = restarted(context);
    expect(opens(halves)).toBe(true);
    const { secret } = newestEntry(context, undefined, "emergency-half-made")?.data ?? {};
    context.db.prepare("UPDATE secrets SET bytes = CAST('x' AS BLOB) WHERE id = ?").run(secret);
    expect(judgeHalves(context, halves)).toEqual({ kind: "damaged" });
  });

  test("has the next number whatever became of those before it", async () => {
    await printEmergencyCodes(context, context.manager);
    const event = {
      kind: "emergency-codes-voided",
      subject: null,
      data: {
        emergencyCodes: newestEntry(context, undefined, "emergency-half-made")?.data.emergencyCodes ?? "",
        because: "manager",
        reason: null,
      },
    } as const;
    immediately(context.db, () => recordEvent(context, null, event));
    await printHalf(context, newOccasion(context, context.manager), "first");
    expect(emergencyCodes()?.number).toBe(2);
  });
});
