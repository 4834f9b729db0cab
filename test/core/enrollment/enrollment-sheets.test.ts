import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok } from "../../../src/contract/result";
import { judgeCode } from "../../../src/main/core/authentication/codes";
import { recordEvent } from "../../../src/main/core/context";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { makeEnrollmentSheets } from "../../../src/main/core/enrollment/enrollment-sheets";
import { factsOf } from "../../../src/main/core/people/account-facts";
import { cancelProgress, getProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { issueSetupCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { canceled, carriedOut, out } from "../../support/answering";
import { answeredBy, givePassword, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { helpFor } from "../../support/help";
import {
  type Clinic,
  createClinic,
  DAY,
  damage,
  EVERYBODY,
  overdueRule,
  picked,
  putInForce,
  stopAfter,
} from "../../support/many-people";
import { lockBecause } from "../../support/session";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let people: Clinic["people"];
beforeEach(() => {
  ({ context, joan, people } = createClinic());
});
afterEach(() => context.close());

const WEEK = 7 * DAY;
const asPdf = { to: "pdf", sealed: false, size: "A4", proof: PROOF } as const;
const onPrinter = { ...asPdf, to: "printer" } as const;
const make = (...accounts: readonly Account[]) =>
  carriedOut(context, makeEnrollmentSheets(context, joan, { ...picked(...accounts), ...asPdf }));

/** The codes on a paper by the person whose e-mail stands above them, in the order of the pages. */
function codesOn(html: string | undefined): ReadonlyMap<string, string> {
  const pages = (html ?? "").matchAll(/<bdi>([^<]*@[^<]*)<\/bdi>[\s\S]*?class="code mono">([^<]+)</g);
  return new Map(Array.from(pages, ([, email, code]) => [nameOf(email ?? ""), code ?? ""]));
}
function nameOf(email: string): string {
  return Object.values(people).find((account) => account.email === email)?.name ?? email;
}
const paper = () => context.saved.at(-1)?.text;
const opens = ({ id }: Account, code: string | undefined) =>
  judgeCode(context, id, "setup-code", code ?? "").kind === "right";
const openCodes = ({ id }: Account) => listCodes(context.db, id, "setup-code", "open");

describe("the sheets", () => {
  test("are one paper with a page per person, whose codes work once for seven days", async () => {
    const made = await make(people.ben, people.ana);
    expect(made).toEqual({
      ok: true,
      value: { done: 2, skipped: [], file: { name: expect.stringMatching(/\.pdf$/) } },
    });
    const codes = codesOn(paper());
    expect([...codes.keys()]).toEqual(["Ana Castillo", "Ben Okafor"]);
    expect(opens(people.ana, codes.get("Ana Castillo"))).toBe(true);
    expect(opens(people.ana, codes.get("Ben Okafor"))).toBe(false);
    const typed = {
      email: people.ana.email,
      code: codes.get("Ana Castillo") ?? "",
      password: "seven quiet otters swim",
    };
    const nobody: Caller = { session: context.session, sessionState: "signed-out", account: null, role: null };
    context.session.signedIn = null;
    expect(await claimSetupCode(context, nobody, typed)).toMatchObject({ ok: true });
    expect(opens(people.ana, codes.get("Ana Castillo"))).toBe(false);
    context.clock.advance(WEEK);
    expect(opens(people.ben, codes.get("Ben Okafor"))).toBe(false);
  });

  test("leave a summary and an entry per person, which are there before anything is written", async () => {
    const before = entriesAbout(context).length;
    let atWriting: readonly string[] = [];
    const watching = answeredBy(context, {
      pdf: async (commit, name) => {
        commit();
        atWriting = entriesAbout(context)
          .slice(before)
          .map(({ kind }) => kind);
        return out(name);
      },
    });
    await carriedOut(watching, makeEnrollmentSheets(watching, joan, { ...picked(people.ana, people.ben), ...asPdf }));
    expect(atWriting).toEqual(["enrollment-sheets-made", "setup-code-issued", "setup-code-issued"]);
    const [summary, ...issued] = entriesAbout(context).slice(before);
    expect(summary).toMatchObject({
      subject: null,
      actor: context.manager.id,
      data: { count: 2, skipped: 0, to: "pdf", sealed: false },
    });
    expect(issued).toMatchObject(
      [people.ana, people.ben].map(({ id }) => ({ subject: id, actor: context.manager.id, cause: summary?.hash })),
    );
    expectReplayEqualsTables(context, people.ana);
  });

  test("void the code that somebody had before", async () => {
    issueSetupCode(context, joan, helpFor(people.ana, "new"));
    await make(people.ana);
    const first = codesOn(paper()).get("Ana Castillo");
    expect(openCodes(people.ana)).toHaveLength(1);
    await make(people.ana);
    expect(opens(people.ana, first)).toBe(false);
    expect(opens(people.ana, codesOn(paper()).get("Ana Castillo"))).toBe(true);
    expect(openCodes(people.ana)).toHaveLength(1);
  });

  test("leave out oneself, managers, who has left, who is set up, and damaged accounts, by name", async () => {
    damage(context, people.ben);
    const { ana, ben, carla, dana, ruth } = people;
    expect(await make(ana, ben, carla, dana, ruth, context.manager)).toMatchObject({
      ok: true,
      value: {
        done: 1,
        skipped: [
          { person: { id: ben.id, name: "Ben Okafor" }, because: "records-damaged" },
          { person: { id: carla.id }, because: "two-factor-on" },
          { person: { id: dana.id }, because: "deactivated" },
          { person: { id: context.manager.id }, because: "own-account" },
          { person: { id: ruth.id }, because: "manager" },
        ],
      },
    });
    expect([...codesOn(paper()).keys()]).toEqual(["Ana Castillo"]);
    expect(newestEntry(context, undefined, "enrollment-sheets-made")?.data).toMatchObject({ count: 1, skipped: 5 });
  });

  test("leave out a second account of one's own, and whose other factor one has replaced", async () => {
    const { ana, ben, eli } = people;
    const before = factsOf(eli);
    const data = { before, after: { ...before, cellPhone: context.manager.cellPhone }, reason: null };
    immediately(context.db, () => {
      recordEvent(context, eli.id, { kind: "account-edited", subject: eli.id, data });
      recordEvent(context, ben.id, { kind: "signed-in", subject: ben.id, data: { factors: [{ factor: "password" }] } });
      recordEvent(context, ben.id, { kind: "two-factor-enabled", subject: ben.id, data: { method: "app" } });
    });
    expect(resetTwoFactor(context, joan, { ...helpFor(ben), cause: "new-phone" })).toMatchObject({ ok: true });
    const had = openCodes(ben).map(({ id }) => id);
    expect(await make(ana, ben, eli)).toMatchObject({
      ok: true,
      value: {
        done: 1,
        skipped: [
          { person: { id: ben.id }, because: "both-factors" },
          { person: { id: eli.id }, because: "same-person" },
        ],
      },
    });
    expect(openCodes(ben).map(({ id }) => id)).toEqual(had);
    expect([...codesOn(paper()).keys()]).toEqual(["Ana Castillo"]);
  });

  test("print nothing and record nothing where nobody is concerned", async () => {
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await make(people.carla)).toMatchObject({ ok: true, value: { done: 0, file: null } });
    });
    expect(left).toEqual([]);
    expect(context.saved).toEqual([]);
  });

  test("never send a code across the bridge", async () => {
    const made = await make(people.ana, people.ben);
    for (const code of codesOn(paper()).values()) expect(JSON.stringify(made)).not.toContain(code);
  });

  test("are refused where the number has changed", async () => {
    const selection = { filter: { ...EVERYBODY, search: "castillo" }, except: [] };
    expect(await carriedOut(context, makeEnrollmentSheets(context, joan, { selection, count: 3, ...asPdf }))).toEqual({
      ok: false,
      refusal: { code: "selection-changed", count: 1 },
    });
  });
});

