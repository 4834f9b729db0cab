import { afterEach, beforeEach, expect, test } from "vitest";
import { newCode } from "../../../src/main/core/authentication/codes";
import { type Caller, oneAtATime, recordEvent } from "../../../src/main/core/context";
import { setUpCodeFrom, shownSetUpCode } from "../../../src/main/core/domain/one-time-codes";
import { beginAuthenticator, confirmAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { confirmTextToken, enableTwoFactor, redeemSetUpCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createWorld, signedInAs, type TestWorld } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { otherThan } from "../../support/phone";
import { enableByApp, enableByText, giveGateway, textedToken } from "../../support/two-factor";

const WEEK = 7 * 24 * 60 * 60_000;

let world: TestWorld;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  world = createWorld();
  marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(world, marcus);
});
afterEach(() => world.close());

const now = () => findAccount(world.db, marcus.id);
const confirm = (token: string) => confirmTextToken(world, me, { token });

async function sendAndRead(): Promise<string> {
  enableTwoFactor(world, me, {});
  await pumpOutbox(world);
  return textedToken(world, marcus.cellPhone);
}

/** As after a reset by a manager: a set-up code is needed before anything is enrolled. */
function resetWithCode(): string {
  const plain = setUpCodeFrom(world.dice.bytes(6));
  const { issued, secret } = newCode(world, marcus.id, "set-up-code", plain);
  const by = world.manager.id;
  immediately(world.db, () => {
    recordEvent(world, by, {
      kind: "two-factor-reset",
      subject: marcus.id,
      data: { cause: "lost-or-stolen", reason: "lost phone" },
    });
    const data = { ...issued, expiresAt: world.clock.now() + WEEK, for: "enrolment", reason: "lost phone" } as const;
    recordEvent(world, by, { kind: "set-up-code-issued", subject: marcus.id, data }, { secrets: [secret] });
  });
  return shownSetUpCode(plain);
}

test("Enable Two-Factor sends a token at once, and typing it turns two-factor on by text message", async () => {
  giveGateway(world);
  const token = await sendAndRead();
  expect(now()).toMatchObject({ twoFactor: "none", confirmedPhone: null });
  expect(await kindsLeftBy(world, marcus, () => confirm(token))).toEqual([
    ...["phone-confirmed", "two-factor-enabled", "notice-queued"],
  ]);
  expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: "+14155552671", twoFactorAt: world.clock.now() });
  expect(world.memory.session?.factors).toEqual(["password", "text-token"]);
  expectReplayEqualsTables(world, marcus);
});

test("spaces in a typed token do not matter", async () => {
  giveGateway(world);
  const token = await sendAndRead();
  expect(await confirm(` ${token.slice(0, 3)} ${token.slice(3)} `)).toEqual({ ok: true, value: null });
});

test("a token is good once, even when fifty arrive together", async () => {
  giveGateway(world);
  const token = await sendAndRead();
  const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(token)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(entriesAbout(world, marcus).filter(({ kind }) => kind === "two-factor-enabled")).toHaveLength(1);
  expect(readFailures(world.db, marcus.id).count).toBe(0);
});

test("a token waits for the attempt before it on the same account", async () => {
  giveGateway(world);
  const token = await sendAndRead();
  let finish = () => {};
  const before = oneAtATime(world, marcus.id, () => new Promise<void>((done) => (finish = done)));
  const confirmed = confirm(token);
  await new Promise(setImmediate);
  expect(now()?.twoFactor).toBe("none");
  finish();
  await before;
  expect(await confirmed).toEqual({ ok: true, value: null });
});

test("two-factor that is on already is not enabled again", async () => {
  giveGateway(world);
  await enableByText(world, me, marcus.cellPhone);
  const refused = { ok: false, refusal: { code: "not-now", because: "two-factor-on" } };
  expect(enableTwoFactor(world, me, {})).toEqual(refused);
  expect(await confirm("1234567")).toEqual(refused);
});

