import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Entry } from "../../../../src/main/core/domain/events";
import { practiceStream } from "../../../../src/main/core/domain/streams";
import { apply } from "../../../../src/main/core/store/effects/apply";
import { ledgerRows } from "../../../../src/main/core/store/ledger/ledger";
import { knowingOf } from "../../../../src/main/core/store/ledger/order";
import { rebuildShadowIfStale } from "../../../../src/main/core/store/ledger/record";
import { toEntry } from "../../../../src/main/core/store/ledger/row";
import { migrate } from "../../../../src/main/core/store/migrations";
import { type Db, openDatabase } from "../../../../src/main/core/store/open";
import { dropShadow, makeShadow, type ShadowTable, shadowTables } from "../../../../src/main/core/store/shadow";

/* Each stream is folded by itself: what an entry does touches rows of its own stream, and needs none of another one. */

const GOLDEN = join(import.meta.dirname, "../../../golden/2026-11-116222b");

let folder = "";
let db: Db;
let entries: readonly Entry[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-streams-"));
  cpSync(join(GOLDEN, "vault.db"), join(folder, "vault.db"));
  const key = Buffer.from(readFileSync(join(GOLDEN, "key.hex"), "utf8").trim(), "hex");
  db = openDatabase(join(folder, "vault.db"), new Uint8Array(key));
  migrate(db);
  rebuildShadowIfStale(db);
  entries = [...ledgerRows(db)].map(toEntry);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How many rows of each table there are that are not of a stream, and what they say. */
function others(stream: string): string {
  return JSON.stringify(
    (Object.keys(shadowTables) as ShadowTable[]).map((table) =>
      db.prepare(`SELECT * FROM ${table} WHERE owner IS NOT ? ORDER BY ${shadowTables[table]}`).all(stream),
    ),
  );
}

/** The account with most entries. */
function busiest(): string {
  const sql = `SELECT subject FROM ledger WHERE subject IS NOT NULL GROUP BY subject ORDER BY count(*) DESC, subject LIMIT 1`;
  return (db.prepare(sql).get() as { subject: string }).subject;
}

function inVain<T>(act: () => T): T {
  db.exec("SAVEPOINT in_vain");
  try {
    return act();
  } finally {
    db.exec("ROLLBACK TO in_vain; RELEASE in_vain");
  }
}

describe("an entry", () => {
  it("changes no row of another stream, even where it names what belongs to one", () => {
    inVain(() => {
      dropShadow(db);
      makeShadow(db);
      for (const entry of entries) {
        // Each as if it were of another stream, before it is applied as what it is: what it names is there by then.
        for (const stream of ["somebody new", practiceStream("emergency"), busiest()]) {
          if (stream === entry.stream) continue;
          const before = others(stream);
          const after = inVain(() => {
            apply(db, { ...entry, stream }, knowingOf(db, entry));
            return others(stream);
          });
          expect(after === before, `${entry.kind} in ${stream}`).toBe(true);
        }
        apply(db, entry, knowingOf(db, entry));
      }
    });
  });

  it("may come twice, and at the end of everything, without being refused", () => {
    inVain(() => {
      for (const entry of entries) expect(() => apply(db, entry, knowingOf(db, entry)), entry.kind).not.toThrow();
    });
  });
});
