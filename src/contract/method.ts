import type { z } from "zod";
import type { AnyRefusal } from "./refusals";
import type { SessionState } from "./session-state";

/**
 * What the core asks of a method's caller, and what a success changes. A session in a state that is not listed in `callers`
 * may not call it. `password`: "no"; "recent" (own password typed within five minutes, an unlock does not count);
 * "every-time" (input carries `proof`: own password and, where the caller has two-factor on, a token; checked before the
 * method runs). `reveals`: the reply carries a secret, once. `touches`: reads that the window must repeat after a success.
 */
export type Row<Reads extends string = string> = {
  readonly callers: readonly SessionState[];
  readonly password: "no" | "recent" | "every-time";
  readonly reveals?: true;
  readonly touches: readonly Reads[];
};

/** What a method takes, gives and may refuse: for the compiler alone, nothing of it is there when the app runs. */
export type Typed<I, V, R> = { readonly types?: { readonly input: I; readonly value: V; readonly refusal: R } };

/** One method of the contract: `method<Input, Value, Refusals>()({ ... })`. */
export function method<I, V, R extends AnyRefusal = never>() {
  return <const T extends Row>(row: T): T & Typed<I, V, R> => row;
}

/** The inputs of a capability's methods, as their schemas read them. */
export type InputsOf<S extends Readonly<Record<string, z.ZodType>>> = { readonly [M in keyof S]: z.output<S[M]> };
