import { type BrowserWindow, dialog, type OpenDialogOptions } from "electron";
import type { NotNow } from "../../contract/refusals";
import { ok, type Result, refuse } from "../../contract/result";
import { fileName } from "./file-name";

export type Asked<T> = Promise<Result<T, NotNow>>;

export type Dialogs = {
  /** Where to save; null when canceled. */
  readonly save: (suggested: string) => Asked<string | null>;
  /** Which file or folder to open; null when canceled. */
  readonly open: (options: Pick<OpenDialogOptions, "filters" | "properties">) => Asked<string | null>;
  /** Anything else that waits for the person in a window of the system: the printer's. */
  readonly alone: <T>(ask: () => Promise<T>) => Asked<T>;
  /** Whether there is any printer to ask about. */
  readonly hasPrinter: () => Promise<boolean>;
  /** Whether one stands now. */
  readonly stand: () => boolean;
};

/** The system's dialogs over the window, one at a time: whoever asks for a second is refused while the first one stands. */
export function dialogsOver(window: BrowserWindow): Dialogs {
  let stands = false;
  const alone: Dialogs["alone"] = async (ask) => {
    if (stands) return refuse({ code: "not-now", because: "dialog-open" });
    stands = true;
    try {
      return ok(await ask());
    } finally {
      stands = false;
    }
  };
  return {
    alone,
    hasPrinter: async () => (await window.webContents.getPrintersAsync()).length > 0,
    stand: () => stands,
    save: (suggested) =>
      alone(async () => {
        const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: fileName(suggested) });
        return canceled || filePath === "" ? null : filePath;
      }),
    open: (options) =>
      alone(async () => {
        const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ["openFile"], ...options });
        return canceled ? null : (filePaths[0] ?? null);
      }),
  };
}
