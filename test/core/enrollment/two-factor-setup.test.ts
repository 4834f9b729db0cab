import { afterEach, beforeEach, expect, test } from "vitest";
import { newCode } from "../../../src/main/core/authentication/codes";
import { oneAtATime, recordEvent } from "../../../src/main/core/context";
import { setupCodeFrom, shownSetupCode } from "../../../src/main/core/domain/one-time-codes";
import { beginAuthenticator, confirmAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { confirmTextToken, enableTwoFactor, redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Caller } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { otherThan } from "../../support/phone";
import { enableByApp, enableByText, giveGateway, textedToken } from "../../support/two-factor";

const WEEK = 7 * 24 * 60 * 60_000;

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

const now = () => findAccount(context.db, marcus.id);
const confirm = (token: string) => confirmTextToken(context, me, { token });

async function sendAndRead(): Promise<string> {
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  return textedToken(context, marcus.cellPhone);
}

/** As after a reset by a manager: a setup code is needed before anything is enrolled. */
function resetWithCode(): string {
  const plain = setupCodeFrom(context.random.bytes(6));
  const { issued, secret } = newCode(context, marcus.id, "setup-code", plain);
  const by = context.manager.id;
  immediately(context.db, () => {
    recordEvent(context, by, {
      kind: "two-factor-reset",
      subject: marcus.id,
      data: { cause: "lost-or-stolen", reason: "lost phone" },
    });
    const data = { ...issued, expiresAt: context.clock.now() + WEEK, for: "enrollment", reason: "lost phone" } as const;
    recordEvent(context, by, { kind: "setup-code-issued", subject: marcus.id, data }, { secrets: [secret] });
  });
  return shownSetupCode(plain);
}

test("Enable Two-Factor sends a token at once, and typing it turns two-factor on by text message", async () => {
  giveGateway(context);
  const token = await sendAndRead();
  expect(now()).toMatchObject({ twoFactor: "none", confirmedPhone: null });
  expect(await kindsLeftBy(context, marcus, () => confirm(token))).toEqual([
    ...["phone-confirmed", "two-factor-enabled", "notice-queued"],
  ]);
  expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: "+14155552671", twoFactorAt: context.clock.now() });
  expect(context.session.signedIn?.factors).toEqual(["password", "text-token"]);
  expectReplayEqualsTables(context, marcus);
});

test("spaces in a typed token do not matter", async () => {
  giveGateway(context);
  const token = await sendAndRead();
  expect(await confirm(` ${token.slice(0, 3)} ${token.slice(3)} `)).toEqual({ ok: true, value: null });
});

test("a token is good once, even when fifty arrive together", async () => {
  giveGateway(context);
  const token = await sendAndRead();
  const replies = await Promise.all(Array.from({ length: 50 }, () => confirm(token)));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(entriesAbout(context, marcus).filter(({ kind }) => kind === "two-factor-enabled")).toHaveLength(1);
  expect(failuresNow(context, marcus.id).count).toBe(0);
});

test("a token waits for the attempt before it on the same account", async () => {
  giveGateway(context);
  const token = await sendAndRead();
  let finish = () => {};
  const before = oneAtATime(context, marcus.id, () => new Promise<void>((done) => (finish = done)));
  const confirmed = confirm(token);
  await new Promise(setImmediate);
  expect(now()?.twoFactor).toBe("none");
  finish();
  await before;
  expect(await confirmed).toEqual({ ok: true, value: null });
});

test("two-factor that is on already is not enabled again", async () => {
  giveGateway(context);
  await enableByText(context, me, marcus.cellPhone);
  const refused = { ok: false, refusal: { code: "not-now", because: "two-factor-on" } };
  expect(enableTwoFactor(context, me, {})).toEqual(refused);
  expect(await confirm("1234567")).toEqual(refused);
});

