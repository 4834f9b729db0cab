import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { Button } from "../../../src/renderer/ui/button";
import { Checkbox } from "../../../src/renderer/ui/checkbox";
import { FigureLink } from "../../../src/renderer/ui/figure-link";
import { ProgressBar } from "../../../src/renderer/ui/progress-bar";
import { SelectionBar } from "../../../src/renderer/ui/selection-bar";

function progress(done: number, of = 1000) {
  return <ProgressBar label="Recording" done={done} of={of} text={`${done} of ${of} people`} />;
}

test("progress has a value and words, which are read out at each quarter only", () => {
  const { rerender } = render(progress(10));
  const bar = screen.getByRole("progressbar", { name: "Recording" });
  expect(bar).toHaveAttribute("aria-valuenow", "10");
  expect(bar).toHaveAttribute("aria-valuemax", "1000");
  expect(bar).toHaveAttribute("aria-valuetext", "10 of 1000 people");
  rerender(progress(249));
  expect(bar).toHaveAttribute("aria-valuenow", "249");
  expect(screen.getByRole("status")).toHaveTextContent("10 of 1000 people");
  rerender(progress(251));
  expect(screen.getByRole("status")).toHaveTextContent("251 of 1000 people");
  rerender(progress(1000));
  expect(screen.getByRole("status")).toHaveTextContent("1000 of 1000 people");
});

test("work of unknown length has no value, and can be canceled once", async () => {
  const user = userEvent.setup();
  let cancelled = 0;
  const bar = (cancelling: boolean) => (
    <ProgressBar
      label="Reading"
      done={0}
      of={0}
      text="Reading the file"
      onCancel={() => cancelled++}
      cancelLabel="Cancel"
      cancelling={cancelling}
    />
  );
  const { rerender } = render(bar(false));
  expect(screen.getByRole("progressbar", { name: "Reading" })).not.toHaveAttribute("aria-valuenow");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  rerender(bar(true));
  await user.click(screen.getByRole("button", { name: "Cancel", busy: true }));
  expect(cancelled).toBe(1);
});

function People() {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <div data-testid="scroller" style={{ overflowY: "auto" }}>
      {["Joan", "Marcus"].map((name) => (
        <Checkbox key={name} label={name} checked={chosen.includes(name)} onChange={() => toggle(name)} />
      ))}
      <SelectionBar
        label="Selection"
        text={chosen.length > 0 ? `${chosen.length} selected` : undefined}
        clearLabel="Clear"
        onClear={() => setChosen([])}
      >
        <Button>Remind</Button>
      </SelectionBar>
    </div>
  );
}

test("what is selected is told where it was listened to before, and the bar goes with the selection", async () => {
  const user = userEvent.setup();
  render(<People />);
  const notified = screen.getByRole("status");
  expect(notified).toBeEmptyDOMElement();
  expect(screen.queryByRole("region", { name: "Selection" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("checkbox", { name: "Joan" }));
  await user.click(screen.getByRole("checkbox", { name: "Marcus" }));
  expect(notified).toHaveTextContent("2 selected");
  const bar = within(screen.getByRole("region", { name: "Selection" }));
  expect(bar.getByText("2 selected")).toBeVisible();
  expect(bar.getByRole("button", { name: "Remind" })).toBeVisible();
  expect(screen.getByTestId("scroller").style.scrollPaddingBlockEnd).not.toBe("");
  await user.click(bar.getByRole("button", { name: "Clear" }));
  expect(notified).toBeEmptyDOMElement();
  expect(screen.queryByRole("region", { name: "Selection" })).not.toBeInTheDocument();
  expect(screen.getByTestId("scroller").style.scrollPaddingBlockEnd).toBe("");
});

test("clearing gives the focus back to where it was before the bar", async () => {
  const user = userEvent.setup();
  render(<People />);
  await user.click(screen.getByRole("checkbox", { name: "Marcus" }));
  await user.tab();
  expect(screen.getByRole("button", { name: "Clear" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("checkbox", { name: "Marcus" })).toHaveFocus();
});

test("a figure leads to what it counts; without a list it leads nowhere", () => {
  const { rerender } = render(<FigureLink figure={6} label="Overdue" href="#/people?status=overdue" tone="bad" />);
  expect(screen.getByRole("link", { name: "6 Overdue" })).toHaveAttribute("href", "#/people?status=overdue");
  rerender(<FigureLink figure={6} label="Overdue" note="of 42 people" />);
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
  expect(screen.getByText("Overdue").parentElement).toHaveTextContent("6 Overdue of 42 people");
});
