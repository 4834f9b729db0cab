import type { InputOf } from "../../preload/inputs";
import type {
  IdentityRefused,
  LockedUntil,
  MayNot,
  NoSuchPerson,
  RecordsDamaged,
  WrongCredentials,
} from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { Vouching } from "../../preload/views/support";
import type { HelpAct } from "../../preload/words";
import type { Entry } from "../domain/events";
import type { Account } from "../store/accounts";
import type { Caller, World } from "./world";

/** A second person vouches, beside the helper, with their own password: for exactly this act, for 15 minutes. */
export function vouchFor(
  _world: World,
  _caller: Caller,
  _input: InputOf<"vouchFor">,
): Promise<
  Result<Vouching, WrongCredentials | LockedUntil | IdentityRefused | NoSuchPerson | MayNot | RecordsDamaged>
> {
  throw new Error("NOT-BUILT (help)");
}

/** What an act says of how the helper made sure who asks, with whom it is for. */
export type ClaimedIdentity = {
  readonly act: HelpAct;
  readonly input: { readonly account: string; readonly identity: InputOf<"unlockAccount">["identity"] };
};

/** Judges it and records it, inside the act's transaction; the entry is the cause of the act. */
export function proveIdentity(
  _world: World,
  _actor: string,
  _target: Account,
  _claimed: ClaimedIdentity,
): Result<Entry, IdentityRefused> {
  throw new Error("NOT-BUILT (help)");
}
