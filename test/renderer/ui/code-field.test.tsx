import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { CodeField, type CodeFieldProps } from "../../../src/renderer/ui/code-field";

function Screen(props: Partial<CodeFieldProps>) {
  const [value, setValue] = useState("");
  return <CodeField label="Authorization token" length={7} {...props} value={value} onValueChange={setValue} />;
}

function setUp(props: Partial<CodeFieldProps> = {}) {
  const completed: string[] = [];
  render(<Screen {...props} onComplete={(code) => completed.push(code)} />);
  const field = screen.getByLabelText<HTMLInputElement>("Authorization token");
  return { field, completed, user: userEvent.setup() };
}

test("typing the last digit completes the code, once", async () => {
  const { field, completed, user } = setUp();
  await user.type(field, "123456");
  expect(completed).toEqual([]);
  await user.type(field, "7");
  expect(completed).toEqual(["1234567"]);
});

test("one keystroke too many changes nothing and sends nothing again", async () => {
  const { field, completed, user } = setUp();
  await user.type(field, "12345678");
  expect(field).toHaveValue("1234567");
  expect(completed).toEqual(["1234567"]);
});

test.each([
  ["123 4567", "spaces"],
  [" 123-4567\n", "a hyphen and white space around it"],
  ["Your code is 1234567.", "the sentence it came in"],
  ["１２３４５６７", "full-width digits"],
])("pasting %j completes the code: %s", async (pasted) => {
  const { field, completed, user } = setUp();
  await user.click(field);
  await user.paste(pasted);
  expect(field).toHaveValue("1234567");
  expect(completed).toEqual(["1234567"]);
});

test("a paste with too many digits is shown and not sent, never cut into another code", async () => {
  const { field, completed, user } = setUp();
  await user.click(field);
  await user.paste("123456789");
  expect(field).toHaveValue("123456789");
  expect(completed).toEqual([]);
});

test("letters have no place in a token", async () => {
  const { field, user } = setUp();
  await user.type(field, "12a3");
  expect(field).toHaveValue("123");
});

test("a recovery code is shown in groups, in capitals, and given without them", async () => {
  const { field, completed, user } = setUp({ length: 8, groupSize: 4, alphabet: "letters-and-digits" });
  await user.type(field, "k7p29wqx");
  expect(field).toHaveValue("K7P2-9WQX");
  expect(completed).toEqual(["K7P29WQX"]);
});

test("correcting in the middle of a grouped code leaves the caret where it was", async () => {
  const { field, user } = setUp({ length: 8, groupSize: 4, alphabet: "letters-and-digits" });
  await user.type(field, "k7p29wq");
  await user.type(field, "x", { initialSelectionStart: 2, initialSelectionEnd: 2 });
  expect(field).toHaveValue("K7XP-29WQ");
  expect(field.selectionStart).toBe(3);
});

test("phones and password managers know what it is, and its error is tied to it", () => {
  const { field } = setUp({ hint: "Seven digits", error: "That code didn't match." });
  expect(field).toHaveAttribute("autocomplete", "one-time-code");
  expect(field).toHaveAttribute("inputmode", "numeric");
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription("That code didn't match. Seven digits");
});
