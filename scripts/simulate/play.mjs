/** @file Plays one history inside the app's own runtime, whose SQLite opens vaults; see scripts/simulate.mjs. */

import { join } from "node:path";
import { runnerImport } from "vite";
import { project } from "../runtime/places.mjs";

const [seed = "", steps = "0"] = process.argv.slice(2);
const file = join(project, "test/simulator/simulate.ts");
/** @type {{ module: typeof import("../../test/simulator/simulate") }} */
const { module } = await runnerImport(file, { root: project, configFile: false, logLevel: "error" });
const { wrong, ledgers } = await module.simulate(seed, Number(steps), (line) => process.stdout.write(`${line}\n`));
for (const { name, entries, digest } of ledgers) process.stdout.write(`${name}: ${entries} entries, ${digest}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