test("without a gateway the way is straight to the app, and two-factor is on once its code was accepted", async () => {
  expect(enableTwoFactor(world, me, {})).toEqual({ ok: false, refusal: { code: "not-now", because: "no-gateway" } });
  await enableByApp(world, me);
  expect(now()).toMatchObject({ twoFactor: "app", confirmedPhone: null });
});

test("without a cell phone there are no tokens by text, and the app works without a number", async () => {
  giveGateway(world);
  updateMyProfile(world, me, { name: marcus.name, email: marcus.email, cellPhone: null });
  expect(enableTwoFactor(world, me, {})).toEqual({ ok: false, refusal: { code: "not-now", because: "no-phone" } });
  expect(sendPhoneProof(world, me, { channel: "call" })).toEqual({
    ok: false,
    refusal: { code: "not-now", because: "no-phone" },
  });
  await enableByApp(world, me);
  expect(newestEntry(world, marcus, "authenticator-enabled")?.data).toMatchObject({ phoneVerified: false });
});

test("what is typed before any token was sent is not a guess, and does not count", async () => {
  giveGateway(world);
  expect(await confirm("1234567")).toEqual({ ok: false, refusal: { code: "no-token-sent" } });
  expect(readFailures(world.db, marcus.id).count).toBe(0);
});

test.each([
  ["too short", "12345"],
  ["too long", "12345678901"],
  ["with letters among the digits", "12e4567"],
])("a token %s is a failure that counts", async (_what, token) => {
  giveGateway(world);
  await sendAndRead();
  expect(await confirm(token)).toMatchObject({ refusal: { code: "wrong-token", triesLeft: 4 } });
  expect(newestEntry(world, marcus, "attempt-refused")).toMatchObject({
    actor: marcus.id,
    data: { factor: "text-token", during: "set-up", cause: "wrong", failures: { count: 1 }, authenticator: null },
  });
});

test.each([
  ["Arabic-Indic", 0x0660],
  ["full-width", 0xff10],
])("a token in %s digits is the token", async (_script, zero) => {
  giveGateway(world);
  const token = await sendAndRead();
  const written = [...token].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
  expect(await confirm(written)).toEqual({ ok: true, value: null });
});

test("a token of another account is wrong", async () => {
  giveGateway(world);
  const ana = addAccount(world, { name: "Ana Ruiz", email: "ana@northside.example", cellPhone: "+14155552699" });
  enableTwoFactor(world, signedInAs(world, ana), {});
  me = signedInAs(world, marcus);
  const mine = await sendAndRead();
  const hers = textedToken(world, "+14155552699");
  expect(mine).not.toBe(hers);
  expect(await confirm(hers)).toMatchObject({ refusal: { code: "wrong-token" } });
});

test("a used token is told from a wrong one", async () => {
  giveGateway(world);
  const token = await sendAndRead();
  await confirm(token);
  immediately(world.db, () =>
    recordEvent(world, marcus.id, { kind: "two-factor-disabled", subject: marcus.id, data: {} }),
  );
  await sendAndRead();
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "token-used", because: "used" } });
});

test("a set-up code typed as a token says where it belongs, and does not count", async () => {
  giveGateway(world);
  const code = resetWithCode();
  await redeemSetUpCode(world, me, { code });
  const token = await sendAndRead();
  expect(await confirm(code)).toEqual({ ok: false, refusal: { code: "misplaced-code", looksLike: "set-up-code" } });
  expect(await confirm(token)).toEqual({ ok: true, value: null });
  beginAuthenticator(world, me, { key: "new" });
  expect(await confirmAuthenticator(world, me, { token: code, digits: null })).toEqual({
    ok: false,
    refusal: { code: "misplaced-code", looksLike: "set-up-code" },
  });
  expect(readFailures(world.db, marcus.id).count).toBe(0);
});

test("a token typed as a set-up code says where it belongs, and does not count", async () => {
  resetWithCode();
  expect(await redeemSetUpCode(world, me, { code: "123 4567" })).toEqual({
    ok: false,
    refusal: { code: "misplaced-code", looksLike: "token" },
  });
  expect(readFailures(world.db, marcus.id).count).toBe(0);
});

