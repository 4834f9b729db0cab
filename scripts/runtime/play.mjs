/** @file What Playwright drives: the end-to-end tests, the tour and the crash test, all in the built app. */

import { join } from "node:path";
import { readyRuntime } from "../runtime.mjs";
import { readyBuild } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { project } from "./places.mjs";
import { runInTerminal } from "./run.mjs";

const playwright = join(project, "node_modules/@playwright/test/cli.js");

/**
 * Makes all ready, runs one of Playwright's projects and returns its exit code.
 * @param {"e2e" | "tour" | "crash"} name
 * @param {readonly string[]} [args]
 * @param {NodeJS.ProcessEnv} [extra]
 */
export async function play(name, args = [], extra = {}) {
  await readyRuntime(["window", "display", "tests"]);
  await readyBuild();
  return withDisplay((env) =>
    runInTerminal(process.execPath, [playwright, "test", `--project=${name}`, ...args], { ...env, ...extra }),
  );
}
