import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyMapping } from "../../../src/main/core/domain/import-mapping";
import { tablesIn } from "../../../src/main/platform/import-tables";

/* The worker as it is built, in a thread of its own. */

let folder: string;
let tables: ReturnType<typeof tablesIn>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-worker-"));
  const ssr = resolve(import.meta.dirname, "../../../src/main/core/workers/read-import.ts");
  const output = { entryFileNames: "read-import.mjs" };
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: { ssr, outDir: folder, rolldownOptions: { output } },
  });
  tables = tablesIn(join(folder, "read-import.mjs"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a table is read", async () => {
  expect(await tables.read(Buffer.from("Name;E-mail\r\nZoë;zoe@x.example\r\n", "latin1"))).toEqual({
    is: "table",
    table: {
      columns: ["Name", "E-mail"],
      rows: [{ line: 2, cells: ["Zoë", "zoe@x.example"] }],
      encoding: "windows-1252",
      separator: ";",
    },
  });
});

test("what is none is refused", async () => {
  const refused = { is: "refused", because: "not-a-table", line: null };
  expect(await tables.read(Uint8Array.from([0x50, 0x4b, 3, 4]))).toEqual(refused);
});

const rows = Array.from({ length: 1000 }, (_, at) => ({ line: at + 2, cells: [`P ${at}`, `p${at}@x.example`] }));
const check = {
  columns: 2,
  rows,
  mapping: { ...emptyMapping(), name: 0, email: 1 },
  saysAccountType: true,
  region: "US",
};

test("rows are checked, with word of how far it is", async () => {
  const notified: (readonly [number, number])[] = [];
  const step = async (done: number, of: number) => notified.push([done, of]) > 0;
  const checked = await tables.check(check, step);
  expect(checked).toHaveLength(1000);
  expect(checked?.[999]).toMatchObject({ line: 1001, name: "P 999", problems: [] });
  expect(notified).toEqual([250, 500, 750].map((done) => [done, 1000]));
});

test("stopped, the worker ends and nothing is answered", async () => {
  let asked = 0;
  const stopped = await tables.check(check, async () => {
    asked += 1;
    return false;
  });
  expect(stopped).toBeUndefined();
  expect(asked).toBeGreaterThan(0);
});

test("what breaks in the worker is thrown here", async () => {
  await expect(tables.check({ ...check, rows: [null] as never }, async () => true)).rejects.toThrow(TypeError);
});
