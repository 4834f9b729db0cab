import { z } from "zod";
import { nothing } from "../fields";
import { DRAFTS_LENGTH } from "../vocabulary";

const paper = z.strictObject({
  paper: z.enum(["recovery-kit", "recovery-codes", "setup-code"]),
  size: z.enum(["A4", "Letter"]),
});

export const sessionInputs = {
  getAppState: nothing,
  printPaper: paper,
  savePaper: paper,
  lock: nothing,
  stayUnlocked: nothing,
  keepDrafts: z.strictObject({ text: z.string().max(DRAFTS_LENGTH) }),
  takeDrafts: nothing,
  switchUser: nothing,
  signOut: nothing,
  getProgress: nothing,
  cancelProgress: nothing,
} as const;
