import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain } from "electron";
import { listenForCalls } from "./desktop/ipc";
import { registerScheme, serveWindow } from "./desktop/protocol";
import { refusePermissions, switchOff } from "./desktop/walls";
import { openWindow } from "./desktop/window";

/** The composition root: what there is, and in which order it starts. */

refuseDangerousSwitches();
useDataFolder();
app.enableSandbox();
switchOff();
registerScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  refusePermissions();
  serveWindow(join(import.meta.dirname, "../renderer"));
  const opened = openWindow();
  const { window } = opened;
  // What decides is read once the page is there: a busy main process keeps the page's own from starting and from
  // reaching the graphics. Until it has been read, calls wait (desktop/ipc.ts).
  const bridge = opened.arrived.then(async () =>
    (await import("./desktop/host")).startDesktop(opened, import.meta.dirname),
  );
  listenForCalls(ipcMain, window.webContents, bridge);
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
}

/** `--data-dir DIR` becomes the user-data folder before anything else; only its owner may look inside. */
function useDataFolder(): void {
  const given = process.argv.flatMap((word, at) => {
    if (word === "--data-dir") return process.argv[at + 1] ?? [];
    return word.startsWith("--data-dir=") ? word.slice("--data-dir=".length) : [];
  })[0];
  if (given !== undefined) app.setPath("userData", given);
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
