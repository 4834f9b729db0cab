import type { InputOf } from "../../../contract/methods";
import type { IdentityRefused } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { IdentityWays } from "../../../contract/support/views";
import type { IdentityDenial } from "../../../contract/vocabulary";
import { isOther, isSamePerson } from "../approvals/another-person";
import { withoutProof } from "../approvals/second-manager";
import { leastTime, noteRefusal, recordEvent, ruleTime, type VaultContext } from "../context";
import { actDigest } from "../domain/approvals";
import type { Entry, ProvenIdentity } from "../domain/events";
import {
  callBackDenialReason,
  needsPerson,
  type ProvenAct,
  VOUCHING_MS,
  voucherDenialReason,
  vouchingHolds,
} from "../domain/identity";
import { type Account, findAccount } from "../store/accounts";
import { findNumberChange } from "../store/edits";
import { findVouching } from "../store/vouchings";

/** What an act says of how the helper made sure who asks, with whom it is for. */
export type ClaimedIdentity = {
  readonly act: ProvenAct;
  readonly input: {
    readonly account: string;
    readonly identity: InputOf<"unlockAccount">["identity"];
    readonly reason: string;
    readonly proof: unknown;
  };
};

/**
 * Judges it and records it, inside the act's transaction; the entry is the cause of the act. A refusal is recorded, and
 * told to the person concerned.
 */
export function proveIdentity(
  context: VaultContext,
  actor: string,
  target: Account,
  claimed: ClaimedIdentity,
): Result<Entry, IdentityRefused> {
  const { act } = claimed;
  const identity = judge(context, actor, target, claimed);
  if (typeof identity === "string") return refuseIdentity(context, actor, { act, person: target.id }, identity);
  const event = { kind: "identity-proven", subject: target.id, data: { act, identity } } as const;
  return ok(recordEvent(context, actor, event));
}

/** Whether the number on file can be called back, for whoever looks at the person. */
export function identityWays(context: VaultContext, account: Account): IdentityWays {
  const refused = whyNoCallBack(context, account);
  if (refused !== undefined) return { callBack: { refused } };
  return { callBack: { number: account.cellPhone ?? "" } };
}

function whyNoCallBack(context: VaultContext, account: Account): IdentityDenial | undefined {
  const phoneSince = findNumberChange(context.db, account.id);
  return callBackDenialReason({ ...account, phoneSince }, leastTime(context));
}

function judge(
  context: VaultContext,
  actor: string,
  target: Account,
  { act, input }: ClaimedIdentity,
): ProvenIdentity | IdentityDenial {
  const { identity } = input;
  if (needsPerson(act, target, identity.kind)) return "in-person-needed";
  switch (identity.kind) {
    case "call-back":
      return whyNoCallBack(context, target) ?? calledBack(target);
    case "photo-id":
      return { kind: "photo-id", reference: identity.reference };
    case "voucher":
      return judgeVouching(context, identity.vouching, {
        helper: actor,
        person: target.id,
        digest: digestOf(act, input),
      });
  }
}

function calledBack({ cellPhone }: Account): ProvenIdentity {
  return { kind: "call-back", number: (cellPhone ?? "").slice(-4) };
}

function digestOf(act: ProvenAct, input: ClaimedIdentity["input"]): string {
  const { reason: _, ...parameters } = withoutProof(input);
  return actDigest(act, parameters);
}

type Between = { readonly helper: string; readonly person: string };

function judgeVouching(
  context: VaultContext,
  id: string,
  { helper, person, digest }: Between & { readonly digest: string },
): ProvenIdentity | IdentityDenial {
  const vouching = findVouching(context.db, id);
  const about = { account: person, helper, digest };
  if (vouching === undefined || !vouchingHolds(vouching, about, ruleTime(context))) return "vouching-over";
  const voucher = findAccount(context.db, vouching.voucher);
  const since = vouching.until - VOUCHING_MS;
  const hindered = whyNoVoucher(context, voucher, { helper, person, since });
  return hindered ?? { kind: "voucher", voucher: vouching.voucher, vouching: id };
}

/**
 * Why this person's word is worth nothing for an act of that helper on that account; undefined where it is. `since`: when
 * they typed the password that they vouched with (epoch ms); whoever has another one now has come back.
 */
export function whyNoVoucher(
  context: VaultContext,
  voucher: Account | undefined,
  { helper, person, since }: Between & { readonly since?: number },
): IdentityDenial | undefined {
  const { db, memory } = context;
  const isOneWith = (other: string) => voucher?.id === other || isSamePerson(context, voucher, findAccount(db, other));
  return voucherDenialReason({
    isHelper: isOneWith(helper),
    isPerson: isOneWith(person),
    isOther: voucher !== undefined && isOther(context, voucher.id, helper),
    stands: voucher !== undefined && !memory.damaged.has(voucher.id) && isActiveManager(voucher, since),
  });
}

function isActiveManager(
  { deactivatedAt, passwordSecret, passwordSetAt }: Account,
  since = Number.POSITIVE_INFINITY,
): boolean {
  return deactivatedAt === null && passwordSecret !== null && (passwordSetAt ?? 0) <= since;
}

/** Records that the way of making sure was refused, and tells the person, inside the caller's transaction. */
export function refuseIdentity(
  context: VaultContext,
  actor: string,
  { act, person }: { readonly act: ProvenAct; readonly person: string },
  because: IdentityDenial,
): Refused<IdentityRefused> {
  noteRefusal(context, actor, { act, because, subject: person });
  return refuse({ code: "identity-refused", because });
}
