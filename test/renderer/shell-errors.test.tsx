import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import { App } from "../../src/renderer/app";
import { ErrorBoundary } from "../../src/renderer/shell/error-boundary";
import { installFakeWardkey, testAppState } from "../support/fake-wardkey";

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
    vi.useRealTimers();
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

  it("that passes by itself leaves no error screen: it is tried again without a press", async () => {
    vi.useFakeTimers();
    render(
      <ErrorBoundary place="/people">
        <Screen />
      </ErrorBoundary>,
    );
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByRole("alert")).toBeVisible();
    broken = false;
    await act(() => vi.advanceTimersByTimeAsync(60_000));
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
    rerender(at("/audit-log"));
    expect(screen.getByText("the screen")).toBeVisible();
  });

  it("on the bridge is shown in words, and the window starts once main answers", async () => {
    const fake = installFakeWardkey(testAppState("signed-out"), {
      getAppState: () => Promise.reject(new Error("no main")),
    });
    render(<App />);
    expect(await screen.findByRole("alert")).toHaveTextContent("This screen stopped working");
    fake.answer({ getAppState: ok(testAppState("signed-out")) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByLabelText("E-mail")).toBeVisible();
  });

  it("on the bridge later on takes away nothing that stands: the situation is asked for again", async () => {
    vi.useFakeTimers();
    const fake = installFakeWardkey(testAppState("signed-out"));
    render(<App />);
    await act(() => vi.advanceTimersByTimeAsync(100));
    fake.answer({ getAppState: refuse({ code: "incident", number: "ABCDEF", what: "disk-full" }) });
    act(() => fake.changed("getAppState"));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByLabelText("E-mail")).toBeVisible();
    fake.answer({ getAppState: ok(testAppState("locked")) });
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByRole("heading", { name: "Locked" })).toBeVisible();
  });

  it("that asks too much at once is answered later, and nothing of it is shown", async () => {
    vi.useFakeTimers();
    let left = 3;
    installFakeWardkey(testAppState("signed-out"), {
      getAppState: () => {
        left -= 1;
        return left < 0 ? ok(testAppState("signed-out")) : refuse({ code: "too-many-calls" });
      },
    });
    render(<App />);
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByLabelText("E-mail")).toBeVisible();
  });
});
