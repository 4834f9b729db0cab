import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, expect, test } from "vitest";

/*
 * The core, built file by file and run by the machine's own Node in a folder from which it reaches the three native
 * packages and nothing else: what imports electron does not load there.
 */

const project = resolve(import.meta.dirname, "../..");
const core = join(project, "src/main/core");
const native = ["better-sqlite3", "@node-rs/argon2", "@napi-rs/keyring"];

const files = readdirSync(core, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => relative(core, join(entry.parentPath, entry.name)).replace(/\.ts$/, ""));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-plain-node-"));
  for (const name of native) {
    const link = join(folder, "node_modules", name);
    mkdirSync(resolve(link, ".."), { recursive: true });
    symlinkSync(join(project, "node_modules", name), link);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Builds sources by the names they get; gives the packages that they import from outside, at once or late. */
async function buildFor(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(folder, "built"),
      rolldownOptions: {
        input: { ...sources },
        external: ["electron", ...native],
        output: { entryFileNames: "[name].mjs", chunkFileNames: "chunks/[name]-[hash].mjs" },
      },
    },
  });
  if (!("output" in built)) throw new Error("one build, and something else came of it");
  const own = new Set(built.output.map(({ fileName }) => fileName));
  const imported = built.output.flatMap((part) =>
    part.type === "chunk" ? [...part.imports, ...part.dynamicImports] : [],
  );
  return [...new Set(imported)].filter((name) => !own.has(name) && !isBuiltin(name)).sort();
}

function runInNode(name: string, args: readonly string[] = []) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return spawnSync("node", [join(folder, "built", `${name}.mjs`), ...args], { encoding: "utf8", env });
}

test("every file of the core loads in plain Node, and a practice is set up there and its manager signs in", async () => {
  const scenario = { "core-in-node": join(project, "test/support/core-in-node.ts") };
  const sources = Object.fromEntries(files.map((file) => [file, join(core, `${file}.ts`)]));
  expect(await buildFor({ ...scenario, ...sources })).toEqual([...native].sort());
  const { stdout, stderr } = runInNode("core-in-node", [join(folder, "built"), ...files]);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    electron: null,
    workers: ["workers/read-import", "workers/score-password", "workers/verify-ledger"],
    sessionState: "manager",
    verified: "verified",
    table: "table",
    score: 4,
  });
});

test.each([
  ["at once", 'import { app } from "electron";\nconsole.log(app);'],
  ["late", 'console.log(await import("electron"));'],
  ["through another package", 'import Store from "electron-store";\nconsole.log(Store);'],
])("what imports electron %s is noticed, and does not load there", async (_how, text) => {
  writeFileSync(join(folder, "planted.ts"), text);
  symlinkSync(join(project, "node_modules/electron-store"), join(folder, "node_modules/electron-store"));
  expect(await buildFor({ planted: join(folder, "planted.ts") })).toEqual(["electron"]);
  const { status, stderr } = runInNode("planted");
  expect(stderr).toContain("Cannot find package 'electron'");
  expect(status).toBe(1);
});
