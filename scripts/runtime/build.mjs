/** @file The built app in `out`, made again only where something it is made from has changed. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { project } from "./places.mjs";
import { run } from "./run.mjs";
import { plain, say } from "./say.mjs";

const stamp = join(project, "out/built-from");

/** One digest over the sources and everything that decides how they are built. */
function digestSources() {
  const sources = readdirSync(join(project, "src"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256");
  for (const file of [
    ...sources,
    ...["electron.vite.config.ts", "package-lock.json"].map((name) => join(project, name)),
  ]) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Builds the app where `out` is missing or stale. */
export async function readyBuild() {
  const digest = digestSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  say("Building the app.");
  // A build that fails leaves half of `out`, which no stamp may speak for.
  await rm(stamp, { force: true });
  const tool = join(project, "node_modules/electron-vite/bin/electron-vite.js");
  const { code, said } = await run(process.execPath, [tool, "build", "--logLevel", "warn"], { cwd: project });
  if (said.trim() !== "") say(said.trim());
  if (code !== 0) throw plain("The app could not be built; the reasons are above.");
  await writeFile(stamp, digest);
}
