import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain } from "electron";
import { listenForCalls } from "./ipc";
import { registerScheme, serveWindow } from "./protocol";
import { refusePermissions, switchOff } from "./walls";
import { openWindow } from "./window";

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
  refusePermissions();
  serveWindow(join(program, "../renderer"));
  const opened = openWindow(join(program, "../preload/index.cjs"));
  const { window } = opened;
  // What decides is read once the page is there: a busy main process keeps the page's own from starting and from
  // reaching the graphics. Until it has been read, calls wait (ipc.ts).
  const bridge = opened.arrived.then(async () => (await import("./host")).startDesktop(opened, program));
  listenForCalls(ipcMain, window.webContents, bridge);
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
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
