import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { Button } from "../../../src/renderer/ui/button";
import { CheckMenu } from "../../../src/renderer/ui/choice-menu";

const all = ["Name", "Role", "Deadline"];

function Columns({ onReset }: { onReset?: () => void }) {
  const [order, setOrder] = useState(all);
  const [hidden, setHidden] = useState<readonly string[]>(["Deadline"]);
  const [rows, setRows] = useState("regular");
  const swap = (at: number) =>
    setOrder(order.map((name, index) => (index === at ? order[at + 1] : index === at + 1 ? order[at] : name) ?? name));
  return (
    <CheckMenu
      trigger={<Button>Columns</Button>}
      groups={[
        {
          kind: "checks",
          label: "Shown",
          items: order.map((name, at) => ({
            id: name,
            label: name,
            checked: !hidden.includes(name),
            onCheckedChange: (checked) => setHidden(checked ? hidden.filter((one) => one !== name) : [...hidden, name]),
            disabledReason: name === "Name" ? "Always shown" : undefined,
            moves: [
              { direction: "left", label: `Move ${name} left`, onSelect: at > 0 ? () => swap(at - 1) : undefined },
              {
                direction: "right",
                label: `Move ${name} right`,
                onSelect: at < order.length - 1 ? () => swap(at) : undefined,
              },
            ],
          })),
        },
        {
          kind: "radios",
          label: "Rows",
          value: rows,
          onValueChange: setRows,
          options: [
            { value: "compact", label: "Compact" },
            { value: "regular", label: "Regular" },
          ],
        },
      ]}
      entries={[{ label: "Reset columns", onSelect: () => onReset?.() }]}
    />
  );
}

async function opened() {
  const user = userEvent.setup();
  render(<Columns />);
  await user.tab();
  await user.keyboard("{Enter}");
  await screen.findByRole("menu", { name: "Columns" });
  return user;
}

const order = () => screen.getAllByRole("menuitemcheckbox").map((item) => item.textContent);

test("columns are shown and hidden without the menu closing, and what must stay says why", async () => {
  const user = await opened();
  expect(screen.getByRole("group", { name: "Shown" })).toBeVisible();
  const fixed = screen.getByRole("menuitemcheckbox", { name: /Name/, checked: true });
  expect(fixed).toHaveAttribute("aria-disabled", "true");
  expect(fixed).toHaveTextContent("Always shown");
  await user.click(fixed);
  expect(fixed).toBeChecked();
  await user.click(screen.getByRole("menuitemcheckbox", { name: "Deadline", checked: false }));
  await user.click(screen.getByRole("menuitemcheckbox", { name: "Role", checked: true }));
  expect(screen.getByRole("menuitemcheckbox", { name: "Deadline" })).toBeChecked();
  expect(screen.getByRole("menuitemcheckbox", { name: "Role" })).not.toBeChecked();
});

test("a column is moved by keyboard alone, keeping the focus, and no further than the edge", async () => {
  const user = await opened();
  screen.getByRole("menuitemcheckbox", { name: /Name/ }).focus();
  await user.keyboard("{ArrowDown}{ArrowRight}{ArrowRight}");
  const right = screen.getByRole("menuitem", { name: "Move Role right" });
  expect(right).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(order()).toEqual(["NameAlways shown", "Deadline", "Role"]);
  await waitFor(() => expect(right).toHaveFocus());
  expect(right).toHaveAttribute("aria-disabled", "true");
  await user.keyboard("{Enter}");
  expect(order()).toEqual(["NameAlways shown", "Deadline", "Role"]);
  await user.keyboard("{ArrowLeft}{Enter}");
  expect(order()).toEqual(["NameAlways shown", "Role", "Deadline"]);
  await waitFor(() => expect(screen.getByRole("menuitem", { name: "Move Role left" })).toHaveFocus());
});

test("Up and Down go from row to row, round the whole menu", async () => {
  const user = await opened();
  screen.getByRole("menuitemcheckbox", { name: "Deadline" }).focus();
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("menuitemradio", { name: "Compact" })).toHaveFocus();
  await user.keyboard("{ArrowUp}");
  expect(screen.getByRole("menuitemcheckbox", { name: "Deadline" })).toHaveFocus();
  await user.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
  expect(screen.getByRole("menuitem", { name: "Reset columns" })).toHaveFocus();
});

test("one of a group is chosen in the same menu; Esc closes it and gives the focus back", async () => {
  const user = await opened();
  expect(screen.getByRole("group", { name: "Rows" })).toBeVisible();
  await user.click(screen.getByRole("menuitemradio", { name: "Compact", checked: false }));
  expect(screen.getByRole("menuitemradio", { name: "Compact" })).toBeChecked();
  expect(screen.getByRole("menuitemradio", { name: "Regular" })).not.toBeChecked();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
  expect(screen.getByRole("button", { name: "Columns" })).toHaveFocus();
});

test("an entry below the groups runs once and closes the menu", async () => {
  const user = userEvent.setup();
  let resets = 0;
  render(<Columns onReset={() => resets++} />);
  await user.click(screen.getByRole("button", { name: "Columns" }));
  await user.click(await screen.findByRole("menuitem", { name: "Reset columns" }));
  expect(resets).toBe(1);
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
});
