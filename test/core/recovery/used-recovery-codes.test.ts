import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken, useRecoveryCode as typeRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { finishRecovery, proveForRecovery } from "../../../src/main/core/recovery/phone-recovery";
import {
  makeRecoveryCodes,
  replaceRecoveryCode,
  storeRecoveryCodes,
} from "../../../src/main/core/recovery/recovery-codes";
import { takePaper } from "../../../src/main/core/session/papers";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectSound, kindsLeftBy, newestEntry } from "../../support/entries";
import { appCode } from "../../support/phone";
import { addPrepared, BACKUP } from "../../support/recovery";
import { callerNow, lockBecause, nobodyAt, sessionView } from "../../support/session";
import { cheapHashing, typePassword } from "../../support/sign-in";
import { enableByApp } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;
let key: string;
/** Ten, as printed. */
let codes: readonly string[];

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  ({ account: marcus, key } = await addPrepared(context));
  codes = make();
  signOut(context, callerNow(context));
});
afterEach(() => {
  expectSound(context, marcus);
  context.close();
});

const next = (step: string) => ({ ok: true, value: { next: step } });
const nothing = { ok: false, refusal: { code: "not-now", because: "no-code-to-replace" } };
const printed = (number: number) => codes[number - 1] ?? "";
const session = () => sessionView(context);
const replace = () => replaceRecoveryCode(context, callerNow(context), {});

function make(): readonly string[] {
  const made = makeRecoveryCodes(context, signedInAs(context, marcus), {});
  if (!made.ok) throw new Error(made.refusal.because);
  return made.value.codes;
}

async function comeWith(code: string): Promise<void> {
  await typePassword(context, marcus.email);
  expect(await typeRecoveryCode(context, nobodyAt(context), { code })).toEqual(next("signed-in"));
}

/** What the screen lists, as number and when used. */
function listed(): readonly (readonly [number, number | null])[] {
  const security = getMySecurity(context, callerNow(context), {});
  if (!security.ok) throw new Error("no security");
  return security.value.recoveryCodes.list.map(({ number, usedAt }) => [number, usedAt] as const);
}

