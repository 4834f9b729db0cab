import { resolve } from "node:path";
import { _electron, type ElectronApplication } from "@playwright/test";

const project = resolve(import.meta.dirname, "../..");

/** Written by scripts/runtime.mjs; it starts Electron with its sandbox on, for root as well. */
const launcher = resolve(project, ".runtime/wardkey");

type Launch = {
  /** The app's `--data-dir`. */
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** What this process has, less what tells Electron to be Node. */
function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => name !== "ELECTRON_RUN_AS_NODE");
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Opens the built app as a person would, on the display there is, with the sandbox on. */
export function launchApp({ dataDir, args = [], env = {} }: Launch): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: launcher,
    args: ["--data-dir", dataDir, ...args],
    chromiumSandbox: true,
    // Playwright would pin it to light; the app follows the desktop.
    colorScheme: null,
    cwd: project,
    env: { ...cleanEnvironment(), ...env },
  });
}
