import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain } from "electron";
import { vaultIn } from "../platform/app-data";
import { vaultFolder } from "../platform/vault-folder";
import { expectedScreen } from "./expected-screen";
import { type Call, listenForCalls } from "./ipc";
import type { Preferences } from "./preferences";
import { registerScheme, serveWindow } from "./protocol";
import { refusePermissions, switchOff } from "./walls";
import { openWindow, placeWindow } from "./window";

/**
 * Starts the app with its window: what there is, and in which order. To be called before Electron is ready. `dataDir` is
 * another data folder than the log-on's own, `program` the folder of the built main process.
 */
export function startApp(dataDir: string | undefined, program: string): void {
  refuseDangerousSwitches();
  useDataFolder(dataDir);
  app.enableSandbox();
  switchOff();
  registerScheme();
  if (app.requestSingleInstanceLock()) void app.whenReady().then(() => start(program));
  else app.quit();
}

function start(program: string): void {
  const dataDir = app.getPath("userData");
  refusePermissions();
  serveWindow(join(program, "../renderer"));
  const opened = openWindow(join(program, "../preload/index.cjs"), expectedScreen(vaultFolder(vaultIn(dataDir))));
  const { window } = opened;
  // Read while the page's process starts.
  const preferences = preferencesIn(dataDir);
  // A window that cannot be placed says so on its page: what the page asks fails with the same.
  void preferences.then((read) => placeWindow(opened, read)).catch(() => window.show());
  // What decides is read once the page asks for it: a busy main process keeps the page's own from starting and from
  // reaching the graphics. A page that does not come to ask must be noticed all the same.
  let bridge: Promise<Call> | undefined;
  const reachCore = () => {
    bridge ??= Promise.all([import("./host"), preferences]).then(([{ startDesktop }, read]) =>
      startDesktop(opened, program, read),
    );
    return bridge;
  };
  listenForCalls(ipcMain, window.webContents, reachCore);
  void opened.drawn.then(reachCore);
  window.webContents.once("render-process-gone", () => void reachCore());
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
}

async function preferencesIn(dataDir: string): Promise<Preferences> {
  const { openPreferences } = await import("./preferences");
  return openPreferences({
    file: join(dataDir, "preferences.json"),
    openStore: async () => (await import("./preferences-store")).openPreferencesStore(dataDir),
    now: Date.now,
  });
}

/** The data folder is the user-data folder before anything else is; only its owner may look inside. */
function useDataFolder(dataDir: string | undefined): void {
  if (dataDir !== undefined) app.setPath("userData", dataDir);
  const folder = app.getPath("userData");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setAppLogsPath(join(folder, "logs"));
}

/** Fuses cannot refuse these; an installed app must not start with its walls taken down (PAGE-8). */
function refuseDangerousSwitches(): void {
  const dangerous = [
    "no-sandbox",
    "remote-debugging-port",
    "remote-debugging-pipe",
    "js-flags",
    "load-extension",
    "disable-web-security",
  ];
  if (app.isPackaged && dangerous.some((name) => app.commandLine.hasSwitch(name))) app.exit(1);
}
