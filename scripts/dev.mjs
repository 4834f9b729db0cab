/**
 * @file `npm run dev`: the very app that people get, behind the same walls, built and opened again at every change of
 * a source. Its data lie in .runtime/dev-data unless `--data-dir` says otherwise.
 */

import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { readyBuild } from "./runtime/build.mjs";
import { hasDisplay } from "./runtime/display.mjs";
import { appCommand } from "./runtime/launch.mjs";
import { project, runtimeFolder } from "./runtime/places.mjs";
import { plain, runScript, say } from "./runtime/say.mjs";
import { readyRuntime } from "./runtime.mjs";

/** Editors write a file in several steps; one build serves them all. */
const quietMs = 200;

/** @param {() => void} onChange */
function watchSources(onChange) {
  let timer = setTimeout(() => {}, 0);
  watch(join(project, "src"), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  });
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<void>} */
function end(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

await runScript(async () => {
  if (!hasDisplay()) throw plain("There is no display here to open the app on. `npm run tour` needs none.");
  const electron = await readyRuntime();
  const given = process.argv.slice(2);
  const args = given.includes("--data-dir") ? given : [...given, "--data-dir", join(runtimeFolder, "dev-data")];
  const { command, args: all } = appCommand(electron, args);
  await readyBuild();
  const open = () => spawn(command, all, { stdio: "inherit" });
  let app = open();
  let turn = Promise.resolve();
  const rebuild = async () => {
    await readyBuild().then(
      async () => {
        await end(app);
        app = open();
      },
      (error) => say(error instanceof Error ? error.message : `${error}`),
    );
  };
  watchSources(() => {
    turn = turn.then(rebuild);
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => end(app).then(() => process.exit(0)));
  say("Watching src. Ctrl+C ends.");
});
