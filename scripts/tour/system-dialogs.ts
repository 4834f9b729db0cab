import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { App } from "../../test/support/app";

/** What a person would choose in the dialogs of the operating system, which nothing inside the app can press. */

/** The next file is saved in this folder under this name; its path. */
export async function saveAs({ electron }: App, folder: string, name: string): Promise<string> {
  const path = join(folder, basename(name));
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  return path;
}

/** A file with these lines is what is opened next. */
export async function offerFile({ electron }: App, folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, basename(name));
  writeFileSync(path, text);
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}
