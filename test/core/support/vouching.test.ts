import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { VOUCHING_MS } from "../../../src/main/core/domain/identity";
import type { Account } from "../../../src/main/core/store/accounts";
import { unlockAccount } from "../../../src/main/core/support/help-acts";
import { PASSWORD, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { changeNumber, createDesk, type Desk, helpFor, holdAccount, vouch } from "../../support/help";
import { addMember, typePassword } from "../../support/sign-in";

let desk: Desk;
let context: TestContext;
let sam: Account;
let marcus: Account;
let ana: Account;

const WRONG = "a wrong one altogether";
const wrongCredentials = { ok: false, refusal: { code: "wrong-credentials" } };

beforeEach(async () => {
  desk = await createDesk();
  ({ context, sam, marcus, ana } = desk);
  holdAccount(context, marcus);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const unlocking = (on: { readonly id: string } = marcus) => ({
  act: "unlockAccount" as const,
  parameters: { account: on.id },
});
const ask = (by: { readonly email: string } = ana, password = PASSWORD) =>
  vouch(context, desk.as(sam), by, { ...unlocking(), password });

describe("vouching", () => {
  test("is recorded by whoever vouches, about the person, for 15 minutes, and unlocks together with the helper's act", async () => {
    let id = "";
    const kinds = await kindsLeftBy(context, undefined, async () => {
      const vouched = await ask();
      expect(vouched).toMatchObject({
        ok: true,
        value: { by: { id: ana.id, name: ana.name }, until: context.clock.now() + VOUCHING_MS },
      });
      if (vouched.ok) id = vouched.value.id;
    });
    expect(kinds).toEqual(["identity-vouched"]);
    expect(newestEntry(context, marcus, "identity-vouched")).toMatchObject({
      actor: ana.id,
      data: { vouching: id, helper: sam.id, act: "unlockAccount" },
    });
    const identity = { kind: "voucher", vouching: id } as const;
    expect(unlockAccount(context, desk.as(sam), { ...helpFor(marcus), identity })).toEqual({ ok: true, value: null });
    const proven = newestEntry(context, marcus, "identity-proven");
    expect(proven?.data).toEqual({
      act: "unlockAccount",
      identity: { kind: "voucher", voucher: ana.id, vouching: id },
    });
    expect(newestEntry(context, marcus, "account-unlocked")?.cause).toBe(proven?.hash);
  });

  test("does not depend on the reason, which is typed later", async () => {
    const vouched = await ask();
    const identity = { kind: "voucher", vouching: vouched.ok ? vouched.value.id : "" } as const;
    const input = { ...helpFor(marcus, "she stands beside him"), identity };
    expect(unlockAccount(context, desk.as(sam), input)).toEqual({ ok: true, value: null });
  });

  test("leaves the helper's session as it is, and signs nobody in", async () => {
    desk.as(sam);
    const { signedIn } = context.session;
    await vouch(
      context,
      { session: context.session, sessionState: "support", account: sam.id, role: "support" },
      ana,
      unlocking(),
    );
    expect(context.session.signedIn).toBe(signedIn);
    expect(context.session.pending).toBeNull();
  });

  test("keeps the password out of the audit log", async () => {
    await ask();
    expect(JSON.stringify(entriesAbout(context))).not.toContain(PASSWORD);
  });
});

describe("a failed try", () => {
  test("counts on the voucher's account, as at a sign-in, and on nobody else's", async () => {
    expect(await ask(ana, WRONG)).toEqual(wrongCredentials);
    expect(failuresNow(context, ana.id)).toMatchObject({ count: 1, towardsHoldAfterPassword: 0 });
    expect(failuresNow(context, sam.id).count).toBe(0);
    expect(newestEntry(context, ana, "attempt-refused")).toMatchObject({
      actor: null,
      data: { factor: "password", during: "vouching", cause: "wrong" },
    });
  });

  test("the fifth locks the voucher out of everything, and a right answer is not looked at then", async () => {
    for (let tries = 0; tries < 4; tries += 1) await ask(ana, WRONG);
    const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
    expect(await ask(ana, WRONG)).toEqual(locked);
    expect(await ask()).toEqual(locked);
    expect(await typePassword(context, ana.email)).toEqual(locked);
    context.clock.advance(60_000);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test("gets the same answer, and the same lock, for an e-mail that belongs to nobody", async () => {
    const nobody = { email: "nobody@northside.example" };
    for (let tries = 0; tries < 4; tries += 1) expect(await ask(nobody)).toEqual(wrongCredentials);
    expect(await ask(nobody)).toEqual({
      ok: false,
      refusal: { code: "locked", until: context.clock.now() + 60_000 },
    });
  });

  test("twelve at once are twelve in a row", async () => {
    const codes = (await Promise.all(Array.from({ length: 12 }, () => ask(ana, WRONG)))).map((answer) =>
      answer.ok ? "ok" : answer.refusal.code,
    );
    expect(codes.filter((code) => code === "wrong-credentials")).toHaveLength(4);
    expect(codes.filter((code) => code === "locked")).toHaveLength(8);
    expect(failuresNow(context, ana.id).count).toBe(5);
  });

  test("with an account whose records were changed says so after the right password alone", async () => {
    context.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(ana.id);
    context.memory.verified.delete(ana.id);
    expect(await ask(ana, WRONG)).toEqual(wrongCredentials);
    expect(await ask()).toEqual({ ok: false, refusal: { code: "records-damaged" } });
    expect(newestEntry(context, marcus, "identity-vouched")).toBeUndefined();
    context.db.prepare("UPDATE accounts SET confirmed_phone = NULL WHERE owner = ?").run(ana.id);
  });
});

describe("nobody is asked in vain", () => {
  const inVain = (about: Parameters<typeof vouch>[3], by = ana) => vouch(context, desk.as(sam), by, about);

  test("where the helper may not do it: nothing is compared, and it is recorded as the act", async () => {
    const about = { act: "unlockAccount", parameters: { account: desk.ellen.id } } as const;
    expect(await inVain({ ...about, password: WRONG })).toEqual({
      ok: false,
      refusal: { code: "may-not", because: "not-locked" },
    });
    expect(failuresNow(context, ana.id).count).toBe(0);
    expect(newestEntry(context, desk.ellen, "act-refused")).toMatchObject({
      actor: sam.id,
      data: { act: "unlockAccount", because: "not-locked" },
    });
  });

  test("for a first number, which takes looking at its owner", async () => {
    const nina = await addMember(context, { name: "Nina", email: "nina@northside.example", cellPhone: null });
    changeNumber(context, nina, "+14155550177");
    const about = { act: "confirmNumber", parameters: { account: nina.id } } as const;
    expect(await inVain({ ...about, password: WRONG })).toEqual({
      ok: false,
      refusal: { code: "identity-refused", because: "in-person-needed" },
    });
    expect(failuresNow(context, ana.id).count).toBe(0);
    expect(newestEntry(context, nina, "act-refused")?.data).toEqual({
      act: "confirmNumber",
      because: "in-person-needed",
    });
  });

  test.each([
    ["an act that takes more", { act: "issueBypassCode", parameters: { account: "a".repeat(26) } }],
    ["a reason among the parameters", { act: "unlockAccount", parameters: { account: "a".repeat(26), reason: "x" } }],
    ["a proof among the parameters", { act: "unlockAccount", parameters: { account: "a".repeat(26), proof: {} } }],
  ] as const)("for %s", async (_what, about) => {
    expect(await inVain(about)).toMatchObject({ ok: false, refusal: { code: "bad-input" } });
  });

  test("for somebody who is not there", async () => {
    expect(await inVain(unlocking({ id: "a".repeat(26) }))).toEqual({ ok: false, refusal: { code: "no-such-person" } });
  });

  test("for somebody whose records were changed", async () => {
    context.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(marcus.id);
    context.memory.verified.delete(marcus.id);
    expect(await inVain(unlocking())).toEqual({ ok: false, refusal: { code: "records-damaged" } });
    context.db.prepare("UPDATE accounts SET confirmed_phone = NULL WHERE owner = ?").run(marcus.id);
  });
});
