import { readVouchedAct } from "../../../contract/approvals/asked-acts";
import type { InputOf } from "../../../contract/inputs";
import type {
  BadInput,
  IdentityRefused,
  LockedUntil,
  MayNot,
  NoSuchPerson,
  NotAllowed,
  RecordsDamaged,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { Vouching } from "../../../contract/support/views";
import type { HelpAct } from "../../../contract/vocabulary";
import { attemptByEmail, type Claimant, refuseClaimant, stillThere } from "../authentication/attempt-by-email";
import { passwordIsRight } from "../authentication/passwords";
import { type Caller, newId, recordEvent, ruleTime, type World } from "../context";
import { actDigest } from "../domain/approvals";
import { needsPerson, VOUCHING_MS } from "../domain/identity";
import { mayDo, recordRefusal, situationOf } from "../people/act-on-account";
import { callerNow } from "../session/session-state";
import { type Account, findAccount } from "../store/accounts";
import { immediately } from "../store/open";
import { verifyAccountOnce } from "../vault/integrity";
import { refuseIdentity, whyNoVoucher } from "./identity";

type NotVouched =
  | WrongCredentials
  | LockedUntil
  | IdentityRefused
  | NoSuchPerson
  | MayNot
  | NotAllowed
  | BadInput
  | RecordsDamaged;

/** What somebody vouches for: this act with exactly these parameters, for this person. */
type VouchedFor = { readonly act: HelpAct; readonly person: string; readonly digest: string };

/**
 * A second person vouches, beside the helper, with their own password: for exactly this act, for 15 minutes, once. It is an
 * attempt on their account like a sign-in, counted and locked like one, with one answer in the same time for an unknown
 * e-mail and a wrong password. Whose word is worth nothing is said only to whoever has proven theirs.
 */
export async function vouchFor(
  world: World,
  caller: Caller,
  { act, parameters, email, password }: InputOf<"vouchFor">,
): Promise<Result<Vouching, NotVouched>> {
  const read = readVouchedAct(act, parameters);
  if (!read.ok) {
    return refuse({ code: "bad-input", fields: Object.fromEntries(read.fields.map((at) => [at, "invalid"])) });
  }
  const about = { act, person: read.parameters.account, digest: actDigest(act, read.parameters) };
  const vain = whyInVain(world, caller, about);
  if (vain !== undefined) return vain;
  return attemptByEmail<Result<Vouching, NotVouched>>(world, email, async (claimant) => {
    const right = await passwordIsRight(world, claimant.account, password);
    // Hashing takes time, in which the helper's session or role can end.
    const now = callerNow(world);
    const same = now.account === caller.account && now.stance === caller.stance;
    return immediately(world.db, () => {
      const voucher = right ? stillThere(world, claimant) : undefined;
      if (voucher === undefined) return refusePassword(world, claimant);
      return same ? vouch(world, now, voucher, about) : refuse({ code: "not-allowed" });
    });
  });
}

/** Why it makes no sense to ask anybody: the helper may not do it, or not with somebody's word. */
function whyInVain(
  world: World,
  caller: Caller,
  about: VouchedFor,
): Refused<NoSuchPerson | RecordsDamaged | MayNot | IdentityRefused> | undefined {
  const { act, person } = about;
  if (findAccount(world.db, person) !== undefined && !verifyAccountOnce(world, person)) {
    return refuse({ code: "records-damaged" });
  }
  return immediately(world.db, () => {
    const target = findAccount(world.db, person);
    if (target === undefined) return refuse({ code: "no-such-person" });
    const situation = situationOf(world, caller, target);
    const may = mayDo(act, situation);
    if (may !== true && may !== "second-manager") {
      const refused = recordRefusal(world, situation.caller.id, { act, because: may, subject: person });
      return refused.ok ? undefined : refused;
    }
    if (!needsPerson(act, target, "voucher")) return undefined;
    return refuseIdentity(world, situation.caller.id, { act, person }, "in-person-needed");
  });
}

function refusePassword(world: World, claimant: Claimant): Result<never, WrongCredentials | LockedUntil> {
  const failed = { factor: "password", during: "vouching", cause: "wrong" } as const;
  return refuseClaimant(world, claimant, failed, "wrong-credentials");
}

function vouch(world: World, caller: Caller, voucher: Account, about: VouchedFor): Result<Vouching, NotVouched> {
  const { act, person, digest } = about;
  const helper = caller.account ?? "";
  if (world.memory.damaged.has(voucher.id)) return refuse({ code: "records-damaged" });
  const hindered = whyNoVoucher(world, voucher, { helper, person });
  if (hindered !== undefined) return refuseIdentity(world, helper, about, hindered);
  const vouching = newId(world);
  const until = ruleTime(world) + VOUCHING_MS;
  const data = { vouching, helper, act, digest, until };
  recordEvent(world, voucher.id, { kind: "identity-vouched", subject: person, data });
  return ok({ id: vouching, by: { id: voucher.id, name: voucher.name }, until });
}
