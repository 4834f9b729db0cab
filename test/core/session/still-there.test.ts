import { afterEach, beforeEach, expect, test } from "vitest";
import { ok, refuse } from "../../../src/contract/result";
import { recordEvent } from "../../../src/main/core/context";
import { askWhileThere } from "../../../src/main/core/session/still-there";
import { immediately } from "../../../src/main/core/store/open";
import type { TestContext } from "../../support/context";
import { createClinic } from "../../support/many-people";
import { endSession, lockBecause } from "../../support/session";

let context: TestContext;
beforeEach(() => {
  ({ context } = createClinic());
});
afterEach(() => context.close());

/** A dialog that is answered after something has happened. */
const answerAfter = (happens: () => void) =>
  askWhileThere(context, context.session, async () => {
    happens();
    return ok("/x/place");
  });
const over = refuse({ code: "not-now", because: "session-over" });

test("whoever asked and is still there gets the answer", async () => {
  expect(await answerAfter(() => {})).toEqual(ok("/x/place"));
});

test("nobody gets it after a lock, the end of the session, or with another session", async () => {
  const { signedIn } = context.session;
  expect(await answerAfter(() => lockBecause(context, "idle"))).toEqual(over);
  if (signedIn !== null) signedIn.locked = false;
  expect(await answerAfter(() => Object.assign(context.session, { signedIn: { ...signedIn } }))).toEqual(over);
  expect(await answerAfter(() => endSession(context, "too-long"))).toEqual(over);
});

test("nobody gets it whose role was taken away meanwhile", async () => {
  const account = context.session.signedIn?.account ?? "";
  const demote = () =>
    immediately(context.db, () => {
      const data = { before: "manager", after: "member", reason: "left the office" } as const;
      recordEvent(context, account, { kind: "role-changed", subject: account, data });
    });
  expect(await answerAfter(demote)).toEqual(over);
});

test("what took long to make ready is not even asked about once nobody is there", async () => {
  lockBecause(context, "idle");
  let asked = false;
  const answer = await askWhileThere(context, context.session, async () => {
    asked = true;
    return ok(null);
  });
  expect([answer, asked]).toEqual([over, false]);
});
