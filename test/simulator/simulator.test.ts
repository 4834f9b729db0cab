import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { histories } from "../support/random-runs";
import { simulate } from "./simulate";

/*
 * Random histories of a practice on one to four workstations: what people do at them, what the wire, clocks and disks do to
 * them, and crashes. Each is drawn from its seed, and every checker looks at what is left.
 */

/** Of each history; the long run goes further. */
const STEPS = histories.count > 100 ? 60 : 40;
/** Some at a time, so that none of the tests takes long. */
const AT_ONCE = 10;

const batches = Array.from(
  { length: Math.ceil(histories.count / AT_ONCE) },
  (_, batch) => histories.from + batch * AT_ONCE,
);

describe("whatever people, clocks, disks and the wire do", () => {
  test.each(batches)("nothing is wrong at the end of the histories from seed %d on", async (from) => {
    for (let seed = from; seed < Math.min(from + AT_ONCE, histories.from + histories.count); seed++) {
      const { wrong } = await simulate(String(seed), STEPS);
      expect(wrong, `npm run simulate -- --seed ${seed} --steps ${STEPS}`).toEqual([]);
    }
  });
});

test("the same seed gives the same ledgers, in whichever process it is played", async () => {
  const play = join(import.meta.dirname, "../../scripts/simulate/play.mjs");
  const played = (seed: string) => promisify(execFile)(process.execPath, [play, seed, "20"]);
  const [once, again, other] = await Promise.all([played("7"), played("7"), played("8")]);
  expect(once.stdout).toMatch(/\nNorth: \d+ entries, [0-9a-f]{64}\n/);
  expect(again.stdout).toBe(once.stdout);
  expect(other.stdout).not.toBe(once.stdout);
});
