import { vouchFor } from "../../src/main/services/vouching";
import type { Caller, World } from "../../src/main/services/world";
import type { HelpAct } from "../../src/preload/words";
import { PROOF } from "./two-factor";
import { PASSWORD } from "./world";

/** For acts of help in tests that are not about how somebody made sure who asks: it serves everybody. */
export const IDENTITY = { kind: "photo-id", reference: "Staff badge 4471" } as const;
/** The number on file was called back. */
export const CALL_BACK = { kind: "call-back" } as const;
/** A bypass code as the desk offers it first: once, within an hour. */
export const ONCE = { signIns: 1, hours: 1 } as const;

/** The input of an act of help for somebody, with a reason, own proof and a photo ID. */
export function helpFor(account: { readonly id: string }, reason = "new phone") {
  return { account: account.id, reason, identity: IDENTITY, proof: PROOF };
}

type Vouching = { readonly act: HelpAct; readonly parameters: Record<string, unknown>; readonly password?: string };

/** Somebody vouches beside the helper; `parameters` as the act's input, without proof, identity and reason. */
export function vouch(
  world: World,
  helper: Caller,
  by: { readonly email: string },
  { password = PASSWORD, ...about }: Vouching,
): ReturnType<typeof vouchFor> {
  return vouchFor(world, helper, { ...about, email: by.email, password });
}
