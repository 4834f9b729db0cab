/** @file `npm run bench:start`: how long the app takes to a first field that a person can type into. */

import { play } from "./runtime/play.mjs";
import { runScript } from "./runtime/say.mjs";

await runScript(() => play("bench", process.argv.slice(2)));