describe("where nothing comes out", () => {
  const withCode = () => {
    issueSetupCode(context, joan, helpFor(people.ana, "new"));
    return openCodes(people.ana).map(({ id }) => id);
  };

  test("of the file dialog, nothing has happened: the code from before still works", async () => {
    const had = withCode();
    const dismissed = answeredBy(context, { pdf: async () => canceled });
    const left = await kindsLeftBy(context, undefined, async () => {
      const made = await carriedOut(
        dismissed,
        makeEnrollmentSheets(dismissed, joan, { ...picked(people.ana), ...asPdf }),
      );
      expect(made).toEqual({ ok: false, refusal: { code: "cancelled" } });
    });
    expect(left).toEqual([]);
    expect(openCodes(people.ana).map(({ id }) => id)).toEqual(had);
  });

  test("as there is no printer, nothing has happened either", async () => {
    const had = withCode();
    const without = answeredBy(context, { printer: async () => ({ is: "trouble", trouble: "no-printer" }) });
    expect(
      await carriedOut(without, makeEnrollmentSheets(without, joan, { ...picked(people.ana), ...onPrinter })),
    ).toEqual({
      ok: false,
      refusal: { code: "paper-trouble", trouble: "no-printer" },
    });
    expect(openCodes(people.ana).map(({ id }) => id)).toEqual(had);
  });

  test.each([
    ["the printer's dialog is canceled", canceled],
    ["the printer fails", { is: "trouble", trouble: "not-printed" }],
  ] as const)("as %s, the new codes are void, and that is recorded and said", async (_, outcome) => {
    withCode();
    let drawn: string | undefined;
    const failing = answeredBy(context, {
      printer: async (commit) => {
        drawn = commit().html;
        return outcome;
      },
    });
    const left = await kindsLeftBy(context, people.ana, async () => {
      expect(
        await carriedOut(
          failing,
          makeEnrollmentSheets(failing, joan, { ...picked(people.ana, people.ben), ...onPrinter }),
        ),
      ).toEqual({
        ok: false,
        refusal: { code: "paper-trouble", trouble: "codes-void" },
      });
    });
    expect(left).toEqual(["setup-code-issued", "setup-code-revoked"]);
    expect(openCodes(people.ana)).toEqual([]);
    expect(openCodes(people.ben)).toEqual([]);
    expect(codesOn(drawn).size).toBe(2);
    expect(opens(people.ana, codesOn(drawn).get("Ana Castillo"))).toBe(false);
    expectReplayEqualsTables(context, people.ana);
  });

  test("as the window that draws breaks, no code stays open", async () => {
    const broken = answeredBy(context, {
      printer: async (commit) => {
        commit();
        throw new Error("the window is gone");
      },
    });
    await expect(
      carriedOut(broken, makeEnrollmentSheets(broken, joan, { ...picked(people.ana), ...onPrinter })),
    ).rejects.toThrow("window");
    expect(openCodes(people.ana)).toEqual([]);
  });

  test("as the screen was locked while the dialog stood open, no code is given and no file is written", async () => {
    const left = answeredBy(context, {
      pdf: async (commit, name) => {
        lockBecause(context, "idle");
        return context.answering.pdf(commit, name);
      },
    });
    const made = await carriedOut(left, makeEnrollmentSheets(left, joan, { ...picked(people.ana), ...asPdf }));
    expect(made).toEqual({ ok: false, refusal: { code: "not-now", because: "session-over" } });
    expect(context.saved).toEqual([]);
    expect(openCodes(people.ana)).toEqual([]);
    expect(newestEntry(context, undefined, "enrollment-sheets-made")).toBeUndefined();
  });

  test("as a deadline passed while the dialog stood open, no page goes out that says the wrong thing", async () => {
    await givePassword(context, people.ana);
    putInForce(context, { ...overdueRule(people.ana), fromAt: context.clock.now() + 30 * DAY });
    const slow = answeredBy(context, {
      pdf: async (commit, name) => {
        context.clock.set(context.clock.now() + 31 * DAY);
        return context.answering.pdf(commit, name);
      },
    });
    const made = await carriedOut(slow, makeEnrollmentSheets(slow, joan, { ...picked(people.ana), ...asPdf }));
    expect(made).toEqual({ ok: false, refusal: { code: "not-now", because: "changed-meanwhile" } });
    expect(context.saved).toEqual([]);
    expect(openCodes(people.ana)).toEqual([]);
  });

  test("as it was stopped before, nothing has happened", async () => {
    const seen: unknown[] = [];
    const watched = stopAfter(context, 1, () => {
      seen.push(getProgress(watched, joan, {}));
      cancelProgress(watched, joan, {});
    });
    const left = await kindsLeftBy(context, undefined, async () => {
      const made = await carriedOut(watched, makeEnrollmentSheets(watched, joan, { ...picked(people.ana), ...asPdf }));
      expect(made).toEqual({ ok: false, refusal: { code: "cancelled" } });
    });
    expect(left).toEqual([]);
    expect(seen).toEqual([ok({ what: "sheets", done: 0, of: 1 })]);
  });
});

test("a code is for what its person is missing: a password at first, the phone alone after the deadline", async () => {
  await givePassword(context, people.ben);
  await make(people.ana, people.ben);
  expect(newestEntry(context, people.ana, "setup-code-issued")?.data.for).toBe("password");
  expect(newestEntry(context, people.ben, "setup-code-issued")?.data.for).toBe("enrollment");
});

test("whoever finds the sheet of somebody who still has time puts a password in the place of theirs", async () => {
  await givePassword(context, people.ana);
  await make(people.ana);
  const code = codesOn(paper()).get(people.ana.name) ?? "";
  const finder: Caller = { session: context.session, sessionState: "signed-out", account: null, role: null };
  const claimed = { email: people.ana.email, code, password: "seven lanterns over Bristol" };
  expect(await claimSetupCode(context, finder, claimed)).toEqual({ ok: true, value: { next: "signed-in" } });
});
