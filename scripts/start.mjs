/**
 * @file `npm start`: opens the app; where there is no display it shows the tour on a virtual one instead. With a command
 * (`npm start -- status`) it runs that in the terminal, which takes no display.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readyBuild } from "./runtime/build.mjs";
import { hasDisplay } from "./runtime/display.mjs";
import { appCommand } from "./runtime/launch.mjs";
import { project } from "./runtime/places.mjs";
import { play } from "./runtime/play.mjs";
import { runInTerminal } from "./runtime/run.mjs";
import { runScript, say } from "./runtime/say.mjs";
import { readyRuntime } from "./runtime.mjs";

/** The exit code where Wardkey itself fails: 1 says that a vault is damaged. */
const FAILED = 70;

/** @param {string} path */
const read = (path) => readFileSync(join(project, path), "utf8");

/** What is printed before anything is fetched or built. @type {Readonly<Record<string, () => string>>} */
const texts = {
  "--help": () => read("src/main/command-line/help.txt"),
  "-h": () => read("src/main/command-line/help.txt"),
  "--version": () => `${JSON.parse(read("package.json")).version}\n`,
};

/** Whether these words ask for the window; a checkout starts it with none of Chromium's switches. @param {readonly string[]} words */
function askForWindow([first, ...others]) {
  if (first === undefined || first === "--data-dir") return others.length === (first === undefined ? 0 : 1);
  return first.startsWith("--data-dir=") && others.length === 0;
}

/** @param {readonly string[]} words */
async function runCommand(words) {
  const { executable } = await readyRuntime();
  await readyBuild();
  return runInTerminal(executable, [join(project, "out/main/index.cjs"), ...words], {
    ...process.env,
    ELECTRON_RUN_AS_NODE: "1",
  });
}

/** @param {readonly string[]} words */
async function openWindow(words) {
  if (!hasDisplay()) {
    say("There is no display here, so the app cannot be shown. Running the tour on a virtual display instead.");
    return play("tour");
  }
  const electron = await readyRuntime();
  await readyBuild();
  const { command, args } = appCommand(electron, words);
  return runInTerminal(command, args);
}

await runScript(async () => {
  const words = process.argv.slice(2);
  const text = words.length === 1 ? texts[words[0] ?? ""] : undefined;
  if (text !== undefined) {
    process.stdout.write(text());
    return 0;
  }
  return askForWindow(words) ? openWindow(words) : runCommand(words);
}, FAILED);
