import { BrowserWindow, session } from "electron";
import { pageNumberWords, paperWords } from "../../contract/documents/messages";
import type { Outcome } from "../core/asking";
import type { Paper } from "../core/ports";
import { closeSession } from "./walls";

const PARTITION = "paper";

/** Papers on their way into their windows: no longer than one loads. */
const loading = new Map<string, string>();

/** The windows of papers that are being drawn or printed: they go with the session, and the printer's dialog with them. */
const drawing = new Set<BrowserWindow>();

/**
 * Papers are drawn in one hidden window that has neither preload nor scripts and is gone afterwards (DOCUMENT-1). Undefined
 * where the session was locked or ended meanwhile.
 */
async function withPaper<T>(paper: Paper, use: (window: BrowserWindow) => Promise<T>): Promise<T | undefined> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { javascript: false, sandbox: true, contextIsolation: true, partition: PARTITION },
  });
  drawing.add(window);
  const closed = new Promise<undefined>((resolve) => window.once("closed", () => resolve(undefined)));
  try {
    return await Promise.race([closed, load(window, paper).then(() => use(window))]);
  } finally {
    drawing.delete(window);
    if (!window.isDestroyed()) window.destroy();
  }
}

/** Nothing more is drawn or printed for whoever was there. */
export function stopPapers(): void {
  for (const window of drawing) window.destroy();
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

/** Opens the system's print dialog. */
export async function printOnPaper(paper: Paper): Promise<Outcome> {
  const outcome = await withPaper(
    paper,
    (window) =>
      new Promise<Outcome>((resolve) => {
        window.webContents.print({ printBackground: true }, (printed, reason) => {
          // Chromium words a canceled dialog in either spelling.
          if (!printed && !/cancell?ed/i.test(reason)) resolve({ is: "trouble", trouble: "not-printed" });
          else resolve(printed ? { is: "out", name: paper.title } : { is: "canceled" });
        });
      }),
  );
  return outcome ?? { is: "canceled" };
}

/** The paper as PDF; undefined where the session was locked or ended meanwhile. */
export function drawPdf(paper: Paper): Promise<Uint8Array | undefined> {
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
