/**
 * @file `npm run tour`, `npm run test:crash` and `npm run golden`. `npm run tour -- --out DIR` leaves pictures and transcript
 * in another folder than `tour`; `npm run test:crash -- --times N` kills the app so many times instead of a hundred;
 * `npm run golden -- --name NAME` writes a golden vault of that name (test/golden/README.md).
 */

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { play } from "./runtime/play.mjs";
import { plain, runScript } from "./runtime/say.mjs";

await runScript(async () => {
  const options = /** @type {const} */ ({
    out: { type: "string" },
    times: { type: "string" },
    name: { type: "string" },
  });
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [name, ...args] = positionals;
  if (name !== "tour" && name !== "crash" && name !== "golden") throw plain("Say which one: tour, crash or golden.");
  if (name === "golden" && values.name === undefined) throw plain("Say how it is called: --name YYYY-MM-COMMIT.");
  return play(name, args, {
    ...(values.out === undefined ? {} : { WARDKEY_TOUR: resolve(values.out) }),
    ...(values.times === undefined ? {} : { WARDKEY_CRASHES: values.times }),
    ...(values.name === undefined ? {} : { WARDKEY_GOLDEN: values.name }),
  });
});
