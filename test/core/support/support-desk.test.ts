import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { useRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { unlockAccount } from "../../../src/main/core/support/help-acts";
import { askForHelp, closeHelp, getSupportQueue } from "../../../src/main/core/support/support-desk";
import type { TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { createDesk, type Desk, deactivate, helpFor, holdAccount } from "../../support/help";
import { nobodyAt } from "../../support/session";
import { addMember, addMemberWithApp, again, giveRecoveryCodes, typePassword } from "../../support/sign-in";

const HOUR = 60 * 60_000;

let desk: Desk;
let context: TestContext;
let marcus: Account;
let sam: Caller;

beforeEach(async () => {
  desk = await createDesk();
  ({ context, marcus } = desk);
  // With codes enough nobody but those whom a test is about stands on the list.
  for (const account of [context.manager, desk.two.ruth, desk.sam, desk.ellen, marcus]) {
    giveRecoveryCodes(context, account, "aaaabbbbccccddd0", "aaaabbbbccccddd1", "aaaabbbbccccddd2", "aaaabbbbccccddd3");
  }
  context.clock.advance(HOUR);
  sam = desk.as(desk.sam);
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const ask = (email: string | null, about: "password" | "token" = "token") =>
  askForHelp(context, nobodyAt(context), { email, about });
const done = { ok: true, value: null };

function queue() {
  const got = getSupportQueue(context, sam, {});
  if (!got.ok) throw new Error("the queue was refused");
  return got.value;
}
const names = (list: "locked" | "asked" | "codesLow") => queue()[list].rows.map(({ person }) => person.name);
const nobody = { total: 0, rows: [] };

describe("the queue", () => {
  test("is empty where nobody waits", () => {
    expect(queue()).toEqual({ locked: nobody, asked: nobody, codesLow: nobody });
  });

  test("names who is locked out, since when and until when, and no longer once they are not", async () => {
    for (let failure = 0; failure < 5; failure++) await typePassword(context, marcus.email, "not the password");
    const now = context.clock.now();
    expect(queue().locked).toMatchObject({
      total: 1,
      rows: [{ person: { name: "Marcus Webb", status: "locked", lockedUntil: now + 60_000 }, since: now, asked: null }],
    });
    expect(context.reads).toContain("getSupportQueue");
    context.clock.advance(60_000);
    expect(queue().locked).toEqual(nobody);
  });

  test("whoever is locked until support acts comes first, and goes with the unlock", async () => {
    for (let failure = 0; failure < 5; failure++) await typePassword(context, desk.ana.email, "not the password");
    holdAccount(context, marcus);
    expect(names("locked")).toEqual(["Marcus Webb", "Ana Castillo"]);
    sam = desk.as(desk.sam);
    expect(unlockAccount(context, sam, helpFor(marcus)).ok).toBe(true);
    expect(names("locked")).toEqual(["Ana Castillo"]);
  });

  test("an e-mail that belongs to nobody is locked out without anybody waiting", async () => {
    for (let failure = 0; failure < 5; failure++) await typePassword(context, "nobody@northside.example", "wrong");
    expect(queue().locked).toEqual(nobody);
  });

  test("names who asked, and about what, whoever waits longest first", async () => {
    expect(await ask(marcus.email, "token")).toEqual(done);
    context.clock.advance(60_000);
    expect(await ask(desk.ana.email, "password")).toEqual(done);
    expect(queue().asked).toMatchObject({
      total: 2,
      rows: [
        { person: { name: "Marcus Webb" }, since: context.clock.now() - 60_000, asked: "token" },
        { person: { name: "Ana Castillo" }, since: context.clock.now(), asked: "password" },
      ],
    });
  });

  test("names who runs low on recovery codes, the fewest first", async () => {
    const low = async (name: string, left: number) => {
      const { account } = await addMemberWithApp(context, { name, email: `${name}@northside.example` });
      giveRecoveryCodes(
        context,
        account,
        ...["aaaabbbbccccddd0", "aaaabbbbccccddd1", "aaaabbbbccccddd2"].slice(0, left),
      );
    };
    await low("three", 3);
    await low("none", 0);
    await low("two", 2);
    expect(queue().codesLow).toMatchObject({ total: 3 });
    expect(names("codesLow")).toEqual(["none", "two", "three"]);
  });

  test("a recovery code that is used may put its owner there", async () => {
    context.session.signedIn = null;
    await typePassword(context, marcus.email);
    expect((await useRecoveryCode(context, nobodyAt(context), { code: "aaaabbbbccccddd0" })).ok).toBe(true);
    expect(names("codesLow")).toEqual(["Marcus Webb"]);
    expect(context.reads).toContain("getSupportQueue");
  });

  test("nobody without two-factor runs low, and nobody who has left waits for anything", async () => {
    await ask(marcus.email);
    holdAccount(context, marcus);
    deactivate(context, marcus);
    expect(queue()).toEqual({ locked: nobody, asked: nobody, codesLow: nobody });
  });

  test("a person stands in the first list that fits, and totals count them once", async () => {
    giveRecoveryCodes(context, marcus, "aaaabbbbccccddd9");
    expect(names("codesLow")).toEqual(["Marcus Webb"]);
    await ask(marcus.email);
    expect([names("asked"), queue().codesLow]).toEqual([["Marcus Webb"], nobody]);
    holdAccount(context, marcus);
    expect([names("locked"), queue().asked, queue().codesLow]).toEqual([["Marcus Webb"], nobody, nobody]);
  });

  test("shows the first hundred of each list, and how many there are", () => {
    immediately(context.db, () => {
      for (let index = 0; index < 120; index++) {
        const id = "x".repeat(23) + String(index).padStart(3, "0");
        const facts = {
          name: `P${index}`,
          email: `p${index}@x.example`,
          emailKey: `p${index}@x.example`,
          cellPhone: null,
        };
        const data = {
          ...facts,
          accountType: "staff",
          role: "member",
          twoFactorId: String(800_000_000 + index),
          import: null,
        } as const;
        recordEvent(context, null, { kind: "account-created", subject: id, data });
        recordEvent(context, null, { kind: "help-asked", subject: id, data: { about: "token" } });
      }
    });
    expect(queue().asked.total).toBe(120);
    expect(queue().asked.rows).toHaveLength(100);
  });
});

describe("asking for help", () => {
  test("is recorded once while the request is open, and told to whoever watches", async () => {
    expect(await kindsLeftBy(context, marcus, () => ask(marcus.email.toUpperCase(), "password"))).toEqual([
      "help-asked",
    ]);
    expect(newestEntry(context, marcus, "help-asked")).toMatchObject({ actor: null, data: { about: "password" } });
    expect(context.reads.filter((read) => read === "getSupportQueue").length).toBeGreaterThan(0);
    expect(await kindsLeftBy(context, undefined, () => ask(marcus.email))).toEqual([]);
  });

  test("for an e-mail that belongs to nobody has the same answer, and leaves nothing", async () => {
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await ask("nobody@northside.example")).toEqual(done);
      expect(await ask("not an e-mail at all")).toEqual(done);
    });
    expect(left).toEqual([]);
    expect(queue().asked).toEqual(nobody);
  });

  test("for somebody who has left, too", async () => {
    deactivate(context, marcus);
    expect(await kindsLeftBy(context, undefined, async () => expect(await ask(marcus.email)).toEqual(done))).toEqual(
      [],
    );
  });

  test("of the sign-in that waits for its token needs no e-mail", async () => {
    context.session.signedIn = null;
    await typePassword(context, marcus.email);
    expect(await ask(null)).toEqual(done);
    expect(names("asked")).toEqual(["Marcus Webb"]);
    context.session.pending = null;
    expect(await ask(null)).toEqual({ ok: false, refusal: { code: "not-now", because: "sign-in-first" } });
  });

  test("works while the account is locked, which is when it is needed", async () => {
    holdAccount(context, marcus);
    expect(await kindsLeftBy(context, marcus, () => ask(marcus.email))).toEqual(["help-asked"]);
  });

  test("more than three times an hour is heard no more, and answered as ever", async () => {
    const again = async () => {
      closeHelp(context, sam, { account: marcus.id });
      return kindsLeftBy(context, marcus, async () => expect(await ask(marcus.email)).toEqual(done));
    };
    for (const left of [["help-asked"], ["help-asked"], ["help-asked"], [], []]) expect(await again()).toEqual(left);
    context.clock.advance(HOUR + 1);
    expect(await again()).toEqual(["help-asked"]);
  });

  test("fifty times at once is heard once", async () => {
    const left = await kindsLeftBy(context, marcus, () =>
      Promise.all(Array.from({ length: 50 }, () => ask(marcus.email))),
    );
    expect(left).toEqual(["help-asked"]);
  });

  test("ends with the next sign-in", async () => {
    await ask(desk.ana.email);
    context.session.signedIn = null;
    await typePassword(context, desk.ana.email);
    expect(queue().asked).toEqual(nobody);
    expect(again(context, desk.ana).helpAskedAt).toBeNull();
  });
});

describe("taking a request off the list", () => {
  test("is recorded; where there is none, nothing is", async () => {
    await ask(marcus.email);
    const close = () => expect(closeHelp(context, sam, { account: marcus.id })).toEqual(done);
    expect(await kindsLeftBy(context, marcus, close)).toEqual(["help-closed"]);
    expect(newestEntry(context, marcus, "help-closed")?.actor).toBe(desk.sam.id);
    expect(queue().asked).toEqual(nobody);
    expect(await kindsLeftBy(context, marcus, close)).toEqual([]);
  });

  test("of nobody is refused", () => {
    expect(closeHelp(context, sam, { account: "b".repeat(26) })).toEqual({
      ...{ ok: false, refusal: { code: "no-such-person" } },
    });
  });

  test("a person without two-factor can be asked for as well", async () => {
    const eva = await addMember(context, { name: "Eva Lund", email: "eva@northside.example" });
    await ask(eva.email);
    expect(names("asked")).toEqual(["Eva Lund"]);
  });
});
