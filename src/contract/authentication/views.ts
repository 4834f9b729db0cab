import type { TokenSent } from "../messaging/views";
import type { RecoveryView } from "../recovery/views";
import type { Channel, Digits, Method } from "../vocabulary";

export type SignInView = {
  readonly method: Method;
  readonly digits: Digits | null;
  /** "•••• 2671"; null without a confirmed cell phone. */
  readonly maskedPhone: string | null;
  readonly channels: readonly Channel[];
  readonly textTokenDigits: number;
  readonly lastSent: TokenSent | null;
  readonly recoveryCodes: boolean;
  /** For how many days this workstation may be remembered; 0: it may not. */
  readonly rememberDays: number;
  readonly recovery: RecoveryView;
  /** Support was asked for help, and has not closed it yet. */
  readonly askedForHelp: boolean;
};

export type SignInNext = { readonly next: "signed-in" | "token" | "setup" | "practice-setup" };

export type PasswordVerdict = { readonly score: 0 | 1 | 2 | 3 | 4; readonly problem: string | null };

export type RememberedWorkstation = { readonly since: number; readonly until: number; readonly lastUsedAt: number };
