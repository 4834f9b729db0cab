import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SplitView } from "../../../src/renderer/ui/split-view";

const usual = window.innerWidth;
beforeEach(() => {
  window.innerWidth = 1200;
});
afterEach(() => {
  window.innerWidth = usual;
});

let asked: number[] = [];

function Screen() {
  const [width, setWidth] = useState(420);
  const onWidth = (next: number) => {
    asked.push(next);
    setWidth(next);
  };
  return (
    <SplitView size={{ label: "Width of the panel", width, onWidth }} panel={<p>Marcus</p>}>
      <p>People</p>
    </SplitView>
  );
}

function opened() {
  asked = [];
  const user = userEvent.setup();
  render(<Screen />);
  return { user, edge: screen.getByRole("separator", { name: "Width of the panel" }) };
}

test("the edge says how wide the panel is, and between what it can be", () => {
  const { edge } = opened();
  expect(edge).toHaveAttribute("aria-orientation", "vertical");
  expect(edge).toHaveAttribute("aria-valuenow", "420");
  expect(edge).toHaveAttribute("aria-valuemin", "360");
  expect(edge).toHaveAttribute("aria-valuemax", "600");
});

test("arrows move the edge a little, Home and End as far as it goes, and no further", async () => {
  const { user, edge } = opened();
  await user.tab();
  expect(edge).toHaveFocus();
  await user.keyboard("{ArrowLeft}{ArrowLeft}{ArrowRight}{Home}{ArrowRight}{End}{ArrowLeft}x");
  expect(asked).toEqual([440, 460, 440, 360, 360, 600, 600]);
  expect(edge).toHaveAttribute("aria-valuenow", "600");
});

test("a smaller window gives half of itself, and the width comes back with the room", async () => {
  const { user, edge } = opened();
  await user.tab();
  await user.keyboard("{End}");
  const resizeTo = (width: number) => {
    window.innerWidth = width;
    window.dispatchEvent(new Event("resize"));
  };
  resizeTo(1000);
  await expect.poll(() => edge.getAttribute("aria-valuenow")).toBe("500");
  resizeTo(1400);
  await expect.poll(() => edge.getAttribute("aria-valuenow")).toBe("600");
  expect(asked).toEqual([600]);
});

test("dragging shows the width at once and asks for it once; Esc takes it back", async () => {
  const { user, edge } = opened();
  const panel = edge.parentElement as HTMLElement;
  const before = panel.style.flexBasis;
  await user.pointer([{ keys: "[MouseLeft>]", target: edge, coords: { x: 780 } }, { coords: { x: 700 } }]);
  expect(panel.style.flexBasis).toContain("500px");
  expect(asked).toEqual([]);
  await user.keyboard("{Escape}");
  expect(panel.style.flexBasis).toBe(before);
  await user.pointer([
    { keys: "[/MouseLeft]", target: edge },
    { target: edge, coords: { x: 780 } },
  ]);
  await user.pointer([{ keys: "[MouseLeft>]", target: edge, coords: { x: 780 } }, { coords: { x: 700 } }]);
  await user.pointer({ keys: "[/MouseLeft]", target: edge, coords: { x: 690 } });
  expect(asked).toEqual([510]);
  expect(edge).toHaveAttribute("aria-valuenow", "510");
});
