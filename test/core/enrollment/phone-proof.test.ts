import { afterEach, beforeEach, expect, test } from "vitest";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { confirmPhoneProof, sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Caller, SignedIn } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { enableByApp, enableByText, giveGateway, textedToken } from "../../support/two-factor";

const [OLD, NEW] = ["+14155552671", "+14155552672"];

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  context = createTestContext();
  giveGateway(context);
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: OLD });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const now = () => findAccount(context.db, marcus.id);
const confirm = (token: string) => confirmPhoneProof(context, me, { token });
const changeNumber = (cellPhone: string | null) =>
  updateMyProfile(context, me, { name: marcus.name, email: marcus.email, cellPhone });

async function proofByText(to: string): Promise<string> {
  sendPhoneProof(context, me, { channel: "text" });
  await pumpOutbox(context);
  return textedToken(context, to);
}

/** As if this session had begun with these factors. */
function cameWith(...factors: SignedIn["factors"]): void {
  if (context.session.signedIn !== null) context.session.signedIn.factors = factors;
}

test("verifying the phone before the app turns nothing on, and the authenticator remembers it", async () => {
  const token = await proofByText(OLD);
  expect(await kindsLeftBy(context, marcus, () => confirm(token))).toEqual(["phone-confirmed"]);
  expect(now()).toMatchObject({ twoFactor: "none", confirmedPhone: OLD });
  expect(listCodes(context.db, marcus.id, "phone-proof").map(({ state }) => state)).toEqual(["spent"]);
  await enableByApp(context, me);
  expect(newestEntry(context, marcus, "authenticator-enabled")?.data).toMatchObject({ phoneVerified: true });
  expectReplayEqualsTables(context, marcus);
});

test("a phone call spells the code", async () => {
  sendPhoneProof(context, me, { channel: "call" });
  await pumpOutbox(context);
  expect(await confirm(context.noted.calls[0]?.digits ?? "")).toEqual({ ok: true, value: null });
  expect(newestEntry(context, marcus, "phone-confirmed")?.data).toMatchObject({ channel: "call", cellPhone: OLD });
});

test("tokens keep going to the old number until the new one is confirmed, and then to the new one", async () => {
  await enableByText(context, me, OLD);
  changeNumber(NEW);
  expect(sendToken(context, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2671" } });
  const token = await proofByText(NEW);
  expect(await confirm(token)).toEqual({ ok: true, value: null });
  expect(now()?.confirmedPhone).toBe(NEW);
  expect(sendToken(context, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2672" } });
  expectReplayEqualsTables(context, marcus);
});

test("a token on its way to the old number is worth nothing once the new one is confirmed", async () => {
  await enableByText(context, me, OLD);
  sendToken(context, me, { channel: "text" });
  changeNumber(NEW);
  await confirm(await proofByText(NEW));
  expect(listCodes(context.db, marcus.id, "text-token", "open")).toEqual([]);
});

test("a proof is for the number it was sent to: changing the number ends it", async () => {
  const token = await proofByText(OLD);
  changeNumber(NEW);
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "token-used", because: "replaced" } });
  expect(now()?.confirmedPhone).toBeNull();
  expectReplayEqualsTables(context, marcus);
});

test.each([[["password"]], [["password", "bypass-code"]], [["password", "setup-code"]]] as const)(
  "while two-factor is on, a session that began with %j cannot confirm a changed number",
  async (factors) => {
    await enableByText(context, me, OLD);
    changeNumber(NEW);
    const token = await proofByText(NEW);
    cameWith(...factors);
    const refused = { ok: false, refusal: { code: "not-now", because: "second-factor-needed" } };
    expect(sendPhoneProof(context, me, { channel: "text" })).toEqual(refused);
    expect(await confirm(token)).toEqual(refused);
    expect(now()?.confirmedPhone).toBe(OLD);
  },
);

test.each(["app", "text-token", "recovery-code"] as const)(
  "a session that began with the person's own %s can",
  async (factor) => {
    await enableByText(context, me, OLD);
    changeNumber(NEW);
    cameWith("password", factor);
    expect(await confirm(await proofByText(NEW))).toEqual({ ok: true, value: null });
  },
);

test("a proof of the phone is no token for the sign-in, and the reverse", async () => {
  await enableByText(context, me, OLD);
  changeNumber(NEW);
  sendToken(context, me, { channel: "text" });
  const proof = await proofByText(NEW);
  const token = textedToken(context, OLD);
  expect(token).not.toBe(proof);
  expect(await confirm(token)).toMatchObject({ refusal: { code: "wrong-token" } });
  expect(await confirm(proof)).toEqual({ ok: true, value: null });
});

test("the app is not set up past a phone that can be verified: not in the core either", async () => {
  expect(beginAuthenticator(context, me, { key: "new" })).toEqual(notNow("phone-to-verify"));
  await confirm(await proofByText(OLD));
  expect(beginAuthenticator(context, me, { key: "new" })).toMatchObject({ ok: true, value: { phoneVerified: true } });
});

test.each<[string, () => unknown]>([
  ["no number", () => changeNumber(null)],
  ["no gateway", () => context.db.prepare("DELETE FROM gateways").run()],
  [
    "a code that could not be delivered",
    async () => {
      context.noted.state.answer = async () => ({ ok: false, reason: "refused-number", retriable: false, detail: "" });
      await proofByText(OLD);
    },
  ],
])("it is where there is %s, and that is recorded", async (_name, prevent) => {
  await prevent();
  const before = getMySecurity(context, me, {});
  expect(before).toMatchObject({ ok: true, value: { phoneToVerify: false } });
  const offer = beginAuthenticator(context, me, { key: "new" });
  expect(offer).toMatchObject({ ok: true, value: { phoneVerified: false } });
});

test("a delivery that failed an hour ago is tried again before the phone is passed over", async () => {
  context.noted.state.answer = async () => ({ ok: false, reason: "refused-number", retriable: false, detail: "" });
  await proofByText(OLD);
  context.clock.advance(60 * 60_000);
  expect(getMySecurity(context, me, {})).toMatchObject({ ok: true, value: { phoneToVerify: true } });
  expect(beginAuthenticator(context, me, { key: "new" })).toEqual(notNow("phone-to-verify"));
});

test("a code that went out and was not typed is no reason to go on without it", async () => {
  await proofByText(OLD);
  expect(beginAuthenticator(context, me, { key: "new" })).toEqual(notNow("phone-to-verify"));
});
