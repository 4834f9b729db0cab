import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Digits } from "../../../src/contract/vocabulary";
import { signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { base32Bytes } from "../../../src/main/core/domain/base32";
import {
  beginAuthenticator,
  cancelAuthenticator,
  confirmAuthenticator,
} from "../../../src/main/core/enrollment/authenticators";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { makeEnrollmentSheets } from "../../../src/main/core/enrollment/enrollment-sheets";
import { confirmPhoneProof, sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { redeemSealedSheet } from "../../../src/main/core/enrollment/sealed-sheets";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { deactivatePerson } from "../../../src/main/core/people/account-acts";
import { cancelProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import { settingsOf } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { issueSetupCode } from "../../../src/main/core/support/help-acts";
import { carriedOut } from "../../support/answering";
import { addAccount, answeredBy, givePassword, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { helpFor } from "../../support/help";
import { type Clinic, createClinic, now, picked } from "../../support/many-people";
import { appCode, otherThan, scanQr } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import { enableByApp, giveGateway, PROOF, textedToken } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let people: Clinic["people"];
beforeEach(() => {
  ({ context, joan, people } = createClinic());
});
afterEach(() => context.close());

const WEEK = 7 * 24 * 60 * 60_000;
const STEP = 30_000;
const asPdf = { to: "pdf", size: "A4", proof: PROOF } as const;
const ordered = (accounts: readonly Account[], sealed: boolean) => ({ ...picked(...accounts), ...asPdf, sealed });
const make = (sealed: boolean, ...accounts: readonly Account[]) =>
  carriedOut(context, makeEnrollmentSheets(context, joan, ordered(accounts, sealed)));

type Sheet = { readonly code: string; readonly qr: string; readonly key: string };
/** What stands on the pages of a paper, by their order. */
function sheetsOn(html: string | undefined): readonly Sheet[] {
  const pages = (html ?? "").split('<article class="sheet">').slice(1);
  return pages.map((page) => ({
    code: /class="code mono">([^<]+)</.exec(page)?.[1] ?? "",
    qr: /<figure><img src="([^"]+)"/.exec(page)?.[1] ?? "",
    key: Array.from(page.matchAll(/<li>([A-Z2-7]{4})<\/li>/g), ([, group]) => group).join(" "),
  }));
}
async function sealedSheet(person: Account): Promise<Sheet> {
  await make(true, person);
  const [sheet] = sheetsOn(context.saved.at(-1)?.text);
  if (sheet === undefined) throw new Error("no sheet was made");
  return sheet;
}

const shown = (key: string, digits: Digits = 7) => appCode(key, context.clock.now(), digits);
const wrongFor = (key: string) =>
  otherThan(...[-1, 0, 1].map((step) => appCode(key, context.clock.now() + step * STEP, 7)));
const open = (me: Caller) => {
  const read = getMySecurity(context, me, {});
  return read.ok ? read.value.sealedSheet : undefined;
};
const over = { ok: false, refusal: { code: "not-now", because: "sheet-over" } };
const keysOf = ({ id }: Account) =>
  context.db.prepare("SELECT bytes FROM secrets WHERE account = ? AND kind = 'totp-key'").pluck().all(id) as Buffer[];

describe("the paper", () => {
  test("has the key as a QR code that a phone reads, and in groups of four, named after the sheet", async () => {
    const { qr, key } = await sealedSheet(people.ana);
    expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(await scanQr(qr)).toBe(
      `otpauth://totp/Sheet%20of%20Northside%20Clinic:ana%40northside.example?secret=${key.replaceAll(" ", "")}` +
        "&issuer=Sheet%20of%20Northside%20Clinic&algorithm=SHA1&digits=7&period=30",
    );
  });

  test("has a key of its own on every page", async () => {
    await make(true, people.ana, people.ben, people.eli);
    const keys = sheetsOn(context.saved.at(-1)?.text).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  test.each([6, 8] as const)("asks for the %i digits that the practice has chosen", async (digits) => {
    const before = settingsOf(thePractice(context.db));
    const data = { before, after: { ...before, digits } };
    immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
    const { qr } = await sealedSheet(people.ana);
    expect(await scanQr(qr)).toContain(`&digits=${digits}&`);
    expect(findAuthenticator(context.db, people.ana.id, "sealed")?.digits).toBe(digits);
  });

  test("has no key in the plain form", async () => {
    await make(false, people.ana);
    expect(sheetsOn(context.saved.at(-1)?.text)).toMatchObject([{ qr: "", key: "" }]);
    expect(newestEntry(context, undefined, "enrollment-sheets-made")?.data.sealed).toBe(false);
    expect(newestEntry(context, people.ana, "sealed-key-issued")).toBeUndefined();
    expect(keysOf(people.ana)).toEqual([]);
    expect(open(signedInAs(context, people.ana))).toBe(false);
  });

  test("is recorded as sealed, with an entry for every key, in the transaction of its code", async () => {
    const before = entriesAbout(context).length;
    await make(true, people.ana, people.ben);
    const [summary, ...each] = entriesAbout(context).slice(before);
    expect(summary).toMatchObject({ kind: "enrollment-sheets-made", data: { count: 2, sealed: true } });
    const expected = [people.ana, people.ben].flatMap(({ id }) =>
      ["setup-code-issued", "sealed-key-issued"].map((kind) => ({ kind, subject: id, cause: summary?.hash })),
    );
    expect(each).toMatchObject(expected);
    expect(each[1]).toMatchObject({
      actor: context.manager.id,
      data: { digits: 7, expiresAt: context.clock.now() + WEEK },
    });
    expectReplayEqualsTables(context, people.ana);
  });

  test("is the only place of the key: no answer, no entry and no view has it", async () => {
    const made = await make(true, people.ana);
    const [{ key } = { key: "none" }] = sheetsOn(context.saved.at(-1)?.text);
    const me = signedInAs(context, people.ana);
    const notified = JSON.stringify([made, entriesAbout(context), getMySecurity(context, me, {})]);
    const hex = Buffer.from(base32Bytes(key.replaceAll(" ", "")) ?? "").toString("hex");
    expect(hex).toHaveLength(40);
    for (const form of [key, key.replaceAll(" ", ""), hex]) expect(notified).not.toContain(form);
  });

  test("is for those whose two-factor is off, and leaves the others out by name", async () => {
    const { ana, carla, dana, ruth } = people;
    expect(await make(true, ana, carla, dana, ruth, context.manager)).toMatchObject({
      ok: true,
      value: {
        done: 1,
        skipped: [
          { person: { id: carla.id }, because: "two-factor-on" },
          { person: { id: dana.id }, because: "deactivated" },
          { person: { id: context.manager.id }, because: "own-account" },
          { person: { id: ruth.id }, because: "manager" },
        ],
      },
    });
    for (const { id } of [carla, dana, ruth]) expect(findAuthenticator(context.db, id, "sealed")).toBeUndefined();
  });

  test("that does not come out of the printer is void, key and code", async () => {
    let drawn: string | undefined;
    const failing = answeredBy(context, {
      printer: async (commit) => {
        drawn = commit().html;
        return { is: "trouble", trouble: "not-printed" };
      },
    });
    await carriedOut(failing, makeEnrollmentSheets(failing, joan, { ...ordered([people.ana], true), to: "printer" }));
    const [{ key } = { key: "" }] = sheetsOn(drawn);
    expect(keysOf(people.ana)).toEqual([]);
    const me = signedInAs(context, people.ana);
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toEqual(over);
    expectReplayEqualsTables(context, people.ana);
  });

  test("can be stopped while the codes are drawn, and then nothing has happened", async () => {
    const more = [1, 2, 3].map((each) =>
      addAccount(context, { name: `Zoe ${each}`, email: `${each}@northside.example` }),
    );
    let keys = 0;
    const bytes = (count: number) => {
      if (count === 20 && ++keys === 5) cancelProgress(context, joan, {});
      return context.random.bytes(count);
    };
    const many = [people.ana, people.ben, people.eli, ...more];
    expect(
      await carriedOut(
        { ...context, random: { bytes } },
        makeEnrollmentSheets({ ...context, random: { bytes } }, joan, ordered(many, true)),
      ),
    ).toEqual({
      ok: false,
      refusal: { code: "cancelled" },
    });
    expect(keys).toBe(5);
    expect(context.saved).toEqual([]);
    expect(newestEntry(context, undefined, "enrollment-sheets-made")).toBeUndefined();
  });
});

describe("its key", () => {
  test("is replaced at its first use: the next one is scanned from the screen, and only that turns two-factor on", async () => {
    const { code, key } = await sealedSheet(people.ana);
    context.session.signedIn = null;
    const password = "seven quiet otters swim";
    await claimSetupCode(context, nobodyAt(context), { email: people.ana.email, code, password });
    const me = callerNow(context);
    expect(me.account).toBe(people.ana.id);
    expect(open(me)).toBe(true);

    const left = await kindsLeftBy(context, people.ana, async () => {
      const used = await redeemSealedSheet(context, me, { token: shown(key) });
      if (!used.ok) throw new Error(used.refusal.code);
      const scanned = new URL(await scanQr(used.value.qr)).searchParams.get("secret") ?? "";
      expect(scanned).toBe(used.value.key.replaceAll(" ", ""));
      expect(scanned).not.toBe(key.replaceAll(" ", ""));
      expect(now(context, people.ana).twoFactor).toBe("none");
      expect(open(me)).toBe(false);
      expect(keysOf(people.ana)).toEqual([Buffer.from(base32Bytes(scanned) ?? "")]);
      context.clock.advance(STEP);
      const confirmed = await confirmAuthenticator(context, me, { token: shown(scanned), digits: null });
      expect(confirmed).toEqual({ ok: true, value: { answer: "accepted" } });
    });
    expect(left).toEqual(["sealed-key-used", "authenticator-offered", "authenticator-enabled"]);
    expect(now(context, people.ana).twoFactor).toBe("app");
    expectReplayEqualsTables(context, people.ana);

    context.session.signedIn = null;
    context.clock.advance(STEP);
    await signIn(context, nobodyAt(context), { email: people.ana.email, password });
    const printed = await submitToken(context, callerNow(context), { token: shown(key), remember: false });
    expect(printed).toMatchObject({ ok: false, refusal: { code: "wrong-token" } });
  });

  test("waits for a phone that can be verified, as every setup of the app does", async () => {
    giveGateway(context);
    const { ben } = people;
    const { key } = await sealedSheet(ben);
    const me = signedInAs(context, ben);
    const waits = { ok: false, refusal: { code: "not-now", because: "phone-to-verify" } };
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toEqual(waits);
    expect(open(me)).toBe(true);
    sendPhoneProof(context, me, { channel: "text" });
    await pumpOutbox(context);
    await confirmPhoneProof(context, me, { token: textedToken(context, ben.cellPhone) });
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toMatchObject({ ok: true });
  });

  test("is taken once, also twice at once", async () => {
    const { key } = await sealedSheet(people.ana);
    const me = signedInAs(context, people.ana);
    const both = await Promise.all([1, 2].map(() => redeemSealedSheet(context, me, { token: shown(key) })));
    expect(both).toMatchObject([{ ok: true }, over]);
    context.clock.advance(STEP);
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toEqual(over);
  });

  test("never turns two-factor on by itself", async () => {
    const { key } = await sealedSheet(people.ana);
    const me = signedInAs(context, people.ana);
    const confirm = () => confirmAuthenticator(context, me, { token: shown(key), digits: null });
    expect(await confirm()).toMatchObject({ refusal: { code: "not-now", because: "wrong-step" } });
    beginAuthenticator(context, me, { key: "new" });
    expect(await confirm()).toMatchObject({ refusal: { code: "wrong-token" } });
    expect(now(context, people.ana).twoFactor).toBe("none");
    expect(open(me)).toBe(true);
  });

  test.each([6, 8] as const)("is recognised from an app that shows %i digits whatever was asked", async (digits) => {
    const { key } = await sealedSheet(people.ana);
    const me = signedInAs(context, people.ana);
    expect(await redeemSealedSheet(context, me, { token: shown(key, digits) })).toMatchObject({ ok: true });
  });

  test("counts wrong codes as failures of the setup, and the fifth locks", async () => {
    const { key } = await sealedSheet(people.ana);
    const me = signedInAs(context, people.ana);
    const type = (token: string) => redeemSealedSheet(context, me, { token });
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await type(wrongFor(key))).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft } });
    }
    const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
    expect(await type(wrongFor(key))).toEqual(locked);
    expect(await type(shown(key))).toEqual(locked);
    expect(failuresNow(context, people.ana.id).count).toBe(5);
    expect(newestEntry(context, people.ana, "attempt-refused")?.data).toMatchObject({
      factor: "app",
      during: "enrollment",
      cause: "wrong",
    });
    context.clock.advance(60_000);
    expect(await type(shown(key))).toMatchObject({ ok: true });
  });

  test("waits for the setup code of somebody who is overdue", async () => {
    const { ben } = people;
    await givePassword(context, ben);
    const { code, key } = await sealedSheet(ben);
    context.session.signedIn = null;
    expect(await signIn(context, nobodyAt(context), { email: ben.email, password: PASSWORD })).toMatchObject({
      value: { next: "setup" },
    });
    const type = () => redeemSealedSheet(context, callerNow(context), { token: shown(key) });
    expect(await type()).toMatchObject({ refusal: { code: "not-now", because: "setup-code-needed" } });
    expect(await redeemSetupCode(context, callerNow(context), { code })).toMatchObject({ ok: true });
    expect(await type()).toMatchObject({ ok: true });
  });

  test("is damaged where somebody has put another in its place", async () => {
    const { key } = await sealedSheet(people.ana);
    const me = signedInAs(context, people.ana);
    context.db
      .prepare("UPDATE secrets SET bytes = ? WHERE account = ? AND kind = 'totp-key'")
      .run(Buffer.alloc(20), people.ana.id);
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toEqual({
      ok: false,
      refusal: { code: "records-damaged" },
    });
  });
});

