import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClockSign,
  correctionSteps,
  learnedDrift,
  mayCorrectBy,
  newestOfEach,
  storedDrift,
  workstationOffMs,
} from "../../../src/main/core/domain/clock";

const DAY = 24 * 60 * 60_000;
const STEP = 30_000;

/** Signs in the order given, the newest first: account and steps ahead of the computer's clock. */
const signs = (...given: readonly (readonly [string, number])[]): readonly ClockSign[] =>
  given.map(([account, steps], index) => ({ account, steps, at: 1_900_000_000_000 - index * 1000 }));

describe("whether the workstation's clock is wrong", () => {
  it.each<[string, readonly (readonly [string, number])[], number | null]>([
    ["nothing is known", [], null],
    ["one phone alone", [["ana", -8]], null],
    [
      "one phone often",
      [
        ["ana", -8],
        ["ana", -8],
        ["ana", -8],
      ],
      null,
    ],
    [
      "two phones agree that it is fast",
      [
        ["ana", -8],
        ["ben", -8],
      ],
      8 * STEP,
    ],
    [
      "two phones agree that it is slow",
      [
        ["ana", 20],
        ["ben", 20],
      ],
      -20 * STEP,
    ],
    [
      "within one step they agree",
      [
        ["ana", -8],
        ["ben", -9],
      ],
      8.5 * STEP,
    ],
    [
      "two steps apart they do not",
      [
        ["ana", -8],
        ["ben", -10],
      ],
      null,
    ],
    [
      "two steps off is off",
      [
        ["ana", 2],
        ["ben", 2],
      ],
      -2 * STEP,
    ],
    [
      "one step off is not",
      [
        ["ana", 1],
        ["ben", 1],
      ],
      null,
    ],
    [
      "one and two steps off is not",
      [
        ["ana", 1],
        ["ben", 2],
      ],
      null,
    ],
    [
      "one wrong phone among right ones",
      [
        ["ana", -8],
        ["ben", 0],
        ["eva", 0],
      ],
      null,
    ],
    [
      "two wrong phones, each in its own way",
      [
        ["ana", -8],
        ["ben", 12],
        ["eva", 0],
        ["ida", 1],
      ],
      null,
    ],
    [
      "newer signs of a right clock win",
      [
        ["ana", 0],
        ["ben", 0],
        ["eva", -8],
        ["ida", -8],
      ],
      null,
    ],
    [
      "newer signs of a wrong clock win",
      [
        ["eva", -8],
        ["ida", -8],
        ["ana", 0],
        ["ben", 0],
      ],
      8 * STEP,
    ],
    [
      "a phone's newest sign counts",
      [
        ["ana", 0],
        ["ben", 0],
        ["ana", -8],
        ["ben", -8],
      ],
      null,
    ],
    [
      "the newest two that agree decide, whatever lies between",
      [
        ["ana", -8],
        ["ben", 3],
        ["eva", -8],
      ],
      8 * STEP,
    ],
  ])("%s", (_, given, off) => {
    expect(workstationOffMs(signs(...given), 0)).toBe(off);
  });

  it("is judged against the corrected clock", () => {
    const agreed = signs(["ana", -8], ["ben", -8]);
    expect(workstationOffMs(agreed, -8 * STEP)).toBeNull();
    expect(workstationOffMs(agreed, 4 * STEP)).toBe(12 * STEP);
    // The computer's clock was set right meanwhile, and the correction is what is wrong now.
    expect(workstationOffMs(signs(["ana", 0], ["ben", 0]), -8 * STEP)).toBe(-8 * STEP);
  });

  it("whatever one phone shows, it says nothing by itself", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), (steps) => {
        const [right, wrong] = [signs(["ana", 0], ["ben", 0]), signs(...steps.map((each) => ["eva", each] as const))];
        expect(workstationOffMs([...wrong, ...right], 0)).toBeNull();
      }),
    );
  });

  it("takes of each phone the newest sign", () => {
    expect(newestOfEach(signs(["ana", 1], ["ben", 2], ["ana", 3])).map(({ steps }) => steps)).toEqual([1, 2]);
  });
});

describe("what is learned of a phone", () => {
  it("is kept against the computer's clock, so that it comes back as it was under the same correction", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -DAY, max: DAY }), (drift, correctionMs) => {
        expect(learnedDrift(storedDrift(drift, correctionMs), correctionMs)).toBe(drift);
      }),
    );
  });

  it("is re-based by a correction without being touched", () => {
    const stored = storedDrift(-8, 0);
    expect(learnedDrift(stored, -4 * 60_000)).toBe(0);
    expect(correctionSteps(-4 * 60_000)).toBe(-8);
  });
});

describe("a correction", () => {
  it.each([
    [0, true],
    [366 * DAY, true],
    [-366 * DAY, true],
    [366 * DAY + 1, false],
    [-366 * DAY - 1, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
    [1.5, false],
  ])("of %d ms may be: %s", (ms, may) => {
    expect(mayCorrectBy(ms)).toBe(may);
  });
});
