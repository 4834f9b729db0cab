import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reminderText } from "../../../src/contract/messaging/text-messages";
import { createMemory, recordEvent, type VaultContext } from "../../../src/main/core/context";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import { enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { listOutbox, pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { remindPeople } from "../../../src/main/core/messaging/reminders";
import type { Sent } from "../../../src/main/core/ports";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately, openDatabase } from "../../../src/main/core/store/open";
import { readCase } from "../../support/case-files";
import { addAccount, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { countedAs, refusedWith } from "../../support/failures";
import {
  type Clinic,
  createClinic,
  DAY,
  damage,
  EVERYBODY,
  now,
  overdueRule,
  picked,
  putInForce,
  RULE,
} from "../../support/many-people";
import { startTwilio } from "../../support/twilio";
import { giveGateway, takeGateway } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let people: Clinic["people"];
beforeEach(() => {
  ({ context, joan, people } = createClinic());
  giveGateway(context);
});
afterEach(() => context.close());

const MINUTE = 60_000;
const down: Sent = { ok: false, reason: "unreachable", retriable: true, detail: "ECONNREFUSED" };
const noSuchNumber: Sent = { ok: false, reason: "refused-number", retriable: false, detail: "21211: no" };
const sent: Sent = { ok: true, reference: "SM1" };

const remind = (...accounts: readonly Account[]) =>
  remindPeople(context, joan, { ...picked(...accounts), again: false });
const remindAgain = (...accounts: readonly Account[]) =>
  remindPeople(context, joan, { ...picked(...accounts), again: true });
const done = (count: number) => ({ ok: true, value: { done: count, skipped: [] } });
function rows(of: VaultContext = context) {
  const listed = listOutbox(of, joan, {});
  return listed.ok ? listed.value : [];
}
const states = (of: VaultContext = context) => rows(of).map(({ state }) => state);
const textsTo = ({ cellPhone }: Account) => context.noted.texts.filter(({ to }) => to === cellPhone);
const about = (account: Account) =>
  entriesAbout(context, account).flatMap(({ kind, data }) => {
    if (kind === "reminder-not-delivered") return [`${kind}: ${data.reason}`];
    return kind.startsWith("reminder") ? [kind] : [];
  });

describe("whom it reaches", () => {
  test("reminds who is late by text: a summary first, and for each an entry that follows from it", async () => {
    const before = entriesAbout(context).length;
    expect(await remind(people.ana, people.ben)).toEqual(done(2));
    const [summary, ...queued] = entriesAbout(context).slice(before);
    expect(summary).toMatchObject({ kind: "people-reminded", subject: null, data: { count: 2, skipped: 0 } });
    expect(queued).toMatchObject(
      [people.ana, people.ben].map(({ id, cellPhone }) => ({
        kind: "reminder-queued",
        actor: context.manager.id,
        subject: id,
        cause: summary?.hash,
        data: { cellPhone },
      })),
    );
    await pumpOutbox(context);
    expect(textsTo(people.ana)).toHaveLength(1);
    expect(about(people.ana)).toEqual(["reminder-queued", "reminder-delivered"]);
    expect(now(context, people.ana).remindedAt).toBe(context.clock.now());
    expectReplayEqualsTables(context, people.ana);
  });

  test("leaves out by name who is not late, who has no phone, who has left, and damaged accounts", async () => {
    damage(context, people.ben);
    const { ana, ben, carla, dana, eli } = people;
    expect(await remind(ana, ben, carla, dana, eli)).toEqual({
      ok: true,
      value: {
        done: 1,
        skipped: [
          { person: { id: ben.id, name: "Ben Okafor" }, because: "records-damaged" },
          { person: { id: carla.id, name: "Carla Moretti" }, because: "not-late" },
          { person: { id: dana.id, name: "Dana Reed" }, because: "deactivated" },
          { person: { id: eli.id, name: "Eli Park" }, because: "no-phone" },
        ],
      },
    });
  });

  test("takes somebody who is locked for late all the same, and somebody exempt for nothing", async () => {
    const attempt = refusedWith("password", countedAs({ held: true }));
    const exempt = { untilOn: "2026-12-01", untilAt: context.clock.now() + 30 * DAY, reason: "on leave" };
    immediately(context.db, () => {
      recordEvent(context, null, { kind: "attempt-refused", subject: people.ana.id, data: attempt });
      recordEvent(context, null, { kind: "exemption-granted", subject: people.ben.id, data: exempt });
    });
    expect(await remind(people.ana, people.ben)).toMatchObject({
      ok: true,
      value: { done: 1, skipped: [{ person: { id: people.ben.id }, because: "not-late" }] },
    });
  });

  test("is refused without a gateway, and records nothing", async () => {
    takeGateway(context);
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await remind(people.ana)).toEqual({ ok: false, refusal: { code: "no-gateway" } });
    });
    expect(left).toEqual([]);
  });

  test("reminds nobody twice within a day, unless that is asked for", async () => {
    await remind(people.ana);
    await pumpOutbox(context);
    context.clock.advance(DAY - 1);
    expect(await remind(people.ana)).toEqual({
      ok: true,
      value: { done: 0, skipped: [{ person: { id: people.ana.id, name: "Ana Castillo" }, because: "reminded-today" }] },
    });
    expect(await remindAgain(people.ana)).toEqual(done(1));
    context.clock.advance(DAY);
    expect(await remind(people.ana)).toEqual(done(1));
    await pumpOutbox(context);
    expect(textsTo(people.ana)).toHaveLength(2);
  });

  test("takes the place of one that still waits", async () => {
    context.noted.state.answer = async () => down;
    await remind(people.ana);
    await pumpOutbox(context);
    await remindAgain(people.ana);
    expect(states()).toEqual(["waiting", "replaced"]);
    context.noted.state.answer = async () => sent;
    context.clock.advance(5 * MINUTE);
    await pumpOutbox(context);
    expect(states()).toEqual(["sent", "replaced"]);
    expect(textsTo(people.ana)).toHaveLength(2);
  });
});

