import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { recordEvent } from "../../../src/main/core/context";
import { listImports } from "../../../src/main/core/import/imports";
import {
  chooseImportFile,
  dryRunImport,
  listImportRows,
  saveImportProblems,
} from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { deactivatePerson } from "../../../src/main/core/people/account-acts";
import { editPerson } from "../../../src/main/core/people/people";
import { cancelProgress, getProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import { countEntries } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { parseTable } from "../../../src/main/core/workers/import/parse-table";
import { carriedOut } from "../../support/answering";
import {
  addAccount,
  answeredBy,
  createTestContext,
  signedInAs,
  type TestContext,
  withHost,
} from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { lockBecause } from "../../support/session";
import { accountOf, noteSignIn } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const STAFF = [
  "First Name,Last Name,Email,Mobile,Role",
  "Ana,Silva,ana@northside.example,(415) 555-2671,Nurse",
  "Priya,Nair,priya@northside.example,,Doctor",
].join("\r\n");

function put(text: string, name = "staff.csv"): void {
  context.table.file = { name, bytes: Buffer.from(text) };
}
async function choose(text: string) {
  put(text);
  const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
  if (!chosen.ok || chosen.value === null) throw new Error("no file");
  return chosen.value;
}
type Options = Partial<Omit<InputOf<"dryRunImport">, "mapping">>;
async function dryRun(text: string, options: Options = {}) {
  const { mapping } = await choose(text);
  return dryRunImport(context, joan, { mapping, known: "update", accountType: "staff", ...options });
}
const run = () => runImport(context, joan, { proof: PROOF });
async function importAll(text: string, options: Options = {}) {
  const dry = await dryRun(text, options);
  if (!dry.ok) throw new Error(dry.refusal.code);
  const done = run();
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value;
}
function rows(outcome: InputOf<"listImportRows">["outcome"]) {
  const page = listImportRows(context, joan, { outcome, offset: 0, limit: 100 });
  if (!page.ok) throw new Error(page.refusal.code);
  return page.value.rows;
}
const refused = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });
const noFile = refused("not-now", { because: "no-file" });
const countAccounts = () => (context.db.prepare("SELECT count(*) AS n FROM accounts").get() as { n: number }).n;

describe("choosing a file", () => {
  test("says how it was understood, and never its path", async () => {
    const chosen = await choose(STAFF);
    expect(chosen).toEqual({
      file: "staff.csv",
      rows: 2,
      columns: ["First Name", "Last Name", "Email", "Mobile", "Role"],
      sample: [
        ["Ana", "Silva", "ana@northside.example", "(415) 555-2671", "Nurse"],
        ["Priya", "Nair", "priya@northside.example", "", "Doctor"],
      ],
      encoding: "utf-8",
      separator: ",",
      mapping: { name: null, firstName: 0, lastName: 1, email: 2, cellPhone: 3, accountType: 4 },
    });
    expect(JSON.stringify(chosen)).not.toContain("joan");
  });

  test("is given up without a trace", async () => {
    await choose(STAFF);
    context.table.file = null;
    expect(await carriedOut(context, chooseImportFile(context, joan, {}))).toEqual({ ok: true, value: null });
    expect(context.session.import?.file).toBe("staff.csv");
  });

  test.each<[text: string, refusal: object]>([
    ["", { because: "empty" }],
    ["Name,Email\n", { because: "empty" }],
    ['Name,Email\n"Ana,a@x.example\n', { because: "not-a-table", line: 2 }],
    ["PK\u0003\u0004", { because: "not-a-table" }],
  ])("is refused where %j is no list", async (text, refusal) => {
    put(text);
    expect(await carriedOut(context, chooseImportFile(context, joan, {}))).toEqual(refused("bad-file", refusal));
    expect(context.session.import).toBeNull();
  });

  test("remembers how the same columns were understood last time, in another order too", async () => {
    const { mapping } = await choose("Who,Contact,Number\nAna,ana@x.example,1\n");
    expect(mapping).toMatchObject({ name: null, email: 1 });
    const mine = { ...mapping, name: 0, cellPhone: 2 };
    await dryRunImport(context, joan, { mapping: mine, known: "update", accountType: "staff" });
    expect((await choose("NUMBER,who,Contact\n2,Ben,ben@x.example\n")).mapping).toEqual({
      ...mine,
      cellPhone: 0,
      name: 1,
      email: 2,
    });
    expect((await choose("Who,Contact\nAna,ana@x.example\n")).mapping).toMatchObject({ name: null });
  });
});

