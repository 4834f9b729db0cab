import { expect, test } from "vitest";
import { pressedKey } from "../../../src/renderer/ui/pressed-key";

const pressed = (key: string, code: string, shiftKey = false) => pressedKey({ key, code, shiftKey });

test.each([
  ["French", "&", "Digit1", "1"],
  ["French", "é", "Digit2", "2"],
  ["French", "ç", "Digit9", "9"],
  ["Czech", "ě", "Digit2", "2"],
  ["Arabic", "٣", "Digit3", "3"],
  ["Russian", "л", "KeyK", "k"],
  ["Greek", "λ", "KeyL", "l"],
  ["Hebrew", "ש", "KeyA", "a"],
  ["Russian", "б", "Comma", ","],
])("on a %s keyboard %j (%s) is the key %j", (_keyboard, key, code, meant) => {
  expect(pressed(key, code)).toBe(meant);
});

test.each([
  ["what a French A says, where the Q of others lies", "a", "KeyQ"],
  ["what a German Z says", "z", "KeyY"],
  ["a Dvorak comma", ",", "KeyW"],
  ["a named key", "ArrowDown", "ArrowDown"],
  ["a digit of the block", "7", "Numpad7"],
])("%s stays as it is", (_what, key, code) => {
  expect(pressed(key, code)).toBe(key);
});

test("what takes Shift on the row of digits is no digit", () => {
  expect(pressed("/", "Digit7", true)).toBe("/");
  expect(pressed("&", "Digit7", true)).toBe("&");
});