describe("what it says", () => {
  const body = (account: Account) => textsTo(account).at(-1)?.body;

  test("is what the account is missing, and by when", async () => {
    await remind(people.ana, people.ben);
    await pumpOutbox(context);
    expect(body(people.ana)).toBe(
      "Northside Clinic: please set up two-factor at your next sign-in to Wardkey, by Dec 16, 2026. Never give anyone a code or password.",
    );
    expect(body(people.ben)).toBe(
      "Northside Clinic: two-factor is overdue. Get a setup code from a manager and sign in. Never give anyone a code or password.",
    );
  });

  test("is about the app where text messages are not enough", async () => {
    const rules = [RULE, overdueRule(people.ben)];
    putInForce(context, ...rules.map((rule) => ({ ...rule, methods: "app-only" as const })));
    const byText = { kind: "two-factor-enabled", data: { method: "text" } } as const;
    immediately(context.db, () => {
      for (const { id } of [people.ana, people.ben]) recordEvent(context, id, { ...byText, subject: id });
    });
    await remind(people.ana, people.ben);
    await pumpOutbox(context);
    expect(body(people.ana)).toContain("please set up an authenticator app in Wardkey, by Dec 16, 2026.");
    expect(body(people.ben)).toContain("an authenticator app is overdue. Get a setup code from a manager and sign in.");
  });

  test("is decided when it goes out", async () => {
    context.noted.state.answer = async () => down;
    await remind(people.ana);
    await pumpOutbox(context);
    putInForce(context, { ...RULE, graceDays: 0 });
    context.noted.state.answer = async () => sent;
    context.clock.advance(MINUTE);
    await pumpOutbox(context);
    expect(textsTo(people.ana).map(({ body: said }) => said.includes("overdue"))).toEqual([false, true]);
  });

  test("names nobody, and fits one text message", () => {
    const place = { region: "US", timeZone: "America/Chicago" };
    const practice = "The Harbor Street Family Medicine Center of Lower Bay";
    for (const missing of ["two-factor", "app"] as const) {
      for (const [overdue, codeNeeded] of [
        [false, false],
        [true, false],
        [true, true],
      ] as const) {
        const text = reminderText({ practice, missing, dueAt: Date.UTC(2026, 11, 30), overdue, codeNeeded }, place);
        expect(text.length).toBeLessThanOrEqual(160);
      }
    }
  });
});

