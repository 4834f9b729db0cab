import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "../../../src/main/core/context";
import { listImports, undoImport } from "../../../src/main/core/import/imports";
import { chooseImportFile, dryRunImport } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Caller } from "../../../src/main/core/session/session";
import { countEntries } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { issueSetupCode } from "../../../src/main/core/support/help-acts";
import { carriedOut } from "../../support/answering";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { helpFor } from "../../support/help";
import { accountOf, noteSignIn } from "../../support/sign-in";
import { giveGateway, PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

async function importFile(text: string, name = "staff.csv") {
  context.table.file = { name, bytes: Buffer.from(text) };
  const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
  if (!chosen.ok || chosen.value === null) throw new Error("no file");
  await dryRunImport(context, joan, { mapping: chosen.value.mapping, known: "update", accountType: "staff" });
  const done = runImport(context, joan, { proof: PROOF });
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value;
}
const undo = (id: string) => undoImport(context, joan, { import: id, proof: PROOF });
const noImport = { ok: false, refusal: { code: "not-now", because: "no-import" } };
const by = (email: string) => {
  const found = accountOf(context, email);
  if (found === undefined) throw new Error("nobody there");
  return found;
};
const STAFF = "Name,Email,Mobile\nAna,ana@x.example,(415) 555-2671\nBen Ray,ben@x.example,\nCy,cy@x.example,";

describe("taking an import back", () => {
  test("that its people were told of their changed numbers keeps nobody's change from being taken back", async () => {
    giveGateway(context);
    const ben = addAccount(context, { name: "Ben Ray", email: "ben@x.example", cellPhone: "+14155550123" });
    const { id } = await importFile("Name,Email,Mobile\nBen Ray,ben@x.example,(415) 555-2671");
    await pumpOutbox(context);
    expect(context.noted.texts.map(({ to }) => to).sort()).toEqual(["+14155550123", "+14155552671"]);
    expect(await undo(id)).toMatchObject({ ok: true, value: { restored: 1, skipped: [] } });
    expect(by("ben@x.example").cellPhone).toBe(ben.cellPhone);
    expectReplayEqualsTables(context, ben);
  });

  test("deactivates whom it created and changes back whom it changed, each with its opposite entry", async () => {
    const ben = addAccount(context, { name: "Ben", email: "ben@x.example", accountType: "provider" });
    const { id } = await importFile(STAFF);
    expect(by("ben@x.example").name).toBe("Ben Ray");
    const place = entriesAbout(context).length;
    expect(await undo(id)).toEqual({ ok: true, value: { deactivated: 2, restored: 1, skipped: [] } });
    expect(by("ben@x.example")).toMatchObject({
      name: "Ben",
      accountType: "provider",
      cellPhone: ben.cellPhone,
      deactivatedAt: null,
    });
    expect(by("ana@x.example").deactivatedAt).toBe(context.clock.now());
    const [first, ...rest] = entriesAbout(context).slice(place);
    expect(first).toMatchObject({
      kind: "import-undone",
      actor: context.manager.id,
      data: { import: id, deactivated: 2, restored: 1, skipped: 0 },
    });
    expect(rest.map(({ kind }) => kind).sort()).toEqual([
      "account-deactivated",
      "account-deactivated",
      "account-edited",
    ]);
    expect(rest.every(({ cause }) => cause === first?.hash)).toBe(true);
    expect(newestEntry(context, ben, "account-edited")?.data).toMatchObject({
      before: { name: "Ben Ray" },
      after: { name: "Ben" },
    });
    expectReplayEqualsTables(context, ben);
  });

  test("leaves alone, by name, whoever has any later entry of their own", async () => {
    const ben = addAccount(context, { name: "Ben", email: "ben@x.example" });
    const { id } = await importFile(STAFF);
    const cy = by("cy@x.example");
    issueSetupCode(context, joan, helpFor(cy, "first day"));
    immediately(context.db, () =>
      recordEvent(context, ben.id, { kind: "signed-in", subject: ben.id, data: { factors: [{ factor: "password" }] } }),
    );
    const undone = await undo(id);
    const skipped = [
      { id: cy.id, name: "Cy" },
      { id: ben.id, name: "Ben Ray" },
    ];
    expect(undone).toMatchObject({ ok: true, value: { deactivated: 1, restored: 0 } });
    expect(undone.ok && [...undone.value.skipped].sort((a, b) => b.name.localeCompare(a.name))).toEqual(skipped);
    expect(by("cy@x.example").deactivatedAt).toBeNull();
    expect(by("ben@x.example").name).toBe("Ben Ray");
    expect(by("ana@x.example").deactivatedAt).not.toBeNull();
  });

  test("leaves alone whom a later import has changed, and takes that one back first", async () => {
    const first = await importFile(STAFF);
    const second = await importFile(STAFF.replace("Cy,", "Cyrus,"), "again.csv");
    expect(await undo(first.id)).toMatchObject({ value: { deactivated: 2, skipped: [{ name: "Cyrus" }] } });
    expect(await undo(second.id)).toMatchObject({ value: { restored: 1, skipped: [] } });
    expect(by("cy@x.example")).toMatchObject({ name: "Cy", deactivatedAt: null });
  });

  test("leaves alone, and names, whose records somebody has edited: a new entry would hide it", async () => {
    const { id } = await importFile(STAFF);
    context.db.prepare("UPDATE accounts SET name = 'Mallory' WHERE owner = ?").run(by("ana@x.example").id);
    const undone = await undo(id);
    // Finding it is an entry of its own.
    expect(undone).toMatchObject({ value: { deactivated: 2, skipped: [{ name: "Mallory" }] } });
    expect(newestEntry(context, undefined, "trouble-found")).toBeDefined();
  });

  test("works once, and for no import that never was", async () => {
    const { id } = await importFile(STAFF);
    await undo(id);
    const before = countEntries(context.db);
    expect(await undo(id)).toEqual(noImport);
    expect(await undo("a".repeat(26))).toEqual(noImport);
    expect(countEntries(context.db)).toBe(before);
  });

  test("makes the same file one of new people, whose e-mails nobody came in under; where somebody did, a problem", async () => {
    const { id } = await importFile(STAFF);
    await undo(id);
    context.table.file = { name: "staff.csv", bytes: Buffer.from(STAFF) };
    const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
    const mapping = chosen.ok && chosen.value ? chosen.value.mapping : undefined;
    if (mapping === undefined) throw new Error("no file");
    const dryRun = () => dryRunImport(context, joan, { mapping, known: "update", accountType: "staff" });
    expect(await dryRun()).toMatchObject({ value: { create: 3, update: 0, skip: 0, problem: 0 } });
    noteSignIn(context, by("ana@x.example"));
    expect(await dryRun()).toMatchObject({ value: { create: 2, problem: 1 } });
  });
});

describe("the last imports", () => {
  test("are the newest twenty, and say which were taken back", async () => {
    for (let n = 0; n < 22; n++) await importFile(`Name,Email\nP,p${n}@x.example`, `${n}.csv`);
    const listed = listImports(context, joan, {});
    if (!listed.ok) throw new Error();
    expect(listed.value.map(({ file }) => file)).toEqual(Array.from({ length: 20 }, (_, n) => `${21 - n}.csv`));
    await undo(listed.value[1]?.id ?? "");
    const again = listImports(context, joan, {});
    expect(again.ok && again.value.slice(0, 3).map(({ undone }) => undone)).toEqual([false, true, false]);
  });
});