describe("its key ends", () => {
  const ends: readonly [string, (person: Account, me: () => Caller) => unknown][] = [
    ["with its code, after seven days", () => context.clock.advance(WEEK)],
    ["with a new plain sheet", (person) => make(false, person)],
    ["with a setup code from a manager", (person) => issueSetupCode(context, joan, helpFor(person, "lost the sheet"))],
    ["with an app that was set up without it", (_, me) => enableByApp(context, me())],
    [
      "with a deactivation",
      ({ id }) => deactivatePerson(context, joan, { account: id, reason: "has left", proof: PROOF }),
    ],
  ];
  test.each(ends)("%s", async (_, act) => {
    const { ana } = people;
    const { key } = await sealedSheet(ana);
    await act(ana, () => signedInAs(context, ana));
    const me = signedInAs(context, ana);
    expect(open(me)).toBe(false);
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toEqual(over);
    expectReplayEqualsTables(context, ana);
  });

  test("with a new sealed sheet, whose key is the one that counts", async () => {
    const [first, second] = [await sealedSheet(people.ana), await sealedSheet(people.ana)];
    const me = signedInAs(context, people.ana);
    expect(keysOf(people.ana)).toHaveLength(1);
    expect(await redeemSealedSheet(context, me, { token: shown(first.key) })).toMatchObject({
      refusal: { code: "wrong-token" },
    });
    expect(await redeemSealedSheet(context, me, { token: shown(second.key) })).toMatchObject({ ok: true });
    expectReplayEqualsTables(context, people.ana);
  });

  test("and one millisecond before the seven days are over it is still good", async () => {
    const { key } = await sealedSheet(people.ana);
    context.clock.advance(WEEK - 1);
    const me = signedInAs(context, people.ana);
    expect(await redeemSealedSheet(context, me, { token: shown(key) })).toMatchObject({ ok: true });
  });
});

test("a setup that is under way neither breaks the sheet nor is broken by it", async () => {
  const { ana } = people;
  const offer = beginAuthenticator(context, signedInAs(context, ana), { key: "new" });
  if (!offer.ok) throw new Error("nothing was offered");
  joan = signedInAs(context, context.manager);
  await sealedSheet(ana);
  const me = signedInAs(context, ana);
  expect(findAuthenticator(context.db, ana.id, "offered")).toBeDefined();
  expect(open(me)).toBe(true);
  const token = shown(offer.value.key);
  expect(await confirmAuthenticator(context, me, { token, digits: null })).toEqual({
    ok: true,
    value: { answer: "accepted" },
  });
  expect(now(context, ana).twoFactor).toBe("app");
});

test("a setup that was begun and ended leaves the sheet as it was", async () => {
  const { key } = await sealedSheet(people.ana);
  const me = signedInAs(context, people.ana);
  beginAuthenticator(context, me, { key: "new" });
  cancelAuthenticator(context, me, {});
  expect(open(me)).toBe(true);
  expect(await redeemSealedSheet(context, me, { token: shown(key) })).toMatchObject({ ok: true });
});
