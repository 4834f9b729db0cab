/** The backup password: chosen in the setup, and looked after on the tab Security. */
export const backupPasswordWords = {
  title: "Backup password",
  stepTitle: "Don't get locked out",
  stepLead:
    "A second password of your own. It signs nobody in; with one more proof it lets a new phone take the place of a lost one.",
  recommended: "Recommended",
  field: "Backup password",
  hint: "At least 12 characters, and not your account password. Keep it where you find it without your phone.",
  set: "Set backup password",
  skip: "Skip",
  skipTitle: "Go on without a backup password?",
  skipWhy:
    "If your phone is lost and your recovery codes are not at hand, only somebody from support gets you back in. It is recorded that you skipped this; you can set one later.",
  skipSure: "Go on without one",
  later: "Later",

  about: "Lets you bring in a new phone when the old one is lost or broken. It signs nobody in.",
  isSet: "Set",
  isNotSet: "Not set",
  since: "Since",
  none: "Without one, a lost phone takes a recovery code and a token, or somebody from support.",
  change: "Change it",
  remove: "Remove it",
  setTitle: "Set a backup password",
  changeTitle: "Change your backup password",
  dialogLead: "Together with one more proof it brings in a new phone. Nobody here can look it up.",
  cancel: "Cancel",
  close: "Close",
  saved: "Your backup password is set.",
  removeTitle: "Remove your backup password?",
  removeBody:
    "A lost phone then takes a recovery code and a token, or somebody from support. You can set another one at any time.",
  removeConfirm: "Remove it",
  keep: "Keep it",
  removed: "Your backup password was removed.",
} as const;
