import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Trash2 } from "lucide-react";
import { expect, test } from "vitest";
import { Button } from "../../../src/renderer/ui/button";
import { ExplainedButton } from "../../../src/renderer/ui/explained-button";
import { IconButton } from "../../../src/renderer/ui/icon-button";

test("a busy button keeps its focus, says that it is busy and takes no second press", async () => {
  const user = userEvent.setup();
  let presses = 0;
  const draw = (busy: boolean) => (
    <Button busy={busy} onClick={() => presses++}>
      Sign in
    </Button>
  );
  const { rerender } = render(draw(false));
  const button = screen.getByRole("button", { name: "Sign in" });
  await user.click(button);
  rerender(draw(true));
  await user.click(button);
  await user.keyboard("{Enter}");
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute("aria-busy", "true");
  expect(presses).toBe(1);
});

test("a busy submit button sends its form no second time by Enter", async () => {
  const user = userEvent.setup();
  let sent = 0;
  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault();
    sent++;
  };
  const draw = (busy: boolean) => (
    <form onSubmit={onSubmit}>
      <input aria-label="Name" />
      <Button type="submit" busy={busy}>
        Save
      </Button>
    </form>
  );
  const { rerender } = render(draw(false));
  await user.type(screen.getByLabelText("Name"), "a{Enter}");
  rerender(draw(true));
  await user.type(screen.getByLabelText("Name"), "b{Enter}");
  expect(sent).toBe(1);
});

test("a button that cannot be pressed stays reachable and says why", async () => {
  const user = userEvent.setup();
  let presses = 0;
  render(
    <>
      <ExplainedButton disabledReason="The practice requires it" onClick={() => presses++}>
        Disable two-factor
      </ExplainedButton>
      <IconButton label="Delete" icon={Trash2} disabledReason="Not while signed in" onClick={() => presses++} />
    </>,
  );
  const button = screen.getByRole("button", { name: "Disable two-factor" });
  const icon = screen.getByRole("button", { name: "Delete" });
  await user.tab();
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute("aria-disabled", "true");
  expect(button).toHaveAccessibleDescription("The practice requires it");
  expect(icon).toHaveAccessibleDescription("Not while signed in");
  await user.click(button);
  await user.click(icon);
  expect(presses).toBe(0);
});
