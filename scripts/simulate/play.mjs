/** @file Plays one history inside the app's own runtime, whose SQLite opens vaults; see scripts/simulate.mjs. */

import { join } from "node:path";
import { createServer, createServerModuleRunner } from "vite";
import { project } from "../runtime/places.mjs";

const [seed = "", steps = "0"] = process.argv.slice(2);
const server = await createServer({
  root: project,
  configFile: false,
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
// What the history loads when it first needs it, as the app does, is loaded while it is played.
const runner = createServerModuleRunner(server.environments.ssr);
/** @type {typeof import("../../test/simulator/simulate")} */
const { simulate } = await runner.import(join(project, "test/simulator/simulate.ts"));
const { wrong, ledgers } = await simulate(seed, Number(steps), (line) => process.stdout.write(`${line}\n`));
for (const { name, entries, digest } of ledgers) process.stdout.write(`${name}: ${entries} entries, ${digest}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
await runner.close();
await server.close();
