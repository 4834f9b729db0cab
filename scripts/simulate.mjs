/**
 * @file `npm run simulate -- --seed N --steps M`: plays one random history of a practice on several workstations again, says
 * in plain words what happens, and ends with the digest of every workstation's ledger.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { project } from "./runtime/places.mjs";
import { runInTerminal } from "./runtime/run.mjs";
import { plain, runScript } from "./runtime/say.mjs";
import { readyRuntime } from "./runtime.mjs";

await runScript(async () => {
  const { values } = parseArgs({ options: { seed: { type: "string" }, steps: { type: "string", default: "100" } } });
  const { seed, steps } = values;
  if (seed === undefined || !/^\d{1,10}$/.test(seed)) throw plain("Say a whole number after --seed.");
  if (!/^\d{1,6}$/.test(steps)) throw plain("Say a whole number after --steps.");
  const { executable } = await readyRuntime(["tests"]);
  const play = join(project, "scripts/simulate/play.mjs");
  return runInTerminal(executable, [play, seed, steps], { ...process.env, ELECTRON_RUN_AS_NODE: "1" });
});
