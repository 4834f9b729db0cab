import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { causeWords } from "../../../src/contract/support/desk-messages";
import { HELP_ACTS } from "../../../src/contract/vocabulary";
import { submitToken, useRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { fallBackToText, issueBypassCode, replacePhone, unlockAccount } from "../../../src/main/core/support/help-acts";
import { getSupportCase } from "../../../src/main/core/support/support-case";
import { askForHelp } from "../../../src/main/core/support/support-desk";
import { addAccount, signedInAs, type TestContext } from "../../support/context";
import { require, ruleOf } from "../../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy } from "../../support/entries";
import { createDesk, type Desk, deactivate, helpFor, holdAccount, ONCE } from "../../support/help";
import { appCode } from "../../support/phone";
import { nobodyAt } from "../../support/session";
import {
  addMember,
  addMemberWithApp,
  again,
  giveCode,
  giveRecoveryCodes,
  restarted,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { textedToken } from "../../support/two-factor";

/* Real attempts through the real services, and what the support desk says of them. */

const STEP = 30_000;
const MINUTE = 60_000;
const CODES = ["aaaabbbbccccddd0", "aaaabbbbccccddd1"];

let desk: Desk;
let context: TestContext;
let marcus: Account;

beforeEach(async () => {
  desk = await createDesk();
  ({ context, marcus } = desk);
  giveRecoveryCodes(context, marcus, ...CODES);
  context.clock.advance(60 * MINUTE);
});
afterEach(() => context.close());

const code = (steps = 0, key = desk.keyOf(marcus)) => appCode(key, context.clock.now() + steps * STEP);
const submit = (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });

/** Marcus's right password and then these tokens. */
async function signInWith(...tokens: readonly string[]) {
  context.session.signedIn = null;
  await typePassword(context, marcus.email);
  for (const token of tokens) await submit(token);
}

function caseOf(account: { readonly id: string } = marcus, viewer: Account = desk.sam) {
  const { signedIn, pending } = context.session;
  const caller: Caller = signedInAs(context, again(context, viewer));
  const got = getSupportCase(context, caller, { account: account.id });
  Object.assign(context.session, { signedIn, pending });
  if (!got.ok) throw new Error(got.refusal.code);
  return got.value;
}

const by = (act: string, may: unknown = true) => ({ act, may });
const formats = () => ({ region: "US", timeZone: "America/Chicago", now: context.clock.now() });

/** The first cause, the remedy for support, and the newest attempt in words. */
function said() {
  const { causes, remedy, attempts } = caseOf();
  return { cause: causes[0], remedy, attempt: attempts[0]?.sentence };
}

test("nothing stands in the way of somebody who signed in", async () => {
  await signInWith(code(-5));
  await signInWith(code());
  const { causes, remedy, attempts } = caseOf();
  expect([causes, remedy]).toEqual([[], null]);
  expect(attempts.slice(0, 2)).toEqual([
    { at: context.clock.now(), ok: true, sentence: "Signed in with password and authenticator token." },
    expect.objectContaining({ ok: false }),
  ]);
});

test("a wrong password", async () => {
  for (let times = 0; times < 2; times++) await typePassword(context, marcus.email, "not the password");
  expect(said()).toEqual({
    cause: { is: "wrong-password", times: 2 },
    remedy: by("issueSetupCode"),
    attempt: "At sign-in, a wrong password was typed.",
  });
});

test("a code of the phone that was replaced", async () => {
  const old = desk.keyOf(marcus);
  await setUpApp(context, again(context, marcus));
  context.clock.advance(10 * STEP);
  await signInWith(code(0, old));
  expect(said()).toEqual({
    cause: { is: "other-authenticator", state: "replaced" },
    remedy: by("issueBypassCode"),
    attempt: "At sign-in, a wrong authenticator token was typed. It came from the phone that was replaced.",
  });
});

test("a code of a phone whose setup was never finished", async () => {
  const offer = beginAuthenticator(context, signedInAs(context, marcus), { key: "new" });
  if (!offer.ok) throw new Error(offer.refusal.code);
  await signInWith(code(0, offer.value.key));
  expect(said()).toMatchObject({ cause: { is: "other-authenticator", state: "offered" } });
});

test("a code some periods old", async () => {
  await signInWith(code(-3));
  expect(said()).toEqual({
    cause: { is: "code-old", periods: -3 },
    remedy: { act: "next-code" },
    attempt: "At sign-in, a wrong authenticator token was typed. It was right 1 minute 30 seconds ago.",
  });
});

test("a phone whose clock is fast", async () => {
  await signInWith(code(8));
  context.clock.advance(STEP);
  await submit(code(8));
  expect(said()).toMatchObject({ cause: { is: "phone-clock", byMs: 4 * MINUTE }, remedy: { act: "resync" } });
  expect(causeWords(caseOf().causes[0] ?? { is: "deactivated" }, formats())).toBe(
    "The phone’s clock is 4 min fast. Its codes never fit.",
  );
});

test("the workstation's clock, where another phone says so too", async () => {
  const ana = await addMemberWithApp(context, { name: "Eva Lund", email: "eva@northside.example" });
  context.clock.advance(10 * STEP);
  await typePassword(context, ana.account.email);
  await submit(code(-8, ana.key));
  await signInWith(code(-8));
  expect(said()).toMatchObject({
    cause: { is: "workstation-clock", byMs: 4 * MINUTE },
    remedy: { act: "correct-clock" },
  });
});

test("the workstation's clock, where it stands before the newest entry by hours", async () => {
  await signInWith(code());
  const hours = 5 * 60 * MINUTE;
  context.clock.set(context.clock.now() - hours);
  await signInWith(code(hours / STEP + 1));
  expect(said()).toMatchObject({ cause: { is: "workstation-clock", byMs: -hours } });
  expect(causeWords(caseOf().causes[0] ?? { is: "deactivated" }, formats())).toBe(
    "This computer’s clock seems to be 5 h slow. Then no phone’s codes fit.",
  );
});

test("a code that was used already", async () => {
  await signInWith(code(1));
  await signInWith(code());
  expect(said()).toMatchObject({ cause: { is: "code-used" }, remedy: { act: "next-code" } });
});

test("codes that fit nothing, and no recovery codes left", async () => {
  await signInWith("0000000", "0000001");
  expect(caseOf().causes).toEqual([{ is: "wrong-token", times: 2 }]);
  await useRecoveryCode(context, nobodyAt(context), { code: CODES[0] ?? "" });
  await signInWith();
  await useRecoveryCode(context, nobodyAt(context), { code: CODES[1] ?? "" });
  await signInWith("0000000");
  expect(caseOf()).toMatchObject({
    causes: [{ is: "wrong-token", times: 1 }, { is: "no-codes-left" }],
    remedy: by("issueBypassCode"),
  });
});

describe("tokens by text", () => {
  let ana: Account;

  beforeEach(async () => {
    ana = await addMember(context, { name: "Eva Lund", email: "eva@northside.example" });
    setUpText(context, ana);
    ana = again(context, ana);
    giveRecoveryCodes(context, ana, ...CODES);
    await typePassword(context, ana.email);
  });
  const me = (): Caller => ({
    session: context.session,
    sessionState: "password-passed",
    account: ana.id,
    role: "member",
  });
  const send = async () => {
    expect(sendToken(context, me(), { channel: "text" }).ok).toBe(true);
    await pumpOutbox(context);
    return textedToken(context, ana.cellPhone);
  };
  const saidOf = () => ({ cause: caseOf(ana).causes[0], remedy: caseOf(ana).remedy });

  test("that expired", async () => {
    const token = await send();
    context.clock.advance(10 * MINUTE);
    await typePassword(context, ana.email);
    await submit(token);
    expect(saidOf()).toEqual({ cause: { is: "text-expired" }, remedy: { act: "send-again" } });
  });

  test("that were replaced by newer ones", async () => {
    const older = await send();
    await send();
    await submit(older);
    expect(saidOf()).toEqual({ cause: { is: "text-replaced" }, remedy: { act: "send-again" } });
  });

  test("typed while the app is set up", async () => {
    const token = await send();
    context.session.signedIn = null;
    await setUpApp(context, again(context, ana));
    await typePassword(context, ana.email);
    await submit(token);
    expect(saidOf()).toEqual({ cause: { is: "text-while-app" }, remedy: { act: "next-code" } });
  });

  test("that did not go out, and why; no longer once a newer one did", async () => {
    context.noted.state.answer = async () => ({ ok: false, reason: "refused-number", retriable: false, detail: "" });
    await send();
    expect(saidOf()).toEqual({
      cause: { is: "not-delivered", reason: "refused-number" },
      remedy: by("issueBypassCode"),
    });
    expect(caseOf(ana).attempts[0]?.sentence).toContain("did not go out");
    context.noted.state.answer = async () => ({ ok: true, reference: "SM2" });
    await send();
    expect(caseOf(ana).causes).toEqual([]);
  });
});

describe("the state of an account", () => {
  test("locked until when, by which failures, from which workstation; the cause behind it comes next", async () => {
    await typePassword(context, marcus.email, "not the password");
    await signInWith(code(-3), "0000000", "0000000", "0000000");
    const until = context.clock.now() + MINUTE;
    expect(caseOf()).toMatchObject({
      causes: [
        {
          ...{ is: "locked", until, workstation: "" },
          failures: [
            { factor: "app", count: 4 },
            { factor: "password", count: 1 },
          ],
        },
        { is: "code-old" },
        { is: "wrong-token", times: 3 },
      ],
      remedy: by("unlockAccount"),
    });
    const [locked] = caseOf().causes;
    expect(causeWords(locked ?? { is: "deactivated" }, formats())).toMatch(
      /^Locked until .+, after failed attempts: 4 with the authenticator token, 1 with the password, at this workstation\.$/,
    );
  });

  test("locked until support acts, and by whom it was unlocked", async () => {
    holdAccount(context, marcus);
    expect(said()).toMatchObject({ cause: { is: "locked", until: null }, remedy: by("unlockAccount") });
    unlockAccount(context, desk.as(desk.sam), helpFor(marcus));
    expect(caseOf().causes.map(({ is }) => is)).not.toContain("locked");
    expect(caseOf().helped[0]?.sentence).toContain("Sam Cole unlocked");
  });

  test("deactivated", () => {
    deactivate(context, marcus);
    expect(said()).toMatchObject({ cause: { is: "deactivated" }, remedy: { act: "reactivate" } });
  });

  test("without a password yet", () => {
    const nadia = addAccount(context, { name: "Nadia Osei", email: "nadia@northside.example" });
    expect(caseOf(nadia)).toMatchObject({ causes: [{ is: "no-password-yet" }], remedy: by("issueSetupCode") });
  });

  test("past the deadline of the 2FA policy", async () => {
    const joan = signedInAs(context, context.manager);
    deactivate(context, desk.two.ruth);
    require(context, joan, ruleOf());
    context.clock.advance(48 * 60 * MINUTE);
    expect(caseOf(desk.ana)).toMatchObject({
      causes: [{ is: "past-deadline", setupCodeNeeded: true }],
      remedy: by("issueSetupCode"),
    });
    expect(caseOf().causes).toEqual([]);
  });

  test("waiting for a setup code after the phone was taken out of use, for as long as it works", async () => {
    replacePhone(context, desk.as(desk.sam), { ...helpFor(marcus), cause: "new-phone" });
    const codeUntil = context.clock.now() + 7 * 24 * 60 * MINUTE;
    expect(said()).toMatchObject({ cause: { is: "setup-code-needed", codeUntil }, remedy: null });
    context.clock.set(codeUntil);
    expect(said()).toMatchObject({
      cause: { is: "setup-code-needed", codeUntil: null },
      remedy: by("issueSetupCode"),
    });
  });

  test("with records that do not match the audit log", () => {
    context.db.prepare("UPDATE accounts SET name = 'Marcus Wood' WHERE owner = ?").run(marcus.id);
    context = restarted(context);
    expect(caseOf()).toMatchObject({ causes: [{ is: "records-damaged" }], remedy: { act: "look-at-records" } });
  });
});

describe("what the viewer may", () => {
  test("is answered for every act of help, with the reason why not", () => {
    const { may } = caseOf();
    expect(Object.keys(may).sort()).toEqual([...HELP_ACTS].sort());
    expect(may).toMatchObject({ unlockAccount: "not-locked", issueBypassCode: true, resetTwoFactor: true });
    expect(Object.values(caseOf(desk.two.ruth).may)).toEqual(HELP_ACTS.map(() => "manager-account"));
    expect(Object.values(caseOf(desk.sam).may)).toEqual(HELP_ACTS.map(() => "own-account"));
  });

  test("goes with the remedy", async () => {
    await typePassword(context, desk.two.ruth.email, "not the password");
    expect(caseOf(desk.two.ruth).remedy).toEqual(by("issueSetupCode", "manager-account"));
    expect(caseOf(desk.two.ruth, context.manager).remedy).toEqual(by("issueSetupCode", "second-manager"));
  });

  test("shows whether the number on file can be called back", () => {
    expect(caseOf().identity).toEqual({ callBack: { number: marcus.cellPhone } });
  });
});

test("a request for help is shown with what it was about", async () => {
  await askForHelp(context, nobodyAt(context), { email: marcus.email, about: "password" });
  expect(caseOf().asked).toEqual({ at: context.clock.now(), about: "password" });
});

test("help of the last thirty days is listed, newest first", () => {
  issueBypassCode(context, desk.as(desk.sam), { ...helpFor(marcus), ...ONCE });
  context.clock.advance(MINUTE);
  fallBackToText(context, desk.as(desk.ellen), helpFor(marcus));
  const kinds = () => caseOf().helped.map(({ kind }) => kind);
  expect(kinds().at(-1)).toBe("bypass-code-issued");
  context.clock.advance(30 * 24 * 60 * MINUTE);
  expect(kinds()).not.toContain("bypass-code-issued");
});

test("nobody is told what was typed, or what would have been right", async () => {
  const typed = [code(-4), code(-6), "7410963", "9876543"];
  giveCode(context, marcus, { sort: "bypass-code", code: "123456789" });
  await signInWith(...typed);
  const shown = JSON.stringify(caseOf());
  for (const secret of [...typed, code(), code(1), "123456789", desk.keyOf(marcus)])
    expect(shown).not.toContain(secret);
});

test("somebody who is not there is refused", () => {
  const sam = desk.as(desk.sam);
  expect(getSupportCase(context, sam, { account: "c".repeat(26) })).toEqual({
    ...{ ok: false, refusal: { code: "no-such-person" } },
  });
});

test("looking at a case leaves nothing in the audit log", async () => {
  await signInWith(code(-3));
  expect(await kindsLeftBy(context, undefined, () => caseOf())).toEqual([]);
  expectReplayEqualsTables(context, marcus);
});
