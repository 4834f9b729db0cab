import type { z } from "zod";
import { inputs } from "../inputs";
import type { InputOf } from "../methods";
import type { ApprovedAct, HelpAct } from "../vocabulary";

/**
 * What of an act's input is judged when it is done, and is no part of what a second manager approves: the proof, how the
 * person's identity was proven, and the passphrases and recovery keys that are typed for it, which nobody else sees.
 */
export type JudgedLater = "proof" | "identity" | "typed";

/** An act with the rest of its input: what a second manager is asked for, and what an approval is bound to. */
export type AskedAct = {
  readonly [A in ApprovedAct]: { readonly act: A; readonly parameters: Omit<InputOf<A>, JudgedLater> };
}[ApprovedAct];

export type ReadAct =
  | { readonly ok: true; readonly asked: AskedAct }
  /** Paths of the fields that the act's own schema refuses. */
  | { readonly ok: false; readonly fields: readonly string[] };

/** Reads parameters by the act's own schema, without what is judged later. */
export function readAskedAct(act: ApprovedAct, parameters: unknown): ReadAct {
  const schema = inputs[act] as z.ZodObject;
  const untyped = "typed" in schema.shape ? schema.omit({ typed: true }) : schema;
  const left = ("identity" in schema.shape ? untyped.omit({ identity: true }) : untyped).omit({ proof: true });
  const parsed = left.safeParse(parameters);
  if (parsed.success) return { ok: true, asked: { act, parameters: parsed.data } as unknown as AskedAct };
  return { ok: false, fields: parsed.error.issues.map(({ path }) => path.join(".")) };
}

/** What somebody vouches for: an act of help without its proof, identity and reason. */
export type VouchedAct =
  | { readonly ok: true; readonly parameters: { readonly account: string } }
  | { readonly ok: false; readonly fields: readonly string[] };

/** Reads the parameters of an act of help by its own schema; what is vouched for does not depend on the reason. */
export function readVouchedAct(act: HelpAct, parameters: unknown): VouchedAct {
  const schema: z.ZodObject = inputs[act];
  const parsed = schema.omit({ proof: true, identity: true, reason: true }).safeParse(parameters);
  if (parsed.success) return { ok: true, parameters: parsed.data as { account: string } };
  return { ok: false, fields: parsed.error.issues.map(({ path }) => path.join(".")) };
}
