/** The window's page stopped working by itself. */
export const pageWords = {
  reopenedTitle: "This window stopped and was opened again",
  reopened: "Nothing you saved is lost. What was half typed is gone, and the session is locked.",
  stoppedOften: "Wardkey’s window has stopped several times in a row.",
  stoppedOftenWhy:
    "Nothing you saved is lost. Open it again, or quit Wardkey and restart the computer. The log says when it happened.",
  openAgain: "Open again",
  quit: "Quit Wardkey",
} as const;
