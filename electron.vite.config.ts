import { readdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const root = import.meta.dirname;

/** Binaries cannot be bundled; everything else can, and one file starts faster than three hundred. */
const native = ["electron", /^better-sqlite3/, /^@node-rs\/argon2/, /^@napi-rs\/keyring/];

const workerFolders = ["src/main/core/workers", "src/main/platform/workers"];

/** Every worker thread is an entry of its own: core/workers/verify-ledger.ts becomes out/main/workers/verify-ledger.cjs. */
function workerEntries(): Record<string, string> {
  const entries = workerFolders.flatMap((folder) =>
    readdirSync(resolve(root, folder), { withFileTypes: true })
      .filter(({ name }) => name.endsWith(".ts"))
      .map(({ name }) => [`workers/${basename(name, ".ts")}`, resolve(root, folder, name)]),
  );
  return Object.fromEntries(entries);
}

/** What the page's first script imports, directly or through others, without waiting for anything. */
function firstChunk(): (
  id: string,
  graph: { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null },
) => string | null {
  let first: Set<string> | undefined;
  return (id, graph) => {
    if (first === undefined) {
      first = new Set([resolve(root, "src/renderer/index.tsx")]);
      for (const each of first)
        for (const imported of graph.getModuleInfo(each)?.importedIds ?? []) first.add(imported);
    }
    return first.has(id) ? "first" : null;
  };
}

export default defineConfig(({ command }) => ({
  main: {
    build: {
      target: "node20.18",
      sourcemap: command === "serve",
      externalizeDeps: false,

      rolldownOptions: {
        external: native,
        input: { index: resolve(root, "src/main/index.ts"), ...workerEntries() },
        output: {
          // An ES module as the main file costs a start 25 ms more, which Electron spends waiting for its loader.
          format: "cjs",
          entryFileNames: "[name].cjs",
          chunkFileNames: "chunks/[name]-[hash].cjs",
          // Half of the size to read and compile at every start; names stay, for the log.
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
    },
  },
  preload: {
    build: {
      target: "node20.18",
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        // A sandboxed preload is CommonJS and can require nothing but electron.
        external: ["electron"],
        input: resolve(root, "src/preload/index.ts"),
        output: { format: "cjs", entryFileNames: "index.cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, "src/renderer"),
    base: "./",
    plugins: [react()],
    build: {
      target: "chrome130",
      sourcemap: false,
      minify: "oxc",
      cssMinify: true,
      // Inlined assets would be data: URLs, which the content security policy refuses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      outDir: resolve(root, "out/renderer"),
      emptyOutDir: true,
      rolldownOptions: {
        input: resolve(root, "src/renderer/index.html"),
        // One file until there is a field to type into: each costs a question to the main process.
        output: { codeSplitting: { groups: [{ name: firstChunk() }] } },
      },
    },
  },
}));
