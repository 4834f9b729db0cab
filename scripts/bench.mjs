/** @file `npm run bench:start`, `bench:people`, `bench:ledger` and `bench:vault`: how long the app takes, measured and never tested by time. */

import { play } from "./runtime/play.mjs";
import { runScript } from "./runtime/say.mjs";

await runScript(() => play("bench", process.argv.slice(2)));
