/** @file The encrypted SQLite whose binary fits the runtime. The wrong one takes the process down, so none is loaded to find out. */

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, renameSync } from "node:fs";
import { cp, mkdir, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readyHeaders } from "./headers.mjs";
import { cacheFolder, makeFolder, project } from "./places.mjs";
import { run } from "./run.mjs";
import { plain, say } from "./say.mjs";
import { readySystem } from "./system.mjs";

/** The binaries inside the package are built for this Node-API; Node has it since 22.14. */
const packagedNapi = 10;

/** Older runtimes lack two calls of Node-API 10 unless the experimental header declares them; they export both. */
const compilerFlags =
  "-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT -w";

const sqlitePackage = join(project, "node_modules/better-sqlite3");
const require = createRequire(import.meta.url);

/** @param {string} executable @returns {Promise<number>} */
async function askNapi(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: "" };
  const { code, said } = await run(executable, ["-p", "'napi=' + process.versions.napi"], { env });
  const napi = /napi=(\d+)/.exec(said)?.[1];
  if (code !== 0 || napi === undefined) throw plain(`Electron does not start: ${said.trim() || `exit code ${code}`}`);
  return Number(napi);
}

/** Where the package's own loader looks first (lib/binding.js). */
function wantedBinary() {
  const { getPrebuildPath } = require(join(sqlitePackage, "lib/binding.js"));
  return getPrebuildPath() ?? join(sqlitePackage, "prebuilds", `${process.platform}-${process.arch}.node`);
}

function compiledFolder() {
  const { version } = JSON.parse(readFileSync(join(sqlitePackage, "package.json"), "utf8"));
  const flags = createHash("sha256").update(compilerFlags).digest("hex").slice(0, 8);
  return join(cacheFolder(), `sqlite-${version}-${flags}-${process.platform}-${process.arch}`);
}

/**
 * Compiles the package's own, unchanged source in a copy, so that the checkout stays clean.
 * @param {string} folder receives better_sqlite3.node
 */
async function compile(folder) {
  const work = join(folder, "work");
  for (const part of ["binding.gyp", "package.json", "src", "deps", "lib"]) {
    await cp(join(sqlitePackage, part), join(work, part), { recursive: true });
  }
  await mkdir(join(work, "node_modules"));
  const addonApi = dirname(createRequire(join(sqlitePackage, "package.json")).resolve("node-addon-api"));
  await symlink(addonApi, join(work, "node_modules/node-addon-api"));
  const gyp = require.resolve("node-gyp/bin/node-gyp.js");
  const headers = await readyHeaders(join(work, "headers"));
  const args = ["rebuild", "--release", "--force_build=1", `--nodedir=${headers}`];
  const { code, said } = await run(process.execPath, [gyp, ...args], {
    cwd: work,
    env: { ...process.env, CXXFLAGS: compilerFlags, npm_config_nodedir: headers },
  });
  if (code !== 0) {
    say(said.slice(-4000));
    throw plain("The encrypted SQLite could not be compiled; the compiler's last words are above.");
  }
  await rename(join(work, "build/Release/better_sqlite3.node"), join(folder, "better_sqlite3.node"));
  await rm(work, { recursive: true });
}

/** @param {string} source @param {string} target */
function place(source, target) {
  if (existsSync(target) && readFileSync(source).equals(readFileSync(target))) return;
  // Renamed, never overwritten: a running app may have the old file mapped.
  const partial = `${target}.${process.pid}`;
  copyFileSync(source, partial);
  renameSync(partial, target);
}

/**
 * Puts the binary that fits where the package's loader finds it, compiling at most once per machine.
 * @param {string} executable the Electron that will load it
 * @param {{ inPlainNode: boolean }} where whether the Node that runs this will load it too
 */
export async function readySqlite(executable, { inPlainNode }) {
  const binary = wantedBinary();
  const packaged = `${binary}.packaged`;
  const fitsElectron = (await askNapi(executable)) >= packagedNapi;
  const fitsNode = Number(process.versions.napi) >= packagedNapi;
  if (fitsElectron && (fitsNode || !inPlainNode)) {
    // What was compiled for an older Node serves a newer Electron as well, and stays.
    if (fitsNode && existsSync(packaged)) place(packaged, binary);
    return;
  }
  const compiled = compiledFolder();
  if (!existsSync(compiled)) {
    await readySystem(["compiler"]);
    say("Compiling the encrypted SQLite for this runtime (a minute or two, once).");
    await makeFolder(compiled, compile);
  }
  if (existsSync(binary) && !existsSync(packaged)) copyFileSync(binary, packaged);
  place(join(compiled, "better_sqlite3.node"), binary);
}
