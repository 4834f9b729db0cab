import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectedAt,
  MANAGER_RECOVERY,
  NOBODY_ELSE,
  noticeProgress,
  type Sighting,
  UNANSWERED,
} from "../../../src/main/core/domain/notice-period";

const HOUR = 3_600_000;
const seen = (person: string, on: string, hour: number): Sighting => ({ person, on, shownMs: hour * HOUR });
const three = [seen("a", "2026-11-02", 1), seen("b", "2026-11-02", 2), seen("c", "2026-11-03", 9)];
const isOver = (hours: number, sightings: readonly Sighting[], others = 3, rule = UNANSWERED) =>
  noticeProgress(rule, { shownMs: hours * HOUR, others, sightings }).isOver;

describe("what a second manager was asked for", () => {
  test("goes ahead after 72 open hours in which three other people came by, on two days", () => {
    expect(isOver(72, three)).toBe(true);
    expect(isOver(72 - 1 / HOUR, three)).toBe(false);
  });

  test("takes 168 open hours where fewer people came by, or all of them on one day", () => {
    const oneDay = three.map((one) => ({ ...one, on: "2026-11-02" }));
    for (const too of [[], three.slice(1), three.slice(0, 2), oneDay]) {
      expect([too.length, isOver(168 - 1 / HOUR, too)]).toEqual([too.length, false]);
      expect([too.length, isOver(168, too)]).toEqual([too.length, true]);
    }
  });

  test("takes everybody else where there are fewer than three, still on two days", () => {
    const one = [seen("a", "2026-11-02", 1)];
    expect(isOver(72, one, 1)).toBe(false);
    expect(isOver(72, [...one, seen("a", "2026-11-03", 10)], 1)).toBe(true);
    expect(isOver(72, [...one, seen("a", "2026-11-03", 10)], 2)).toBe(false);
  });

  test("sees no second day where a clock was set forward in between", () => {
    const set = [seen("a", "2026-11-02", 1), seen("b", "2026-11-02", 2), seen("c", "2026-11-03", 2.5)];
    expect(isOver(100, set)).toBe(false);
  });
});

test("manager recovery takes 24 open hours in which two other people came by, else 72", () => {
  const two = [seen("a", "2026-11-02", 1), seen("b", "2026-11-02", 2)];
  expect(isOver(24, two, 2, MANAGER_RECOVERY)).toBe(true);
  expect(isOver(24, two.slice(1), 2, MANAGER_RECOVERY)).toBe(false);
  expect(isOver(24, two.slice(1), 1, MANAGER_RECOVERY)).toBe(true);
  expect(isOver(24, [], 0, MANAGER_RECOVERY)).toBe(true);
  expect(isOver(72, [], 2, MANAGER_RECOVERY)).toBe(true);
});

test("where there is nobody else it takes 24 open hours", () => {
  expect(isOver(24, [], 0, NOBODY_ELSE)).toBe(true);
  expect(isOver(23.9, three, 3, NOBODY_ELSE)).toBe(false);
});

test("nothing is over before its shorter time, everything after its longer one, and what is left runs out with it", () => {
  const sightings = fc.array(
    fc.record({
      person: fc.constantFrom("a", "b", "c", "d"),
      on: fc.constantFrom("2026-11-02", "2026-11-03", "2026-11-04"),
      shownMs: fc.integer({ min: 0, max: 200 * HOUR }),
    }),
  );
  const rules = fc.constantFrom(UNANSWERED, MANAGER_RECOVERY, NOBODY_ELSE);
  fc.assert(
    fc.property(rules, fc.nat(200 * HOUR), fc.nat(3), sightings, (rule, shownMs, others, came) => {
      const facts = { others, sightings: came };
      const progress = noticeProgress(rule, { ...facts, shownMs });
      if (shownMs < rule.openMs) expect(progress.isOver).toBe(false);
      if (shownMs >= rule.elseOpenMs) expect(progress.isOver).toBe(true);
      expect(progress.leftMs === 0).toBe(progress.isOver);
      const later = noticeProgress(rule, { ...facts, shownMs: shownMs + progress.leftMs });
      expect(later.isOver || shownMs + progress.leftMs === rule.openMs).toBe(true);
    }),
  );
});

test("the expected day goes by how long Wardkey was open of the time that passed, from the second day on", () => {
  const beganAt = Date.UTC(2026, 10, 2, 9);
  const after = (hours: number, shownHours: number) =>
    (expectedAt(12 * HOUR, beganAt + hours * HOUR, { beganAt, shownMs: shownHours * HOUR }) - beganAt) / HOUR - hours;
  expect(after(2, 1)).toBe(12);
  expect(after(48, 16)).toBe(36);
  expect(after(48, 48)).toBe(12);
  expect(after(480, 1)).toBe(12 * 24);
});
