import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type TestKeyStore = { readonly env: Readonly<Record<string, string>>; readonly close: () => void };

/** Root starts the app as an ordinary user of a namespace of its own; a bus believes only users that it sees itself. */
const asTheApp = process.getuid?.() === 0 ? ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"] : [];

/** The key store of a Linux desktop, unlocked: a session bus of its own with gnome-keyring on it. */
export async function startKeyStore(): Promise<TestKeyStore> {
  const home = mkdtempSync(join(tmpdir(), "wardkey-keyring-"));
  const [unshare, ...bus] = [...asTheApp, "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"];
  const daemon = spawn(unshare, bus, { stdio: ["ignore", "pipe", "ignore"] });
  const end = () => daemon.kill();
  process.once("exit", end);
  const [address] = (await once(createInterface({ input: daemon.stdout }), "line")) as [string];
  const env = { DBUS_SESSION_BUS_ADDRESS: address };
  await unlockKeyring({ ...process.env, ...env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home });
  return {
    env,
    close: () => {
      process.off("exit", end);
      end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Puts something into a key store as any program of its log-on can. */
export function putIntoKeyStore({ env }: TestKeyStore, name: string, value: string): void {
  const script = `const { Entry } = require("@napi-rs/keyring");
    new Entry("Wardkey", process.argv[1], { linux: { store: "secret-service" } }).setPassword(process.argv[2])`;
  const [program = "", ...args] = [...asTheApp, process.execPath, "-e", script, name, value];
  execFileSync(program, args, { env: { ...process.env, ...env } });
}

/** Locks it, as a desktop does after a while: whoever writes to it is asked for the log-on password, or gets no answer. */
export function lockKeyStore({ env }: TestKeyStore): void {
  const service = "/org/freedesktop/secrets";
  const lock = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", service];
  const what = ["org.freedesktop.Secret.Service.Lock", `array:objpath:${service}/collection/login`];
  const [program = "", ...args] = [...asTheApp, ...lock, ...what];
  execFileSync(program, args, { env: { ...process.env, ...env }, stdio: "ignore" });
}

/** It goes on in the background once it answers, and ends with its bus. */
async function unlockKeyring(env: NodeJS.ProcessEnv): Promise<void> {
  const command = [...asTheApp, "gnome-keyring-daemon", "--daemonize", "--unlock", "--components=secrets"];
  const [program = "", ...args] = command;
  const keyring = spawn(program, args, { env, stdio: ["pipe", "ignore", "ignore"] });
  keyring.stdin.end("the log-on password");
  const [code] = (await once(keyring, "exit")) as [number | null];
  if (code !== 0) throw new Error(`gnome-keyring-daemon ended with ${code}`);
}
