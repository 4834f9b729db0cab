import { describe, expect, test } from "vitest";
import { emergencyHalfPaper } from "../../../src/main/core/documents/emergency-code-half";
import type { Sheet } from "../../../src/main/core/ports";
import { hostileNames, readPaper as read, strangeIn } from "../../support/papers";

const chicago: Sheet = { size: "Letter", region: "US", timeZone: "America/Chicago" };
const london: Sheet = { size: "A4", region: "GB", timeZone: "Europe/London" };
const half = {
  practice: "Maple Street Family Practice",
  number: 3,
  half: "first",
  code: "WKQM-9XDR-4TBW-XW8Z-A01M",
  /** The last millisecond of 30 June 2027 in Chicago. */
  lastDayAt: Date.UTC(2027, 6, 1, 5) - 1,
  madeAt: Date.UTC(2027, 0, 5, 18, 0),
} as const;

describe("half of the emergency codes", () => {
  test("has practice, number, which half it is, its code once in groups, until when, and when it was made", () => {
    const paper = emergencyHalfPaper(half, chicago);
    const text = read(paper);
    expect(text).toContain("Emergency codes, first half Maple Street Family Practice");
    expect(text).toContain("Emergency codes No. 3, first half");
    expect(text).toContain("Opens until the end of Wednesday, June 30, 2027");
    expect(text).toContain("Made Tuesday, January 5, 2027, 12:00 PM CST");
    expect(text.split("WKQM 9XDR 4TBW XW8Z A01M")).toHaveLength(2);
    expect(paper.title).toBe("Emergency codes 3, first half, of Maple Street Family Practice");
  });

  test("says how and when to open it, that it is useless alone, and to keep the halves in two places", () => {
    const text = read(emergencyHalfPaper({ ...half, half: "second" }, london));
    expect(text).toContain(
      "With its first half this opens Wardkey in an emergency, for one shift. Alone it is useless.",
    );
    expect(text).toContain("no practice manager can be reached");
    expect(text).toContain("choose “Emergency access”");
    expect(text).toContain("Keep the two halves in two places.");
    expect(text).toContain("Opened by (name) Signature Date and time");
    expect(text).toContain("Shred this half once the emergency codes were used, voided or replaced.");
  });

  test("tells nothing of the other half, and has no picture that a camera could read", () => {
    const { html } = emergencyHalfPaper(half, chicago);
    expect(html).not.toContain("<img");
    expect(read({ html })).not.toContain("No. 3, second half");
  });

  test.each(hostileNames)("with %s for the practice's name has no tag that is not ours", (_, practice) => {
    for (const sheet of [chicago, london]) {
      const paper = emergencyHalfPaper({ ...half, practice }, sheet);
      expect(read(paper)).toContain(practice.trim());
      expect(strangeIn(paper.html)).toEqual([]);
    }
  });
});
