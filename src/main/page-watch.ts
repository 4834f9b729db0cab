import { app, type BrowserWindow, dialog } from "electron";
import { pageWords } from "../preload/messages/page";

/** A page that takes no input is given so long to come to itself, and a locked one so long to ask what it may show. */
const PATIENCE_MS = 20_000;
/** So many times within so long the page is opened anew by itself: what breaks it would break it again. */
const TRIES = 3;
const TRIES_MS = 10 * 60_000;

export type PageWatch = {
  /** It was told that it is locked: unless it is heard of soon, what it shows is taken away. */
  readonly expect: () => void;
  /** It has called. */
  readonly heard: () => void;
};

/**
 * A page whose process is gone, or that hangs, is opened anew. `onStopped` takes away what it could reach, and records it,
 * before that. After a few times in a row a person decides.
 */
export function watchPage(
  window: BrowserWindow,
  { monotonic, onStopped }: { readonly monotonic: () => number; readonly onStopped: (reason: string) => void },
): PageWatch {
  const page = window.webContents;
  let opened: readonly number[] = [];
  let patience: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(patience);
    patience = undefined;
  };
  // Its process ends, which is the one way on from here.
  const end = () => {
    patience = undefined;
    if (!window.isDestroyed() && !page.isCrashed()) page.forcefullyCrashRenderer();
  };
  const expect = () => {
    patience ??= setTimeout(end, PATIENCE_MS);
  };
  window.on("unresponsive", expect);
  window.on("responsive", heard);
  page.on("render-process-gone", (_event, { reason }) => {
    heard();
    if (reason === "clean-exit" || window.isDestroyed()) return;
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
  });
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
