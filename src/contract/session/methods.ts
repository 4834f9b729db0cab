import { type InputsOf, method } from "../method";
import type { NotNow, PaperTrouble } from "../refusals";
import { anySession, SESSION_STATES, signedIn } from "../session-state";
import type { sessionInputs } from "./inputs";
import type { AppState, Progress, SavedFile } from "./views";

type Inputs = InputsOf<typeof sessionInputs>;

/** Where long work can be under way: also before any vault is open, for a restore. */
const working = ["practice-setup", "sealed", ...signedIn] as const;

export const sessionMethods = {
  getAppState: method<Inputs["getAppState"], AppState>()({ callers: SESSION_STATES, password: "no", touches: [] }),
  printPaper: method<Inputs["printPaper"], null, NotNow | PaperTrouble>()({
    callers: anySession,
    password: "no",
    touches: [],
  }),
  savePaper: method<Inputs["savePaper"], SavedFile | null, NotNow | PaperTrouble>()({
    callers: anySession,
    password: "no",
    touches: [],
  }),
  lock: method<Inputs["lock"], null>()({
    callers: ["setup-only", ...signedIn],
    password: "no",
    touches: ["getAppState"],
  }),
  stayUnlocked: method<Inputs["stayUnlocked"], null>()({
    callers: anySession,
    password: "no",
    touches: ["getAppState"],
  }),
  keepDrafts: method<Inputs["keepDrafts"], null>()({ callers: ["locked", "signed-out"], password: "no", touches: [] }),
  takeDrafts: method<Inputs["takeDrafts"], string | null>()({
    callers: ["setup-only", ...signedIn],
    password: "no",
    touches: [],
  }),
  switchUser: method<Inputs["switchUser"], null>()({
    callers: ["setup-only", "locked", ...signedIn],
    password: "no",
    touches: ["getAppState"],
  }),
  signOut: method<Inputs["signOut"], null>()({
    callers: ["setup-only", "locked", ...signedIn],
    password: "no",
    touches: ["getAppState"],
  }),
  getProgress: method<Inputs["getProgress"], Progress | null>()({ callers: working, password: "no", touches: [] }),
  cancelProgress: method<Inputs["cancelProgress"], null>()({ callers: working, password: "no", touches: [] }),
};
