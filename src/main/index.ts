import { name, version } from "../../package.json";
import { asksForCommand, dataDirIn } from "./command-line/arguments";

/*
 * Reads the command line and starts one host: the window, or a command that answers and ends. Both are loaded before
 * Electron looks for a display, and a command ends before that, so that it needs none. Run as Node, without Electron,
 * there is no window: everything is a command.
 */

const inElectron = process.type === "browser";
// Before the words come the program and, unless the app is packaged, its folder or this file.
const words = process.argv.slice(inElectron && process.defaultApp !== true ? 1 : 2);

const host =
  inElectron && !asksForCommand(words)
    ? import("./desktop/start").then(({ startApp }) => startApp(dataDirIn(words), import.meta.dirname))
    : import("./command-line/run").then(({ runCommand }) =>
        process.exit(runCommand(words, { name, version, folder: import.meta.dirname })),
      );

// What keeps a host from starting ends the process with an error, as if it had been imported at once.
host.catch((broken: unknown) =>
  process.nextTick(() => {
    throw broken;
  }),
);
