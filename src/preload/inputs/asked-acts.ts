import type { z } from "zod";
import { type InputOf, inputs } from "../inputs";
import type { ApprovedAct } from "../words";

/**
 * An act with its input but for the proof, and for how the person's identity was proven, which is judged when it is done:
 * what a second manager is asked for, and what an approval is bound to.
 */
export type AskedAct = {
  readonly [A in ApprovedAct]: { readonly act: A; readonly parameters: Omit<InputOf<A>, "proof" | "identity"> };
}[ApprovedAct];

export type ReadAct =
  | { readonly ok: true; readonly asked: AskedAct }
  /** Paths of the fields that the act's own schema refuses. */
  | { readonly ok: false; readonly fields: readonly string[] };

/** Reads parameters by the act's own schema, without its proof and identity. */
export function readAskedAct(act: ApprovedAct, parameters: unknown): ReadAct {
  const schema = inputs[act] as z.ZodObject;
  const left = "identity" in schema.shape ? schema.omit({ proof: true, identity: true }) : schema.omit({ proof: true });
  const parsed = left.safeParse(parameters);
  if (parsed.success) return { ok: true, asked: { act, parameters: parsed.data } as unknown as AskedAct };
  return { ok: false, fields: parsed.error.issues.map(({ path }) => path.join(".")) };
}