describe("on its way", () => {
  test("goes out no more where nothing is due any more, or the number has changed", async () => {
    context.noted.state.answer = async () => down;
    await remind(people.ana, people.ben);
    await pumpOutbox(context);
    const { id, name, email, emailKey, cellPhone, accountType } = people.ben;
    const before = { name, email, emailKey, cellPhone, accountType };
    const edited = { before, after: { ...before, cellPhone: "+14155552699" }, reason: null };
    immediately(context.db, () => {
      recordEvent(context, null, { kind: "two-factor-enabled", subject: people.ana.id, data: { method: "app" } });
      recordEvent(context, null, { kind: "account-edited", subject: id, data: edited });
    });
    context.noted.state.answer = async () => sent;
    context.clock.advance(5 * MINUTE);
    await pumpOutbox(context);
    const reminders = rows().filter(({ purpose }) => purpose === "reminder");
    expect(reminders.map(({ state }) => state)).toEqual(["not-needed", "not-needed"]);
    expect(context.noted.texts.filter(({ body }) => !body.includes("your Wardkey account"))).toHaveLength(2);
  });

  test("survives a restart, and is tried again with growing pauses", async () => {
    context.noted.state.answer = async () => down;
    await remind(people.ana);
    await pumpOutbox(context);
    expect(rows()).toMatchObject([{ purpose: "reminder", state: "waiting", attempts: 1, reason: "unreachable" }]);

    const db = openDatabase(context.file, context.key, { mustExist: true });
    const restarted: VaultContext = { ...context, db, memory: createMemory() };
    context.clock.advance(MINUTE - 1);
    await pumpOutbox(restarted);
    expect(context.noted.texts).toHaveLength(1);
    context.clock.advance(1);
    await pumpOutbox(restarted);
    expect(context.noted.texts).toHaveLength(2);
    context.noted.state.answer = async () => sent;
    context.clock.advance(2 * MINUTE);
    await pumpOutbox(restarted);
    db.close();
    expect(rows()).toMatchObject([{ state: "sent", attempts: 3, reason: null }]);
    // One fact, not one for every try.
    expect(about(people.ana)).toEqual(["reminder-queued", "reminder-not-delivered: unreachable", "reminder-delivered"]);
  });

  test("is given up after a day, with its reason", async () => {
    context.noted.state.answer = async () => down;
    await remind(people.ana);
    for (let hours = 0; hours <= 25; hours++) {
      await pumpOutbox(context);
      context.clock.advance(60 * MINUTE);
    }
    const tries = context.noted.texts.length;
    expect(rows()).toMatchObject([{ state: "failed", reason: "unreachable" }]);
    context.clock.advance(DAY);
    await pumpOutbox(context);
    expect(context.noted.texts).toHaveLength(tries);
  });

  test("expires where Wardkey was closed for that day", async () => {
    await remind(people.ana);
    context.clock.advance(DAY);
    await pumpOutbox(context);
    expect(states()).toEqual(["expired"]);
    expect(context.noted.texts).toEqual([]);
  });

  test("is not tried again where the gateway refuses for good, and the outbox says whom and why", async () => {
    context.noted.state.answer = async () => noSuchNumber;
    await remind(people.ana);
    await pumpOutbox(context);
    expect(rows()).toMatchObject([
      {
        person: { id: people.ana.id, name: "Ana Castillo" },
        to: "•••• 2671",
        purpose: "reminder",
        channel: "text",
        state: "failed",
        reason: "refused-number",
      },
    ]);
    expect(about(people.ana)).toEqual(["reminder-queued", "reminder-not-delivered: refused-number"]);
  });
});

