import type { AppState, ExpectedScreen } from "../../contract/session/views";

/** Of the practice and of what troubles it nothing is known before main has answered. */
const unknown: Omit<AppState, "sessionState" | "vault" | "now"> = {
  version: "",
  theme: "system",
  preferences: null,
  keyStore: false,
  practice: null,
  session: null,
  signIn: null,
  practiceSetup: null,
  alarm: null,
  checking: null,
  unsealed: null,
  backgroundTrouble: null,
  waiting: [],
  conflicts: null,
  backups: null,
  held: null,
  clock: { is: "fine" },
  managerRecovery: null,
  reopened: false,
};

const expected: Readonly<Record<ExpectedScreen, Pick<AppState, "sessionState" | "vault">>> = {
  "sign-in": { sessionState: "signed-out", vault: { is: "open" } },
  passphrase: { sessionState: "sealed", vault: { is: "passphrase-needed" } },
};

/** The state in which the window draws the expected screen, whose calls wait for main; null for any other word. */
export function expectedAppState(word: string): AppState | null {
  if (!Object.hasOwn(expected, word)) return null;
  return { ...unknown, ...expected[word as ExpectedScreen], now: Date.now() };
}
