import { describe, expect, test } from "vitest";
import { type Helper, isAnotherPerson, isOnePerson, NEW_HELPER_MS } from "../../../src/main/core/domain/another-person";

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 30, 9);
const joan: Helper = { id: "joan", phones: ["+1"], since: NOW - 400 * DAY, makers: [] };
const sam: Helper = { id: "sam", phones: ["+2"], since: NOW - 14 * DAY, makers: [] };

describe("somebody is another person", () => {
  test("with a phone of their own and fourteen days as a helper, to the millisecond, or none at all", () => {
    expect(NEW_HELPER_MS).toBe(14 * DAY);
    expect(isAnotherPerson(sam, joan, NOW)).toBe(true);
    expect(isAnotherPerson({ ...sam, since: NOW - 14 * DAY + 1 }, joan, NOW)).toBe(false);
    expect(isAnotherPerson({ ...sam, since: null }, joan, NOW)).toBe(true);
    // Whoever was first may be new: what counts is the second.
    expect(isAnotherPerson(joan, { ...sam, since: NOW }, NOW)).toBe(true);
  });

  test("not without a phone, with the same one, or with a second account", () => {
    expect(isAnotherPerson({ ...sam, phones: [] }, joan, NOW)).toBe(false);
    expect(isAnotherPerson({ ...sam, phones: ["+3", "+1"] }, joan, NOW)).toBe(false);
    expect(isAnotherPerson(sam, sam, NOW)).toBe(false);
    expect(isOnePerson(sam, { id: "s", phones: ["+2", "+9"] })).toBe(true);
  });

  test("not where either made the other one a helper, with this account or another of theirs, however long ago", () => {
    const made: Helper = { ...sam, since: NOW - 400 * DAY, makers: [joan] };
    expect(isAnotherPerson(made, joan, NOW)).toBe(false);
    expect(isAnotherPerson(joan, made, NOW)).toBe(false);
    const second = { id: "j2", phones: ["+1", "+7"] };
    expect(isAnotherPerson({ ...made, makers: [second] }, joan, NOW)).toBe(false);
    expect(isAnotherPerson({ ...made, makers: [{ id: "ruth", phones: ["+8"] }] }, joan, NOW)).toBe(true);
  });
});