describe("a used recovery code", () => {
  test("is shown as used, by its number on paper", async () => {
    await comeWith(printed(4));
    const at = context.clock.now();
    expect(listed()).toEqual(Array.from({ length: 10 }, (_, index) => [index + 1, index === 3 ? at : null]));
    expect(getMySecurity(context, callerNow(context), {})).toMatchObject({
      value: { recoveryCodes: { left: 9, total: 10 } },
    });
  });

  test("signs nobody in again, though fifty try at once (TOKEN-2)", async () => {
    await typePassword(context, marcus.email);
    const use = () => typeRecoveryCode(context, nobodyAt(context), { code: printed(1) });
    const replies = await Promise.all(Array.from({ length: 50 }, use));
    expect(replies.filter(({ ok }) => ok)).toEqual([next("signed-in")]);
    signOut(context, callerNow(context));
    await typePassword(context, marcus.email);
    expect(await use()).toEqual({ ok: false, refusal: { code: "token-used", because: "used" } });
  });

  test("is replaced by a fresh one under its number, shown once, and at hand for printing", async () => {
    await comeWith(printed(4));
    expect(session()?.recoveryCodeUsed).toBe(true);
    const left = await kindsLeftBy(context, marcus, () => {
      const replaced = replace();
      expect(replaced).toEqual({ ok: true, value: { number: 4, code: expect.stringMatching(/^[0-9a-z-]{19}$/) } });
      codes = codes.with(3, replaced.ok ? replaced.value.code : "");
    });
    expect(left).toEqual(["recovery-code-replaced"]);
    expect(session()?.recoveryCodeUsed).toBe(false);
    expect(listed()).toEqual(Array.from({ length: 10 }, (_, index) => [index + 1, null]));
    const paper = takePaper(context.session, "recovery-codes", "A4");
    expect(paper.ok && paper.value.html).toContain(`<span class="number">4</span>${printed(4)}`);
    expect(context.session.papers.get("recovery-codes")?.text).toContain(` 4  ${printed(4)}`);
    expect(storeRecoveryCodes(context, callerNow(context), {})).toEqual({ ok: true, value: null });
    signOut(context, callerNow(context));
    await comeWith(printed(4));
  });

  test("once: the next one takes the next sign-in with a code", async () => {
    await comeWith(printed(4));
    signOut(context, callerNow(context));
    await comeWith(printed(7));
    expect(replace()).toMatchObject({ ok: true, value: { number: 7 } });
    expect(replace()).toEqual(nothing);
    expect(listed().filter(([, usedAt]) => usedAt !== null)).toHaveLength(1);
  });

  test("fifty calls at once give one", async () => {
    await comeWith(printed(4));
    const replies = await Promise.all(Array.from({ length: 50 }, async () => replace()));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("not in a session that came in by something else", async () => {
    await comeWith(printed(4));
    signOut(context, callerNow(context));
    context.clock.advance(60_000);
    await typePassword(context, marcus.email);
    expect(
      await submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember: false }),
    ).toEqual(next("signed-in"));
    expect(session()?.recoveryCodeUsed).toBe(false);
    expect(replace()).toEqual(nothing);
  });

  test("nor once new codes were made, which have a sheet of their own", async () => {
    await comeWith(printed(4));
    expect(makeRecoveryCodes(context, callerNow(context), {})).toMatchObject({ ok: true });
    expect(session()?.recoveryCodeUsed).toBe(false);
    expect(replace()).toEqual(nothing);
    expect(listed()).toEqual(Array.from({ length: 10 }, (_, index) => [index + 1, null]));
  });

  test("after a lock and an unlock it still may be", async () => {
    await comeWith(printed(4));
    lockBecause(context, "idle");
    if (context.session.signedIn !== null) context.session.signedIn.locked = false;
    expect(replace()).toMatchObject({ ok: true });
  });

  test("the fresh one is a digest in the vault, and in no table as it is shown", async () => {
    await comeWith(printed(4));
    const replaced = replace();
    const code = replaced.ok ? replaced.value.code : "";
    const tables = ["ledger", "secrets", "codes", "working", "outbox"];
    const rows = tables.flatMap((table) => context.db.prepare(`SELECT * FROM ${table}`).all() as object[]);
    const text = JSON.stringify(
      rows.map((row) =>
        Object.values(row).map((value) => (value instanceof Uint8Array ? `${Buffer.from(value)}` : value)),
      ),
    ).toLowerCase();
    expect(text.includes(code) || text.includes(code.replaceAll("-", ""))).toBe(false);
    expect(newestEntry(context, marcus, "recovery-code-replaced")?.commits).toMatchObject([{ kind: "code" }]);
  });

  test("one that helped a new phone in is replaced once that works", async () => {
    await typePassword(context, marcus.email);
    await proveForRecovery(context, nobodyAt(context), { by: "backup-password", typed: BACKUP });
    await proveForRecovery(context, nobodyAt(context), { by: "recovery-code", typed: printed(2) });
    await finishRecovery(context, nobodyAt(context), { how: "lost-or-stolen" });
    expect(session()?.recoveryCodeUsed).toBe(false);
    await enableByApp(context, callerNow(context));
    expect(session()?.recoveryCodeUsed).toBe(true);
    expect(replace()).toMatchObject({ ok: true, value: { number: 2 } });
  });
});

describe("running low", () => {
  test("is said from three codes on, down to none", async () => {
    const lowAfter = [null, null, null, null, null, null, 3, 2, 1, 0];
    for (const [index, low] of lowAfter.entries()) {
      await comeWith(printed(index + 1));
      expect(session()?.recoveryCodesLow).toBe(low);
      signOut(context, callerNow(context));
    }
  });

  test("is nothing to say while two-factor is off", async () => {
    signedInAs(context, context.manager);
    expect(session()).toMatchObject({ twoFactor: "none", recoveryCodesLow: null, recoveryCodeUsed: false });
  });
});
