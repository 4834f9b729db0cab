import { BrowserWindow, dialog } from "electron";
import type { PaperTrouble } from "../preload/refusals";
import { ok, type Result, refuse } from "../preload/result";
import type { Paper } from "./outside/types";
import { writeDurably } from "./outside/vault-folder";
import { orTrouble } from "./store/trouble";

/** Papers are drawn in one hidden window that has neither preload nor scripts and is gone afterwards. */
async function withPaper<T>(paper: Paper, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { javascript: false, sandbox: true, contextIsolation: true, partition: "paper" },
  });
  try {
    // Electron's own error would carry the whole address, and with it the secret that stands on the paper.
    await window
      .loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(paper.html).toString("base64")}`)
      .catch(() => {
        throw new Error("The hidden window could not load the paper.");
      });
    return await use(window);
  } finally {
    window.destroy();
  }
}

/** Opens the system's print dialog; false where it was cancelled. `before` runs once there is a printer. */
export async function printOnPaper(paper: Paper, before = () => {}): Promise<Result<boolean, PaperTrouble>> {
  return withPaper(paper, async (window) => {
    const printers = await window.webContents.getPrintersAsync();
    if (printers.length === 0) return refuse({ code: "paper-trouble", trouble: "no-printer" });
    before();
    return new Promise((resolve) => {
      window.webContents.print({ printBackground: true }, (printed, reason) => {
        // Chromium words a cancelled dialog in either spelling.
        const done = printed || /cancell?ed/i.test(reason);
        resolve(done ? ok(printed) : refuse({ code: "paper-trouble", trouble: "not-printed" }));
      });
    });
  });
}

/** Saves the paper as PDF where the person says; the file's name, or null when cancelled. `before` runs once it is drawn. */
export async function savePdf(
  paper: Paper,
  ask: AskForPlace,
  before = () => {},
): Promise<Result<{ name: string } | null, PaperTrouble>> {
  const file = await ask(`${paper.title}.pdf`);
  if (file === null) return ok(null);
  const pdf = await withPaper(paper, (window) =>
    window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }),
  );
  before();
  return written(file, pdf);
}

/** Writes a file that the person chose and gives back its name. Throws where it cannot be written. */
export function writeFile(place: string, content: string | Uint8Array): string {
  writeDurably(place, content);
  return place.split(/[/\\]/).at(-1) ?? place;
}

export type AskForPlace = (suggested: string) => Promise<string | null>;

export function askForPlaceOver(window: BrowserWindow): AskForPlace {
  return async (suggested) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: fileName(suggested) });
    return canceled || filePath === "" ? null : filePath;
  };
}

function written(place: string, bytes: Uint8Array): Result<{ name: string }, PaperTrouble> {
  const saved = orTrouble(() => ({ name: writeFile(place, bytes) }));
  return typeof saved === "string" ? refuse({ code: "paper-trouble", trouble: "not-written" }) : ok(saved);
}

/** A title without what file systems refuse. */
function fileName(title: string): string {
  return title
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, 120);
}
