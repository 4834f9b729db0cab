import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type App, resize, type Size, shine, smallest, usual } from "../../test/support/app";
import type { At } from "../../test/support/story";

/** Numbered pictures of every screen, by day and by night, and a transcript that says what is seen on them. */
export type Album = {
  /** A chapter of the transcript. */
  readonly chapter: (title: string) => void;
  readonly note: (sentence: string) => void;
  /** Pictures of this app's screens, in the usual size; of those whose name is in `small`, in the smallest one too. */
  readonly photographer: (app: App) => At;
  readonly close: () => void;
};

export function openAlbum(folder: string, small: ReadonlySet<string>): Album {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines: string[] = ["# Wardkey, a tour", ""];
  let number = 0;
  const say = (line: string) => lines.push(line, "");
  return {
    chapter: (title) => say(`## ${title}`),
    note: say,
    photographer: (app) => async (screen) => {
      number += 1;
      const stem = `${String(number).padStart(2, "0")}-${slug(screen)}`;
      await photograph(app, usual, "light", join(folder, `${stem}.png`));
      await photograph(app, usual, "dark", join(folder, `${stem}-dark.png`));
      if (small.has(screen)) await photograph(app, smallest, "light", join(folder, `${stem}-small.png`));
      await resize(app, usual);
      await shine(app, "light");
      say(`**${capital(screen)}** ([light](${stem}.png), [dark](${stem}-dark.png))`);
    },
    close: () => writeFileSync(join(folder, "transcript.md"), `${lines.join("\n").trimEnd()}\n`),
  };
}

async function photograph(app: App, size: Size, theme: "light" | "dark", path: string): Promise<void> {
  await resize(app, size);
  await shine(app, theme);
  await app.page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  await app.page.screenshot({ path, caret: "initial" });
}

function slug(screen: string): string {
  return screen
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
