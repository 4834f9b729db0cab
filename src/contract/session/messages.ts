/** The locked screen, and the question a minute before it. */
export const lockWords = {
  title: "Locked",
  lead: (name: string) => `${name} is signed in. What was on the screen is put away until you unlock.`,
  password: "Password",
  unlock: "Unlock",
  switchUser: "Switch user",
  idleTitle: "Are you still there?",
  idleBody: (left: string) => `Nobody has worked here for a while. Wardkey locks in ${left}.`,
  stay: "Stay unlocked",
  lockNow: "Lock now",
} as const;
