/** How a command ends. `help.txt` and the guide list the same numbers. */
export const EXIT = {
  ok: 0,
  damaged: 1,
  usage: 2,
  inUse: 3,
  noVault: 4,
  notOpened: 5,
  unconfirmed: 6,
  /** EX_SOFTWARE of sysexits.h. */
  bug: 70,
  /** As shells say that a program was ended by SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
