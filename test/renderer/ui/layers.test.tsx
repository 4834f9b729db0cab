import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Lock } from "lucide-react";
import { useState } from "react";
import { expect, test } from "vitest";
import { Button } from "../../../src/renderer/ui/button";
import { ComboboxField } from "../../../src/renderer/ui/combobox-field";
import { ConfirmDialog } from "../../../src/renderer/ui/confirm-dialog";
import { Dialog, type DialogProps } from "../../../src/renderer/ui/dialog";
import { Menu } from "../../../src/renderer/ui/menu";
import { SearchField } from "../../../src/renderer/ui/search-field";
import { SelectField } from "../../../src/renderer/ui/select-field";
import { SidePanel } from "../../../src/renderer/ui/side-panel";
import { TextField } from "../../../src/renderer/ui/text-field";
import { Toasts, useToasts } from "../../../src/renderer/ui/toasts";

function DialogScreen(props: Partial<DialogProps>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Enter the code"
        description="Seven digits."
        closeLabel="Close"
        footer={<Button onClick={() => setOpen(false)}>Done</Button>}
        {...props}
      >
        <TextField label="Code" />
      </Dialog>
    </>
  );
}

test("a dialog takes the focus to its first field, and Esc gives it back", async () => {
  const user = userEvent.setup();
  render(<DialogScreen />);
  await user.click(screen.getByRole("button", { name: "Open" }));
  const dialog = await screen.findByRole("dialog", { name: "Enter the code" });
  expect(dialog).toHaveAccessibleDescription("Seven digits.");
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Code" })).toHaveFocus());
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.getByRole("button", { name: "Open" })).toHaveFocus();
});

test("Tab goes round inside a dialog, and what lies behind it is out of reach", async () => {
  const user = userEvent.setup();
  render(<DialogScreen />);
  await user.click(screen.getByRole("button", { name: "Open" }));
  await screen.findByRole("dialog");
  expect(screen.queryByRole("button", { name: "Open" })).not.toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Code" })).toHaveFocus());
  await user.tab();
  expect(screen.getByRole("button", { name: "Done" })).toHaveFocus();
  await user.tab();
  expect(screen.getByRole("button", { name: "Close" })).toHaveFocus();
  await user.tab();
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Code" })).toHaveFocus());
});

test("a dialog that may not be dismissed stays until its own button is pressed", async () => {
  const user = userEvent.setup();
  render(<DialogScreen dismissible={false} />);
  await user.click(screen.getByRole("button", { name: "Open" }));
  await screen.findByRole("dialog");
  await user.keyboard("{Escape}");
  expect(screen.getByRole("dialog")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Close" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

test("a question about what cannot be undone starts on the safe answer", async () => {
  const user = userEvent.setup();
  const replies: string[] = [];
  render(
    <ConfirmDialog
      open
      title="Reset two-factor for Marcus Webb?"
      body="His phone app stops working now."
      confirmLabel="Reset"
      keepLabel="Keep"
      onConfirm={() => replies.push("reset")}
      onKeep={() => replies.push("keep")}
    >
      <TextField label="Reason" />
    </ConfirmDialog>,
  );
  const question = screen.getByRole("alertdialog", { name: "Reset two-factor for Marcus Webb?" });
  expect(question).toHaveAccessibleDescription("His phone app stops working now.");
  await waitFor(() => expect(screen.getByRole("button", { name: "Keep" })).toHaveFocus());
  await user.keyboard("{Enter}");
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Reset" }));
  expect(replies).toEqual(["keep", "keep", "reset"]);
});

test("a menu is worked by keyboard; what cannot be chosen says why", async () => {
  const user = userEvent.setup();
  const chosen: string[] = [];
  render(
    <Menu
      trigger={<Button>Account</Button>}
      entries={[
        { label: "Switch user", disabledReason: "Finish the setup first", onSelect: () => chosen.push("switch") },
        "separator",
        { label: "Lock", icon: Lock, shortcut: "Ctrl+L", onSelect: () => chosen.push("lock") },
      ]}
    />,
  );
  await user.tab();
  await user.keyboard("{Enter}");
  const blocked = await screen.findByRole("menuitem", { name: /Switch user/ });
  expect(blocked).toHaveAttribute("aria-disabled", "true");
  expect(blocked).toHaveTextContent("Finish the setup first");
  await user.click(blocked);
  await user.keyboard("{End}{Enter}");
  expect(chosen).toEqual(["lock"]);
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
  expect(screen.getByRole("button", { name: "Account" })).toHaveFocus();
});

function PanelScreen() {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  return (
    <>
      <Button onClick={() => setOpen(true)}>Marcus Webb</Button>
      {open && (
        <SidePanel title="Marcus" closeLabel="Close" onClose={() => setOpen(false)}>
          <SearchField label="Search" value={query} onValueChange={setQuery} clearLabel="Clear" />
          <SelectField
            label="Account type"
            value="staff"
            onValueChange={() => {}}
            options={[{ value: "staff", label: "Staff" }]}
          />
          <ComboboxField
            label="Time zone"
            value={null}
            onValueChange={() => {}}
            options={[{ value: "Europe/Berlin", label: "Europe/Berlin" }]}
            emptyText="None"
            openLabel="Show all"
          />
          <DialogScreen />
        </SidePanel>
      )}
    </>
  );
}

test("a side panel is a named region; Esc closes it and gives the focus back", async () => {
  const user = userEvent.setup();
  render(<PanelScreen />);
  await user.click(screen.getByRole("button", { name: "Marcus Webb" }));
  expect(screen.getByRole("region", { name: "Marcus" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Marcus" })).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Marcus Webb" })).toHaveFocus();
});

test("Esc leaves a panel open whose dialog stands and has not taken the focus yet", async () => {
  const user = userEvent.setup();
  render(<PanelScreen />);
  await user.click(screen.getByRole("button", { name: "Marcus Webb" }));
  const opener = screen.getByRole("button", { name: "Open" });
  await user.click(opener);
  await screen.findByRole("dialog");
  fireEvent.keyDown(opener, { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.getByRole("region", { name: "Marcus" })).toBeVisible();
});

test.each([
  ["list", "combobox", "Account type", "option"],
  ["filtered list", "combobox", "Time zone", "option"],
  ["dialog", "button", "Open", "dialog"],
] as const)("Esc closes only the topmost layer: a %s inside a panel before the panel", async (_, role, name, layer) => {
  const user = userEvent.setup();
  render(<PanelScreen />);
  await user.click(screen.getByRole("button", { name: "Marcus Webb" }));
  await user.click(screen.getByRole(role, { name }));
  await screen.findByRole(layer);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole(layer)).not.toBeInTheDocument());
  expect(screen.getByRole("region", { name: "Marcus" })).toBeVisible();
});

function ToastScreen({ onUndo }: { onUndo: () => void }) {
  const toast = useToasts();
  return (
    <Button onClick={() => toast({ title: "Tag removed", action: { label: "Undo", onSelect: onUndo } })}>Remove</Button>
  );
}

test("a toast is announced politely, F6 goes there, and its action runs once and closes it", async () => {
  const user = userEvent.setup();
  let undone = 0;
  render(
    <Toasts label="Notifications" closeLabel="Close">
      <ToastScreen onUndo={() => undone++} />
    </Toasts>,
  );
  await user.click(screen.getByRole("button", { name: "Remove" }));
  const region = await screen.findByRole("region", { name: "Notifications" });
  expect(region).toHaveAttribute("aria-live", "polite");
  await screen.findByRole("dialog", { name: "Tag removed" });
  await user.keyboard("{F6}");
  expect(region).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(undone).toBe(1);
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});
