import { afterEach, beforeEach, expect, test } from "vitest";
import { judgeCode } from "../../../src/main/core/authentication/codes";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { takePaper } from "../../../src/main/core/session/papers";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { countCodes } from "../../../src/main/core/store/codes";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { enableByApp, PROOF } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

function make(): readonly string[] {
  const made = makeRecoveryCodes(context, me, {});
  if (!made.ok) throw new Error(made.refusal.because);
  return made.value.codes;
}
const judge = (code: string) => judgeCode(context, marcus.id, "recovery-code", code);
const shown = () => {
  const security = getMySecurity(context, me, {});
  return security.ok ? security.value.recoveryCodes : undefined;
};
/** The sheet as the screen lists it: by number, when each was used. */
const sheet = (used: Readonly<Record<number, number>> = {}) =>
  Array.from({ length: 10 }, (_, index) => ({ number: index + 1, usedAt: used[index + 1] ?? null }));

test("there are ten codes of sixteen characters, all different, and each is right", async () => {
  await enableByApp(context, me);
  const codes = make();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
    expect(judge(code.toUpperCase().replaceAll("-", " "))).toMatchObject({ kind: "right" });
  }
  expectReplayEqualsTables(context, marcus);
});

test("they are kept as digests alone: none is in any table", async () => {
  await enableByApp(context, me);
  const codes = make();
  const tables = ["ledger", "secrets", "codes", "working"].flatMap((name) =>
    (context.db.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[]).map((row) =>
      Object.values(row).map((value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value)),
    ),
  );
  const text = JSON.stringify(tables).toLowerCase();
  for (const code of codes) expect(text.includes(code) || text.includes(code.replaceAll("-", ""))).toBe(false);
  expect(newestEntry(context, marcus, "recovery-codes-made")?.commits).toHaveLength(10);
});

test("new codes void the older ones", async () => {
  await enableByApp(context, me);
  const [older = ""] = make();
  context.clock.advance(1_000);
  const [newer = ""] = make();
  expect(judge(older)).toMatchObject({ kind: "refused" });
  expect(judge(newer)).toMatchObject({ kind: "right" });
  expect(shown()).toEqual({ left: 10, total: 10, stored: false, list: sheet() });
});

test("without two-factor there is nothing that a recovery code would help back into", () => {
  expect(makeRecoveryCodes(context, me, {})).toEqual({
    ok: false,
    refusal: { code: "not-now", because: "two-factor-off" },
  });
});

test("the sheet is at hand for printing, saving and copying until they are stored", async () => {
  await enableByApp(context, me);
  const codes = make();
  const paper = takePaper(context.session, "recovery-codes", "Letter");
  expect(paper).toMatchObject({ ok: true, value: { title: "Recovery codes of Marcus Webb" } });
  for (const code of codes) {
    expect(paper.ok && paper.value.html).toContain(code);
    expect(context.session.papers.get("recovery-codes")?.text).toContain(code);
  }
  expect(await kindsLeftBy(context, marcus, () => storeRecoveryCodes(context, me, {}))).toEqual([
    "recovery-codes-stored",
  ]);
  expect(shown()).toEqual({ left: 10, total: 10, stored: true, list: sheet() });
  const gone = { ok: false, refusal: { code: "not-now", because: "no-paper" } };
  expect(takePaper(context.session, "recovery-codes", "A4")).toEqual(gone);
  expect(storeRecoveryCodes(context, me, {})).toEqual(gone);
});

test("nobody can say they stored what is no longer on the screen", async () => {
  await enableByApp(context, me);
  make();
  context.session.papers.clear();
  expect(storeRecoveryCodes(context, me, {})).toEqual({ ok: false, refusal: { code: "not-now", because: "no-paper" } });
  expect(shown()).toEqual({ left: 10, total: 10, stored: false, list: sheet() });
});

test("turning two-factor off voids the codes, and turning it on again does not bring them back", async () => {
  await enableByApp(context, me);
  const [code = ""] = make();
  disableTwoFactor(context, me, { proof: PROOF });
  expect(judge(code)).toMatchObject({ kind: "refused" });
  expect(shown()).toEqual({ left: 0, total: 0, stored: false, list: [] });
  expect(takePaper(context.session, "recovery-codes", "A4").ok).toBe(false);
  context.clock.advance(60_000);
  await enableByApp(context, me);
  expect(countCodes(context.db, marcus.id, "recovery-code", "open")).toBe(0);
  expect(entriesAbout(context, marcus).at(-1)?.kind).toBe("authenticator-enabled");
  expectReplayEqualsTables(context, marcus);
});
