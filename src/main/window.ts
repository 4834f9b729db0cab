import { join } from "node:path";
import { app, BrowserWindow, nativeTheme, screen, session } from "electron";
import type { Theme } from "../preload/views";
import { isOurAddress, ORIGIN } from "./ipc";
import type { Preferences } from "./preferences";

const SMALLEST = { width: 900, height: 600 };
const FIRST = { width: 1200, height: 800 };
const paper = { light: "#f5f7f9", dark: "#0e141a" };

/** Every window and every page: no permission, no new window, no way to another address (Electron security 3 to 15). */
export function closeAllDoors(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.on("will-frame-navigate", (event) => {
      if (!isOurAddress(event.url) || !event.isMainFrame) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
  });
  refuseTheNetwork();
}

/** Nothing in a window comes from anywhere but the app; papers come as data: into a window of their own. */
function refuseTheNetwork(): void {
  session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const { protocol } = new URL(details.url);
    decide({ cancel: !["app:", "data:", "devtools:"].includes(protocol) });
  });
}

export function openWindow(preferences: Preferences): BrowserWindow {
  nativeTheme.themeSource = preferences.get("theme");
  const place = visiblePlace(preferences.get("place"));
  const window = new BrowserWindow({
    ...FIRST,
    ...place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: "Wardkey",
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload: join(import.meta.dirname, "../preload/index.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: !app.isPackaged,
      spellcheck: false,
    },
  });
  if (preferences.get("place")?.maximised === true) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => preferences.set("place", { ...window.getNormalBounds(), maximised: window.isMaximized() }));
  void window.loadURL(`${ORIGIN}/index.html`);
  return window;
}

/** The remembered place, unless its screen is gone. */
function visiblePlace(place: ReturnType<Preferences["get"]> | null) {
  if (place === null || typeof place !== "object" || !("width" in place)) return {};
  const { x, y, width, height } = place;
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const shows =
    x < workArea.x + workArea.width && x + width > workArea.x && y >= workArea.y && y < workArea.y + workArea.height;
  return shows ? { x, y, width, height } : { width, height };
}

export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
}