test("without a gateway the way is straight to the app, and two-factor is on once its code was accepted", async () => {
  expect(enableTwoFactor(context, me, {})).toEqual({ ok: false, refusal: { code: "not-now", because: "no-gateway" } });
  await enableByApp(context, me);
  expect(now()).toMatchObject({ twoFactor: "app", confirmedPhone: null });
});

test("without a cell phone there are no tokens by text, and the app works without a number", async () => {
  giveGateway(context);
  updateMyProfile(context, me, { name: marcus.name, email: marcus.email, cellPhone: null });
  expect(enableTwoFactor(context, me, {})).toEqual({ ok: false, refusal: { code: "not-now", because: "no-phone" } });
  expect(sendPhoneProof(context, me, { channel: "call" })).toEqual({
    ok: false,
    refusal: { code: "not-now", because: "no-phone" },
  });
  await enableByApp(context, me);
  expect(newestEntry(context, marcus, "authenticator-enabled")?.data).toMatchObject({ phoneVerified: false });
});

test("what is typed before any token was sent is not a guess, and does not count", async () => {
  giveGateway(context);
  expect(await confirm("1234567")).toEqual({ ok: false, refusal: { code: "no-token-sent" } });
  expect(failuresNow(context, marcus.id).count).toBe(0);
});

test.each([
  ["too short", "12345"],
  ["too long", "12345678901"],
  ["with letters among the digits", "12e4567"],
])("a token %s is a failure that counts", async (_what, token) => {
  giveGateway(context);
  await sendAndRead();
  expect(await confirm(token)).toMatchObject({ refusal: { code: "wrong-token", triesLeft: 4 } });
  expect(newestEntry(context, marcus, "attempt-refused")).toMatchObject({
    actor: marcus.id,
    data: { factor: "text-token", during: "enrollment", cause: "wrong", inARow: 1, authenticator: null },
  });
});

test.each([
  ["Arabic-Indic", 0x0660],
  ["full-width", 0xff10],
])("a token in %s digits is the token", async (_script, zero) => {
  giveGateway(context);
  const token = await sendAndRead();
  const written = [...token].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
  expect(await confirm(written)).toEqual({ ok: true, value: null });
});

test("a token of another account is wrong", async () => {
  giveGateway(context);
  const ana = addAccount(context, { name: "Ana Ruiz", email: "ana@northside.example", cellPhone: "+14155552699" });
  enableTwoFactor(context, signedInAs(context, ana), {});
  me = signedInAs(context, marcus);
  const mine = await sendAndRead();
  const hers = textedToken(context, "+14155552699");
  expect(mine).not.toBe(hers);
  expect(await confirm(hers)).toMatchObject({ refusal: { code: "wrong-token" } });
});

test("a used token is told from a wrong one", async () => {
  giveGateway(context);
  const token = await sendAndRead();
  await confirm(token);
  immediately(context.db, () =>
    recordEvent(context, marcus.id, { kind: "two-factor-disabled", subject: marcus.id, data: {} }),
  );
  await sendAndRead();
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "token-used", because: "used" } });
});

test("a setup code typed as a token says where it belongs, and does not count", async () => {
  giveGateway(context);
  const code = resetWithCode();
  await redeemSetupCode(context, me, { code });
  const token = await sendAndRead();
  expect(await confirm(code)).toEqual({ ok: false, refusal: { code: "misplaced-code", looksLike: "setup-code" } });
  expect(await confirm(token)).toEqual({ ok: true, value: null });
  beginAuthenticator(context, me, { key: "new" });
  expect(await confirmAuthenticator(context, me, { token: code, digits: null })).toEqual({
    ok: false,
    refusal: { code: "misplaced-code", looksLike: "setup-code" },
  });
  expect(failuresNow(context, marcus.id).count).toBe(0);
});

test("a token typed as a setup code says where it belongs, and does not count", async () => {
  resetWithCode();
  expect(await redeemSetupCode(context, me, { code: "123 4567" })).toEqual({
    ok: false,
    refusal: { code: "misplaced-code", looksLike: "token" },
  });
  expect(failuresNow(context, marcus.id).count).toBe(0);
});

