import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { contract } from "../../../src/contract/methods";
import { newId, recordEvent } from "../../../src/main/core/context";
import { countEntries } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createTestContext } from "../../support/context";

/** What the IT guide says of how large a vault grows. */
const BYTES_AN_ENTRY_AT_MOST = 800;
const DAYS = 25;

test("an entry of people who sign in and out with the app takes the file less than 800 bytes", () => {
  const context = createTestContext();
  const people = immediately(context.db, () =>
    Array.from({ length: 42 }, (_, index) =>
      addAccount(context, { name: `Person ${index}`, email: `p${index}@north.example` }),
    ),
  );
  const authenticator = newId(context);
  const size = () => {
    context.db.pragma("wal_checkpoint(TRUNCATE)");
    return statSync(context.file).size;
  };
  const [before, entries] = [size(), countEntries(context.db)];
  let step = 0;
  for (let day = 0; day < DAYS; day++) {
    immediately(context.db, () => {
      for (const { id } of people) {
        for (let time = 0; time < 5; time++) {
          context.clock.advance(60_000);
          const app = { factor: "app", authenticator, step: ++step, drift: 0 } as const;
          const data = { factors: [{ factor: "password" }, app], setupOnly: false } as const;
          recordEvent(context, id, { kind: "signed-in", subject: id, data });
          recordEvent(context, id, { kind: "signed-out", subject: id, data: {} });
        }
      }
    });
  }
  const written = countEntries(context.db) - entries;
  expect(written).toBe(42 * 10 * DAYS);
  const each = (size() - before) / written;
  process.stdout.write(`an entry takes ${Math.round(each)} bytes\n`);
  expect(each).toBeLessThan(BYTES_AN_ENTRY_AT_MOST);
  context.close();
});

test("no method deletes entries or people, and the audit log itself refuses it (KEEP-1)", () => {
  expect(Object.keys(contract).filter((name) => /delete|prune|purge|erase|wipe/i.test(name))).toEqual([]);
  const context = createTestContext();
  for (const sql of ["DELETE FROM ledger", "UPDATE ledger SET at = 0", "DELETE FROM ledger WHERE seq = 1"])
    expect(() => context.db.exec(sql)).toThrow(/append-only|only grows|never|ledger/);
  context.close();
});
