/** @file `npm start`: opens the app. Where there is no display it shows the tour on a virtual one instead. */

import { readyBuild } from "./runtime/build.mjs";
import { hasDisplay } from "./runtime/display.mjs";
import { appCommand } from "./runtime/launch.mjs";
import { play } from "./runtime/play.mjs";
import { runInTerminal } from "./runtime/run.mjs";
import { runScript, say } from "./runtime/say.mjs";
import { readyRuntime } from "./runtime.mjs";

await runScript(async () => {
  if (!hasDisplay()) {
    say("There is no display here, so the app cannot be shown. Running the tour on a virtual display instead.");
    return play("tour");
  }
  const electron = await readyRuntime();
  await readyBuild();
  const { command, args } = appCommand(electron, process.argv.slice(2));
  return runInTerminal(command, args);
});
