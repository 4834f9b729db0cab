import { describe, expect, test } from "vitest";
import { histories } from "../support/random-runs";
import { simulate } from "./simulate";

/*
 * Random histories of a practice on one to four workstations: what people do at them, what the wire, clocks and disks do to
 * them, and crashes. Each is drawn from its seed, and every checker looks at what is left.
 */

/** Of each history. */
const STEPS = 50;
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

test("the same seed gives the same ledgers", async () => {
  const [once, again] = [await simulate("7", STEPS), await simulate("7", STEPS)];
  expect(once.ledgers).toEqual(again.ledgers);
  const other = await simulate("8", STEPS);
  expect(other.ledgers).not.toEqual(once.ledgers);
});
