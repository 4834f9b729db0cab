import type { HelpAct, Role } from "../../src/contract/vocabulary";
import { recordEvent, type VaultContext } from "../../src/main/core/context";
import { factsOf } from "../../src/main/core/people/account-facts";
import type { Caller } from "../../src/main/core/session/session";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { vouchFor } from "../../src/main/core/support/vouching";
import { MONDAY, PASSWORD, signedInAs, type TestContext } from "./context";
import { countedAs, refusedWith } from "./failures";
import { createTwoManagers, type TwoManagers } from "./managers";
import { addMember, addMemberWithApp, again, noteSignIn } from "./sign-in";
import { giveGateway, PROOF } from "./two-factor";

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
  context: VaultContext,
  helper: Caller,
  by: { readonly email: string },
  { password = PASSWORD, ...about }: Vouching,
): ReturnType<typeof vouchFor> {
  return vouchFor(context, helper, { ...about, email: by.email, password });
}

/** The desk of a clinic with two active managers and a gateway: who helps, who asks, and who could vouch. */
export type Desk = {
  readonly two: TwoManagers;
  readonly context: TestContext;
  /** Support: they help. */
  readonly sam: Account;
  readonly ellen: Account;
  /** A member with the app, whose number on file was there from the start. */
  readonly marcus: Account;
  /** A member who can vouch. */
  readonly ana: Account;
  /** The phones' keys, in base32. */
  readonly keyOf: (account: { readonly id: string }) => string;
  /** Puts somebody's session in place. */
  readonly as: (account: { readonly id: string }) => Caller;
};

/** For so long everybody has been there: whoever helps is new to nobody. */
const THERE_FOR_MS = 40 * 24 * 60 * 60_000;

export async function createDesk(): Promise<Desk> {
  const two = await createTwoManagers({ now: MONDAY - THERE_FOR_MS });
  const { context } = two;
  const keys = new Map<string, string>();
  const withApp = async (name: string, role: Role) => {
    const email = `${name.split(" ")[0]?.toLowerCase()}@northside.example`;
    const { account, key } = await addMemberWithApp(context, { name, email, role });
    keys.set(account.id, key);
    return account;
  };
  const sam = await withApp("Sam Cole", "support");
  const ellen = await withApp("Ellen Fox", "support");
  const marcus = await withApp("Marcus Webb", "member");
  const ana = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
  context.clock.advance(THERE_FOR_MS);
  for (const account of [context.manager, two.ruth, sam, ellen, marcus, ana]) noteSignIn(context, account);
  giveGateway(context);
  const now = (account: Account) => again(context, account);
  return {
    ...{ two, context, sam: now(sam), ellen: now(ellen), marcus: now(marcus), ana: now(ana) },
    keyOf: ({ id }) => keys.get(id) ?? "",
    as: (account) => signedInAs(context, again(context, account)),
  };
}

/** Locks an account until support acts. */
export function holdAccount(context: VaultContext, { id }: { readonly id: string }): void {
  const data = refusedWith("app", countedAs({ afterPassword: true, held: true }), 20);
  immediately(context.db, () => recordEvent(context, null, { kind: "attempt-refused", subject: id, data }));
}

/** Somebody's number becomes another one; by `actor`, or by themselves. */
export function changeNumber(
  context: VaultContext,
  account: { readonly id: string },
  cellPhone: string | null,
  actor: { readonly id: string } = account,
): void {
  const before = factsOf(again(context, account));
  const data = { before, after: { ...before, cellPhone }, reason: null };
  immediately(context.db, () => recordEvent(context, actor.id, { kind: "account-edited", subject: account.id, data }));
}

/** Somebody leaves. */
export function deactivate(context: VaultContext, { id }: { readonly id: string }): void {
  const event = { kind: "account-deactivated", subject: id, data: { reason: "left" } } as const;
  immediately(context.db, () => recordEvent(context, null, event));
}

/** Somebody gets another role. */
export function giveRole(context: VaultContext, account: { readonly id: string }, after: Role): void {
  const { id, role: before } = again(context, account);
  const event = { kind: "role-changed", subject: id, data: { before, after, reason: "moved" } } as const;
  immediately(context.db, () => recordEvent(context, null, event));
}
