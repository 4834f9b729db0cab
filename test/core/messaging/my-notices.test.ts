import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noticeText } from "../../../src/contract/messaging/text-messages";
import type { NoticeTopic } from "../../../src/contract/vocabulary";
import { createMemory, recordEvent, type VaultContext } from "../../../src/main/core/context";
import type { AccountFacts, DomainEvent } from "../../../src/main/core/domain/events";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { listOutbox, pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { editPerson } from "../../../src/main/core/people/people";
import type { Sent } from "../../../src/main/core/ports";
import type { Caller } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { immediately, openDatabase } from "../../../src/main/core/store/open";
import { resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { addAccount, createTestContext, givePassword, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { helpFor } from "../../support/help";
import { enableByText, giveGateway, PROOF } from "../../support/two-factor";

const [OLD, NEW] = ["+14155552671", "+14155552672"];
const [MINUTE, HOUR, DAY] = [60_000, 60 * 60_000, 24 * 60 * 60_000];
const down: Sent = { ok: false, reason: "unreachable", retriable: true, detail: "ECONNREFUSED" };
const sent: Sent = { ok: true, reference: "SM1" };

let context: TestContext;
let marcus: Account;
let me: Caller;
let joan: Caller;

beforeEach(async () => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: OLD });
  await givePassword(context, marcus);
  joan = { session: context.session, sessionState: "manager", account: context.manager.id, role: "manager" };
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

const by = (actor: Account | null, event: DomainEvent) =>
  immediately(context.db, () => recordEvent(context, actor?.id ?? null, event));
const marcusNow = () => findAccount(context.db, marcus.id) ?? marcus;
function facts({ name, email, emailKey, cellPhone, accountType }: Account): AccountFacts {
  return { name, email, emailKey, cellPhone, accountType };
}
function noticeRows(of: VaultContext = context) {
  const listed = listOutbox(of, joan, {});
  return (listed.ok ? listed.value : []).filter(({ purpose }) => purpose === "notice");
}
const queued = () =>
  entriesAbout(context, marcus).flatMap(({ kind, data }) => (kind === "notice-queued" ? [data] : []));
const notified = (act: () => unknown) => {
  const before = queued().length;
  act();
  return queued()
    .slice(before)
    .map(({ about, cellPhone }) => `${about} ${cellPhone}`);
};
const subject = () => marcus.id;
let codes = 0;
function code() {
  codes += 1;
  return { code: `${"c".repeat(25)}${codes % 10}`, secret: "s".repeat(26) };
}
const reason = "Left it on the bus";

/** One entry of each sort that people are told of; the compiler insists that none is left out. */
const events: {
  readonly [T in Exclude<
    NoticeTopic,
    "gateway-changes" | "second-manager-asked" | "manager-recovered"
  >]: () => DomainEvent;
} = {
  "account-unlocked": () => ({
    ...{ kind: "account-unlocked", subject: subject(), data: { reason } },
  }),
  "account-locked": () => ({
    ...{ kind: "account-locked", subject: subject(), data: { until: null, factor: "app", during: "sign-in" } },
  }),
  "account-edited": () => {
    const before = facts(marcusNow());
    const after = { ...before, email: "m@x.example", emailKey: "m@x.example" };
    return { kind: "account-edited", subject: subject(), data: { before, after, reason } };
  },
  "identity-changed": () => {
    const before = facts(marcusNow());
    const after = { ...before, name: "Pat Moss", email: "p@x.example", emailKey: "p@x.example" };
    return { kind: "account-edited", subject: subject(), data: { before, after, reason } };
  },
  "reset-asked": () => ({
    ...{ kind: "approval-asked", subject: subject() },
    data: { approval: "a".repeat(26), act: "resetTwoFactor", parameters: "{}", digest: "d", endsAt: 1 },
  }),
  "reactivation-asked": () => ({
    ...{ kind: "approval-asked", subject: subject() },
    data: { approval: "b".repeat(26), act: "reactivatePerson", parameters: "{}", digest: "d", endsAt: 1 },
  }),
  "email-lift-asked": () => ({
    ...{ kind: "approval-asked", subject: subject() },
    data: { approval: "c".repeat(26), act: "liftEmail", parameters: "{}", digest: "d", endsAt: 1 },
  }),
  "email-lifted": () => ({
    ...{ kind: "email-lifted", subject: subject() },
    data: { email: "m@x.example", emailKey: "m@x.example", to: null, reason },
  }),
  "role-changed": () => ({
    ...{ kind: "role-changed", subject: subject(), data: { before: "member", after: "support", reason } },
  }),
  "help-refused": () => ({
    ...{ kind: "act-refused", subject: subject(), data: { act: "resetTwoFactor", because: "number-changed" } },
  }),
  "number-confirmed": () => ({
    kind: "number-confirmed",
    subject: subject(),
    data: { cellPhone: OLD, inPerson: false, complete: true, reason },
  }),
  "phone-confirmed": () => ({
    ...{ kind: "phone-confirmed", subject: subject(), data: { cellPhone: NEW, channel: "text", code: code().code } },
  }),
  "setup-code-issued": () => ({
    kind: "setup-code-issued",
    subject: subject(),
    data: { ...code(), expiresAt: context.clock.now() + DAY, for: "password", reason },
  }),
  "bypass-code-issued": () => ({
    kind: "bypass-code-issued",
    subject: subject(),
    data: { ...code(), expiresAt: context.clock.now() + DAY, signIns: 1, reason },
  }),
  "bypass-code-used": () => ({
    kind: "signed-in",
    subject: subject(),
    data: { factors: [{ factor: "password" }, { factor: "bypass-code", code: code().code }] },
  }),
  "password-set": () => ({
    ...{ kind: "password-set", subject: subject(), data: { secret: code().secret, by: "change", fitsManager: true } },
  }),
  "backup-password-set": () => ({ kind: "backup-password-set", subject: subject(), data: { secret: code().secret } }),
  "backup-password-removed": () => ({ kind: "backup-password-removed", subject: subject(), data: {} }),
  "two-factor-enabled": () => ({ kind: "two-factor-enabled", subject: subject(), data: { method: "text" } }),
  "two-factor-disabled": () => ({ kind: "two-factor-disabled", subject: subject(), data: {} }),
  "two-factor-reset": () => ({
    ...{ kind: "two-factor-reset", subject: subject(), data: { cause: "lost-or-stolen", reason } },
  }),
  "text-messages-chosen": () => ({ kind: "text-messages-chosen", subject: subject(), data: {} }),
  "text-fallback-given": () => ({ kind: "text-fallback-given", subject: subject(), data: { reason } }),
  "phone-replaced": () => ({
    ...{ kind: "phone-replaced", subject: subject(), data: { cause: "lost-or-stolen", reason } },
  }),
  "phone-recovered": () => ({
    ...{ kind: "phone-recovered", subject: subject(), data: { how: "lost-or-stolen", factors: [] } },
  }),
  "authenticator-enabled": () => ({
    kind: "authenticator-enabled",
    subject: subject(),
    data: { authenticator: "a".repeat(26), digits: 7, step: 1, drift: 0, phoneVerified: false },
  }),
  "authenticator-revoked": () => ({
    kind: "authenticator-revoked",
    subject: subject(),
    data: { authenticator: "a".repeat(26), cause: "too-many-failures" },
  }),
  "authenticator-resynced": () => ({
    ...{
      kind: "authenticator-resynced",
      subject: subject(),
      data: { authenticator: "a".repeat(26), step: 1, drift: 0 },
    },
  }),
  "recovery-codes-made": () => ({ kind: "recovery-codes-made", subject: subject(), data: { codes: [] } }),
  "recovery-code-used": () => ({
    kind: "signed-in",
    subject: subject(),
    data: { factors: [{ factor: "password" }, { factor: "recovery-code", code: code().code }] },
  }),
  "recovery-proven": () => ({
    ...{ kind: "recovery-proven", subject: subject(), data: { proof: "backup-password" } },
  }),
  "recovery-kit-used": () => ({
    ...{ kind: "recovery-kit-used", subject: subject(), data: { factors: [] } },
  }),
  "emergency-access-opened": () => ({
    kind: "emergency-access-opened",
    subject: subject(),
    data: { access: "o", emergencyCodes: "e", number: 1, until: context.clock.now() + DAY, reason },
  }),
  "manager-recovery-asked": () => ({
    kind: "manager-recovery-asked",
    subject: subject(),
    data: { recovery: "r", emergencyCodes: "e", proceedsAt: DAY, endsAt: 2 * DAY, reason },
  }),
  "manager-recovery-stopped": () => ({
    ...{ kind: "manager-recovery-stopped", subject: subject(), data: { recovery: "r", reason } },
  }),
  "manager-recovery-finished": () => ({
    ...{ kind: "manager-recovery-finished", subject: subject(), data: { recovery: "r" } },
  }),
};

describe("whatever is bound, unbound, reset or recovered is told", () => {
  beforeEach(async () => {
    giveGateway(context);
    await enableByText(context, me, OLD);
    await pumpOutbox(context);
  });

  test.each(Object.keys(events) as (keyof typeof events)[])(
    "%s: by text, queued with the entry it follows from",
    (topic) => {
      const before = noticeRows().length;
      by(context.manager, events[topic]());
      expect(noticeRows().length).toBeGreaterThan(before);
      const entry = newestEntry(context, marcus, "notice-queued");
      expect(entry).toMatchObject({ actor: null, data: { about: topic } });
      const cause = entriesAbout(context, marcus).find(({ hash }) => hash === entry?.cause);
      expect(cause?.kind).toBe(events[topic]().kind);
    },
  );

  test("every text says what, when and whom to call, and neither names nor numbers nor codes", async () => {
    context.noted.texts.length = 0;
    for (const event of Object.values(events)) by(context.manager, event());
    await pumpOutbox(context);
    expect(context.noted.texts.length).toBeGreaterThanOrEqual(Object.keys(events).length);
    for (const { body } of context.noted.texts) {
      expect(body).toMatch(/^Northside Clinic: your Wardkey account: .+, Nov 2, 2026, 3:00.AM\. If this was not you, /);
      expect(body).not.toMatch(/Marcus|Joan|\+1|2671|2672|bus|[cs]{25}/);
      expect(body.length).toBeLessThanOrEqual(306);
    }
  });

  test("help for somebody tells them, whoever helped", () => {
    const acted = notified(() =>
      resetTwoFactor(context, joan, { ...helpFor(marcus, reason), cause: "lost-or-stolen" }),
    );
    expect(acted).toEqual([`two-factor-reset ${OLD}`, `setup-code-issued ${OLD}`]);
    expectReplayEqualsTables(context, marcus);
  });

  test("a changed number: the old one is told with the new one, and for 14 days whatever comes after it", () => {
    const edited = facts({ ...marcus, cellPhone: NEW });
    const edit = () => editPerson(context, joan, { account: marcus.id, ...edited, reason, proof: PROOF });
    expect(notified(edit)).toEqual([`account-edited ${NEW}`, `account-edited ${OLD}`]);
    expect(notified(() => by(context.manager, events["bypass-code-issued"]()))).toHaveLength(2);
    by(marcus, events["phone-confirmed"]());
    expect(marcusNow()).toMatchObject({ cellPhone: NEW, confirmedPhone: NEW });
    context.clock.advance(14 * DAY - MINUTE);
    expect(notified(() => by(context.manager, events["password-set"]()))).toEqual([
      `password-set ${NEW}`,
      `password-set ${OLD}`,
    ]);
    context.clock.advance(MINUTE);
    expect(notified(() => by(context.manager, events["password-set"]()))).toEqual([`password-set ${NEW}`]);
  });

  test("the number that a reset takes away is told of the reset", () => {
    const { name, email } = marcus;
    updateMyProfile(context, me, { name, email, cellPhone: null });
    expect(marcusNow()).toMatchObject({ cellPhone: null, confirmedPhone: OLD });
    context.clock.advance(20 * DAY);
    expect(notified(() => by(context.manager, events["two-factor-reset"]()))).toEqual([`two-factor-reset ${OLD}`]);
    expect(marcusNow().confirmedPhone).toBeNull();
  });

  test("the person's own acts are told too: it may not have been them", () => {
    expect(notified(() => by(marcus, events["password-set"]()))).toEqual([`password-set ${OLD}`]);
    expect(notified(() => by(marcus, events["recovery-codes-made"]()))).toEqual([`recovery-codes-made ${OLD}`]);
  });
});

describe("what is not told by text", () => {
  beforeEach(() => giveGateway(context));
  const signedIn: DomainEvent["data"] = { factors: [{ factor: "password" }] };

  test("an ordinary sign-in, another name, a first number, a lock that opens by itself, a better hash", () => {
    const bare = addAccount(context, { name: "Ana Silva", email: "ana@northside.example", cellPhone: null });
    const before = facts(marcusNow());
    const quiet: readonly DomainEvent[] = [
      { kind: "signed-in", subject: marcus.id, data: signedIn as never },
      { kind: "account-edited", subject: marcus.id, data: { before, after: { ...before, name: "M. Webb" }, reason } },
      {
        kind: "account-edited",
        subject: bare.id,
        data: { before: facts(bare), after: { ...facts(bare), cellPhone: NEW }, reason },
      },
      { kind: "account-locked", subject: marcus.id, data: { until: 1, factor: "app", during: "sign-in" } },
      { kind: "password-set", subject: marcus.id, data: { secret: "s", by: "rehash", fitsManager: true } },
      { kind: "account-deactivated", subject: bare.id, data: { reason } },
    ];
    for (const event of quiet) by(context.manager, event);
    expect(noticeRows()).toEqual([]);
  });

  test("a first setup code: there is nothing yet that it could take over", () => {
    const newcomer = addAccount(context, { name: "Ana Silva", email: "ana@northside.example", cellPhone: NEW });
    by(context.manager, { ...events["setup-code-issued"](), subject: newcomer.id });
    expect(noticeRows()).toEqual([]);
  });

  test("help refused for what the account's own state is", () => {
    for (const because of ["not-locked", "no-app", "no-number"]) {
      by(context.manager, { kind: "act-refused", subject: marcus.id, data: { act: "unlockAccount", because } });
    }
    by(context.manager, { kind: "act-refused", subject: marcus.id, data: { act: "editPerson", because: "role" } });
    expect(queued()).toEqual([]);
  });

  test("help refused again and again, more often than once an hour", () => {
    const refused = () => by(context.manager, events["help-refused"]());
    expect(notified(refused)).toHaveLength(1);
    expect(notified(refused)).toEqual([]);
    context.clock.advance(HOUR + 1);
    expect(notified(refused)).toHaveLength(1);
  });

  test("a deactivated account", () => {
    by(context.manager, { kind: "account-deactivated", subject: marcus.id, data: { reason } });
    expect(notified(() => by(context.manager, events["account-edited"]()))).toEqual([]);
  });
});

test("without a gateway or a number nothing is queued", () => {
  expect(notified(() => by(context.manager, events["two-factor-reset"]()))).toEqual([]);
  giveGateway(context);
  const bare = addAccount(context, { name: "Ana Silva", email: "ana@northside.example", cellPhone: null });
  by(context.manager, { ...events["two-factor-reset"](), subject: bare.id });
  expect(entriesAbout(context, bare).map(({ kind }) => kind)).toEqual(["account-created", "two-factor-reset"]);
  expect(noticeRows()).toEqual([]);
});

describe("on its way", () => {
  beforeEach(() => giveGateway(context));
  const reset = () => by(context.manager, events["two-factor-reset"]());
  const fate = () =>
    entriesAbout(context, marcus).flatMap(({ kind, data }) => {
      if (kind === "notice-not-delivered") return [`${kind}: ${data.reason}`];
      return kind.startsWith("notice") ? [kind] : [];
    });

  test("it stands or falls with its entry", () => {
    expect(() =>
      immediately(context.db, () => {
        recordEvent(context, context.manager.id, events["two-factor-reset"]());
        throw new Error("the disk is full");
      }),
    ).toThrow();
    expect(noticeRows()).toEqual([]);
    expect(queued()).toEqual([]);
  });

  test("killed before it was sent, it is still queued, and sent after the restart", async () => {
    reset();
    const db = openDatabase(context.file, context.key, { mustExist: true });
    const restarted: VaultContext = { ...context, db, memory: createMemory() };
    expect(noticeRows(restarted)).toMatchObject([{ state: "waiting", to: "•••• 2671", attempts: 0 }]);
    await pumpOutbox(restarted);
    db.close();
    expect(context.noted.texts).toMatchObject([{ to: OLD }]);
    expect(noticeRows()).toMatchObject([{ state: "sent", attempts: 1, person: { id: marcus.id } }]);
    expect(fate()).toEqual(["notice-queued", "notice-delivered"]);
    expectReplayEqualsTables(context, marcus);
  });

  test("a gateway that is down is tried with growing pauses, for seven days, and that is one fact", async () => {
    context.noted.state.answer = async () => down;
    reset();
    for (let hours = 0; hours < 6 * 24; hours++) {
      await pumpOutbox(context);
      context.clock.advance(HOUR);
    }
    expect(noticeRows()).toMatchObject([{ state: "waiting", reason: "unreachable" }]);
    expect(context.noted.texts.length).toBeGreaterThan(100);
    context.noted.state.answer = async () => sent;
    await pumpOutbox(context);
    expect(noticeRows()).toMatchObject([{ state: "sent" }]);
    expect(fate()).toEqual(["notice-queued", "notice-not-delivered: unreachable", "notice-delivered"]);
  });

  test("what is wrong with the gateway's settings may be set right meanwhile", async () => {
    context.noted.state.answer = async () => ({ ...down, reason: "refused-credentials", retriable: false });
    reset();
    await pumpOutbox(context);
    expect(noticeRows()).toMatchObject([{ state: "waiting", reason: "refused-credentials" }]);
    context.noted.state.answer = async () => sent;
    context.clock.advance(MINUTE);
    await pumpOutbox(context);
    expect(noticeRows()).toMatchObject([{ state: "sent" }]);
  });

  test("a number that cannot be reached is given up at once, and said", async () => {
    context.noted.state.answer = async () => ({ ...down, reason: "refused-number", retriable: false });
    reset();
    await pumpOutbox(context);
    expect(noticeRows()).toMatchObject([{ state: "failed", reason: "refused-number" }]);
    expect(fate()).toEqual(["notice-queued", "notice-not-delivered: refused-number"]);
  });

  test("where Wardkey was closed for seven days, it says that it never went out", async () => {
    reset();
    context.clock.advance(7 * DAY);
    await pumpOutbox(context);
    expect(noticeRows()).toMatchObject([{ state: "expired" }]);
    expect(context.noted.texts).toEqual([]);
    expect(fate()).toEqual(["notice-queued", "notice-not-delivered: expired"]);
  });

  test("messages of more than 30 days ago are forgotten when another one went out", async () => {
    reset();
    await pumpOutbox(context);
    context.clock.advance(31 * DAY);
    by(context.manager, events["password-set"]());
    await pumpOutbox(context);
    expect(noticeRows()).toHaveLength(1);
  });
});

test("the text fits two messages and keeps its end, however long the practice's words are", () => {
  const text = noticeText(
    {
      practice: "The Very Long Name of a Practice ".repeat(5),
      about: "authenticator-revoked",
      at: Date.UTC(2026, 10, 2, 14, 5),
      stillStuck: "the front desk ".repeat(20),
    },
    { region: "US", timeZone: "America/Chicago" },
  );
  expect(text.length).toBeLessThanOrEqual(306);
  expect(text).toMatch(/If this was not you, call the front desk .*\.\.\.\.$/);
});

describe("the banner at the next sign-in", () => {
  const signIn = (...more: string[]) => {
    const codes = more.map((factor) => ({ factor: factor as "recovery-code", code: code().code }));
    by(marcus, { kind: "signed-in", subject: marcus.id, data: { factors: [{ factor: "password" }, ...codes] } });
  };
  const banner = () => {
    const listed = listMyNotices(context, me, {});
    return listed.ok ? listed.value.map(({ kind }) => kind) : [];
  };

  test("tells what others did since the sign-in before, and not what one did oneself", () => {
    signIn();
    by(context.manager, events["two-factor-reset"]());
    by(context.manager, events["number-confirmed"]());
    by(context.manager, events["help-refused"]());
    by(marcus, events["recovery-codes-made"]());
    by(marcus, events["password-set"]());
    signIn();
    expect(banner()).toEqual(["act-refused", "number-confirmed", "two-factor-reset"]);
    signIn();
    expect(banner()).toEqual([]);
  });

  test("tells of a code that was used in one's name at the sign-in before, and not while one is there with it", () => {
    signIn();
    signIn("recovery-code");
    expect(banner()).toEqual([]);
    signIn();
    expect(banner()).toEqual(["signed-in"]);
    signIn();
    expect(banner()).toEqual([]);
  });

  test("tells of a phone that was recovered in one's name, and of a lock until support acts", () => {
    signIn();
    by(marcus, events["phone-recovered"]());
    by(null, events["account-locked"]());
    by(null, { kind: "account-locked", subject: marcus.id, data: { until: 1, factor: "app", during: "sign-in" } });
    signIn();
    expect(banner()).toEqual(["account-locked", "phone-recovered"]);
  });

  test("a long day of one's own proofs hides nothing", () => {
    signIn();
    by(context.manager, events["two-factor-reset"]());
    const factors = [{ factor: "password" }] as const;
    for (let n = 0; n < 60; n++) {
      by(marcus, { kind: "proof-accepted", subject: marcus.id, data: { factors, act: "saveSettings" } });
    }
    signIn();
    expect(banner()).toEqual(["two-factor-reset"]);
  });
});
