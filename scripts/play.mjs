/**
 * @file `npm run tour` and `npm run test:crash`. `npm run tour -- --out DIR` leaves pictures and transcript in another
 * folder than `tour`; `npm run test:crash -- --times N` kills the app so many times instead of a hundred.
 */

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { play } from "./runtime/play.mjs";
import { plain, runScript } from "./runtime/say.mjs";

await runScript(async () => {
  const options = /** @type {const} */ ({ out: { type: "string" }, times: { type: "string" } });
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [name, ...args] = positionals;
  if (name !== "tour" && name !== "crash") throw plain("Say which one: tour or crash.");
  return play(name, args, {
    ...(values.out === undefined ? {} : { WARDKEY_TOUR: resolve(values.out) }),
    ...(values.times === undefined ? {} : { WARDKEY_CRASHES: values.times }),
  });
});
