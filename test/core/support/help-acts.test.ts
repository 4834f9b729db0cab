import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { useBypassCode as bypassTheToken, submitToken } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import { confirmPhoneProof, sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { identityWays } from "../../../src/main/core/people/identity";
import { editPerson } from "../../../src/main/core/people/people";
import { sendRecoveryToken } from "../../../src/main/core/recovery/phone-recovery";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { countCodes, listCodes } from "../../../src/main/core/store/codes";
import { listHelps } from "../../../src/main/core/store/helps";
import { immediately } from "../../../src/main/core/store/open";
import {
  confirmNumber,
  fallBackToText,
  issueBypassCode,
  issueSetupCode,
  replacePhone,
  unlockAccount,
} from "../../../src/main/core/support/help-acts";
import { askForHelp } from "../../../src/main/core/support/support-desk";
import { addAccount, type TestContext } from "../../support/context";
import { require, ruleOf } from "../../support/enforced";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import {
  CALL_BACK,
  changeNumber,
  createDesk,
  type Desk,
  giveRole,
  helpFor,
  holdAccount,
  IDENTITY,
  ONCE,
  vouch,
} from "../../support/help";
import { appCode } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import { addMember, again, giveRecoveryCodes, setUpApp, setUpText, typePassword } from "../../support/sign-in";
import { takeGateway, textedToken } from "../../support/two-factor";

const HOUR = 3_600_000;

let desk: Desk;
let context: TestContext;
let sam: Account;
let ellen: Account;
let marcus: Account;

beforeEach(async () => {
  desk = await createDesk();
  ({ context, sam, ellen, marcus } = desk);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const quiet = (kinds: readonly string[]) => kinds.filter((kind) => kind !== "notice-queued");
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const identityRefused = (because: string) => ({ ok: false, refusal: { code: "identity-refused", because } });

describe("how a helper made sure", () => {
  test("stands before the act, which follows from it: the number's last four digits, or what was looked at", () => {
    issueBypassCode(context, desk.as(sam), { ...helpFor(marcus), ...ONCE, identity: CALL_BACK });
    const called = newestEntry(context, marcus, "identity-proven");
    expect(called).toMatchObject({
      actor: sam.id,
      data: { act: "issueBypassCode", identity: { kind: "call-back", number: marcus.cellPhone?.slice(-4) } },
    });
    expect(newestEntry(context, marcus, "bypass-code-issued")?.cause).toBe(called?.hash);
    issueBypassCode(context, desk.as(sam), { ...helpFor(marcus), ...ONCE });
    expect(newestEntry(context, marcus, "identity-proven")?.data.identity).toEqual(IDENTITY);
  });

  test("without a number nobody is called back", () => {
    changeNumber(context, marcus, null);
    expect(identityWays(context, again(context, marcus))).toEqual({ callBack: { refused: "no-phone" } });
    const input = { ...helpFor(marcus), ...ONCE, identity: CALL_BACK };
    expect(issueBypassCode(context, desk.as(sam), input)).toEqual(identityRefused("no-phone"));
  });

  test("is offered as it will be judged", () => {
    const ways = () => identityWays(context, again(context, marcus));
    expect(ways()).toEqual({ callBack: { number: marcus.cellPhone } });
    changeNumber(context, marcus, "+14155550177");
    expect(ways()).toEqual({ callBack: { refused: "number-waits" } });
  });
});

describe("whoever asked for help", () => {
  test.each([
    ["an unlock", () => unlockAccount(context, desk.as(sam), helpFor(marcus))],
    ["a bypass code", () => issueBypassCode(context, desk.as(sam), { ...helpFor(marcus), ...ONCE })],
    ["another phone", () => replacePhone(context, desk.as(sam), { ...helpFor(marcus), cause: "lost-or-stolen" })],
    ["a setup code", () => issueSetupCode(context, desk.as(sam), helpFor(marcus))],
  ])(
    "and was helped by %s asks no longer, which is recorded as following from how the helper made sure",
    async (_what, help) => {
      holdAccount(context, marcus);
      await askForHelp(context, nobodyAt(context), { email: marcus.email, about: "token" });
      expect(again(context, marcus).helpAskedAt).not.toBeNull();
      expect(help()).toMatchObject({ ok: true });
      expect(again(context, marcus).helpAskedAt).toBeNull();
      const proven = newestEntry(context, marcus, "identity-proven");
      expect(newestEntry(context, marcus, "help-closed")).toMatchObject({ actor: sam.id, cause: proven?.hash });
    },
  );

  test("about a number asks on when one of two helpers has confirmed it", async () => {
    changeNumber(context, marcus, "+14155550188");
    await askForHelp(context, nobodyAt(context), { email: marcus.email, about: "token" });
    expect(confirmNumber(context, desk.as(sam), helpFor(marcus))).toMatchObject({ ok: true });
    expect(again(context, marcus).helpAskedAt).not.toBeNull();
  });
});

describe("a bypass code", () => {
  const give = (more: object = {}): string => {
    const given = issueBypassCode(context, desk.as(sam), { ...helpFor(marcus), ...ONCE, ...more });
    if (!given.ok) throw new Error(JSON.stringify(given.refusal));
    context.session.signedIn = null;
    return given.value.code;
  };
  const come = async (code: string) => {
    await typePassword(context, marcus.email);
    const came = await bypassTheToken(context, nobodyAt(context), { code });
    signOut(context, callerNow(context));
    context.session.pending = null;
    return came;
  };
  const signedIn = { ok: true, value: { next: "signed-in" } };
  const used = { ok: false, refusal: { code: "token-used", because: "used" } };

  test("works once, and for an hour, as it is offered first", async () => {
    const code = give();
    expect(await come(code)).toEqual(signedIn);
    expect(await come(code)).toEqual(used);
    const late = give();
    context.clock.advance(HOUR);
    expect(await come(late)).toEqual({ ok: false, refusal: { code: "token-expired" } });
  });

  test("for several sign-ins works so often and no more, each counted in the transaction of its sign-in", async () => {
    const code = give({ signIns: 3, hours: 8 });
    for (let left = 2; left >= 0; left -= 1) {
      context.clock.advance(2 * HOUR);
      expect(await come(code)).toEqual(signedIn);
      const [one] = listCodes(context.db, marcus.id, "bypass-code");
      expect(one).toMatchObject({ usesLeft: left, state: left > 0 ? "open" : "spent" });
    }
    expect(await come(code)).toEqual(used);
    expect(entriesAbout(context, marcus).filter(({ kind }) => kind === "signed-in").length).toBe(4);
  });

  test("for several sign-ins ends with its hours, to the millisecond", async () => {
    const code = give({ signIns: 3, hours: 8 });
    context.clock.advance(8 * HOUR - 1);
    expect(await come(code)).toEqual(signedIn);
    context.clock.advance(1);
    expect(await come(code)).toEqual({ ok: false, refusal: { code: "token-expired" } });
  });

  test("a wrong one uses nothing up, and counts as a failure", async () => {
    const code = give({ signIns: 2, hours: 8 });
    expect(await come("000 000 000")).toMatchObject({ ok: false, refusal: { code: "wrong-token" } });
    expect(failuresNow(context, marcus.id).count).toBe(1);
    expect(listCodes(context.db, marcus.id, "bypass-code", "open")).toMatchObject([{ usesLeft: 2 }]);
    expect(await come(code)).toEqual(signedIn);
  });

  test("of two at once only as many get in as it is for", async () => {
    const code = give({ signIns: 2, hours: 1 });
    await typePassword(context, marcus.email);
    const both = await Promise.all([
      bypassTheToken(context, nobodyAt(context), { code }),
      bypassTheToken(context, nobodyAt(context), { code }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(listCodes(context.db, marcus.id, "bypass-code", "open")).toMatchObject([{ usesLeft: 1 }]);
  });

  test("with several sign-ins left is replaced by a new one, and taken back with the phone", async () => {
    const first = give({ signIns: 20, hours: 8 });
    give();
    expect(await come(first)).toEqual({ ok: false, refusal: { code: "token-used", because: "replaced" } });
    replacePhone(context, desk.as(sam), { ...helpFor(marcus), cause: "lost-or-stolen" });
    expect(listCodes(context.db, marcus.id, "bypass-code", "open")).toEqual([]);
  });
});

describe("replacing a phone", () => {
  test("takes the old authenticator out of use, keeps the codes on paper, and needs the code that is shown to enroll", async () => {
    giveRecoveryCodes(context, marcus, "abcdefghjkmnpqrs", "bcdefghjkmnpqrst");
    const replaced = replacePhone(context, desk.as(sam), { ...helpFor(marcus), cause: "lost-or-stolen" });
    expect(replaced).toMatchObject({ ok: true, value: { code: expect.stringMatching(/^.{4}-.{4}-.{2}$/) } });
    expect(findAuthenticator(context.db, marcus.id, "active")).toBeUndefined();
    expect(again(context, marcus)).toMatchObject({ twoFactor: "none", setupDue: true, setupCodeNeeded: true });
    expect(listCodes(context.db, marcus.id, "recovery-code", "open")).toHaveLength(2);
    expect(newestEntry(context, marcus, "setup-code-issued")?.data.for).toBe("enrollment");
    context.session.signedIn = null;
    expect(await typePassword(context, marcus.email)).toEqual({ ok: true, value: { next: "setup" } });
  });

  test("leaves its three entries, and is no way for accounts without the app", async () => {
    const replace = (on: Account) => replacePhone(context, desk.as(sam), { ...helpFor(on), cause: "new-phone" });
    expect(quiet(await kindsLeftBy(context, marcus, () => replace(marcus)))).toEqual([
      "identity-proven",
      "phone-replaced",
      "setup-code-issued",
    ]);
    expect(replace(marcus)).toEqual(mayNot("no-app"));
    expect(replace(desk.ana)).toEqual(mayNot("no-app"));
  });
});

describe("falling back to text messages", () => {
  const fallBack = (more: object = {}) => fallBackToText(context, desk.as(sam), { ...helpFor(marcus), ...more });
  /** The app again, and a number that was confirmed before. */
  async function withBoth(): Promise<string> {
    setUpText(context, marcus);
    return setUpApp(context, again(context, marcus));
  }

  test("takes a confirmed number; then tokens go there, and the app's are good no longer", async () => {
    expect(fallBack()).toEqual(mayNot("number-waits"));
    const key = await withBoth();
    expect(quiet(await kindsLeftBy(context, marcus, () => fallBack({ identity: CALL_BACK })))).toEqual([
      "identity-proven",
      "text-fallback-given",
    ]);
    expect(again(context, marcus).twoFactor).toBe("text");
    expect(findAuthenticator(context.db, marcus.id, "active")).toBeUndefined();
    context.session.signedIn = null;
    context.clock.advance(60_000);
    await typePassword(context, marcus.email);
    const token = appCode(key, context.clock.now());
    expect(await submitToken(context, nobodyAt(context), { token, remember: false })).toMatchObject({ ok: false });
    sendToken(context, callerNow(context), { channel: "text" });
    await pumpOutbox(context);
    const texted = textedToken(context, marcus.cellPhone);
    expect(await submitToken(context, nobodyAt(context), { token: texted, remember: false })).toMatchObject({
      ok: true,
    });
  });

  test("is not given without a gateway, nor where the app is required", async () => {
    await withBoth();
    require(context, desk.as(context.manager), ruleOf({ methods: "app-only" }));
    expect(fallBack()).toEqual(mayNot("text-not-allowed"));
    takeGateway(context);
    expect(fallBack()).toEqual(mayNot("no-gateway"));
  });
});

describe("a setup code", () => {
  test("counts as another password where there was one, and as nothing where nobody ever got in", async () => {
    issueSetupCode(context, desk.as(sam), helpFor(marcus));
    expect(listHelps(context.db, marcus.id, 0)).toEqual([{ helper: sam.id, factor: "password" }]);
    const nina = addAccount(context, { name: "Nina Newman", email: "nina@northside.example" });
    issueSetupCode(context, desk.as(sam), helpFor(nina));
    expect(listHelps(context.db, nina.id, 0)).toEqual([]);
    replacePhone(context, desk.as(ellen), { ...helpFor(marcus), cause: "new-phone" });
    issueSetupCode(context, desk.as(ellen), helpFor(marcus));
    expect(listHelps(context.db, marcus.id, 0)).toContainEqual({ helper: ellen.id, factor: "second" });
  });
});

describe("a changed number", () => {
  const OTHER = "+14155550177";
  const confirm = (by: Account, on: Account = marcus, more: object = {}) =>
    confirmNumber(context, desk.as(by), { ...helpFor(on), ...more });
  const confirmed = { ok: true, value: { confirmed: true } };
  const notYet = { ok: true, value: { confirmed: false } };

  test("takes two different helpers, and is in use from the second one on", async () => {
    setUpText(context, marcus);
    changeNumber(context, marcus, OTHER);
    expect(quiet(await kindsLeftBy(context, marcus, () => expect(confirm(sam)).toEqual(notYet)))).toEqual([
      "identity-proven",
      "number-confirmed",
    ]);
    expect(again(context, marcus)).toMatchObject({ phoneWaits: true, confirmedPhone: marcus.cellPhone });
    expect(confirm(sam)).toEqual(mayNot("confirmed-by-you"));
    expect(confirm(ellen)).toEqual(confirmed);
    expect(again(context, marcus)).toMatchObject({ phoneWaits: false, confirmedPhone: OTHER });
    expect(confirm(ellen)).toEqual(mayNot("no-number-waiting"));
  });

  test("leaves no token good that went to the one before it", async () => {
    setUpText(context, marcus);
    changeNumber(context, marcus, OTHER);
    context.session.signedIn = null;
    await typePassword(context, marcus.email);
    expect(sendToken(context, callerNow(context), { channel: "text" })).toMatchObject({ ok: true });
    expect(sendRecoveryToken(context, nobodyAt(context), { channel: "text" })).toMatchObject({ ok: true });
    await pumpOutbox(context);
    const open = () =>
      (["text-token", "recovery-token"] as const).map((sort) => countCodes(context.db, marcus.id, sort, "open"));
    const token = textedToken(context, marcus.cellPhone);
    expect(confirm(sam)).toEqual(notYet);
    expect(open()).toEqual([1, 1]);
    expect(confirm(ellen)).toEqual(confirmed);
    expect(open()).toEqual([0, 0]);
    context.session.signedIn = null;
    await typePassword(context, marcus.email);
    expect(await submitToken(context, nobodyAt(context), { token, remember: false })).toMatchObject({ ok: false });
  });

  test("that a manager changed for the person takes one more, who is somebody else", () => {
    const { name, email, accountType } = marcus;
    const joan = desk.as(context.manager);
    editPerson(context, joan, { ...helpFor(marcus), name, email, accountType, cellPhone: OTHER });
    expect(confirm(context.manager)).toEqual(mayNot("confirmed-by-you"));
    expect(confirm(sam)).toEqual(confirmed);
  });

  test("is confirmed a second time by no second account of the first helper", async () => {
    changeNumber(context, marcus, OTHER);
    expect(confirm(sam)).toEqual(notYet);
    changeNumber(context, ellen, sam.cellPhone);
    expect(confirm(ellen)).toEqual(mayNot("confirmed-by-you"));
  });

  test("begins anew when it is changed again", () => {
    changeNumber(context, marcus, OTHER);
    expect(confirm(sam)).toEqual(notYet);
    changeNumber(context, marcus, "+14155550178");
    expect(confirm(ellen)).toEqual(notYet);
    expect(confirm(sam)).toEqual(confirmed);
  });

  test("is confirmed with a voucher or a photo ID, and not by calling it", async () => {
    changeNumber(context, marcus, OTHER);
    expect(confirm(sam, marcus, { identity: CALL_BACK })).toEqual(identityRefused("number-waits"));
    const about = { act: "confirmNumber", parameters: { account: marcus.id } } as const;
    const vouched = await vouch(context, desk.as(sam), desk.ana, about);
    const identity = { kind: "voucher", vouching: vouched.ok ? vouched.value.id : "" };
    expect(confirm(sam, marcus, { identity })).toEqual(notYet);
    expect(newestEntry(context, marcus, "number-confirmed")?.data.inPerson).toBe(false);
  });

  test("is confirmed by its owner's own token just as well", async () => {
    changeNumber(context, marcus, OTHER);
    const me = desk.as(marcus);
    if (context.session.signedIn !== null) context.session.signedIn.factors = ["password", "app"];
    expect(sendPhoneProof(context, me, { channel: "text" })).toMatchObject({ ok: true });
    await pumpOutbox(context);
    expect(await confirmPhoneProof(context, me, { token: textedToken(context, OTHER) })).toMatchObject({ ok: true });
    expect(again(context, marcus)).toMatchObject({ phoneWaits: false, confirmedPhone: OTHER });
    expect(identityWays(context, again(context, marcus))).toEqual({ callBack: { refused: "number-changed" } });
  });

  test("that is the first one there ever was takes one helper who looks at a photo ID, and can be called back then", async () => {
    const nina = await addMember(context, { name: "Nina", email: "nina@northside.example", cellPhone: null });
    changeNumber(context, nina, OTHER, context.manager);
    expect(confirm(sam, nina, { identity: CALL_BACK })).toEqual(identityRefused("in-person-needed"));
    expect(identityWays(context, again(context, nina))).toEqual({ callBack: { refused: "number-waits" } });
    expect(confirm(sam, nina)).toEqual(confirmed);
    expect(newestEntry(context, nina, "number-confirmed")?.data).toMatchObject({ inPerson: true, complete: true });
    expect(identityWays(context, again(context, nina))).toEqual({ callBack: { number: OTHER } });
    expectReplayEqualsTables(context, nina);
  });

  test("that is the first one may be confirmed by the manager who typed it, looking at its owner", async () => {
    const nina = await addMember(context, { name: "Nina", email: "nina@northside.example", cellPhone: null });
    changeNumber(context, nina, OTHER, context.manager);
    expect(confirm(context.manager, nina)).toEqual(confirmed);
  });

  test("to which tokens go counts as the second factor of whoever confirms it", () => {
    setUpText(context, marcus);
    changeNumber(context, marcus, OTHER);
    expect(confirm(sam)).toEqual(notYet);
    expect(issueSetupCode(context, desk.as(sam), helpFor(marcus))).toEqual(mayNot("both-factors"));
    expect(issueSetupCode(context, desk.as(ellen), helpFor(marcus))).toMatchObject({ ok: true });
    expect(confirm(ellen)).toEqual(mayNot("both-factors"));
    expect(confirm(context.manager)).toEqual(confirmed);
  });

  test("does not count as confirmed by somebody who has lost the role since", () => {
    changeNumber(context, marcus, OTHER);
    expect(confirm(ellen)).toEqual(notYet);
    giveRole(context, ellen, "member");
    expect(confirm(sam)).toEqual(notYet);
    expect(confirm(context.manager)).toEqual(confirmed);
  });

  test("nor by somebody who has left since (HELP-5)", () => {
    changeNumber(context, marcus, OTHER);
    expect(confirm(ellen)).toEqual(notYet);
    const left = { kind: "account-deactivated", subject: ellen.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, left));
    expect(confirm(sam)).toEqual(notYet);
    expect(confirm(context.manager)).toEqual(confirmed);
  });
});
