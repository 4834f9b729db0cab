import type { ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElectronApplication, Page } from "@playwright/test";
import { launchApp } from "./runtime-launch";

/** What a computer keeps between two starts of the app: its data folder, and what it keeps outside of it. */
export type Computer = {
  readonly root: string;
  /** The app's `--data-dir`. */
  readonly data: string;
  /** The vault's own folder within it. */
  readonly vault: string;
  /** Where desktops keep configuration: the ledger's signed heads go here, so that no two computers mix. */
  readonly config: string;
  /** What else is in the environment: the address of a key store. */
  readonly env: Readonly<Record<string, string>>;
};

/** No session bus, and none started in its stead: such a computer has no key store, and the vault asks for a passphrase. */
const noKeyStore = { DBUS_SESSION_BUS_ADDRESS: "disabled:" };

/** A computer on which Wardkey has never run; a copy of another one where given. */
export function createComputer(
  from?: Computer,
  env: Readonly<Record<string, string>> = from?.env ?? noKeyStore,
): Computer {
  const root = mkdtempSync(join(tmpdir(), "wardkey-computer-"));
  if (from !== undefined) cpSync(from.root, root, { recursive: true });
  return { root, data: join(root, "data"), vault: join(root, "data/vault"), config: join(root, "config"), env };
}

export function removeComputer({ root }: Computer): void {
  rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

export type App = {
  readonly computer: Computer;
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Closes it as a person would. */
  readonly close: () => Promise<void>;
  /** Ends all its processes at once, without a chance to say or save anything. */
  readonly kill: () => Promise<void>;
};

/** Opens the built app on a computer, with its sandbox on, and waits for its window. */
export async function startApp(computer: Computer): Promise<App> {
  const electron = await launchApp({
    dataDir: computer.data,
    env: { XDG_CONFIG_HOME: computer.config, ...computer.env },
  });
  const page = await electron.firstWindow();
  page.setDefaultTimeout(20_000);
  // Something is drawn once the main process has read what decides; what it is asked in the middle of that gets lost.
  await page.locator("#root > *").first().waitFor({ state: "attached" });
  const child = electron.process();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    computer,
    electron,
    page,
    close: () => electron.close(),
    kill: async () => {
      killTree(child);
      await gone;
    },
  };
}

/** Playwright makes what it launches the leader of a process group; where there are none, the children follow by themselves. */
function killTree(child: ChildProcess): void {
  if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
  else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
}

export type Size = { readonly width: number; readonly height: number };
export const smallest: Size = { width: 900, height: 600 };
export const usual: Size = { width: 1440, height: 900 };

/** Gives the window's page a size in CSS pixels. */
export async function resize({ electron, page }: App, { width, height }: Size): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as [number, number]);
  await page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height] as const);
}

/** Makes the desktop light or dark; the app follows it unless somebody chose otherwise. */
export async function shine({ electron, page }: App, theme: "light" | "dark"): Promise<void> {
  await electron.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
  await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
}

/** Waits until nothing is on its way from one look to another; what turns for ever, such as a spinner, may go on. */
export async function settle({ page }: App): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== "running" || effect?.getComputedTiming().iterations === Infinity),
  );
}
