import { describe, expect, it } from "vitest";
import { instantOf, wallClock } from "../../src/renderer/features/clock/wall-clock";

const CHICAGO = "America/Chicago";

describe("what a clock on the wall shows", () => {
  it.each([
    ["UTC", Date.UTC(2026, 10, 2, 14, 5, 9), { date: "2026-11-02", time: "14:05:09" }],
    [CHICAGO, Date.UTC(2026, 10, 2, 4, 5, 9), { date: "2026-11-01", time: "22:05:09" }],
    ["Asia/Kathmandu", Date.UTC(2026, 10, 2, 20, 0, 0), { date: "2026-11-03", time: "01:45:00" }],
  ])("in %s is the zone's date and time, and leads back", (zone, at, shown) => {
    expect(wallClock(at, zone)).toEqual(shown);
    expect(instantOf(shown, zone)).toBe(at);
  });

  it("takes hours and minutes alone", () => {
    expect(instantOf({ date: "2026-11-02", time: "14:05" }, "UTC")).toBe(Date.UTC(2026, 10, 2, 14, 5));
  });

  it("twice a year is the earlier of two instants, and once the instant after a skipped hour", () => {
    expect(instantOf({ date: "2026-11-01", time: "01:30:00" }, CHICAGO)).toBe(Date.UTC(2026, 10, 1, 6, 30));
    expect(instantOf({ date: "2026-03-08", time: "02:30:00" }, CHICAGO)).toBe(Date.UTC(2026, 2, 8, 8, 30));
  });

  it.each(["", "25:00:00", "noon"])("is no time: %o", (time) => {
    expect(instantOf({ date: "2026-11-02", time }, "UTC")).toBeNull();
  });

  it("is no time without a date", () => {
    expect(instantOf({ date: "", time: "14:05:00" }, "UTC")).toBeNull();
  });
});
