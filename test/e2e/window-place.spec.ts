import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { App, Computer } from "../support/app";
import { casePath } from "../support/case-files";
import { takeDesk } from "../support/desk";

const desk = takeDesk();

async function openWith(put: (file: string) => void): Promise<App> {
  const computer: Computer = desk.computer();
  mkdirSync(computer.data, { recursive: true });
  put(join(computer.data, "preferences.json"));
  return desk.open(computer);
}
const openCase = (name: string) => openWith((file) => copyFileSync(casePath(`window/${name}`), file));
const openAt = (place: object) =>
  openWith((file) =>
    writeFileSync(file, JSON.stringify({ theme: "system", place: { maximised: false, ...place }, knownVault: null })),
  );

/** Where the window is, beside what the desktop leaves free of its screen. */
function seen({ electron }: App) {
  return electron.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error("no window");
    return { window: window.getBounds(), free: screen.getPrimaryDisplay().workArea };
  });
}

/** How wide a piece of the title bar is there to take hold of; none where it is above or below the screen. */
async function titleBarOf(app: App): Promise<number> {
  const { window, free } = await seen(app);
  if (window.y < free.y || window.y > free.y + free.height - 40) return 0;
  return Math.min(window.x + window.width, free.x + free.width) - Math.max(window.x, free.x);
}

test("a window of which ten pixels were left can be taken hold of", async () => {
  expect(await titleBarOf(await openCase("ten-pixels-left.json"))).toBeGreaterThan(300);
});

test("a window from a larger screen is no larger than this one", async () => {
  const app = await openCase("larger-than-screen.json");
  const { window, free } = await seen(app);
  expect(window.width).toBeLessThanOrEqual(free.width);
  expect(window.height).toBeLessThanOrEqual(free.height);
  expect(await titleBarOf(app)).toBeGreaterThan(300);
});

const size = { width: 1000, height: 700 };
for (const [what, place] of [
  ["a title bar above the screen", { x: 100, y: -30, ...size }],
  ["a title bar below the screen's last pixels", { x: 100, y: 4000, ...size }],
  ["a few pixels at the right edge", { x: 10_000, y: 50, ...size }],
  ["no size", { x: 0, y: 0, width: -40, height: 0 }],
  ["numbers that no screen has", { x: 9e12, y: -9e12, width: 9e12, height: 9e12 }],
] as const) {
  test(`a stored place with ${what} still shows a window to work with`, async () => {
    const app = await openAt(place);
    expect(await titleBarOf(app)).toBeGreaterThan(300);
    expect((await seen(app)).window.width).toBeGreaterThanOrEqual(900);
  });
}

test("a window that stands partly over the edge, where it was put, stays there", async () => {
  const place = { x: -300, y: 40, ...size };
  expect((await seen(await openAt(place))).window).toEqual(place);
});
