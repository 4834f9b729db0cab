import { app, type BrowserWindow, dialog } from "electron";
import { pageWords } from "../../contract/shell/page-messages";

/** A page that takes no input is given so long to come to itself, and a locked one so long to ask what it may show. */
const PATIENCE_S = 20;
/** How often, and within how long, the page is opened anew by itself: what breaks it would break it again (PAGE-7). */
const TRIES = 3;
const TRIES_MS = 10 * 60_000;

export type PageWatch = {
  /** It was told that it is locked: unless it is heard of soon, what it shows is taken away. */
  readonly expect: () => void;
  /** It has called. */
  readonly heard: () => void;
};

type PageWatchParts = {
  readonly monotonic: () => number;
  /** A dialog of the system stands over the window: a page that takes no input then is waited for. */
  readonly hasDialog: () => boolean;
  readonly onStopped: (reason: string) => void;
};

/**
 * A page whose process is gone, or that hangs, is opened anew. `onStopped` takes away what it could reach, and records it,
 * before that. After a few times in a row a person decides.
 */
export function watchPage(window: BrowserWindow, { monotonic, hasDialog, onStopped }: PageWatchParts): PageWatch {
  const page = window.webContents;
  let opened: readonly number[] = [];
  let patience: NodeJS.Timeout | undefined;
  let isDue = false;
  let hung = false;
  const heard = () => {
    clearInterval(patience);
    patience = undefined;
    isDue = false;
  };
  // Its process ends, which is the one way on from here.
  const end = () => {
    heard();
    if (window.isDestroyed() || page.isCrashed()) return;
    hung = true;
    page.forcefullyCrashRenderer();
  };
  // Second by second: however long the computer sleeps in between, the page has its time once it is awake.
  const wait = () => {
    let left = PATIENCE_S;
    patience ??= setInterval(() => {
      if (!isDue && hasDialog()) return;
      left -= 1;
      if (left <= 0) end();
    }, 1000);
  };
  const expect = () => {
    isDue = true;
    wait();
  };
  window.on("unresponsive", wait);
  window.on("responsive", heard);
  const openAnew = (reason: string) => {
    onStopped(reason);
    const now = monotonic();
    opened = opened.filter((at) => now - at < TRIES_MS);
    if (opened.length < TRIES) {
      opened = [...opened, now];
      page.reload();
      return;
    }
    opened = [];
    void askWhetherToGoOn(window).then((goesOn) => (goesOn ? page.reload() : app.quit()));
  };
  page.on("render-process-gone", (_event, { reason }) => {
    heard();
    if (reason === "clean-exit" || window.isDestroyed()) return;
    openAnew(hung ? "unresponsive" : reason);
    hung = false;
  });
  // Before anybody watched.
  if (page.isCrashed()) openAnew("crashed");
  window.on("closed", heard);
  return { expect, heard };
}

async function askWhetherToGoOn(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: pageWords.stoppedOften,
    detail: pageWords.stoppedOftenWhy,
    buttons: [pageWords.openAgain, pageWords.quit],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
