import { ok } from "../../contract/result";
import type { VaultContext } from "../core/context";
import { askWhileThere } from "../core/session/still-there";
import type { Dialogs } from "./dialogs";
import { drawPdf, printOnPaper, writeFile, writePaper } from "./printing";

/** The ways by which files and papers leave: each asks the person, and looks again whether they may have the answer. */
export function waysOfLeaving(
  worldNow: () => VaultContext,
  dialogs: Dialogs,
): Pick<VaultContext, "saveText" | "savePaper" | "printPaper"> {
  return {
    saveText: async (name, text, beforeWriting) => {
      const place = await askWhileThere(worldNow(), () => dialogs.save(name));
      if (!place.ok || place.value === null) return place;
      beforeWriting();
      return ok(writeFile(place.value, text));
    },
    savePaper: async (paper, before) => {
      const asked = await askWhileThere(worldNow(), async () => {
        const place = await dialogs.save(`${paper.title}.pdf`);
        if (!place.ok || place.value === null) return place.ok ? ok(null) : place;
        return ok({ place: place.value, pdf: await drawPdf(paper) });
      });
      if (!asked.ok || asked.value === null) return asked.ok ? ok(null) : asked;
      before();
      return writePaper(asked.value.place, asked.value.pdf);
    },
    printPaper: async (paper, before) => {
      const printed = await askWhileThere(worldNow(), () => dialogs.alone(() => printOnPaper(paper, before)));
      return printed.ok ? printed.value : printed;
    },
  };
}