test("after a reset nothing can be enrolled before the setup code was typed", async () => {
  giveGateway(context);
  const code = resetWithCode();
  const needed = { ok: false, refusal: { code: "not-now", because: "setup-code-needed" } };
  expect(enableTwoFactor(context, me, {})).toEqual(needed);
  expect(await confirm("1234567")).toEqual(needed);
  expect(sendPhoneProof(context, me, { channel: "text" })).toEqual(needed);
  expect(beginAuthenticator(context, me, { key: "new" })).toEqual(needed);
  expect(await confirmAuthenticator(context, me, { token: "1234567", digits: null })).toEqual(needed);

  const typed = ` ${code.toLowerCase().replaceAll("-", " ")} `;
  expect(await kindsLeftBy(context, marcus, () => redeemSetupCode(context, me, { code: typed }))).toEqual([
    "setup-code-claimed",
  ]);
  expect(now()?.setupCodeNeeded).toBe(false);
  expect(enableTwoFactor(context, me, {}).ok).toBe(true);
  expectReplayEqualsTables(context, marcus);
});

test("a setup code that is wrong, used or too old gets one answer, and counts", async () => {
  const wrong = { ok: false, refusal: { code: "wrong-set-up-code" } };
  const used = resetWithCode();
  await redeemSetupCode(context, me, { code: used });
  const late = resetWithCode();
  expect(await redeemSetupCode(context, me, { code: used })).toEqual(wrong);
  expect(await redeemSetupCode(context, me, { code: shownSetupCode(setupCodeFrom(context.random.bytes(6))) })).toEqual(
    wrong,
  );
  context.clock.advance(WEEK);
  expect(await redeemSetupCode(context, me, { code: late })).toEqual(wrong);
  const causes = entriesAbout(context, marcus).flatMap((entry) =>
    entry.kind === "attempt-refused" ? [`${entry.data.factor} ${entry.data.cause}`] : [],
  );
  expect(causes).toEqual(["setup-code used", "setup-code wrong", "setup-code expired"]);
});

test("five wrong setup codes lock the account, and the right one waits too", async () => {
  const code = resetWithCode();
  for (let tried = 0; tried < 4; tried++) await redeemSetupCode(context, me, { code: "not a code" });
  const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
  const left = await kindsLeftBy(context, marcus, async () => {
    expect(await redeemSetupCode(context, me, { code: "not a code" })).toEqual(locked);
    expect(await redeemSetupCode(context, me, { code })).toEqual(locked);
  });
  expect(left).toEqual(["attempt-refused", "account-locked"]);
});

test("where only the setup is reachable, the rest opens once two-factor is on", async () => {
  giveGateway(context);
  if (context.session.signedIn !== null) context.session.signedIn.setupOnly = true;
  const token = await sendAndRead();
  await confirm(otherThan(token));
  expect(context.session.signedIn).toMatchObject({ setupOnly: true, factors: ["password"] });
  await confirm(token);
  expect(context.session.signedIn).toMatchObject({ setupOnly: false, factors: ["password", "text-token"] });
});

test("the first manager sets two-factor up in the first run like everybody else", async () => {
  const first: Caller = { ...signedInAs(context, context.manager), sessionState: "practice-setup" };
  await enableByApp(context, first);
  expect(findAccount(context.db, context.manager.id)?.twoFactor).toBe("app");
});

test("a swapped digest is damage: the token is refused, the account stays out and the alarm is raised", async () => {
  giveGateway(context);
  const token = await sendAndRead();
  const secret = listCodes(context.db, marcus.id, "phone-proof", "open")[0]?.secret ?? "";
  context.db.prepare("UPDATE secrets SET bytes = ? WHERE id = ?").run(new TextEncoder().encode("0".repeat(64)), secret);
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "records-damaged" } });
  expect(context.memory.damaged.has(marcus.id)).toBe(true);
  expect(context.memory.alarm).toMatchObject({ what: "tables-differ" });
  expect(now()?.twoFactor).toBe("none");
});