describe("the dry run", () => {
  test("says what would become of every row, and changes nothing", async () => {
    addAccount(context, {
      name: "Ana Silva",
      email: "Ana@northside.example",
      accountType: "staff",
      cellPhone: "+14155552671",
    });
    addAccount(context, { name: "Ben", email: "ben@northside.example", accountType: "provider", cellPhone: null });
    const before = countEntries(context.db);
    const text = `${STAFF}\r\nBen,Ray,ben@northside.example,415 555 2672,\r\nCy,,cy at home,,Nurse`;
    expect(await dryRun(text)).toEqual({ ok: true, value: { create: 1, update: 1, skip: 1, problem: 1 } });
    expect(rows("create")).toEqual([
      {
        line: 3,
        name: "Priya Nair",
        email: "priya@northside.example",
        cellPhone: null,
        accountType: "provider",
        notes: [],
      },
    ]);
    expect(rows("update")).toMatchObject([
      {
        line: 4,
        name: "Ben Ray",
        accountType: "provider",
        notes: ["Name: Ben → Ben Ray", "Cell phone: none → +14155552672"],
      },
    ]);
    expect(rows("skip")).toMatchObject([{ line: 2, notes: ["There already, just like this."] }]);
    expect(rows("problem")).toMatchObject([
      { line: 5, email: "cy at home", notes: ["This is not an e-mail address."] },
    ]);
    expect(countEntries(context.db)).toBe(before);
  });

  test("leaves known people alone where that was chosen", async () => {
    addAccount(context, { name: "Another Ana", email: "ana@northside.example" });
    expect(await dryRun(STAFF, { known: "skip" })).toMatchObject({ value: { create: 1, update: 0, skip: 1 } });
    expect(rows("skip")).toMatchObject([{ notes: ["There already."] }]);
  });

  test("finds managers, oneself, deactivated and damaged accounts to be problems", async () => {
    addAccount(context, { name: "Max", email: "max@northside.example", role: "manager" });
    const gone = addAccount(context, { name: "Gone", email: "gone@northside.example" });
    noteSignIn(context, gone);
    deactivatePerson(context, joan, { account: gone.id, reason: "left", proof: PROOF });
    const hurt = addAccount(context, { name: "Hurt", email: "hurt@northside.example" });
    context.db.prepare("UPDATE accounts SET cell_phone = '+14155550000' WHERE owner = ?").run(hurt.id);
    const text = `Name,Email\nA,joan@northside.example\nB,MAX@northside.example\nC,gone@northside.example\nD,hurt@northside.example`;
    expect(await dryRun(text)).toMatchObject({ value: { create: 0, update: 0, skip: 0, problem: 4 } });
    expect(rows("problem").map(({ notes }) => notes[0]?.slice(0, 30))).toEqual([
      "This is you. Change your own p",
      "This is a practice manager, wh",
      "There is a deactivated account",
      "This account’s records do not ",
    ]);
    expect(context.memory.damaged.has(hurt.id)).toBe(true);
  });

  test("warns of a cell phone that somebody has already, in the file or among the people, and allows it", async () => {
    addAccount(context, { name: "Max", email: "max@northside.example", cellPhone: "+14155552671" });
    addAccount(context, { name: "Ben", email: "ben@northside.example", cellPhone: "+14155552671" });
    const text =
      "Name,Email,Mobile\nAna,ana@x.example,415 555 2672\nCy,cy@x.example,4155552672\nDee,dee@x.example,4155552671\nBen Ray,ben@northside.example,4155552671";
    expect(await dryRun(text)).toMatchObject({ value: { create: 3, update: 1 } });
    expect(rows("create").map(({ notes }) => notes)).toEqual([
      [],
      ["The same cell phone as on line 2."],
      ["Ben and 1 more have this number too."],
    ]);
    expect(rows("update").map(({ notes }) => notes)).toEqual([["Name: Ben → Ben Ray"]]);
  });

  test("is refused without a column for the e-mail, and without a file", async () => {
    const { mapping } = await choose(STAFF);
    const asked = { mapping: { ...mapping, email: null }, known: "update", accountType: "staff" } as const;
    expect(await dryRunImport(context, joan, asked)).toEqual(refused("bad-file", { because: "no-email-column" }));
    context.session.import = null;
    expect(await dryRunImport(context, joan, { ...asked, mapping })).toEqual(noFile);
  });

  test("can be watched and stopped; nothing is left of it", async () => {
    const many = Array.from({ length: 1200 }, (_, n) => `P${n},p${n}@northside.example`);
    const { mapping } = await choose(["Name,Email", ...many].join("\n"));
    await dryRunImport(context, joan, { mapping, known: "skip", accountType: "staff" });
    let seen = 0;
    const { changed } = context.session.host;
    const watched = withHost(context, {
      changed: () => {
        const progress = getProgress(context, joan, {});
        if (progress.ok && progress.value !== null) {
          expect(progress.value).toMatchObject({ what: "import", of: 2400 });
          seen += 1;
          cancelProgress(context, joan, {});
        }
      },
    });
    const asked = { mapping, known: "update", accountType: "staff" } as const;
    expect(await dryRunImport(watched, joan, asked)).toEqual(refused("cancelled"));
    expect(seen).toBe(1);
    withHost(context, { changed });
    expect(listImportRows(context, joan, { outcome: "create", offset: 0, limit: 10 })).toMatchObject(
      refused("not-now"),
    );
    expect(run()).toEqual(refused("not-now", { because: "wrong-step" }));
    expect(await dryRunImport(context, joan, asked)).toMatchObject({ ok: true });
  });

  test("is listed page by page", async () => {
    const many = Array.from({ length: 130 }, (_, n) => `P${n},${n % 2 ? "x" : `p${n}@northside.example`}`);
    await dryRun(["Name,Email", ...many].join("\n"));
    const page = listImportRows(context, joan, { outcome: "create", offset: 60, limit: 50 });
    expect(page).toMatchObject({ ok: true, value: { total: 65, rows: [{ line: 122 }, {}, {}, {}, { line: 130 }] } });
  });

  test("saves its problems as rows that can be corrected, formulas defused", async () => {
    await dryRun('Name;Email;Note\nAna;;=HYPERLINK("x")\n"Ben; Ray";b@x.example;\nCy;c@x;\n');
    expect(await carriedOut(context, saveImportProblems(context, joan, {}))).toEqual({
      ok: true,
      value: { name: "staff problems.csv", count: 2 },
    });
    expect(context.saved[0]?.text).toBe(
      [
        "\ufeffName,Email,Note,Line,Problem",
        'Ana,,"\'=HYPERLINK(""x"")",2,The e-mail is missing.',
        "Cy,c@x,,4,This is not an e-mail address.",
      ].join("\r\n"),
    );
    const again = parseTable(Buffer.from(context.saved[0]?.text ?? ""));
    expect(again).toMatchObject({
      is: "table",
      table: { rows: [{ cells: ["Ana", "", '=HYPERLINK("x")', "2", "The e-mail is missing."] }, {}] },
    });
  });
});

