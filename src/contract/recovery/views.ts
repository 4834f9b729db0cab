import type { TokenSent } from "../messaging/views";
import type { RecoveryProof } from "../vocabulary";

export type RecoveryCodes = { readonly codes: readonly string[] };

/** What was proven on the way back without the phone; `ready`: enough for a new one. */
export type RecoveryView = {
  readonly proven: readonly RecoveryProof[];
  readonly ready: boolean;
  readonly backupPassword: boolean;
  readonly recoveryCodes: boolean;
  /** Tokens by text or call can go to the confirmed phone. */
  readonly token: boolean;
  readonly lastSent: TokenSent | null;
};

/** Manager recovery was asked for with kit and emergency codes; everybody sees it until then. */
export type ManagerRecovery = {
  readonly id: string;
  readonly name: string | null;
  /** Everybody could see it for long enough. */
  readonly isOver: boolean;
  readonly expectedAt: number;
  readonly endsAt: number;
};
