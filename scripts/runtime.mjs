/**
 * @file Makes the runtime ready: `node scripts/runtime.mjs`. With `--path` it also prints the Electron executable,
 * and nothing else, on standard output.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { readyElectron } from "./runtime/electron.mjs";
import { writeLauncher } from "./runtime/launch.mjs";
import { project } from "./runtime/places.mjs";
import { plain, runScript } from "./runtime/say.mjs";
import { readySqlite } from "./runtime/sqlite.mjs";
import { checkLibraries, readySystem } from "./runtime/system.mjs";

/**
 * Makes ready what is missing and nothing else; quick when all is there.
 * @param {readonly import("./runtime/system.mjs").Need[]} needs
 */
export async function readyRuntime(needs = ["window"]) {
  if (!existsSync(join(project, "node_modules/electron"))) throw plain("Type `npm ci` first, and try again.");
  await readySystem(needs);
  const electron = await readyElectron();
  await checkLibraries(electron.executable);
  await readySqlite(electron.executable, { inPlainNode: needs.includes("tests") });
  await writeLauncher(electron);
  return electron;
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    const { executable } = await readyRuntime();
    if (process.argv.includes("--path")) process.stdout.write(`${executable}\n`);
  });
}
