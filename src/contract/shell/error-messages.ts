/** What stands where a screen broke, and words that every screen needs. */
export const errorWords = {
  brokenTitle: "This screen stopped working",
  broken:
    "Nothing you saved is lost, and nothing was changed by this. Try again; if it stays, close Wardkey and open it again.",
  unreadTitle: "This could not be read",
  unread: "Nothing was changed. Try again.",
  retry: "Try again",
  details: (name: string) => `Wardkey, ${name}`,
  loading: "Loading",
  /** Where it broke, when it was before any screen. */
  start: "start",
} as const;
