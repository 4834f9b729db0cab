import { ipcMain } from "electron";
import ElectronStore from "electron-store";
import type { z } from "zod";
import type { WritePreferences } from "./preferences";
import { preferencesSchema } from "./stored-preferences";

/** Names that this version does not know are another version's: they stay in the file as they are. */
const fileSchema = preferencesSchema.partial().loose();

/**
 * Opens `preferences.json` in a folder to write to it: whole or not at all, and nothing that breaks the schema. The library
 * takes as long to load as a tenth of a start, so whoever needs this imports it then.
 */
export function openPreferencesStore(folder: string): WritePreferences {
  const store = new ElectronStore<z.infer<typeof fileSchema>>({
    cwd: folder,
    name: "preferences",
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    serialize: (values) => `${JSON.stringify(fileSchema.parse(values), null, 2)}\n`,
    deserialize: (text) => fileSchema.parse(JSON.parse(text)),
  });
  // The library would tell any page that asks where the data folder is.
  ipcMain.removeAllListeners("electron-store-get-data");
  return (values) => store.set(values);
}