describe("many of them", () => {
  const lateNewcomers = (count: number) => {
    immediately(context.db, () => {
      for (let n = 0; n < count; n++) {
        addAccount(context, { name: `Nina ${n}`, email: `n${n}@x.example`, cellPhone: `+1415556${1000 + n}` });
      }
    });
    return { selection: { filter: { ...EVERYBODY, search: "nina" }, except: [] }, count, again: false };
  };

  /** A gateway that answers when it is told to. */
  function hesitant() {
    const waiting: ((sent: Sent) => void)[] = [];
    context.noted.state.answer = () => new Promise((answer) => waiting.push(answer));
    return { waiting, answerOne: () => waiting.shift()?.(sent) };
  }

  test("go out four at a time, and a token never waits behind them", async () => {
    const gateway = hesitant();
    expect(await remindPeople(context, joan, lateNewcomers(20))).toEqual(done(20));
    const pumped = pumpOutbox(context);
    await Promise.resolve();
    expect(context.noted.texts).toHaveLength(4);
    enableTwoFactor(context, signedInAs(context, people.ana), {});
    const again = pumpOutbox(context);
    await Promise.resolve();
    expect(context.noted.texts).toHaveLength(5);
    expect(textsTo(people.ana)).toHaveLength(1);
    let most = 0;
    while (gateway.waiting.length > 0) {
      most = Math.max(most, gateway.waiting.length);
      gateway.answerOne();
      // The next one is given to the gateway in the same turn in which this one is settled.
      await new Promise(setImmediate);
    }
    await Promise.all([pumped, again]);
    expect(most).toBe(5);
    expect(context.noted.texts).toHaveLength(21);
    expect(states().filter((state) => state === "sent")).toHaveLength(21);
  });

  test("are held together while the gateway is down, instead of each finding it out", async () => {
    context.noted.state.answer = async () => down;
    await remindPeople(context, joan, lateNewcomers(20));
    await pumpOutbox(context);
    expect(context.noted.texts).toHaveLength(4);
    context.clock.advance(MINUTE);
    await pumpOutbox(context);
    expect(context.noted.texts).toHaveLength(8);
    context.clock.advance(MINUTE);
    await pumpOutbox(context);
    expect(context.noted.texts).toHaveLength(8);
    context.noted.state.answer = async () => sent;
    context.clock.advance(MINUTE);
    await pumpOutbox(context);
    context.clock.advance(5 * MINUTE);
    await pumpOutbox(context);
    expect(new Set(states())).toEqual(new Set(["sent"]));
    expect(states()).toHaveLength(20);
  });

  test("that failed are seen in the outbox however many were sent after them", async () => {
    context.noted.state.answer = async () => noSuchNumber;
    await remind(people.ana);
    await pumpOutbox(context);
    context.noted.state.answer = async () => sent;
    context.clock.advance(MINUTE);
    await remindPeople(context, joan, lateNewcomers(320));
    await pumpOutbox(context);
    expect(rows()).toHaveLength(300);
    expect(rows().filter(({ state }) => state === "failed")).toMatchObject([{ person: { id: people.ana.id } }]);
  });
});

test("reminders go through a Twilio-compatible gateway as it is set up in Settings", async () => {
  const twilio = await startTwilio();
  const real: VaultContext = { ...context, delivery: createDelivery(fetch) };
  const { baseUrl, accountSid, authToken: token } = twilio;
  giveGateway(context, { baseUrl, accountSid, token, sender: "+14155550100" });
  twilio.answerNext({ kind: "error", status: 503 });
  await remindPeople(real, joan, { ...picked(people.ana, people.ben), again: false });
  await pumpOutbox(real);
  context.clock.advance(MINUTE);
  await pumpOutbox(real);
  const texts = await Promise.all(
    [people.ana, people.ben].map(({ cellPhone }) => twilio.waitForMessage(cellPhone ?? "")),
  );
  expect(texts).toMatchObject([
    { from: "+14155550100", body: expect.stringContaining("please set up two-factor") },
    { from: "+14155550100", body: expect.stringContaining("two-factor is overdue") },
  ]);
  expect(states()).toEqual(["sent", "sent"]);
  expect(newestEntry(context, people.ana, "reminder-delivered")).toBeDefined();
  await twilio.close();
});

test("a guest network that answers in the gateway's place once does not cost anybody their reminder", async () => {
  const twilio = await startTwilio();
  const real: VaultContext = { ...context, delivery: createDelivery(fetch) };
  const { baseUrl, accountSid, authToken: token } = twilio;
  giveGateway(context, { baseUrl, accountSid, token, sender: "+14155550100" });
  twilio.answerNext({ kind: "answer", status: 200, body: readCase("texts/guest-network.html").toString() });
  await remindPeople(real, joan, { ...picked(people.ana), again: false });
  await pumpOutbox(real);
  expect(rows()).toMatchObject([{ state: "waiting", reason: "unexpected-answer" }]);
  context.clock.advance(MINUTE);
  await pumpOutbox(real);
  expect(await twilio.waitForMessage(people.ana.cellPhone ?? "")).toMatchObject({ from: "+14155550100" });
  expect(states()).toEqual(["sent"]);
  await twilio.close();
});
