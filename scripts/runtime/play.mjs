/** @file What Playwright runs: the end-to-end tests, the tour, the crash test, golden vaults and the benchmark, all with the built app. */

import { join } from "node:path";
import { readyRuntime } from "../runtime.mjs";
import { readyBuild } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { project } from "./places.mjs";
import { runInTerminal } from "./run.mjs";

const playwright = join(project, "node_modules/@playwright/test/cli.js");

/** Makes ready what `play` needs; gives the executable that runs it. */
export async function readyToPlay() {
  const { executable } = await readyRuntime(["window", "display", "tests"]);
  await readyBuild();
  return executable;
}

/**
 * A network of its own, in which every packet shows (test/packets): whoever runs it stays who they are, and may listen
 * to it and set it up.
 */
const ownNetwork = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--keep-caps", "--net", "--"];

/**
 * Makes all ready, runs one of Playwright's projects and returns its exit code. Playwright runs inside the runtime too,
 * so that a test can open a vault with the very SQLite that the app has.
 * @param {"e2e" | "packets" | "idle" | "tour" | "crash" | "golden" | "bench"} name
 * @param {readonly string[]} [args]
 * @param {NodeJS.ProcessEnv} [extra]
 * @param {typeof runInTerminal} [start] another way to start it than with the terminal for itself
 */
export async function play(name, args = [], extra = {}, start = runInTerminal) {
  const executable = await readyToPlay();
  const [command = executable, ...before] = name === "packets" ? [...ownNetwork, executable] : [executable];
  return withDisplay((env) =>
    start(command, [...before, playwright, "test", `--project=${name}`, ...args], {
      ...env,
      ...extra,
      ELECTRON_RUN_AS_NODE: "1",
    }),
  );
}
