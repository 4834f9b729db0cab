import { act, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { ok, type Result } from "../../src/contract/result";
import type { AppState } from "../../src/contract/session/views";
import { App, sessionScreens } from "../../src/renderer/app";
import { SessionScreen } from "../../src/renderer/shell/session-screen";
import { installFakeWardkey, testAppState } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

/** A window that has just opened with the screen that is expected; main answers when the test says so. */
function open(expected: string, signIn = () => new Promise<Result<null>>(() => {})) {
  let answer: (state: AppState) => void = () => {};
  const answered = new Promise<Result<AppState>>((resolve) => {
    answer = (state) => resolve(ok(state));
  });
  const face = renderFace(
    <SessionScreen screens={sessionScreens} />,
    testAppState("signed-out"),
    { getAppState: () => answered, signIn: signIn as never },
    expected,
  );
  return { ...face, answer: (state: AppState) => act(async () => answer(state)) };
}

it("the sign-in can be typed into before main has answered, and keeps what was typed and the focus", async () => {
  const { user, answer } = open("sign-in");
  const email = screen.getByLabelText("E-mail");
  expect(email).toHaveFocus();
  await user.keyboard("joan@lakeside.example");
  expect(document.body).not.toHaveTextContent("Lakeside");
  // The line of whom to call is kept free, so that nothing moves once it is known.
  const kept = () => document.querySelector("span[aria-hidden='true']")?.textContent;
  expect(kept()).toBe("\u00a0");
  await answer(testAppState("signed-out"));
  expect(await screen.findByText("Lakeside Family Practice")).toBeVisible();
  expect([kept(), screen.getByText(/Still stuck/)]).toEqual([undefined, expect.anything()]);
  expect(screen.getByLabelText("E-mail")).toBe(email);
  expect(email).toHaveValue("joan@lakeside.example");
  expect(email).toHaveFocus();
});

it("the passphrase likewise", async () => {
  const { user, answer } = open("passphrase");
  const field = screen.getByLabelText("Vault passphrase");
  expect(field).toHaveFocus();
  await user.keyboard("seven words");
  await answer(testAppState("sealed", { vault: { is: "passphrase-needed" } }));
  expect(screen.getByLabelText("Vault passphrase")).toBe(field);
  expect(field).toHaveValue("seven words");
});

it("what main finds decides: another screen takes the expected one's place", async () => {
  const { user, answer } = open("sign-in");
  await user.keyboard("joan@lakeside.example");
  await answer(testAppState("sealed", { vault: { is: "key-missing" } }));
  expect(screen.queryByLabelText("E-mail")).toBe(null);
  expect(document.body).not.toHaveTextContent("joan@");
  expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
});

it("main that cannot say what is there is told as broken, and the expected screen does not pretend otherwise", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  window.location.hash = "sign-in";
  installFakeWardkey(testAppState("signed-out"), { getAppState: () => Promise.reject(new Error("no core")) });
  render(<App />);
  expect(await screen.findByText("This screen stopped working")).toBeVisible();
  expect(screen.queryByLabelText("E-mail")).toBe(null);
  printed.mockRestore();
});

it("nothing is expected of a page that is opened again, or at another address", async () => {
  const { unmount } = open("sign-in");
  expect(window.location.hash).toBe("#/");
  unmount();
  for (const address of ["/", "toString", "/people", "sign-in/"]) {
    const again = open(address);
    expect(screen.queryByLabelText("E-mail"), address).toBe(null);
    again.unmount();
  }
});
