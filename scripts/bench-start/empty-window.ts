import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Electron } from "../runtime/electron.mjs";
import { launcherText } from "../runtime/launch.mjs";
import { linkTree } from "../runtime/link.mjs";

/** An Electron window with one field and nothing else: what no app on Electron can be faster than. */

const main = `const { app, BrowserWindow } = require("electron");
app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1200, height: 800, show: false });
  window.once("ready-to-show", () => window.show());
  window.loadFile("index.html");
});
app.on("window-all-closed", () => app.quit());
`;
const page = '<!doctype html><title>Empty</title><input aria-label="Field" autofocus>';

/**
 * Puts it into `folder`, beside a copy of the runtime that takes no room: an Electron made ready for one project opens
 * no other. Returns the program that starts it.
 */
export async function makeEmptyWindow(electron: Electron, folder: string): Promise<string> {
  const copy = join(folder, "electron");
  mkdirSync(copy, { recursive: true });
  await linkTree(dirname(electron.executable), copy);
  const project = join(copy, "resources/app");
  rmSync(project, { force: true, recursive: true });
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", main: "main.cjs" }));
  writeFileSync(join(project, "main.cjs"), main);
  writeFileSync(join(project, "index.html"), page);
  const program = join(folder, "empty-window");
  const executable = join(copy, basename(electron.executable));
  writeFileSync(program, launcherText({ executable, takesProject: false }));
  chmodSync(program, 0o755);
  return program;
}
