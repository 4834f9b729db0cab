import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exportEntries } from "../../../src/main/core/audit/export-entries";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { clockState, watchClock } from "../../../src/main/core/clock/clock";
import type { Account } from "../../../src/main/core/store/accounts";
import {
  confirmNumber,
  issueBypassCode,
  issueSetupCode,
  resetTwoFactor,
} from "../../../src/main/core/support/help-acts";
import { carriedOut } from "../../support/answering";
import { PASSWORD, type TestContext } from "../../support/context";
import { newestEntry } from "../../support/entries";
import { CALL_BACK, changeNumber, createDesk, type Desk, helpFor, ONCE } from "../../support/help";
import { appCode } from "../../support/phone";
import { addMember, again, giveCode, setUpText } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

/*
 * What a clock that is set forward passes: the days for which somebody is watched are days of the clock. The threat model
 * says so in these words; what the same clock leaves behind is here too. Waiting for an answer that nobody gives is told by
 * time that cannot be set (nobody-else.test.ts, approvals.test.ts).
 */

const DAY = 24 * 3_600_000;
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const FOREIGN = "+14155550177";

let desk: Desk;
let context: TestContext;
let marcus: Account;

beforeEach(async () => {
  desk = await createDesk();
  ({ context, marcus } = desk);
});
afterEach(() => context.close());

const setForward = (days: number) => context.clock.set(context.clock.now() + days * DAY);
const givePassword = () => issueSetupCode(context, desk.as(desk.sam), helpFor(marcus));
const giveBypass = (by: Account) => issueBypassCode(context, desk.as(by), { ...helpFor(marcus), ...ONCE });

describe("a clock that is set forward", () => {
  test("by seven days lets one helper replace the other factor too", () => {
    expect(givePassword()).toMatchObject({ ok: true });
    setForward(6);
    expect(giveBypass(desk.sam)).toEqual(mayNot("both-factors"));
    setForward(1);
    expect(giveBypass(desk.sam)).toMatchObject({ ok: true });
  });

  test("by fourteen days makes a person of a helper who was invented, as does keeping one for so long", async () => {
    const invented = { name: "S. Cole", email: "cole@northside.example", role: "support" } as const;
    const second = await addMember(context, invented);
    setForward(13);
    givePassword();
    expect(giveBypass(second)).toEqual(mayNot("not-another-person"));
    setForward(1);
    expect(giveBypass(second)).toMatchObject({ ok: true });
  });

  test("by fourteen days makes a changed number old enough to be called back", () => {
    changeNumber(context, marcus, FOREIGN, context.manager);
    const confirmed = confirmNumber(context, desk.as(desk.sam), helpFor(marcus));
    expect(confirmed).toEqual({ ok: true, value: { confirmed: true } });
    const byCall = { ...helpFor(marcus), cause: "lost-or-stolen", identity: CALL_BACK } as const;
    const reset = () => resetTwoFactor(context, desk.as(desk.ellen), byCall);
    expect(reset()).toMatchObject({ ok: false, refusal: { because: "number-changed" } });
    setForward(14);
    expect(reset()).toMatchObject({ ok: true });
  });

  test("by a month and a day makes a manager's exports no longer count together", async () => {
    const everyTime = {
      group: null,
      from: null,
      to: null,
      format: "csv",
      reason: "the auditor asked",
      proof: PROOF,
    } as const;
    const out = (of: Account) =>
      carriedOut(context, exportEntries(context, desk.as(context.manager), { person: of.id, ...everyTime }));
    for (const one of [marcus, desk.ana, desk.sam]) expect(await out(one)).toMatchObject({ ok: true });
    expect(await out(desk.ellen)).toMatchObject({ ok: false });
    setForward(32);
    expect(await out(desk.ellen)).toMatchObject({ ok: true });
  });

  test("takes tokens of an app on a phone that is as wrong: those of the right time are refused", async () => {
    const right = context.clock.now();
    setForward(8);
    const prove = (token: string) =>
      checkProof(context, desk.as(desk.sam), { password: PASSWORD, token }, "issueBypassCode");
    expect(await prove(appCode(desk.keyOf(desk.sam), right))).toMatchObject({ refusal: { code: "wrong-token" } });
    expect(await prove(appCode(desk.keyOf(desk.sam), context.clock.now()))).toEqual({ ok: true, value: null });
  });

  test("takes nothing more of whoever gets tokens by text: these come and prove by any clock", async () => {
    const lee = await addMember(context, { name: "Lee Tran", email: "lee@northside.example", role: "support" });
    setUpText(context, lee);
    setForward(8);
    giveCode(context, lee, { sort: "text-token", code: "1234567" });
    const proof = { password: PASSWORD, token: "1234567" };
    expect(await checkProof(context, desk.as(again(context, lee)), proof, "issueBypassCode")).toEqual({
      ok: true,
      value: null,
    });
  });

  test("cannot be set right without a word: every screen says it then, and the audit log keeps it", () => {
    const before = context.clock.now();
    givePassword();
    setForward(8);
    expect(giveBypass(desk.sam)).toMatchObject({ ok: true });
    context.clock.set(before);
    expect(clockState(context)).toEqual({ is: "behind", byMs: 8 * DAY });
    watchClock(context);
    expect(newestEntry(context, undefined, "clock-trouble")?.data).toEqual({ is: "behind", byMs: 8 * DAY });
  });
});
