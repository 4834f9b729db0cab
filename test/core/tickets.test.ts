import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import type { Given, Outgoing } from "../../src/main/core/asking";
import { recordEvent } from "../../src/main/core/context";
import { immediately } from "../../src/main/core/store/open";
import { createTickets, type Tickets } from "../../src/main/core/tickets";
import type { TestContext } from "../support/context";
import { createClinic } from "../support/many-people";
import { callerNow, endSession, lockBecause } from "../support/session";

let context: TestContext;
let tickets: Tickets;
/** What was committed and taken back, in order. */
let happened: string[];
beforeEach(() => {
  ({ context } = createClinic());
  let number = 0;
  tickets = createTickets(
    () => callerNow(context),
    () => `ticket ${++number}`,
  );
  happened = [];
});
afterEach(() => context.close());

const over = refuse({ code: "not-now", because: "session-over" });
const asker = () => ({ caller: callerNow(context), signedIn: context.session.signedIn });
const FILE: Outgoing<ReturnType<typeof ok<string> | typeof refuse>> = {
  ...{ to: "file", name: "people.csv" },
  canceled: ok("canceled"),
  commit: () => {
    happened.push("committed");
    return ok("Name,Email");
  },
  done: (name) => ok(`saved as ${name}`),
};
const CODES: typeof FILE = {
  ...FILE,
  undo: () => {
    happened.push("taken back");
    return refuse({ code: "paper-trouble" });
  },
};
const hold = (asking = FILE) => {
  const held = tickets.hold("exportPeople", asker(), asking);
  if (!("ticket" in held)) throw new Error("it is held");
  return held.ticket;
};
const table: Given = { is: "table", file: { name: "staff.csv", bytes: new Uint8Array() } };

describe("what leaves", () => {
  test("is asked about by name and way, and nothing of it crosses before it is committed", () => {
    const held = tickets.hold("exportPeople", asker(), FILE);
    expect(held).toEqual({ ticket: "ticket 1", asks: { to: "file", name: "people.csv" } });
    expect(happened).toEqual([]);
  });

  test("is committed once: a ticket that was used opens nothing", () => {
    const ticket = hold();
    expect(tickets.commit(ticket)).toEqual(ok("Name,Email"));
    expect(tickets.commit(ticket)).toEqual(over);
    expect(tickets.close(ticket, { is: "out", name: "x.csv" })).toEqual(ok("saved as x.csv"));
    expect(tickets.close(ticket, { is: "out", name: "x.csv" })).toEqual(over);
    expect(tickets.commit("of nobody")).toEqual(over);
    expect(happened).toEqual(["committed"]);
  });

  test("is not said to be out where it was never committed", () => {
    const ticket = hold();
    expect(() => tickets.close(ticket, { is: "out", name: "x.csv" })).toThrow("not committed");
    expect(tickets.commit(ticket)).toEqual(over);
  });

  test("does not leave where the person cancels, and is answered so", () => {
    const ticket = hold(CODES);
    expect(tickets.close(ticket, { is: "canceled" })).toEqual(ok("canceled"));
    expect(tickets.commit(ticket)).toEqual(over);
    expect(happened).toEqual([]);
  });

  test("that did not come out after all is taken back, however that came, even after the session has ended", () => {
    const outcomes = [{ is: "canceled" }, { is: "broken" }, { is: "trouble", trouble: "not-printed" }] as const;
    const { signedIn } = context.session;
    for (const outcome of outcomes) {
      const ticket = hold(CODES);
      tickets.commit(ticket);
      endSession(context, "too-long");
      expect(tickets.close(ticket, outcome)).toEqual(refuse({ code: "paper-trouble" }));
      context.session.signedIn = signedIn;
    }
    expect(happened).toEqual(outcomes.flatMap(() => ["committed", "taken back"]));
  });

  test("with nothing to take back is answered with the trouble, or as canceled", () => {
    for (const [outcome, answer] of [
      [{ is: "trouble", trouble: "not-written" }, refuse({ code: "paper-trouble", trouble: "not-written" })],
      [{ is: "canceled" }, ok("canceled")],
    ] as const) {
      const ticket = hold();
      tickets.commit(ticket);
      expect(tickets.close(ticket, outcome)).toEqual(answer);
    }
  });

  test("refused at the commit is not committed", () => {
    const ticket = hold({ ...FILE, commit: () => refuse({ code: "not-now", because: "changed-meanwhile" }) });
    expect(tickets.commit(ticket)).toEqual(refuse({ code: "not-now", because: "changed-meanwhile" }));
    expect(tickets.close(ticket, { is: "canceled" })).toEqual(over);
  });
});

describe("what comes in", () => {
  test("is given once, to whoever asked for it", async () => {
    const held = tickets.hold("chooseImportFile", asker(), {
      choose: "table",
      canceled: ok(null),
      commit: ({ name }) => ok(name),
    });
    if (!("ticket" in held)) throw new Error("it is held");
    expect(held.asks).toEqual({ choose: "table" });
    expect(await tickets.give(held.ticket, table)).toEqual(ok("staff.csv"));
    expect(await tickets.give(held.ticket, table)).toEqual(over);
  });

  test("is not taken where something else was asked for", () => {
    const held = tickets.hold("chooseVaultFile", asker(), { choose: "vault", canceled: ok(null), commit: () => ok(1) });
    if (!("ticket" in held)) throw new Error("it is held");
    expect(() => tickets.give(held.ticket, table)).toThrow("not asked for");
    expect(() => tickets.give(hold(), table)).toThrow("not asked for");
    expect(() => tickets.commit(held.ticket)).not.toThrow();
  });
});

describe("authority", () => {
  const { signedIn: nobody } = { signedIn: null };
  const meanwhile: Readonly<Record<string, () => void>> = {
    "a lock": () => lockBecause(context, "idle"),
    "the end of the session": () => endSession(context, "too-long"),
    "another session of the same person": () =>
      Object.assign(context.session, { signedIn: { ...context.session.signedIn } }),
    "the sign-out": () => Object.assign(context.session, { signedIn: nobody }),
    "the loss of the role": () => {
      const account = context.session.signedIn?.account ?? "";
      const data = { before: "manager", after: "member", reason: "left the practice" } as const;
      immediately(context.db, () => recordEvent(context, account, { kind: "role-changed", subject: account, data }));
    },
  };

  test.each(Object.keys(meanwhile))(
    "is looked at again: after %s nothing leaves and nothing comes in",
    async (what) => {
      const [leaving, entering] = [hold(CODES), hold()];
      meanwhile[what]?.();
      expect(tickets.commit(leaving)).toEqual(over);
      expect(await tickets.give(entering, table)).toEqual(over);
      expect(happened).toEqual([]);
    },
  );

  test.each(Object.keys(meanwhile))("that ended while it was prepared (%s) is not even asked for", (what) => {
    const began = asker();
    meanwhile[what]?.();
    expect(tickets.hold("exportPeople", began, FILE)).toEqual(over);
  });

  test("whoever is there still is heard", () => {
    context.clock.advance(60_000);
    expect(tickets.commit(hold())).toEqual(ok("Name,Email"));
  });
});

test("a host that forgets its tickets keeps eight of them at most, the newest", () => {
  const held = Array.from({ length: 9 }, () => hold());
  expect(held.map((ticket) => tickets.commit(ticket).ok)).toEqual([false, ...Array.from({ length: 8 }, () => true)]);
});
