import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dateIn,
  isDate,
  isTimeZone,
  offsetsWithin,
  recentDays,
  startOfDayAt,
} from "../../../src/main/core/domain/calendar";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Africa/Cairo",
];

describe("a date in a zone", () => {
  it.each([
    ["UTC", "2026-03-01T00:00:00Z", "2026-03-01"],
    ["America/New_York", "2026-03-01T04:59:59Z", "2026-02-28"],
    ["America/New_York", "2026-03-01T05:00:00Z", "2026-03-01"],
    ["Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"],
    ["Asia/Kolkata", "2028-02-28T18:30:00Z", "2028-02-29"],
    ["Europe/Berlin", "2038-01-19T03:14:08Z", "2038-01-19"],
    ["UTC", "1969-12-31T23:59:59.999Z", "1969-12-31"],
    ["UTC", "0099-05-05T00:00:00Z", "0099-05-05"],
    ["UTC", "9999-12-31T23:59:59Z", "9999-12-31"],
  ])("%s at %s is %s", (zone, instant, date) => {
    expect(dateIn(zone, Date.parse(instant))).toBe(date);
  });
});

describe("the start of a day", () => {
  it.each([
    ["an ordinary day", "Europe/Berlin", "2026-01-15", "2026-01-14T23:00:00Z"],
    ["the day clocks go forward", "America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"],
    ["the day after", "America/New_York", "2026-03-09", "2026-03-09T04:00:00Z"],
    ["the day clocks go back", "America/New_York", "2026-11-01", "2026-11-01T04:00:00Z"],
    ["a day whose midnight is skipped", "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"],
    ["a day whose midnight is skipped", "Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"],
    ["a day whose midnight comes twice", "America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"],
    ["a day after 23 o'clock came twice", "America/Sao_Paulo", "2019-02-17", "2019-02-17T03:00:00Z"],
    [
      "a day that fell back into the day before at one past midnight",
      "America/St_Johns",
      "2010-11-07",
      "2010-11-07T02:30:00Z",
    ],
    ["a day the zone left out", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"],
    ["the day after it", "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"],
    ["half an hour of summer time", "Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z"],
    ["local mean time", "Europe/Berlin", "1880-06-01", "1880-05-31T23:06:32Z"],
    ["an early century", "UTC", "0050-03-01", "0050-03-01T00:00:00Z"],
  ])("for %s: %s %s is %s", (_, zone, date, instant) => {
    expect(new Date(startOfDayAt(zone, date)).toISOString().replace(".000Z", "Z")).toBe(instant);
  });

  it("is the first millisecond of the date, in any zone, whatever its clocks do", () => {
    const dates = fc
      .integer({ min: Date.UTC(1990, 0, 1) / DAY, max: Date.UTC(2045, 0, 1) / DAY })
      .map((day) => dateIn("UTC", day * DAY));
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), dates, (zone, date) => {
        fc.pre(!(zone === "Pacific/Apia" && date === "2011-12-30"));
        const start = startOfDayAt(zone, date);
        expect(dateIn(zone, start)).toBe(date);
        expect(dateIn(zone, start - 1)).toBe(addDays(date, -1));
      }),
      { numRuns: 1500 },
    );
  });

  it("comes 23 to 25 hours after the one before", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Havana"]) {
      for (let date = "2026-01-01"; date < "2027-01-01"; date = addDays(date, 1)) {
        const length = startOfDayAt(zone, addDays(date, 1)) - startOfDayAt(zone, date);
        expect([23 * HOUR, DAY, 25 * HOUR]).toContain(length);
      }
    }
  });

  it.each(["2026-02-30", "2026-13-01", "2026-1-1", "yesterday", ""])("of %o is asked by mistake", (date) => {
    expect(() => startOfDayAt("UTC", date)).toThrow("Not a date");
  });
});

describe("days of the calendar", () => {
  it.each(["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01", "9999-12-31"])("%s is one", (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-00-10",
    "2026-04-31",
    "0000-01-01",
    "2026-1-01",
    "26-01-01",
    " 2026-01-01",
    "2026-01-01T00:00",
    "２０２６-01-01",
  ])("%o is none", (text) => {
    expect(isDate(text)).toBe(false);
  });

  it.each([
    ["2026-02-28", 1, "2026-03-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2026-01-01", -1, "2025-12-31"],
    ["2026-06-15", 0, "2026-06-15"],
    ["2026-01-01", 365, "2027-01-01"],
  ])("%s and %i days is %s", (date, days, later) => {
    expect(addDays(date, days)).toBe(later);
  });

  it("up to today come oldest first", () => {
    const now = Date.parse("2026-03-01T03:00:00Z");
    expect(recentDays("America/New_York", now, 3)).toEqual(["2026-02-26", "2026-02-27", "2026-02-28"]);
    expect(recentDays("UTC", now, 1)).toEqual(["2026-03-01"]);
    expect(recentDays("UTC", now, 0)).toEqual([]);
  });
});

describe("a time zone", () => {
  it.each(ZONES)("%s is one", (zone) => expect(isTimeZone(zone)).toBe(true));

  it.each(["", "Mars/Olympus", "Europe/", "+02:00", "-05:00", "Europe/Berlin; DROP", "../etc", " UTC"])(
    "%o is none",
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );
});

describe("the stretches over which a zone's clocks stay as far ahead", () => {
  it("end where they change, to the millisecond", () => {
    const from = Date.parse("2026-10-20T15:00:00Z");
    const to = Date.parse("2027-04-01T00:00:00Z");
    expect(offsetsWithin("America/Chicago", from, to)).toEqual([
      { to: Date.parse("2026-11-01T07:00:00Z"), offset: -5 * HOUR },
      { to: Date.parse("2027-03-14T08:00:00Z"), offset: -6 * HOUR },
      { to, offset: -5 * HOUR },
    ]);
    expect(offsetsWithin("UTC", from, to)).toEqual([{ to, offset: 0 }]);
    expect(offsetsWithin("UTC", to, from)).toEqual([]);
  });

  it("show the dates that the zone has, whenever one looks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.integer({ min: 1, max: 400 * DAY }),
        fc.integer({ min: 0, max: 400 * DAY }),
        (zone, from, length, later) => {
          const at = from + (later % length);
          const stretches = offsetsWithin(zone, from, from + length);
          const offset = stretches.find(({ to }) => at < to)?.offset ?? Number.NaN;
          expect(dateIn("UTC", at + offset)).toBe(dateIn(zone, at));
          expect(stretches.at(-1)?.to).toBe(from + length);
        },
      ),
    );
  });
});
