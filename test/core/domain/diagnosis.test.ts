import { describe, expect, it } from "vitest";
import type { SignInCause } from "../../../src/contract/vocabulary";
import type { AttemptHint } from "../../../src/main/core/domain/attempt-hint";
import { type DiagnosisFacts, diagnose } from "../../../src/main/core/domain/diagnosis";
import type { DomainEvent, Entry, EventData } from "../../../src/main/core/domain/events";
import { remedyFor } from "../../../src/main/core/domain/remedies";
import { refusedWith } from "../../support/failures";

const NOON = 1_900_000_000_000 - (1_900_000_000_000 % 30_000);
const ANA = "ana";
const HERE = "here";

/** An entry in the making; the newest is written last, as it happened. */
type Made = { readonly event: DomainEvent; readonly afterMs: number; readonly workstation: string };
const made = (event: DomainEvent, afterMs = 60_000, workstation = HERE): Made => ({ event, afterMs, workstation });

type Attempt = Partial<EventData["attempt-refused"]> & { afterMs?: number; workstation?: string };
const refused = ({ afterMs, workstation, ...data }: Attempt): Made =>
  made(
    {
      kind: "attempt-refused",
      subject: ANA,
      data: {
        ...refusedWith("app"),
        ...data,
      },
    },
    afterMs,
    workstation,
  );
const wrongPassword = (during: Attempt["during"] = "sign-in") => refused({ factor: "password", during });
const hinted = (hint: AttemptHint, more: Attempt = {}) => refused({ hint, ...more });
/** A code that was right `steps` periods from the workstation's clock. */
const off = (steps: number, more: Attempt = {}) => hinted({ is: "other-time", periods: steps, fromClock: steps }, more);
const event = <K extends DomainEvent["kind"]>(kind: K, data: EventData[K]): Made =>
  made({ kind, subject: ANA, data } as DomainEvent);
const signedIn = event("signed-in", { factors: [{ factor: "password" }] });
const issued = (code: string) =>
  event("token-issued", {
    ...{ code, secret: code, use: "text-token", channel: "text", cellPhone: "+14155552671", expiresAt: null },
  });
const notSent = (code: string, reason = "unreachable") => event("token-not-delivered", { code, reason });

/** As they are read: the newest first. */
function entriesOf(history: readonly Made[]): readonly Entry[] {
  let at = NOON;
  const entries = history.map(({ event: { kind, subject, data }, afterMs, workstation }, index) => {
    at += afterMs;
    return { kind, subject, data, at, workstation, h: at, seq: index + 1 } as unknown as Entry;
  });
  return entries.reverse();
}

function causesOf(history: readonly Made[], more: Partial<DiagnosisFacts> = {}): readonly SignInCause[] {
  return diagnose({
    ...{
      deactivated: false,
      heldSince: null,
      damaged: false,
      emailShared: false,
      hasPassword: true,
      twoFactor: "app",
      locked: null,
      overdueSince: null,
    },
    ...{ setupCodeNeeded: false, setupCodeUntil: null, recoveryCodesLeft: 8, workstationOffMs: null, behindMs: null },
    ...{ corrected: new Map(), workstation: HERE, entries: entriesOf(history) },
    ...more,
  });
}

const STEP = 30_000;

