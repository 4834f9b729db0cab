import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diskTroubleOf, orTrouble } from "../../../src/main/core/store/trouble";
import { addAccount, createTestContext, type TestContext } from "../../support/context";

let context: TestContext;
beforeEach(() => {
  context = createTestContext();
});
afterEach(() => context.close());

const countEntries = () => (context.db.prepare("SELECT count(*) AS n FROM ledger").get() as { n: number }).n;

test("a database that has no more room is a full disk, and the decision leaves nothing", () => {
  const pages = Number(context.db.pragma("page_count", { simple: true }));
  context.db.pragma(`max_page_count = ${pages}`);
  const before = countEntries();
  const added = orTrouble(() => {
    for (let index = 0; index < 1000; index += 1) {
      addAccount(context, { name: "x".repeat(300), email: `${index}@northside.example` });
    }
    return "all";
  });
  expect(added).toBe("disk-full");
  const kept = countEntries();
  expect(kept).toBeGreaterThanOrEqual(before);
  // Entries and accounts stand or fall together.
  const accounts = (context.db.prepare("SELECT count(*) AS n FROM accounts").get() as { n: number }).n;
  expect(kept - before).toBe(accounts - 1);
});

test("a file that cannot be written because there is no room is a full disk", () => {
  const full = openSync("/dev/full", "w");
  expect(orTrouble(() => writeSync(full, "x"))).toBe("disk-full");
  closeSync(full);
});

test("a database opened for reading alone is read-only", () => {
  context.db.pragma("query_only = ON");
  expect(orTrouble(() => addAccount(context, { name: "Ana", email: "ana@northside.example" }))).toBe("read-only");
});

test("anything else is a bug and goes on being thrown", () => {
  expect(() =>
    orTrouble(() => {
      throw new TypeError("undefined is not a function");
    }),
  ).toThrow(TypeError);
  expect(diskTroubleOf(null)).toBeUndefined();
  expect(() => orTrouble(() => readFileSync("/nowhere/at/all"))).toThrow("ENOENT");
});
