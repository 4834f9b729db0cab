import { app, BrowserWindow, nativeTheme, screen } from "electron";
import type { ExpectedScreen } from "../../contract/session/views";
import type { Theme } from "../../contract/settings/views";
import { PAGE } from "./ipc";
import type { Preferences } from "./preferences";
import { keepAtPage, refuseFileChoosers } from "./walls";
import { fitToScreen } from "./window-place";

const SMALLEST = { width: 900, height: 600 };
const FIRST = { width: 1200, height: 800 };
const paper = { light: "#f5f7f9", dark: "#0e141a" };

export type OpenedWindow = {
  readonly window: BrowserWindow;
  /** Settled once there is something to see. */
  readonly drawn: Promise<void>;
};

/**
 * Opens the window, with the built preload, and begins to load it with the screen that is expected; `placeWindow` then
 * says where it shows.
 */
export function openWindow(preload: string, expected: ExpectedScreen | null): OpenedWindow {
  const window = new BrowserWindow({
    ...FIRST,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: "Wardkey",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: !app.isPackaged,
      spellcheck: false,
      disableDialogs: true,
    },
  });
  const drawn = new Promise<void>((resolve) => window.once("ready-to-show", resolve));
  keepAtPage(window.webContents);
  void refuseFileChoosers(window.webContents);
  void window.loadURL(expected === null ? PAGE : `${PAGE}#${expected}`);
  return { window, drawn };
}

/** Puts the window where it was, in the theme it had, and shows it once there is something to see. */
export function placeWindow({ window, drawn }: OpenedWindow, preferences: Preferences): void {
  applyTheme(preferences.get("theme"));
  window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? paper.dark : paper.light);
  const place = preferences.get("place");
  if (place !== null) window.setBounds(visiblePlace(place));
  void drawn.then(() => {
    if (window.isDestroyed()) return;
    if (place?.maximised === true) window.maximize();
    window.show();
  });
  window.on("close", () => {
    void preferences.set("place", { ...window.getNormalBounds(), maximised: window.isMaximized() });
  });
}

/** The remembered place as far as the screens of today have it; screens are taken away and get smaller. */
function visiblePlace({ x, y, width, height }: Electron.Rectangle): Electron.Rectangle {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  return fitToScreen(
    { x, y, width: Math.max(width, SMALLEST.width), height: Math.max(height, SMALLEST.height) },
    workArea,
  );
}

export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
}