describe("each cause is told apart", () => {
  it.each<[string, readonly Made[], SignInCause, Partial<DiagnosisFacts>?]>([
    ["a wrong password", [wrongPassword()], { is: "wrong-password", times: 1 }],
    ["and how often", [wrongPassword(), wrongPassword(), wrongPassword("unlock")], { is: "wrong-password", times: 3 }],
    [
      "a code of the phone that was replaced",
      [hinted({ is: "other-authenticator", state: "replaced" })],
      { is: "other-authenticator", state: "replaced" },
    ],
    [
      "a code of the phone that was lost",
      [hinted({ is: "other-authenticator", state: "lost-or-stolen" })],
      { is: "other-authenticator", state: "lost-or-stolen" },
    ],
    ["a code of another account", [hinted({ is: "other-account" })], { is: "other-account" }],
    [
      "a code of a phone that was never finished",
      [hinted({ is: "other-authenticator", state: "offered" })],
      { is: "other-authenticator", state: "offered" },
    ],
    ["a code some periods old", [off(-3)], { is: "code-old", periods: -3 }],
    ["a code of the coming periods", [off(2)], { is: "code-early", periods: 2 }],
    ["two codes that are off by the same", [off(-8), off(-8)], { is: "phone-clock", byMs: -8 * STEP }],
    ["within one period", [off(-8), off(-9)], { is: "phone-clock", byMs: -9 * STEP }],
    ["one old code, typed twice", [off(-3), off(-4, { afterMs: STEP })], { is: "code-old", periods: -4 }],
    ["an old code and a very old one", [off(-9), off(-3)], { is: "code-old", periods: -3 }],
    [
      "a code that is off as several phones are",
      [off(-8)],
      { is: "workstation-clock", byMs: 8 * STEP },
      { workstationOffMs: 8 * STEP },
    ],
    [
      "a phone that is off in another way than the workstation",
      [off(6), off(6)],
      { is: "phone-clock", byMs: 6 * STEP },
      { workstationOffMs: 8 * STEP },
    ],
    [
      "a wrong code while the workstation's clock stands in the past",
      [refused({})],
      { is: "workstation-clock", byMs: -3_600_000 },
      { behindMs: 3_600_000 },
    ],
    ["a code that was used", [refused({ cause: "used" })], { is: "code-used" }],
    ["a recovery code that was used", [refused({ factor: "recovery-code", cause: "used" })], { is: "code-used" }],
    ["a wrong code", [refused({})], { is: "wrong-token", times: 1 }],
    [
      "wrong codes of any kind",
      [refused({ factor: "bypass-code" }), refused({ cause: "misplaced" }), refused({ factor: "backup-password" })],
      { is: "wrong-token", times: 3 },
    ],
    ["an expired token", [refused({ factor: "text-token", cause: "expired" })], { is: "text-expired" }],
    ["a token that was replaced", [refused({ factor: "text-token", cause: "replaced" })], { is: "text-replaced" }],
    [
      "a token by text while the app is the method",
      [hinted({ is: "text-while-app" }, { factor: "text-token", cause: "replaced" })],
      { is: "text-while-app" },
    ],
    [
      "a message that did not go out",
      [issued("a"), notSent("a", "refused-number")],
      { is: "not-delivered", reason: "refused-number" },
    ],
    [
      "for a reason that nobody knows",
      [issued("a"), notSent("a", "?")],
      { is: "not-delivered", reason: "gateway-error" },
    ],
  ])("%s", (_, history, cause, more) => {
    expect(causesOf(history, more)[0]).toEqual(cause);
    expect(causesOf([...history, signedIn], more)).toEqual([]);
  });

  it("and by the state of the account", () => {
    const until = NOON + 60_000;
    expect(causesOf([wrongPassword()], { deactivated: true, locked: { until } })).toEqual([{ is: "deactivated" }]);
    expect(causesOf([], { damaged: true })).toEqual([{ is: "records-damaged" }]);
    expect(causesOf([], { emailShared: true })).toEqual([{ is: "email-shared" }]);
    expect(causesOf([], { hasPassword: false, setupCodeNeeded: true })).toEqual([{ is: "no-password-yet" }]);
    expect(causesOf([], { overdueSince: NOON, setupCodeNeeded: true })).toEqual([
      { is: "past-deadline", deadlineAt: NOON, setupCodeNeeded: true },
    ]);
    expect(causesOf([], { setupCodeNeeded: true, setupCodeUntil: until })).toEqual([
      { is: "setup-code-needed", codeUntil: until },
    ]);
    expect(causesOf([], {})).toEqual([]);
  });
});

describe("a lock", () => {
  const failures = [refused({ workstation: "there" }), refused({}), wrongPassword(), wrongPassword(), wrongPassword()];

  it("is named first, with the failures that led to it and what hides behind them", () => {
    const until = NOON + 60_000;
    expect(causesOf(failures, { locked: { until } })).toEqual([
      {
        ...{ is: "locked", until, workstation: "" },
        failures: [
          { factor: "password", count: 3 },
          { factor: "app", count: 2 },
        ],
      },
      { is: "wrong-password", times: 3 },
      { is: "wrong-token", times: 2 },
    ]);
  });

  it("says at which other workstation the last of them was", () => {
    const [cause] = causesOf([...failures, refused({ workstation: "there" })], { locked: { until: null } });
    expect(cause).toMatchObject({ is: "locked", until: null, workstation: "there" });
  });

  it("counts no failures of before the last sign-in", () => {
    const [cause] = causesOf([...failures, signedIn, wrongPassword()], { locked: { until: null } });
    expect(cause).toMatchObject({ failures: [{ factor: "password", count: 1 }] });
  });
});

describe("what no longer counts", () => {
  it.each<[string, Made, readonly Made[], readonly SignInCause[]]>([
    ["a wrong password before a right one", wrongPassword(), [refused({})], [{ is: "wrong-token", times: 1 }]],
    ["a wrong password before a token was sent", wrongPassword(), [issued("a")], []],
    ["a wrong password before a new one", wrongPassword(), [event("password-set", setBy("setup-code"))], []],
    [
      "but not before the same one was kept in another way",
      wrongPassword(),
      [event("password-set", setBy("rehash"))],
      [{ is: "wrong-password", times: 1 }],
    ],
    [
      "a wrong code before the phone was replaced",
      refused({}),
      [event("phone-replaced", { cause: "new-phone", reason: "" })],
      [],
    ],
    [
      "a wrong code before two-factor was reset",
      off(-4),
      [event("two-factor-reset", { cause: "other", reason: "" })],
      [],
    ],
    ["a message that failed before a newer one arrived", issued("a"), [notSent("a"), issued("b")], []],
    [
      "a message that failed once and then went out",
      issued("a"),
      [notSent("a"), event("token-delivered", { code: "a" })],
      [],
    ],
    ["a wrong code while setting up", refused({ during: "enrollment" }), [], []],
    ["a wrong setup code", refused({ factor: "setup-code", during: "setup-code" }), [], []],
  ])("%s", (_, first, then, left) => {
    expect(causesOf([first, ...then])).toEqual(left);
  });

  it("is what was found by a clock that has been corrected since", () => {
    expect(causesOf([off(-8)], { corrected: new Map([[HERE, 2]]) })).toEqual([{ is: "wrong-token", times: 1 }]);
    expect(causesOf([off(-8)], { corrected: new Map([[HERE, 1]]) })).toEqual([{ is: "wrong-token", times: 1 }]);
    expect(causesOf([off(-8)], { corrected: new Map([["another", 2]]) })).toEqual([{ is: "code-old", periods: -8 }]);
  });
});