test("after a reset nothing can be enrolled before the set-up code was typed", async () => {
  giveGateway(world);
  const code = resetWithCode();
  const needed = { ok: false, refusal: { code: "not-now", because: "set-up-code-needed" } };
  expect(enableTwoFactor(world, me, {})).toEqual(needed);
  expect(await confirm("1234567")).toEqual(needed);
  expect(sendPhoneProof(world, me, { channel: "text" })).toEqual(needed);
  expect(beginAuthenticator(world, me, { key: "new" })).toEqual(needed);
  expect(await confirmAuthenticator(world, me, { token: "1234567", digits: null })).toEqual(needed);

  const typed = ` ${code.toLowerCase().replaceAll("-", " ")} `;
  expect(await kindsLeftBy(world, marcus, () => redeemSetUpCode(world, me, { code: typed }))).toEqual([
    "set-up-code-claimed",
  ]);
  expect(now()?.setUpCodeNeeded).toBe(false);
  expect(enableTwoFactor(world, me, {}).ok).toBe(true);
  expectReplayEqualsTables(world, marcus);
});

test("a set-up code that is wrong, used or too old gets one answer, and counts", async () => {
  const wrong = { ok: false, refusal: { code: "wrong-set-up-code" } };
  const used = resetWithCode();
  await redeemSetUpCode(world, me, { code: used });
  const late = resetWithCode();
  expect(await redeemSetUpCode(world, me, { code: used })).toEqual(wrong);
  expect(await redeemSetUpCode(world, me, { code: shownSetUpCode(setUpCodeFrom(world.dice.bytes(6))) })).toEqual(wrong);
  world.clock.advance(WEEK);
  expect(await redeemSetUpCode(world, me, { code: late })).toEqual(wrong);
  const causes = entriesAbout(world, marcus).flatMap((entry) =>
    entry.kind === "attempt-refused" ? [`${entry.data.factor} ${entry.data.cause}`] : [],
  );
  expect(causes).toEqual(["set-up-code used", "set-up-code wrong", "set-up-code expired"]);
});

test("five wrong set-up codes lock the account, and the right one waits too", async () => {
  const code = resetWithCode();
  for (let tried = 0; tried < 4; tried++) await redeemSetUpCode(world, me, { code: "not a code" });
  const locked = { ok: false, refusal: { code: "locked", until: world.clock.now() + 60_000 } };
  const left = await kindsLeftBy(world, marcus, async () => {
    expect(await redeemSetUpCode(world, me, { code: "not a code" })).toEqual(locked);
    expect(await redeemSetUpCode(world, me, { code })).toEqual(locked);
  });
  expect(left).toEqual(["attempt-refused", "account-locked"]);
});

test("where only the set-up is reachable, the rest opens once two-factor is on", async () => {
  giveGateway(world);
  if (world.memory.session !== null) world.memory.session.setUpOnly = true;
  const token = await sendAndRead();
  await confirm(otherThan(token));
  expect(world.memory.session).toMatchObject({ setUpOnly: true, factors: ["password"] });
  await confirm(token);
  expect(world.memory.session).toMatchObject({ setUpOnly: false, factors: ["password", "text-token"] });
});

test("the first manager sets two-factor up in the first run like everybody else", async () => {
  const first: Caller = { ...signedInAs(world, world.manager), stance: "founding" };
  await enableByApp(world, first);
  expect(findAccount(world.db, world.manager.id)?.twoFactor).toBe("app");
});

test("a swapped digest is damage: the token is refused, the account stays out and the alarm is raised", async () => {
  giveGateway(world);
  const token = await sendAndRead();
  const secret = listCodes(world.db, marcus.id, "phone-proof", "open")[0]?.secret ?? "";
  world.db.prepare("UPDATE secrets SET bytes = ? WHERE id = ?").run(new TextEncoder().encode("0".repeat(64)), secret);
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "records-damaged" } });
  expect(world.memory.damaged.has(marcus.id)).toBe(true);
  expect(world.memory.alarm).toMatchObject({ what: "tables-differ" });
  expect(now()?.twoFactor).toBe("none");
});
