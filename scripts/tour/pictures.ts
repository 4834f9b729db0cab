import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { type App, resize, type Size, settle, shine, smallest, usual } from "../../test/support/app";
import type { At } from "../../test/support/story";
import { captions } from "./captions";

/** Numbered pictures of every screen, and a transcript: one line a step, with what was done and what is seen. */
export type Pictures = {
  /** A chapter of the transcript. */
  readonly chapter: (title: string) => void;
  readonly note: (sentence: string) => void;
  /** Takes pictures of this app's screens. */
  readonly photographer: (app: App) => At;
  /** The first page of a PDF, or another one. */
  readonly paper: (pdf: string, name: string, page?: number) => void;
  /** A picture of whatever there is, where the tour could not go on. */
  readonly breakOff: (app: App) => Promise<void>;
  readonly close: () => void;
};

/** Every screen is taken in the usual size by day; which ones by night as well, and which in the smallest window. */
export type Also = { readonly dark: ReadonlySet<string>; readonly small: ReadonlySet<string> };

export function openPictures(folder: string, also: Also): Pictures {
  clear(folder);
  const lines: string[] = ["# Wardkey, a tour", ""];
  let number = 0;
  const take = async (app: App, screen: string, done: string) => {
    number += 1;
    const stem = `${String(number).padStart(3, "0")}-${slug(screen)}`;
    const pictures = [await photograph(app, join(folder, stem), usual, "light")];
    if (also.dark.has(screen)) pictures.push(await photograph(app, join(folder, `${stem}-dark`), usual, "dark"));
    if (also.small.has(screen)) pictures.push(await photograph(app, join(folder, `${stem}-small`), smallest, "light"));
    await resize(app, usual);
    await shine(app, "light");
    lines.push(`${number}. ${done} Seen: ${await seenOn(app.page)}. (${pictures.map(linkTo).join(", ")})`);
    await putToastsAway(app.page);
  };
  return {
    chapter: (title) => lines.push("", `## ${title}`, ""),
    note: (sentence) => lines.push("", sentence, ""),
    photographer: (app) => (screen) => take(app, screen, captionOf(screen)),
    paper: (pdf, name, page = 1) => {
      number += 1;
      const stem = join(folder, `${String(number).padStart(3, "0")}-${slug(name)}`);
      const pages = ["-f", String(page), "-l", String(page)];
      execFileSync("pdftoppm", ["-r", "96", "-png", "-singlefile", ...pages, pdf, stem]);
      lines.push(`${number}. ${captionOf(name)} (${linkTo(`${stem}.png`)})`);
    },
    breakOff: (app) => take(app, "where it stopped", "The tour could not go on."),
    close: () => writeFileSync(join(folder, "transcript.md"), `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`),
  };
}

function captionOf(screen: string): string {
  const done = captions[screen];
  if (done === undefined) throw new Error(`the screen "${screen}" has no caption`);
  return done;
}

/** Removes what an earlier tour left in the folder, and nothing else. */
function clear(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (/^\d{2,3}-[a-z0-9-]+\.png$|^transcript\.md$/.test(name)) rmSync(join(folder, name));
  }
}

/** Brings what lies further down to the top of the window. */
export function scrollTo(place: Locator): Promise<void> {
  return place.evaluate((element) => element.scrollIntoView({ block: "start" }));
}

/** The picture's name. */
async function photograph(app: App, stem: string, size: Size, theme: "light" | "dark"): Promise<string> {
  await resize(app, size);
  await shine(app, theme);
  // Nothing looks pointed at that merely lies where the last click was.
  await app.page.mouse.move(0, 0);
  await settle(app);
  await app.page.screenshot({ path: `${stem}.png`, caret: "initial" });
  return `${stem}.png`;
}

/** A dialog; toasts have that role too. */
const DIALOG = "[role=dialog]:not([role=region] *)";

/** The headings in front, and what the screen says at once, in the words that are there. */
async function seenOn(page: Page): Promise<string> {
  const dialog = page.locator(DIALOG);
  const front = (await dialog.count()) > 0 ? dialog : page;
  const texts = await front.locator("h1, h2, h3, [role=alert], [role=status]").allInnerTexts();
  const words = texts.map((text) => text.trim().replace(/\.?\s*\n\s*/g, ". ")).filter((text) => text !== "");
  return [...new Set(words)]
    .slice(0, 5)
    .map((text) => `“${text}”`)
    .join(", ");
}

/** What was said for a moment is on one picture, not on all that follow; unless a dialog lies over it. */
async function putToastsAway(page: Page): Promise<void> {
  if ((await page.locator(DIALOG).count()) > 0) return;
  // Only whoever has come to the toasts by keyboard or mouse is told of their buttons.
  const close = page.getByRole("region", { name: "Notifications" }).locator("button[aria-label=Close]");
  for (let left = await close.count(); left > 0; left--) {
    await close.first().click();
    await expect(close).toHaveCount(left - 1);
  }
}

function linkTo(picture: string): string {
  const name = picture.split("/").at(-1) ?? picture;
  return `[${/-(dark|small)\.png$/.exec(name)?.[1] ?? "picture"}](${name})`;
}

function slug(screen: string): string {
  return screen
    .toLowerCase()
    .replaceAll("'", "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
