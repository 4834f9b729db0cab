import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBackupDue, newestNight } from "../../../src/main/core/domain/backup-due";
import { dispensable, GENERATIONS, keptGenerations } from "../../../src/main/core/domain/backup-generations";
import { backupName, backupStem, parseBackupName, UNFINISHED } from "../../../src/main/core/domain/backup-names";
import { addDays } from "../../../src/main/core/domain/calendar";

const CHICAGO = "America/Chicago";
const VAULT = "k4w7n2qd5xjzt6bmrs3cfhvyga";
const at = (text: string) => Date.parse(text);

describe("a night", () => {
  test("begins at two, as the practice's clocks show it", () => {
    expect(newestNight(at("2026-11-30T12:00:00-06:00"), CHICAGO)).toBe(at("2026-11-30T02:00:00-06:00"));
    expect(newestNight(at("2026-11-30T01:59:00-06:00"), CHICAGO)).toBe(at("2026-11-29T02:00:00-06:00"));
  });

  test("makes a backup due that was made before it, and none that was made after", () => {
    const noon = at("2026-11-30T12:00:00-06:00");
    expect(isBackupDue(null, noon, CHICAGO)).toBe(true);
    expect(isBackupDue(at("2026-11-30T01:00:00-06:00"), noon, CHICAGO)).toBe(true);
    expect(isBackupDue(at("2026-11-30T02:01:00-06:00"), noon, CHICAGO)).toBe(false);
  });

  test("is made up for where a wrong clock dated the last one into the future", () => {
    const noon = at("2026-11-30T12:00:00-06:00");
    expect(isBackupDue(at("2036-11-30T02:01:00-06:00"), noon, CHICAGO)).toBe(true);
  });
});

describe("names", () => {
  test("say day, time and vault, and are read back", () => {
    const stem = backupStem(VAULT, CHICAGO, at("2026-11-30T02:05:00-06:00"));
    expect(backupName(stem, 1)).toBe("wardkey-2026-11-30-0205-k4w7n2qd.age");
    expect(parseBackupName(backupName(stem, 2), VAULT)).toMatchObject({ on: "2026-11-30" });
    expect(parseBackupName(backupName(stem, 1) + UNFINISHED, VAULT)).toMatchObject({ on: "2026-11-30" });
  });

  test("order backups as they were made, also two of one minute", () => {
    const read = (time: string, count: number) =>
      parseBackupName(backupName(backupStem(VAULT, CHICAGO, at(time)), count), VAULT)?.at ?? 0;
    const [first, second] = [read("2026-11-30T02:05:00-06:00", 1), read("2026-11-30T02:05:00-06:00", 2)];
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(read("2026-11-30T02:06:00-06:00", 1));
  });

  test.each([
    "taxes.pdf",
    "wardkey-2026-11-30-0205-zzzzzzzz.age",
    "wardkey-2026-11-30-0205-k4w7n2qd.age.bak",
    "../wardkey-2026-11-30-0205-k4w7n2qd.age",
    "wardkey-2026-11-30-0205-k4w7n2qd.db",
  ])("%s is no backup of this vault", (name) => {
    expect(parseBackupName(name, VAULT)).toBeUndefined();
  });
});

describe("generations", () => {
  const backup = (on: string) => ({ name: on, on, at: Number(on.replaceAll("-", "")) });
  const days = (from: string, count: number) => Array.from({ length: count }, (_, day) => backup(addDays(from, day)));

  test("of a backup every night for two years seven days, five weeks and twelve months stay", () => {
    const all = days("2025-01-01", 730);
    const kept = keptGenerations(all, GENERATIONS);
    expect(kept.daily).toHaveLength(7);
    expect(kept.weekly).toHaveLength(5);
    expect(kept.monthly).toHaveLength(12);
    expect(kept.weekly[1]).toBe("2026-12-27");
    expect(kept.monthly.slice(0, 3)).toEqual(["2026-12-31", "2026-11-30", "2026-10-31"]);
  });

  test("a computer that was off for a month loses nothing by that", () => {
    const all = [...days("2026-01-01", 7), ...days("2026-03-01", 1)];
    expect(keptGenerations(all, GENERATIONS).daily).toHaveLength(7);
    expect(dispensable(all, GENERATIONS, "2026-03-01")).toEqual(
      ["2026-01-01"].filter((on) => !keptGenerations(all, GENERATIONS).monthly.includes(on)),
    );
  });

  test("whatever the dates are, the last good one stays, what goes is one of them, and going again takes nothing", () => {
    const someDay = fc.integer({ min: 0, max: 4000 }).map((day) => addDays("2020-01-01", day));
    fc.assert(
      fc.property(fc.uniqueArray(someDay, { minLength: 1, maxLength: 60 }), fc.nat(), (list, which) => {
        const all = list.map(backup);
        const lastGood = list[which % list.length] ?? "";
        const gone = dispensable(all, GENERATIONS, lastGood);
        expect(gone).not.toContain(lastGood);
        expect(all.length - gone.length).toBeLessThanOrEqual(7 + 5 + 12 + 1);
        const left = all.filter(({ name }) => !gone.includes(name));
        expect(dispensable(left, GENERATIONS, lastGood)).toEqual([]);
      }),
    );
  });
});
