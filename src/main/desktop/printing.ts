import { BrowserWindow, session } from "electron";
import { pageNumberWords, paperWords } from "../../contract/documents/messages";
import type { PaperTrouble } from "../../contract/refusals";
import { ok, type Result, refuse } from "../../contract/result";
import type { Paper } from "../core/ports";
import { orTrouble } from "../core/store/trouble";
import { writeDurably } from "../platform/vault-folder";
import { closeSession } from "./walls";

const PARTITION = "paper";

/** Papers on their way into their windows: no longer than one loads. */
const loading = new Map<string, string>();

/** Papers are drawn in one hidden window that has neither preload nor scripts and is gone afterwards (DOCUMENT-1). */
async function withPaper<T>(paper: Paper, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { javascript: false, sandbox: true, contextIsolation: true, partition: PARTITION },
  });
  try {
    await load(window, paper);
    return await use(window);
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
}

/**
 * By a scheme that only the papers' own session knows: Chromium refuses data: addresses over 2 MB, which a long list
 * or the sheets of a whole clinic exceed, and a file would leave secrets on the disk.
 */
async function load(window: BrowserWindow, paper: Paper): Promise<void> {
  const papers = session.fromPartition(PARTITION);
  if (!papers.protocol.isProtocolHandled(PARTITION)) {
    papers.protocol.handle(PARTITION, answerPaper);
    closeSession(papers, [`${PARTITION}:`, "data:"]);
  }
  const address = `${PARTITION}://${window.id}/`;
  loading.set(address, paper.html);
  try {
    await window.loadURL(address);
  } finally {
    loading.delete(address);
  }
}

function answerPaper({ url }: Request): Response {
  const html = loading.get(url);
  if (html === undefined) return new Response(null, { status: 404 });
  // As bytes: a text of this length would be copied once more on its way.
  return new Response(Buffer.from(html), { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** The window of the paper whose print dialog stands: it goes with the session, and its dialog with it. */
let printing: BrowserWindow | null = null;

/** Nothing more is printed for whoever was there. */
export function stopPrinting(): void {
  printing?.destroy();
}

/** Opens the system's print dialog; false where it was canceled. `before` runs once there is a printer. */
export async function printOnPaper(paper: Paper, before: () => void): Promise<Result<boolean, PaperTrouble>> {
  return withPaper(paper, async (window) => {
    const printers = await window.webContents.getPrintersAsync();
    if (printers.length === 0) return refuse({ code: "paper-trouble", trouble: "no-printer" });
    before();
    printing = window;
    return new Promise((resolve) => {
      window.once("closed", () => {
        printing = null;
        resolve(ok(false));
      });
      window.webContents.print({ printBackground: true }, (printed, reason) => {
        // Chromium words a canceled dialog in either spelling.
        const done = printed || /cancell?ed/i.test(reason);
        resolve(done ? ok(printed) : refuse({ code: "paper-trouble", trouble: "not-printed" }));
      });
    });
  });
}

/** The paper as PDF. */
export function drawPdf(paper: Paper): Promise<Uint8Array> {
  return withPaper(paper, (window) =>
    window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, ...footOf(paper) }),
  );
}

/** Papers draw their page numbers themselves where Chromium can (131, margin boxes); before that, the printing does. */
function footOf({ numbered = false }: Paper): Partial<Electron.PrintToPDFOptions> {
  if (!numbered || Number.parseInt(process.versions.chrome, 10) >= 131) return {};
  const { page, of } = pageNumberWords;
  const number = `${page} <span class="pageNumber"></span> ${of} <span class="totalPages"></span>`;
  const style = "display: flex; justify-content: space-between; width: 100%; margin: 0 16mm; color: #333; ";
  return {
    displayHeaderFooter: true,
    headerTemplate: "<span></span>",
    footerTemplate: `<div style="${style} font: 8.5pt Arial, sans-serif"><span>${paperWords.madeWith}</span><span>${number}</span></div>`,
  };
}

/** Writes a file that the person chose and gives back its name. Throws where it cannot be written. */
export function writeFile(place: string, content: string | Uint8Array): string {
  writeDurably(place, content);
  return place.split(/[/\\]/).at(-1) ?? place;
}

/** Writes a paper to where the person said. */
export function writePaper(place: string, bytes: Uint8Array): Result<{ name: string }, PaperTrouble> {
  const saved = orTrouble(() => ({ name: writeFile(place, bytes) }));
  return typeof saved === "string" ? refuse({ code: "paper-trouble", trouble: "not-written" }) : ok(saved);
}
