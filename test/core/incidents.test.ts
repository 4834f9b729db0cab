import { expect, test } from "vitest";
import { incidentLog } from "../../src/main/core/incidents";

function log() {
  const written: string[] = [];
  const time = { now: 0 };
  let count = 0;
  const newNumber = () => {
    count += 1;
    return `N${count}`;
  };
  const note = incidentLog({ newNumber, write: (line) => written.push(line), monotonic: () => time.now });
  return { written, time, note };
}

test("one method that breaks again and again fills no log, and every number that is shown stands there", () => {
  const { written, note } = log();
  const shown = Array.from({ length: 1000 }, () => note("getOverview", new Error("broken")).number);
  note("signIn", new Error("the one that matters"));
  expect(written).toHaveLength(4);
  for (const number of new Set(shown)) expect(written.some((line) => line.includes(number))).toBe(true);
  expect(written.at(-1)).toContain("the one that matters");
});

test("an hour later it is written again", () => {
  const { written, time, note } = log();
  for (let i = 0; i < 10; i++) note("getOverview", new Error("broken"));
  time.now += 60 * 60_000;
  note("getOverview", new Error("broken"));
  expect(written).toHaveLength(4);
});
