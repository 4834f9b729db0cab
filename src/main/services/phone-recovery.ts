import type { InputOf } from "../../preload/inputs";
import type { NotNow, RecordsDamaged, SendRefusal, TokenRefusal, WrongBackupPassword } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { SignInNext, TokenSent } from "../../preload/views";
import type { Caller, World } from "./world";

/* The way back without the phone (product.md 6): two proofs after the password, and a new phone takes the old one's place. */

/** Proves one more thing; each wrong one counts like any other failure. */
export function proveForRecovery(
  _world: World,
  _caller: Caller,
  _input: InputOf<"proveForRecovery">,
): Promise<Result<null, TokenRefusal | WrongBackupPassword | NotNow | RecordsDamaged>> {
  throw new Error("NOT-BUILT (recovery)");
}

/** Sends a token that proves the confirmed phone, and lets nobody in by itself. */
export function sendRecoveryToken(
  _world: World,
  _caller: Caller,
  _input: InputOf<"sendRecoveryToken">,
): Result<TokenSent, SendRefusal | NotNow> {
  throw new Error("NOT-BUILT (recovery)");
}

/** With enough proven: the old phone is out of use, or works until the new one does; nothing but the set-up is reachable. */
export function finishRecovery(
  _world: World,
  _caller: Caller,
  _input: InputOf<"finishRecovery">,
): Promise<Result<SignInNext, TokenRefusal | NotNow | RecordsDamaged>> {
  throw new Error("NOT-BUILT (recovery)");
}