describe("of several causes", () => {
  it("the newest comes first, and what fits nothing after what can be explained", () => {
    expect(causesOf([refused({ cause: "used" }), off(-3), refused({})])).toEqual([
      { is: "code-old", periods: -3 },
      { is: "code-used" },
      { is: "wrong-token", times: 1 },
    ]);
  });

  it("each is named once", () => {
    expect(causesOf([refused({ cause: "used" }), refused({ cause: "used" })])).toEqual([{ is: "code-used" }]);
  });

  it("no recovery codes left is the last, and none where nothing else is in the way", () => {
    expect(causesOf([off(-3)], { recoveryCodesLeft: 0 }).at(-1)).toEqual({ is: "no-codes-left" });
    expect(causesOf([wrongPassword()], { recoveryCodesLeft: 0 })).toEqual([{ is: "wrong-password", times: 1 }]);
    expect(causesOf([], { recoveryCodesLeft: 0 })).toEqual([]);
  });
});

describe("what helps", () => {
  const all = () => true as const;
  const none = () => "manager-account" as const;

  it.each<[SignInCause, string | null]>([
    [{ is: "deactivated" }, "reactivate"],
    [{ is: "records-damaged" }, "look-at-records"],
    [{ is: "email-shared" }, "settle-conflict"],
    [{ is: "locked", until: NOON, failures: [], workstation: "" }, "unlockAccount"],
    [{ is: "no-password-yet" }, "issueSetupCode"],
    [{ is: "past-deadline", deadlineAt: NOON, setupCodeNeeded: true }, "issueSetupCode"],
    [{ is: "past-deadline", deadlineAt: NOON, setupCodeNeeded: false }, null],
    [{ is: "setup-code-needed", codeUntil: null }, "issueSetupCode"],
    [{ is: "setup-code-needed", codeUntil: NOON }, null],
    [{ is: "wrong-password", times: 3 }, "issueSetupCode"],
    [{ is: "other-authenticator", state: "replaced" }, "issueBypassCode"],
    [{ is: "other-authenticator", state: "offered" }, "issueBypassCode"],
    [{ is: "other-authenticator", state: "lost-or-stolen" }, "issueSetupCode"],
    [{ is: "code-old", periods: -3 }, "next-code"],
    [{ is: "code-early", periods: 3 }, "resync"],
    [{ is: "phone-clock", byMs: 240_000 }, "resync"],
    [{ is: "workstation-clock", byMs: 240_000 }, "correct-clock"],
    [{ is: "code-used" }, "next-code"],
    [{ is: "wrong-token", times: 2 }, "issueBypassCode"],
    [{ is: "text-expired" }, "send-again"],
    [{ is: "text-replaced" }, "send-again"],
    [{ is: "text-while-app" }, "next-code"],
    [{ is: "not-delivered", reason: "unreachable" }, "issueBypassCode"],
    [{ is: "no-codes-left" }, null],
  ])("against %j: %s", (cause, act) => {
    expect(remedyFor(cause, "app", all)?.act ?? null).toBe(act);
  });

  it("names why the viewer may not, and only to wait where they may not unlock", () => {
    expect(remedyFor({ is: "wrong-password", times: 1 }, "app", none)).toEqual({
      ...{ act: "issueSetupCode", may: "manager-account" },
    });
    const locked = { is: "locked", failures: [], workstation: "" } as const;
    expect(remedyFor({ ...locked, until: NOON }, "app", none)).toEqual({ act: "wait" });
    expect(remedyFor({ ...locked, until: null }, "app", none)).toEqual({
      act: "unlockAccount",
      may: "manager-account",
    });
  });

  it("where tokens come by text, is another one", () => {
    expect(remedyFor({ is: "wrong-token", times: 1 }, "text", all)).toEqual({ act: "send-again" });
    expect(remedyFor({ is: "code-used" }, "text", all)).toEqual({ act: "send-again" });
  });
});

function setBy(by: EventData["password-set"]["by"]): EventData["password-set"] {
  return { secret: "s", by, fitsManager: false };
}
