import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { DateField, type DateFieldProps } from "../../../src/renderer/ui/date-field";
import { NumberField, type NumberFieldProps } from "../../../src/renderer/ui/number-field";

function Start(props: Partial<DateFieldProps>) {
  const [value, setValue] = useState("2026-12-01");
  return (
    <>
      <DateField label="Start date" value={value} onChange={setValue} {...props} />
      <output>{value}</output>
    </>
  );
}

test("a date is a native one, named, bounded, and described by its hint and its error", () => {
  render(<Start min="2026-11-24" hint="In force at the start of this day." error="Choose a day to come." />);
  const field = screen.getByLabelText("Start date");
  expect(field).toHaveAttribute("type", "date");
  expect(field).toHaveAttribute("min", "2026-11-24");
  expect(field).toHaveAttribute("max", "9999-12-31");
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription("Choose a day to come. In force at the start of this day.");
  fireEvent.change(field, { target: { value: "2027-02-28" } });
  expect(screen.getByRole("status")).toHaveTextContent("2027-02-28");
});

/** jsdom knows no half dates; a browser says them by validity.badInput alone. */
function leaveHalf(field: HTMLElement, badInput: boolean) {
  Object.defineProperty(field, "validity", { value: { badInput }, configurable: true });
  fireEvent.blur(field);
}

test("half a date is told once the field is left, until it is whole", () => {
  render(<Start error="Choose a day." incompleteError="Enter the whole date." />);
  const field = screen.getByLabelText("Start date");
  leaveHalf(field, true);
  expect(field).toHaveAccessibleDescription("Enter the whole date.");
  leaveHalf(field, false);
  expect(field).toHaveAccessibleDescription("Choose a day.");
});

function Grace(props: Partial<NumberFieldProps>) {
  const [value, setValue] = useState<number | null>(14);
  return (
    <>
      <NumberField label="Days of grace" value={value} onChange={setValue} unit="days" min={0} max={90} {...props} />
      <output>{JSON.stringify(value)}</output>
      <button type="button" onClick={() => setValue(30)}>
        Thirty
      </button>
    </>
  );
}

test("a number keeps what was typed, also where it is none, and never bends it into its bounds", async () => {
  const user = userEvent.setup();
  render(<Grace error="Enter 0 to 90." />);
  const field = screen.getByRole("spinbutton", { name: "Days of grace" });
  for (const [typed, meant] of [
    ["007", "7"],
    ["400", "400"],
    ["12a", "null"],
    ["1.5", "null"],
    ["-3", "-3"],
  ] as const) {
    await user.clear(field);
    await user.type(field, typed);
    await user.tab();
    expect(field).toHaveValue(typed);
    expect(screen.getByRole("status")).toHaveTextContent(meant);
  }
  await user.clear(field);
  expect(screen.getByRole("status")).toHaveTextContent("null");
  expect(field).toHaveAccessibleDescription("Enter 0 to 90.");
  await user.click(screen.getByRole("button", { name: "Thirty" }));
  expect(field).toHaveValue("30");
});

test("the arrows step a number inside its bounds, and its unit is read out", async () => {
  const user = userEvent.setup();
  render(<Grace step={5} />);
  const field = screen.getByRole("spinbutton", { name: "Days of grace" });
  expect(field).toHaveAttribute("aria-valuenow", "14");
  expect(field).toHaveAttribute("aria-valuetext", "14 days");
  expect(field).toHaveAttribute("aria-valuemax", "90");
  await user.click(field);
  await user.keyboard("{ArrowUp}");
  expect(field).toHaveValue("19");
  await user.keyboard("{PageDown}");
  expect(field).toHaveValue("0");
  await user.keyboard("{PageUp}{PageUp}{ArrowUp}");
  expect(field).toHaveValue("90");
  await user.clear(field);
  await user.keyboard("{ArrowUp}");
  expect(field).toHaveValue("0");
});

test("a number that is off cannot be stepped", async () => {
  render(<Grace disabled />);
  const field = screen.getByRole("spinbutton", { name: "Days of grace" });
  expect(field).toBeDisabled();
  fireEvent.keyDown(field, { key: "ArrowUp" });
  expect(field).toHaveValue("14");
});
