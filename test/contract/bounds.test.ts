import { describe, expect, test } from "vitest";
import { inputs } from "../../src/contract/inputs";
import type { Method } from "../../src/contract/methods";
import { validInputs } from "../support/valid-inputs";

/* What a schema takes at most and at least, in the numbers of the rules and not of the code. */

const DAY_MS = 24 * 60 * 60_000;
const [rule] = validInputs.changePolicy.rules;
/** Fewer than none are not a list of rules at all. */
const manyRules = (count: number) => (count < 0 ? null : Array.from({ length: count }, () => rule));

type Bound = readonly [
  rule: string,
  what: string,
  method: Method,
  within: readonly [least: number, most: number],
  input: (value: number) => object,
];

const bounds: readonly Bound[] = [
  ["POLICY-1", "rules", "changePolicy", [0, 20], (count) => ({ rules: manyRules(count) })],
  ["POLICY-1", "days of grace", "changePolicy", [0, 90], (graceDays) => ({ rules: [{ ...rule, graceDays }] })],
  ["SETUP-6", "digits of a code", "updateSettings", [6, 8], (digits) => ({ digits })],
  ["TOKEN-6", "minutes that a token lives", "updateSettings", [1, 60], (minutes) => ({ textTokenMinutes: minutes })],
  ["TOKEN-6", "of these in the first run", "chooseTextTokenLifetime", [1, 60], (minutes) => ({ minutes })],
  ["TOKEN-11", "sign-ins with a bypass code", "issueBypassCode", [1, 20], (signIns) => ({ signIns })],
  ["TOKEN-11", "hours of a bypass code", "issueBypassCode", [1, 8], (hours) => ({ hours })],
  [
    "SIGNIN-6",
    "days that a workstation is remembered",
    "updateSettings",
    [0, 30],
    (rememberDays) => ({ rememberDays }),
  ],
  ["SIGNIN-7", "idle minutes before the lock", "updateSettings", [1, 30], (idleMinutes) => ({ idleMinutes })],
  ["TIME-5", "days back or forth", "correctClock", [-366, 366], (days) => ({ correctionMs: days * DAY_MS })],
];

describe.each(bounds)("%s: %s", (_rule, _what, method, [least, most], input) => {
  const isTaken = (value: number) => inputs[method].safeParse({ ...validInputs[method], ...input(value) }).success;

  test("are as many as the rule says, and no fewer or more", () => {
    expect([least, most].map(isTaken)).toEqual([true, true]);
    expect(isTaken(most + 1)).toBe(false);
    expect(isTaken(least - 1)).toBe(false);
  });
});
