import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawChart } from "../../../src/main/core/documents/chart";
import { stackAreas, ticksUpTo } from "../../../src/main/core/documents/chart-ground";
import { htmlText } from "../../../src/main/core/documents/markup";
import type { PaperChart, Sheet } from "../../../src/main/core/ports";
import { hostileNames, readPaper, strangeIn } from "../../support/papers";

const london: Sheet = { size: "A4", region: "GB", timeZone: "Europe/London" };
const series = [{ label: "App" }, { label: "Text message" }, { label: "None" }];
const days: PaperChart = {
  draw: "areas",
  unit: "People",
  series,
  points: [
    { label: "1 Sept", values: [10, 20, 70] },
    { label: "8 Sept", values: [40, 20, 40] },
    { label: "15 Sept", values: [1200, 20, 0] },
  ],
};

const draw = (chart: PaperChart, page: "upright" | "across" = "upright") =>
  htmlText(drawChart("it", chart, page, london));
const wordsOf = (svg: string) =>
  Array.from(svg.matchAll(/<text[^>]*>(.*?)<\/text>/g), ([, words]) => words?.replace(/<[^>]+>/g, ""));

describe("the scale", () => {
  test.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [42, [0, 10, 20, 30, 40, 50]],
    [100_000, [0, 20_000, 40_000, 60_000, 80_000, 100_000]],
  ])("up to %i is marked in round numbers", (most, ticks) => {
    expect(ticksUpTo(most)).toEqual(ticks);
  });

  test("reaches every number, and is marked in whole ones, six at most", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (most) => {
        const ticks = ticksUpTo(most);
        const reaches = (ticks.at(-1) ?? 0) >= most && (ticks.at(-2) ?? 0) <= most;
        return reaches && ticks.every(Number.isInteger) && ticks.length >= 2 && ticks.length <= 6;
      }),
    );
  });

  test("stacks each value on those before, a missing one as nothing", () => {
    expect(stackAreas([{ label: "", values: [1, 2] }], 3)).toEqual([[1, 3, 3]]);
  });
});

describe("areas over time", () => {
  const svg = draw(days);

  test("name every series beside its fill and beside its end, with its last value", () => {
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(["People", "App", "Text message", "None"]));
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(["App 1,200", "Text message 20", "None 0"]));
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(["1 Sept", "15 Sept"]));
  });

  test("are as high as the values are", () => {
    // The upper edge of all three: equal sums of 100 and 100, then 1220 of a scale to 1500.
    const edges = Array.from(
      svg.matchAll(/<path d="M([\d. L]+)" fill="none" stroke="#000" stroke-width="1.2"/g),
      ([, d]) => (d ?? "").split("L"),
    );
    const heights = edges.at(-1)?.map((point) => 206 - Number(point.split(" ")[1])) ?? [];
    const of1500 = heights.map((height) => Math.round((height * 1500) / 196 / 10) * 10);
    expect(of1500).toEqual([100, 100, 1220]);
  });

  test("end labels never stand on each other", () => {
    const ends = Array.from(svg.matchAll(/<text x="[\d.]+" y="([\d.]+)">[^<]+<tspan/g), ([, y]) => Number(y));
    expect(ends).toHaveLength(3);
    const gaps = ends.slice(1).map((y, index) => (ends[index] ?? 0) - y);
    expect(gaps.every((gap) => gap >= 15.9)).toBe(true);
  });

  test("days below are as many as there is room for, the first and the last among them", () => {
    const points = Array.from({ length: 365 }, (_, day) => ({ label: `day number ${day}`, values: [1, 2, 3] }));
    for (const page of ["upright", "across"] as const) {
      const shown = wordsOf(draw({ ...days, points }, page)).filter((words) => words?.startsWith("day"));
      expect(shown.at(0)).toBe("day number 0");
      expect(shown.at(-1)).toBe("day number 364");
      expect(shown.length).toBeLessThan(12);
      expect(shown.length).toBeGreaterThan(3);
    }
  });

  test("of one day are a bar, since one day makes no line", () => {
    expect(draw({ ...days, points: days.points.slice(0, 1) })).toBe(
      draw({ ...days, draw: "bars", points: days.points.slice(0, 1) }),
    );
  });
});

describe("bars", () => {
  const bars: PaperChart = { ...days, draw: "bars" };

  test("say their name, their pieces and their sum", () => {
    const words = wordsOf(draw(bars));
    expect(words).toEqual(expect.arrayContaining(["1 Sept", "8 Sept", "15 Sept", "1,200", "1,220"]));
  });

  test("share one scale", () => {
    const svg = draw({
      ...bars,
      series: series.slice(0, 1),
      points: [1, 2, 4].map((value) => ({ label: "x", values: [value] })),
    });
    const pieces = Array.from(svg.matchAll(/M([\d.]+) [\d.]+H([\d.]+)v18/g)).slice(0, 3);
    const lengths = pieces.map(([, from, to]) => Number(to) - Number(from));
    expect(lengths.map((length) => Math.round((length * 4) / (lengths[2] ?? 1)))).toEqual([1, 2, 4]);
  });

  test("that are more than fit on a page are left to the table, and the chart says so", () => {
    const points = Array.from({ length: 52 }, (_, week) => ({ label: `Week ${week + 1}`, values: [1] }));
    const words = wordsOf(draw({ ...bars, points }));
    expect(words).toContain("Week 20");
    expect(words).not.toContain("Week 21");
    expect(words).toContain("The first 20 of 52 are drawn; the table has all of them.");
  });

  test("of nothing are drawn too", () => {
    expect(draw({ ...bars, points: [{ label: "Nobody", values: [0, 0, 0] }] })).not.toContain("NaN");
    expect(draw({ ...bars, points: [] })).not.toMatch(/NaN|Infinity/);
  });
});

test("a marker is a numbered line through the areas at its point, and a line of words below", () => {
  const plain = draw(days);
  const marked = draw({ ...days, markers: [{ point: 1, label: "Everyone, from 8 September" }] });
  expect(wordsOf(marked)).toEqual(expect.arrayContaining(["1", "1 Everyone, from 8 September"]));
  const [, middle] = /L([\d.]+) [\d.]+L[\d.]+ [\d.]+" fill="none"/.exec(plain) ?? [];
  expect(marked).toContain(`<circle cx="${middle}"`);
  expect(plain).not.toContain("<circle");
});

test("every series has a fill that no other has, in grey and in lines", () => {
  const six = Array.from({ length: 6 }, (_, index) => ({ label: `S${index}` }));
  const keys = draw({ ...days, series: six })
    .split("<text")
    .slice(0, -1);
  const fills = six.map((_, index) => {
    const key = keys[index + 1] ?? "";
    const ground = /fill="(#\w+)"/.exec(key)?.[1];
    const lines = Array.from(key.matchAll(/l14 -?14|h18" |stroke-dasharray/g), ([line]) => line);
    return [ground, ...new Set(lines)].join(" ");
  });
  expect(new Set(fills).size).toBe(6);
});

test.each(hostileNames)("with %s for every label nothing is there that is not ours", (_, name) => {
  for (const kind of ["areas", "bars"] as const) {
    const named = days.points.map(({ values }) => ({ label: name, values }));
    const svg = draw({ draw: kind, unit: name, series: [{ label: name }], points: named });
    expect(readPaper({ html: `<body>${svg}` })).toContain(name.trim().slice(0, 29));
    const frame = "<head></head><title></title><style></style><body></body>";
    expect(strangeIn(frame + svg)).toEqual([]);
  }
});
