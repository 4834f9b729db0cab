import { expect, type Page } from "@playwright/test";
import { type App, resize, smallest } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { type Keyboard, keyboardOf } from "../support/keyboard";
import { goTo, heading, signOut } from "../support/screens";

/** Columns of the list of people and the panel beside it get another width, by keyboard and by mouse. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let keys: Keyboard;
let managerSignsIn: ReturnType<typeof managerOf>;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  keys = keyboardOf(page);
  managerSignsIn = managerOf(clinic);
  await managerSignsIn(page);
  await goTo(page, "People");
});

const column = (name: string) => page.getByRole("columnheader", { name, exact: true });
const widthOf = (name: string) => column(name).evaluate((head) => Math.floor(head.getBoundingClientRect().width));
const edge = () => page.getByRole("separator", { name: "Width of the panel" });
/** How wide the panel is drawn, which is what its edge says. */
async function panelWidth(): Promise<number> {
  const drawn = await edge().evaluate((node) => node.parentElement?.getBoundingClientRect().width);
  expect(await edge().getAttribute("aria-valuenow")).toBe(`${drawn}`);
  return drawn ?? 0;
}

test("a column is made wider and narrower by keyboard, and the others stay as wide as they are", async () => {
  const [name, role] = [await widthOf("Name"), await widthOf("Role")];
  await keys.pressByKey("button", "Columns");
  await keys.key("ArrowDown");
  await keys.key("ArrowRight");
  await keys.key("ArrowRight");
  await expect(page.getByRole("menuitem", { name: "Make Role narrower" })).toBeVisible();
  await page.keyboard.type("Make Role narrower");
  await keys.key("Enter");
  await expect.poll(() => widthOf("Role")).toBe(role - 24);
  await lookForBarriers(app)("the menu of columns");
  await keys.key("Escape");
  expect(await widthOf("Name")).toBe(name);
});

test("the end of a column follows the pointer, past the end of the list too, and Esc takes it back", async () => {
  const role = await widthOf("Role");
  const name = await widthOf("Name");
  const box = await column("Role").boundingBox();
  if (box === null) throw new Error("no column to drag");
  const from = { x: box.x + box.width - 3, y: box.y + box.height / 2 };
  const drag = async (by: number) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + by / 2, from.y);
    await page.mouse.move(from.x + by, from.y + 40);
  };
  await drag(80);
  expect(await widthOf("Role")).toBe(role + 80);
  await page.keyboard.press("Escape");
  expect(await widthOf("Role")).toBe(role);
  await page.mouse.up();
  await drag(700);
  await page.mouse.up();
  expect(await widthOf("Role")).toBe(role + 700);
  expect(await widthOf("Name")).toBe(name);
  await lookForBarriers(app)("a wide column");
});

test("the widths are there again after the next sign-in, and can be reset", async () => {
  const [name, role] = [await widthOf("Name"), await widthOf("Role")];
  await signOut(page);
  await managerSignsIn(page);
  await goTo(page, "People");
  await expect.poll(() => widthOf("Role")).toBe(role);
  expect(await widthOf("Name")).toBe(name);
  await keys.pressByKey("button", "Columns");
  await page.keyboard.type("Reset");
  await expect(page.getByRole("menuitem", { name: "Reset widths" })).toBeFocused();
  await keys.key("Enter");
  await expect.poll(() => widthOf("Role")).toBeLessThan(role);
  await keys.pressByKey("button", "Columns");
  await expect(page.getByRole("menuitemcheckbox", { name: "Role", exact: true })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Reset widths" })).toHaveCount(0);
  await keys.key("Escape");
});

test("the panel is made wider and narrower by keyboard, and is as wide on the next screen", async () => {
  const person = await page.getByRole("rowheader").first().getByRole("button").textContent();
  await keys.tabTo("button", person ?? "");
  await keys.key("Enter");
  await expect(page.getByRole("region", { name: person ?? "", exact: true })).toBeFocused();
  expect(await panelWidth()).toBe(420);
  await keys.key("Shift+Tab");
  await expect(edge()).toBeFocused();
  await keys.key("ArrowLeft");
  await expect.poll(panelWidth).toBe(440);
  await keys.key("Home");
  await expect.poll(panelWidth).toBe(360);
  await keys.key("End");
  await expect.poll(panelWidth).toBe(Math.floor((await page.evaluate(() => innerWidth)) / 2));
  await lookForBarriers(app)("a wide panel");
  await keys.key("Control+5");
  await expect(heading(page, "Audit log")).toBeVisible();
  await keys.key("Control+2");
  await expect.poll(panelWidth).toBe(Math.floor((await page.evaluate(() => innerWidth)) / 2));
});

test("the edge of the panel follows the pointer; in a small window the panel lies over the list as ever", async () => {
  const wide = await panelWidth();
  const box = await edge().boundingBox();
  if (box === null) throw new Error("no edge to drag");
  await page.mouse.move(box.x + 3, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 53, box.y + 220);
  await page.mouse.move(box.x + 103, box.y + 240);
  await page.mouse.up();
  await expect.poll(panelWidth).toBe(wide - 100);
  await resize(app, smallest);
  await expect(edge()).toBeHidden();
  // What is hidden has no role.
  const panel = page.locator("div:has(> [role=separator])");
  expect((await panel.boundingBox())?.width).toBe(420);
});
