/** The dialog that asks for one's own password, and the fields of the proof that goes with an act on others. */
export const stepUpWords = {
  title: "Type your password",
  lead: "You are about to change something that keeps an account safe.",
  password: "Password",
  confirm: "Continue",
  close: "Cancel",
} as const;

export const proofWords = {
  password: "Your password",
  token: "Authorization token",
  tokenHint: "From your own authenticator app or phone.",
  text: "Text me a token",
  call: "Call me with a token",
  /** "Yours, not Marcus Webb's." */
  yours: (name: string) => `Yours, not ${name}’s.`,
} as const;

/** Shared by every field for a password. */
export const passwordFieldWords = { show: "Show what I type", capsLock: "Caps Lock is on." } as const;
