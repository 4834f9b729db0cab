import { importWords } from "../../contract/import/messages";
import { ok, type Result } from "../../contract/result";
import type { VaultContext } from "../core/context";
import type { Pushes } from "../core/pushes";
import type { Session, SessionHost } from "../core/session/session";
import { askWhileThere } from "../core/session/still-there";
import type { OwnClipboard } from "./clipboard";
import type { Dialogs } from "./dialogs";
import { drawPdf, printOnPaper, stopPrinting, writeFile, writePaper } from "./printing";

const fileFilters = {
  vault: [{ name: "Wardkey", extensions: ["db"] }],
  table: [
    { name: importWords.fileKinds.tables, extensions: ["csv", "tsv", "txt", "tab"] },
    { name: importWords.fileKinds.all, extensions: ["*"] },
  ],
};

type Parts = {
  readonly contextNow: () => VaultContext | null;
  readonly sessionNow: () => Session;
  readonly pushes: Pushes;
  readonly clipboard: OwnClipboard;
  readonly dialogs: Dialogs;
};

/** What the window's session asks of the desktop. Whoever is asked by a dialog is looked for again once it is answered. */
export function createWindowHost({ contextNow, sessionNow, pushes, clipboard, dialogs }: Parts): SessionHost {
  const whileThere = <T, R extends { readonly code: string }>(ask: () => Promise<Result<T, R>>) => {
    const context = contextNow();
    if (context === null) throw new Error("nothing leaves a vault that is not open");
    return askWhileThere(context, sessionNow(), ask);
  };
  return {
    changed: pushes.changed,
    closed: () => {
      void clipboard.empty();
      stopPrinting();
    },
    copy: clipboard.copy,
    chooseFile: (what) => dialogs.open({ filters: fileFilters[what] }),
    saveText: async (name, text, beforeWriting) => {
      const place = await whileThere(() => dialogs.save(name));
      if (!place.ok || place.value === null) return place;
      beforeWriting();
      return ok(writeFile(place.value, text));
    },
    savePaper: async (paper, before) => {
      const asked = await whileThere(async () => {
        const place = await dialogs.save(`${paper.title}.pdf`);
        if (!place.ok || place.value === null) return place.ok ? ok(null) : place;
        return ok({ place: place.value, pdf: await drawPdf(paper) });
      });
      if (!asked.ok || asked.value === null) return asked.ok ? ok(null) : asked;
      before();
      return writePaper(asked.value.place, asked.value.pdf);
    },
    printPaper: async (paper, before) => {
      const printed = await whileThere(() => dialogs.alone(() => printOnPaper(paper, before)));
      return printed.ok ? printed.value : printed;
    },
  };
}
