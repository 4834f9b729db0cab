import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ArrowRight } from "lucide-react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ok } from "../../src/contract/result";
import { TestCard } from "../../src/renderer/features/messaging/test-card";
import "../../src/renderer/shell/presses";
import { IconButton } from "../../src/renderer/ui/icon-button";
import { testAppState } from "../support/fake-wardkey";
import { ownProfile } from "../support/own-account";
import { renderFace } from "../support/render-face";

/** The gateway answers at once, so that nothing is under way when the second press comes. */
async function openTest() {
  const face = renderFace(<TestCard hasGateway />, testAppState("manager"), {
    getMyProfile: ok(ownProfile),
    sendTest: ok({ sent: true }),
  });
  const send = await screen.findByRole("button", { name: "Send test" });
  await screen.findByDisplayValue("07400 123456");
  return { ...face, send };
}
const answered = () => screen.findByText(/The gateway took it/);

describe("two quick presses are one attempt, also where the first one is answered at once", () => {
  let face: Awaited<ReturnType<typeof openTest>>;
  beforeEach(async () => {
    face = await openTest();
  });
  const sent = () => face.fake.calls("sendTest").length;

  it.each([
    ["Enter on the button", "button", "{Enter}"],
    ["Space on the button", "button", " "],
    ["Enter in a field of its form", "field", "{Enter}"],
  ])("%s", async (_what, where, key) => {
    const target = where === "button" ? face.send : screen.getByDisplayValue("07400 123456");
    target.focus();
    await face.user.keyboard(key);
    await answered();
    await face.user.keyboard(key);
    expect(sent()).toBe(1);
  });

  it("a key that is held down", async () => {
    face.send.focus();
    await face.user.keyboard("{Enter>3/}");
    await answered();
    expect(sent()).toBe(1);
  });

  it("and a press half a second later is another one", async () => {
    face.send.focus();
    await face.user.keyboard("{Enter}");
    await answered();
    const later = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    Object.defineProperty(later, "timeStamp", { value: new Event("now").timeStamp + 500 });
    expect(fireEvent(face.send, later)).toBe(true);
  });
});

it("a button that is no Button, such as one that goes to the next month, is pressed as fast as anybody likes", async () => {
  const user = userEvent.setup();
  const pressed = vi.fn();
  render(<IconButton label="Next month" icon={ArrowRight} onClick={pressed} />);
  screen.getByRole("button", { name: "Next month" }).focus();
  await user.keyboard("{Enter}{Enter}{Enter}");
  expect(pressed).toHaveBeenCalledTimes(3);
});

it("Enter after Enter on something else, or in a list of choices, is left alone", async () => {
  const face = await openTest();
  const user = userEvent.setup();
  face.send.setAttribute("role", "switch");
  face.send.focus();
  await user.keyboard("{Enter}");
  await answered();
  await user.keyboard("{Enter}");
  expect(face.fake.calls("sendTest")).toHaveLength(2);
});
