import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Computer } from "./app";
import { MONDAY, stoppedClock } from "./context";
import { type Open, setUpPracticeOn } from "./heads";

/* Commands as they are run in a terminal, by the built app, where there is no display. */

const project = resolve(import.meta.dirname, "../..");
const main = join(project, "out/main/index.cjs");
const launcher = join(project, ".runtime/wardkey");

type Handed = {
  /** What comes on standard input; nothing, if not given. */
  readonly input?: string | Uint8Array;
  /** A file's descriptor that the command gets as its third. */
  readonly third?: number;
  /** As Electron starts, and not as Node: how an installed app runs a command. */
  readonly asApp?: boolean;
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs a command on a computer, with nothing in its environment that leads to a display. */
export function runCommand(computer: Computer, args: readonly string[], handed: Handed = {}): SpawnSyncReturns<string> {
  const { input = "", third, asApp = false, env = {} } = handed;
  return spawnSync(asApp ? launcher : process.execPath, asApp ? args : [main, ...args], {
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe", ...(third === undefined ? [] : [third])],
    env: { ...environmentOf(computer, asApp), ...env },
  });
}

/** Runs a command beside others, and gives its exit code. */
export async function runAtOnce(computer: Computer, args: readonly string[], input: string): Promise<number | null> {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["pipe", "ignore", "ignore"],
    env: environmentOf(computer),
  });
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}

/** Nothing that leads to a display, and nothing else of the one who runs the tests. */
export function environmentOf(computer: Computer, asApp = false): NodeJS.ProcessEnv {
  const tmp = temporaryFolder(computer);
  mkdirSync(tmp, { recursive: true });
  const places = { HOME: computer.root, XDG_CONFIG_HOME: computer.config, TMPDIR: tmp };
  return { PATH: process.env["PATH"], ...places, ...computer.env, ...(asApp ? {} : { ELECTRON_RUN_AS_NODE: "1" }) };
}

/** Where commands on a computer put what they need for a moment. */
export const temporaryFolder = ({ root }: Computer) => join(root, "tmp");

/** Every file of a computer's data folder by its digest. */
export function digestsIn({ data }: Computer): Readonly<Record<string, string>> {
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(data.length + 1), createHash("sha256").update(readFileSync(file)).digest("hex")];
    }),
  );
}

/** A practice that is in use on a computer, its vault open; `kit` is the recovery key on paper. */
export async function openPracticeOn(
  { root, config }: Computer,
  options: { keyStore?: boolean } = {},
): Promise<{ installation: Open; kit: string; stored: ReadonlyMap<string, string> }> {
  const stored = new Map<string, string>();
  const { installation, kit } = await setUpPracticeOn({
    folder: root,
    stored,
    hasKeyStore: options.keyStore ?? false,
    preferences: { known: undefined },
    clock: stoppedClock(MONDAY),
    clear: () => {},
  });
  // Where this Wardkey looks for them.
  mkdirSync(config, { recursive: true });
  if (options.keyStore !== true) renameSync(join(root, "heads"), join(config, "wardkey-heads"));
  return { installation, kit, stored };
}
