import type { InputOf, Method, Reply } from "../../contract/methods";
import type { NotAllowed } from "../../contract/refusals";
import { type Refused, refuse } from "../../contract/result";
import type { Asking } from "./asking";
import type { VaultContext } from "./context";
import type { Installation } from "./installation";
import type { Caller } from "./session/session";

/** What answers a method, once dispatch.ts has checked who calls and with what; or says what has to be asked first. */
export type Route<M extends Method> = (
  installation: Installation,
  caller: Caller,
  input: InputOf<M>,
) => Reply<M> | Asking<Reply<M>> | Promise<Reply<M> | Asking<Reply<M>>>;

/** One route for each method of a capability. */
export type RoutesOf<Methods> = { readonly [M in keyof Methods & Method]: Route<M> };

/** What works in the opened vault; refused where there is none yet, as in the first steps of the practice's setup. */
export function onVault<I, R>(
  verb: (context: VaultContext, caller: Caller, input: I) => R,
): (installation: Installation, caller: Caller, input: I) => R | Refused<NotAllowed> {
  return ({ now: { context } }, caller, input) =>
    context === null ? refuse({ code: "not-allowed" }) : verb(context, caller, input);
}

/** What works on the installation, vault or not: setting a practice up, and opening its vault. */
export function onInstallation<I, R>(
  verb: (installation: Installation, caller: Caller, input: I) => R,
): (installation: Installation, caller: Caller, input: I) => R {
  return verb;
}
