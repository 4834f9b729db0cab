/** @file How the app is started, by everything that starts it: people, tests, the tour and the benchmarks. */

import { randomUUID } from "node:crypto";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { project, runtimeFolder } from "./places.mjs";
import { run } from "./run.mjs";
import { plain } from "./say.mjs";

/** A small program that takes the app's own arguments; Playwright's `executablePath`. */
const launcher = join(runtimeFolder, "wardkey");

/** @param {string} text */
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Chromium refuses its sandbox to root, and Wardkey never runs without one: root becomes an ordinary user in a user
 * namespace of its own, in which its files are still its own.
 */
const namespace = ["--user", "--map-user=1000", "--map-group=1000", "--"];

/** The small program's text. @param {import("./electron.mjs").Electron} electron */
export function launcherText({ executable, takesProject }) {
  const command = [executable, ...(takesProject ? [project] : [])].map(quote).join(" ");
  return `#!/bin/sh
unset ELECTRON_RUN_AS_NODE
if [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ]; then
  exec unshare ${namespace.join(" ")} ${command} "$@"
fi
exec ${command} "$@"
`;
}

/** @param {import("./electron.mjs").Electron} electron */
export async function writeLauncher(electron) {
  if (process.platform === "linux" && process.getuid?.() === 0) {
    const { code, said } = await run("unshare", [...namespace, "true"]);
    if (code !== 0)
      throw plain(
        `Root may not start Electron here, because user namespaces are off (${said.trim()}). Run this as an ordinary user.`,
      );
  }
  await mkdir(runtimeFolder, { recursive: true });
  // The idle tests make it ready beside the others, in the same process.
  const partial = `${launcher}.${randomUUID()}`;
  await writeFile(partial, launcherText(electron));
  await chmod(partial, 0o755);
  await rename(partial, launcher);
}

/**
 * The command that opens the app, for a runtime that is ready.
 * @param {import("./electron.mjs").Electron} electron
 * @param {readonly string[]} [args] the app's own, such as `--data-dir DIR`
 */
export function appCommand({ executable, takesProject }, args = []) {
  if (process.platform !== "win32") return { command: launcher, args: [...args] };
  return { command: executable, args: [...(takesProject ? [project] : []), ...args] };
}