describe("the import", () => {
  test("adds and changes people, each with an entry that follows from one summary", async () => {
    const ben = addAccount(context, {
      name: "Ben",
      email: "ben@northside.example",
      accountType: "provider",
      cellPhone: null,
    });
    const place = entriesAbout(context).length;
    const summary = await importAll(`${STAFF}\nBen,Ray,ben@northside.example,,\nCy,,x,,`);
    expect(summary).toEqual({
      id: expect.stringMatching(/^[a-z2-7]{26}$/),
      file: "staff.csv",
      at: context.clock.now(),
      by: { id: context.manager.id, name: "Joan Price" },
      created: 2,
      updated: 1,
      skipped: 1,
      undone: false,
    });
    const [first, ...rest] = entriesAbout(context).slice(place);
    expect(first).toMatchObject({ kind: "people-imported", subject: null, actor: context.manager.id });
    expect(rest.map(({ kind, cause, actor }) => [kind, cause, actor])).toEqual(
      ["account-created", "account-created", "account-edited"].map((kind) => [kind, first?.hash, context.manager.id]),
    );
    expect(newestEntry(context, ben, "account-edited")?.data).toMatchObject({
      before: { name: "Ben" },
      after: { name: "Ben Ray" },
    });
    const ana = accountOf(context, "ana@northside.example");
    expect(ana).toMatchObject({ name: "Ana Silva", cellPhone: "+14155552671", accountType: "staff", role: "member" });
    expect(ana?.twoFactorId).toMatch(/^[1-9]\d{8}$/);
    expect(newestEntry(context, ana, "account-created")?.data.import).toBe(summary.id);
    expectReplayEqualsTables(context, ana);
    expect(context.session.import).toBeNull();
    expect(listImports(context, joan, {})).toEqual({ ok: true, value: [summary] });
  });

  test("of the same file again changes nothing, and is refused", async () => {
    await importAll(STAFF);
    const before = [countAccounts(), countEntries(context.db)];
    expect(await dryRun(STAFF)).toMatchObject({ value: { create: 0, update: 0, skip: 2, problem: 0 } });
    expect(run()).toEqual(refused("not-now", { because: "wrong-step" }));
    expect([countAccounts(), countEntries(context.db)]).toEqual(before);
  });

  test("gives nobody a role, whatever the file says", async () => {
    await importAll("Name,Email,Role\nA,a@x.example,Manager\nB,b@x.example,Auditor\nC,c@x.example,Support");
    expect(["a", "b", "c"].map((name) => accountOf(context, `${name}@x.example`)?.role)).toEqual([
      "member",
      "member",
      "member",
    ]);
  });

  test("cannot be run twice, without a dry run, or by another manager", async () => {
    expect(run()).toEqual(noFile);
    await choose(STAFF);
    expect(run()).toEqual(refused("not-now", { because: "wrong-step" }));
    await dryRun(STAFF);
    const max = addAccount(context, { name: "Max", email: "max@northside.example", role: "manager" });
    expect(
      runImport(
        context,
        { session: context.session, sessionState: "manager", account: max.id, role: "manager" },
        { proof: PROOF },
      ),
    ).toEqual(noFile);
    expect(run()).toMatchObject({ ok: true });
    expect(run()).toEqual(noFile);
  });

  test("is not begun where the session is locked while the file is being chosen", async () => {
    put(STAFF);
    const slow = answeredBy(context, {
      table: async () => {
        lockBecause(context, "idle");
        return context.table.file;
      },
    });
    expect(await carriedOut(slow, chooseImportFile(slow, joan, {}))).toEqual(
      refused("not-now", { because: "session-over" }),
    );
    expect(context.session.import).toBeNull();
  });

  test("is gone once the session is locked", async () => {
    await dryRun(STAFF);
    lockBecause(context, "idle");
    expect(run()).toEqual(noFile);
  });

  const meanwhile: Record<string, () => void> = {
    "the e-mail was given to somebody": () =>
      void addAccount(context, { name: "Priya", email: "PRIYA@northside.example" }),
    "somebody who would change was edited": () => {
      const ben = accountOf(context, "ben@northside.example");
      const typed = {
        name: "Benjamin",
        email: "ben@northside.example",
        cellPhone: null,
        accountType: "staff",
      } as const;
      editPerson(context, joan, { account: ben?.id ?? "", ...typed, reason: "typo", proof: PROOF });
    },
    "somebody who would change was deactivated": () => {
      const account = accountOf(context, "ben@northside.example")?.id ?? "";
      deactivatePerson(context, joan, { account, reason: "left", proof: PROOF });
    },
    "somebody who would change became a manager": () => {
      const subject = accountOf(context, "ben@northside.example")?.id ?? "";
      const data = { before: "member", after: "manager", reason: "promoted" } as const;
      immediately(context.db, () => recordEvent(context, context.manager.id, { kind: "role-changed", subject, data }));
    },
    "the practice moved to another country": () => {
      const { name, timeZone, stillStuck, textTokenMinutes, digits, idleMinutes, rememberDays, region } = thePractice(
        context.db,
      );
      const before = { name, region, timeZone, stillStuck, textTokenMinutes, digits, idleMinutes, rememberDays };
      const data = { before, after: { ...before, region: "GB" } };
      immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
    },
  };
  test.each(Object.entries(meanwhile))("is refused whole where %s since the dry run", async (_what, change) => {
    addAccount(context, { name: "Ben", email: "ben@northside.example", cellPhone: null });
    await dryRun(`${STAFF}\nBen,Ray,ben@northside.example,,`);
    change();
    const before = [countAccounts(), countEntries(context.db)];
    expect(run()).toEqual(refused("import-changed"));
    expect([countAccounts(), countEntries(context.db)]).toEqual(before);
  });

  test("is undone by the database where anything breaks in the middle", async () => {
    await dryRun(STAFF);
    const before = [countAccounts(), countEntries(context.db)];
    let thrown = 0;
    const broken = {
      ...context,
      random: {
        bytes: (count: number) => {
          thrown += 1;
          if (thrown > 4) throw new Error("the dice are lost");
          return context.random.bytes(count);
        },
      },
    };
    expect(() => runImport(broken, joan, { proof: PROOF })).toThrow("the dice are lost");
    expect([countAccounts(), countEntries(context.db)]).toEqual(before);
    expect(run()).toMatchObject({ ok: true });
  });

  test("never makes a second account, however often and in whatever mix files are imported", async () => {
    const person = fc.record({
      name: fc.constantFrom("Ana", "Ben", ""),
      email: fc.constantFrom("a@x.example", "A@X.example", "b@x.example", "c@x.example", "none"),
      phone: fc.constantFrom("", "(415) 555-2671", "12"),
    });
    const files = fc.array(fc.array(person, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        for (const people of all) {
          const text = [
            "Name,Email,Mobile",
            ...people.map(({ name, email, phone }) => `${name},${email},${phone}`),
          ].join("\n");
          await dryRun(text);
          run();
          const again = await dryRun(text);
          expect(again).toMatchObject({ ok: true, value: { create: 0, update: 0 } });
        }
        const keys = context.db.prepare("SELECT email_key FROM accounts").pluck().all();
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 30 },
    );
    expectReplayEqualsTables(context);
  });
});
