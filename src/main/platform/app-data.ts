import { homedir } from "node:os";
import { join } from "node:path";

/** Wardkey's name in the operating system's key store: what it keeps there stands under it. */
export const KEY_STORE_SERVICE = "Wardkey";

/** The folder of a log-on in which apps keep what is theirs, as Electron's `appData` has it. */
export function appDataFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  if (process.platform === "win32") return APPDATA || join(homedir(), "AppData/Roaming");
  if (process.platform === "darwin") return join(homedir(), "Library/Application Support");
  return XDG_CONFIG_HOME || join(homedir(), ".config");
}

/** The folder of signed heads, outside every data folder. */
export const headsFolder = (appData: string) => join(appData, "wardkey-heads");

/** The vault's folder in a data folder. */
export const vaultIn = (dataDir: string) => join(dataDir, "vault");
