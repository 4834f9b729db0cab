import type { InputOf } from "../../../contract/inputs";
import type { IdentityRefused } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { IdentityWays } from "../../../contract/support/views";
import { withoutProof } from "../approvals/second-manager";
import { leastTime, recordEvent, ruleTime, type World } from "../context";
import { actDigest } from "../domain/approvals";
import type { Entry, ProvenIdentity } from "../domain/events";
import {
  callBackHindrance,
  type IdentityHindrance,
  needsPerson,
  type ProvenAct,
  VOUCHING_MS,
  voucherHindrance,
  vouchingHolds,
} from "../domain/identity";
import { noteRefusal } from "../people/act-on-account";
import { isOther, isSamePerson } from "../people/another-person";
import { type Account, findAccount } from "../store/accounts";
import { findNumberChange } from "../store/notices";
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
  world: World,
  actor: string,
  target: Account,
  claimed: ClaimedIdentity,
): Result<Entry, IdentityRefused> {
  const { act } = claimed;
  const identity = judge(world, actor, target, claimed);
  if (typeof identity === "string") return refuseIdentity(world, actor, { act, person: target.id }, identity);
  const event = { kind: "identity-proven", subject: target.id, data: { act, identity } } as const;
  return ok(recordEvent(world, actor, event));
}

/** Whether the number on file can be called back, for whoever looks at the person. */
export function identityWays(world: World, account: Account): IdentityWays {
  const refused = whyNoCallBack(world, account);
  if (refused !== undefined) return { callBack: { refused } };
  return { callBack: { number: account.cellPhone ?? "" } };
}

function whyNoCallBack(world: World, account: Account): IdentityHindrance | undefined {
  const phoneSince = findNumberChange(world.db, account.id);
  return callBackHindrance({ ...account, phoneSince }, leastTime(world));
}

function judge(
  world: World,
  actor: string,
  target: Account,
  { act, input }: ClaimedIdentity,
): ProvenIdentity | IdentityHindrance {
  const { identity } = input;
  if (needsPerson(act, target, identity.kind)) return "in-person-needed";
  switch (identity.kind) {
    case "call-back":
      return whyNoCallBack(world, target) ?? calledBack(target);
    case "photo-id":
      return { kind: "photo-id", reference: identity.reference };
    case "voucher":
      return judgeVouching(world, identity.vouching, {
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
  world: World,
  id: string,
  { helper, person, digest }: Between & { readonly digest: string },
): ProvenIdentity | IdentityHindrance {
  const vouching = findVouching(world.db, id);
  const about = { account: person, helper, digest };
  if (vouching === undefined || !vouchingHolds(vouching, about, ruleTime(world))) return "vouching-over";
  const voucher = findAccount(world.db, vouching.voucher);
  const since = vouching.until - VOUCHING_MS;
  const hindered = whyNoVoucher(world, voucher, { helper, person, since });
  return hindered ?? { kind: "voucher", voucher: vouching.voucher, vouching: id };
}

/**
 * Why this person's word is worth nothing for an act of that helper on that account; undefined where it is. `since`: when
 * they typed the password that they vouched with (epoch ms); whoever has another one now has come back.
 */
export function whyNoVoucher(
  world: World,
  voucher: Account | undefined,
  { helper, person, since }: Between & { readonly since?: number },
): IdentityHindrance | undefined {
  const { db, memory } = world;
  const isOneWith = (other: string) => voucher?.id === other || isSamePerson(world, voucher, findAccount(db, other));
  return voucherHindrance({
    isHelper: isOneWith(helper),
    isPerson: isOneWith(person),
    isOther: voucher !== undefined && isOther(world, voucher.id, helper),
    stands: voucher !== undefined && !memory.damaged.has(voucher.id) && isInOffice(voucher, since),
  });
}

function isInOffice(
  { deactivatedAt, passwordSecret, passwordSetAt }: Account,
  since = Number.POSITIVE_INFINITY,
): boolean {
  return deactivatedAt === null && passwordSecret !== null && (passwordSetAt ?? 0) <= since;
}

/** Records that the way of making sure was refused, and tells the person, inside the caller's transaction. */
export function refuseIdentity(
  world: World,
  actor: string,
  { act, person }: { readonly act: ProvenAct; readonly person: string },
  because: IdentityHindrance,
): Refused<IdentityRefused> {
  noteRefusal(world, actor, { act, because, subject: person });
  return refuse({ code: "identity-refused", because });
}
