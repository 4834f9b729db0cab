import { describe, expect, it } from "vitest";
import { dayWords } from "../../src/contract/audit/messages";
import { formatPhone } from "../../src/contract/fields";
import { formatAgo, formatCountdown, formatDateTime, formatUntil } from "../../src/contract/formats";
import { daysLeft } from "../../src/contract/people/messages";
import { refusalWords } from "../../src/contract/refusal-messages";

const at = Date.UTC(2026, 10, 2, 14, 5);
const london = { region: "GB", timeZone: "Europe/London", now: at };
const chicago = { region: "US", timeZone: "America/Chicago", now: at };

describe("dates and times", () => {
  it("are written in the region's order and the practice's time zone, with the month as a word", () => {
    expect(formatDateTime(at, london)).toBe("2 Nov 2026, 14:05");
    expect(formatDateTime(at, chicago).replace(/\s/g, " ")).toBe("Nov 2, 2026, 8:05 AM");
  });

  it("name the day only where it is another one, in the practice's zone", () => {
    expect(formatUntil(at + 30 * 60_000, london)).toBe("14:35");
    expect(formatUntil(at + 12 * 3_600_000, london)).toBe("3 Nov 2026, 02:05");
    expect(formatUntil(at + 12 * 3_600_000, chicago)).toMatch(/^8:05\sPM$/);
  });

  it("count down without going below zero", () => {
    expect(formatCountdown(65_000)).toBe("1:05");
    expect(formatCountdown(3_605_000)).toBe("1:00:05");
    expect(formatCountdown(-1)).toBe("0:00");
  });

  it("say how long ago", () => {
    expect(formatAgo(at - 3 * 60_000, london)).toBe("3 minutes ago");
    expect(formatAgo(at - 86_400_000, london)).toBe("yesterday");
    expect(formatAgo(at - 20_000, london)).toBe("just now");
  });
});

describe("phones", () => {
  it("are national at home and have their country code elsewhere", () => {
    expect(formatPhone("+14155552671", "US")).toBe("(415) 555-2671");
    expect(formatPhone("+14155552671", "GB")).toBe("+1 415 555 2671");
  });
});

describe("refusals", () => {
  it("say until when, and how many tries are left", () => {
    expect(refusalWords({ code: "locked", until: at + 30 * 60_000 }, london)).toMatch(/^Locked until 14:35\./);
    expect(refusalWords({ code: "wrong-token", triesLeft: 1 }, london)).toBe("That code didn't match. 1 try left.");
    expect(refusalWords({ code: "wrong-token", triesLeft: null }, london)).toBe("That code didn't match.");
  });

  it("of a proof are those of what was wrong with it", () => {
    const because = { code: "wrong-password", triesLeft: 3 } as const;
    expect(refusalWords({ code: "proof-refused", because }, london)).toBe(refusalWords(because, london));
  });

  it("of a broken vault say what is safe and give the number that the log has", () => {
    const words = refusalWords({ code: "incident", number: "A1B2", what: "unknown" }, london);
    expect(words).toContain("A1B2");
    expect(words).toContain("nothing was saved");
  });
});

describe("days around a change of the clocks", () => {
  const chicago = (now: string) => ({ region: "US", timeZone: "America/Chicago", now: Date.parse(now) });
  // Clocks go back on November 1, 2026, a day of 25 hours, and forward on March 8, one of 23.
  const november2 = Date.parse("2026-11-02T00:00-06:00");
  const march9 = Date.parse("2026-03-09T00:00-05:00");

  it.each([
    ["2026-10-31T00:00-05:00", november2, "2 days left"],
    ["2026-10-30T23:59-05:00", november2, "3 days left"],
    ["2026-11-01T00:30-05:00", november2, "1 day left"],
    ["2026-11-01T23:59-06:00", november2, "1 day left"],
    ["2026-03-07T00:00-06:00", march9, "2 days left"],
    ["2026-03-06T23:30-06:00", march9, "3 days left"],
    ["2026-03-08T00:00-06:00", march9, "1 day left"],
  ])("at %s, until %i, are %s", (now, deadlineAt, said) => {
    expect(daysLeft(deadlineAt, chicago(now))).toBe(said);
  });

  it.each([
    ["2026-11-01T23:30-06:00", "2026-10-31T12:00-05:00", "Yesterday"],
    ["2026-11-01T23:30-06:00", "2026-11-01T00:10-05:00", "Today"],
    ["2026-11-02T00:10-06:00", "2026-11-01T00:10-05:00", "Yesterday"],
    ["2026-03-09T00:10-05:00", "2026-03-08T00:10-06:00", "Yesterday"],
    ["2026-03-09T00:10-05:00", "2026-03-07T23:50-06:00", "Saturday, March 7, 2026"],
  ])("at %s, %s was %s", (now, at, said) => {
    expect(dayWords(Date.parse(at), chicago(now))).toBe(said);
  });
});
