import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ok } from "../../src/preload/result";
import { App } from "../../src/renderer/app";
import { ErrorBoundary } from "../../src/renderer/features/errors/error-boundary";
import { installFakeWardkey, testSituation } from "../support/fake-wardkey";

let broken = true;
function Screen() {
  if (broken) throw new RangeError("a bug");
  return <p>the screen</p>;
}

describe("a bug", () => {
  // React reports every error that a boundary catches.
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
  afterEach(() => {
    broken = true;
  });

  it("in a screen says what is safe, names no secret, and can be tried again", async () => {
    render(
      <ErrorBoundary place="/people">
        <Screen />
      </ErrorBoundary>,
    );
    const alert = screen.getByRole("alert");
    expect(alert).toHaveTextContent("Nothing you saved is lost");
    expect(alert).toHaveTextContent("/people · RangeError");
    expect(alert).not.toHaveTextContent("a bug");
    broken = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByText("the screen")).toBeVisible();
  });

  it("in one screen does not stay when another is entered", () => {
    const at = (place: string) => (
      <ErrorBoundary place={place}>
        <Screen />
      </ErrorBoundary>
    );
    const { rerender } = render(at("/people"));
    expect(screen.getByRole("alert")).toBeVisible();
    broken = false;
    rerender(at("/ledger"));
    expect(screen.getByText("the screen")).toBeVisible();
  });

  it("on the bridge is shown in words, and the window starts once main answers", async () => {
    const fake = installFakeWardkey(testSituation("signed-out"), {
      getSituation: () => Promise.reject(new Error("no main")),
    });
    render(<App />);
    expect(await screen.findByRole("alert")).toHaveTextContent("This screen stopped working");
    fake.answer({ getSituation: ok(testSituation("signed-out")) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByLabelText("E-mail")).toBeVisible();
  });
});
