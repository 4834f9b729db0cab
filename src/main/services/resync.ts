import type { InputOf } from "../../preload/inputs";
import type { RecordsDamaged, TokenRefusal } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { SignInNext } from "../../preload/views";
import type { Caller, World } from "./world";

/** Two codes, one after the other, set what is known of the phone's clock right, and are the token (RFC 6238 §6). */
export function resyncAuthenticator(
  _world: World,
  _caller: Caller,
  _input: InputOf<"resyncAuthenticator">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  throw new Error("NOT-BUILT (clock)");
}
