import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { preferencesWords as words } from "../../src/contract/shell/messages";
import type { App, Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { ask, call, PASSPHRASE } from "../support/sample-clinic";
import { button, openVault } from "../support/screens";

const desk = takeDesk();
const place = { x: 40, y: 30, width: 1000, height: 700, maximised: false };

const fileOf = (computer: Computer) => join(computer.data, "preferences.json");
const preferencesOf = (computer: Computer) => JSON.parse(readFileSync(fileOf(computer), "utf8"));
const asideOf = (computer: Computer) => readdirSync(computer.data).filter((name) => name.includes("damaged"));

/** Starts the app on a computer whose preferences are that text, up to the sign-in. */
async function openWith(computer: Computer, text: string): Promise<App> {
  writeFileSync(fileOf(computer), text);
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  return app;
}

const notice = (page: Page, title: string) => page.getByRole("status").filter({ hasText: title });

/** The theme as the desktop has it, and where the window is. */
const seen = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow, nativeTheme }) => ({
    theme: nativeTheme.themeSource,
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
  }));

test("a damaged file is replaced and kept beside, and both the person and the log are told", async ({ clinic }) => {
  const computer = desk.computer(clinic.computer);
  const { knownVault } = preferencesOf(computer);
  const text = JSON.stringify({ theme: "dark", place: { ...place, x: null }, knownVault });
  const app = await openWith(computer, text);
  await expect(notice(app.page, words.title.replaced)).toContainText(words.body.replaced);
  expect((await seen(app)).theme).toBe("dark");
  await lookForBarriers(app)("preferences that were damaged");
  const [aside = "", ...more] = asideOf(computer);
  expect(more).toEqual([]);
  expect(readFileSync(join(computer.data, aside), "utf8")).toBe(text);
  expect(preferencesOf(computer)).toEqual({ theme: "dark", place: null, knownVault });
  const log = readFileSync(join(computer.data, "logs/wardkey.log"), "utf8");
  expect(log.match(/preferences\.json was damaged.*/g)).toEqual([expect.stringContaining(`kept as ${aside}`)]);

  await button(app.page, words.dismiss).click();
  await expect(notice(app.page, words.title.replaced)).toBeHidden();
  await app.close();
  const again = await desk.open(computer);
  await openVault(again.page, PASSPHRASE);
  await expect(button(again.page, "Sign in")).toBeVisible();
  await expect(notice(again.page, words.title.replaced)).toBeHidden();
  expect(asideOf(computer)).toEqual([aside]);
});

test("a file that an older version has written is read, and what only another version knows stays in it", async ({
  clinic,
}) => {
  const computer = desk.computer(clinic.computer);
  const { knownVault } = preferencesOf(computer);
  const app = await openWith(
    computer,
    JSON.stringify({ theme: "dark", place, knownVault, language: "es" }, null, "\t"),
  );
  const { x, y, width, height } = place;
  expect(await seen(app)).toEqual({ theme: "dark", bounds: { x, y, width, height } });
  await call(app.page, "chooseTheme", { theme: "light" });
  expect((await seen(app)).theme).toBe("light");
  expect(preferencesOf(computer)).toEqual({ theme: "light", place, knownVault, language: "es" });
  expect(statSync(fileOf(computer)).mode & 0o777).toBe(0o600);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 720));
  await app.close();
  expect(preferencesOf(computer).place).toEqual({ ...place, width: 1100, height: 720 });
  expect(asideOf(computer)).toEqual([]);
});

test("the library that writes them answers no page", async () => {
  const app = await desk.open(desk.computer());
  await call(app.page, "chooseTheme", { theme: "dark" });
  expect(await app.electron.evaluate(({ ipcMain }) => ipcMain.eventNames())).not.toContain("electron-store-get-data");
});

test("in a folder that has become read-only a theme holds until the app is closed, and a damaged file is said", async ({
  clinic,
}) => {
  const computer = desk.computer(clinic.computer);
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  await expect(button(app.page, "Sign in")).toBeVisible();
  const before = readFileSync(fileOf(computer), "utf8");
  chmodSync(computer.data, 0o500);
  try {
    const refused = { ok: false, refusal: { code: "incident", what: "read-only" } };
    expect(await ask(app.page, "chooseTheme", { theme: "dark" })).toMatchObject(refused);
    expect((await seen(app)).theme).toBe("dark");
    expect(readFileSync(fileOf(computer), "utf8")).toBe(before);
    await expect(notice(app.page, words.title["not-replaced"])).toBeHidden();

    writeFileSync(fileOf(computer), "{");
    expect(await ask(app.page, "chooseTheme", { theme: "light" })).toMatchObject(refused);
    await expect(notice(app.page, words.title["not-replaced"])).toContainText(words.body["not-replaced"]);
    expect(asideOf(computer)).toEqual([]);
  } finally {
    chmodSync(computer.data, 0o700);
  }
  await call(app.page, "chooseTheme", { theme: "light" });
  await expect(notice(app.page, words.title.replaced)).toBeVisible();
  expect(existsSync(join(computer.data, asideOf(computer)[0] ?? "none"))).toBe(true);
  expect(preferencesOf(computer)).toMatchObject({ theme: "light", knownVault: JSON.parse(before).knownVault });
});
