/** @file `npm run tour` and `npm run test:crash`. */

import { play } from "./runtime/play.mjs";
import { plain, runScript } from "./runtime/say.mjs";

await runScript(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name !== "tour" && name !== "crash") throw plain("Say which one: tour or crash.");
  return play(name, args);
});
