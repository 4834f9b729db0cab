import { readVouchedAct } from "../../../contract/approvals/asked-acts";
import type { InputOf } from "../../../contract/methods";
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
import { type HelpAct, WINDOWS } from "../../../contract/vocabulary";
import { actFactsOf, mayDo } from "../approvals/act-on-account";
import { attemptByEmail, type EmailHolder, refuseHolder, stillThere } from "../authentication/attempt-by-email";
import { passwordIsRight } from "../authentication/passwords";
import { newId, recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import { actDigest } from "../domain/approvals";
import { needsPerson, VOUCHING_MS } from "../domain/identity";
import { verifyAccountOnce } from "../integrity";
import { refuseIdentity, whyNoVoucher } from "../people/identity";
import type { Caller } from "../session/session";
import { callerNow } from "../session/session-state";
import { type Account, findAccount } from "../store/accounts";
import { immediately } from "../store/open";

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
 * e-mail and a wrong password. Whose word is worth nothing is said only to whoever has proven theirs (HELP-2).
 */
export async function vouchFor(
  context: VaultContext,
  caller: Caller,
  { act, parameters, email, password }: InputOf<"vouchFor">,
): Promise<Result<Vouching, NotVouched>> {
  const read = readVouchedAct(act, parameters);
  if (!read.ok) {
    return refuse({ code: "bad-input", fields: Object.fromEntries(read.fields.map((at) => [at, "invalid"])) });
  }
  const about = { act, person: read.parameters.account, digest: actDigest(act, read.parameters) };
  const vain = whyInVain(context, caller, about);
  if (vain !== undefined) return vain;
  return attemptByEmail<Result<Vouching, NotVouched>>(context, email, async (holder) => {
    const right = await passwordIsRight(context, holder.account, password);
    // Hashing takes time, in which the helper's session or role can end.
    const now = callerNow(context, caller.session);
    const same = now.account === caller.account && now.sessionState === caller.sessionState;
    return immediately(context.db, () => {
      const voucher = right ? stillThere(context, holder) : undefined;
      if (voucher === undefined) return refusePassword(context, holder);
      return same ? vouch(context, now, voucher, about) : refuse({ code: "not-allowed" });
    });
  });
}

/** Why it makes no sense to ask anybody: the helper may not do it, or not with somebody's word. */
function whyInVain(
  context: VaultContext,
  caller: Caller,
  about: VouchedFor,
): Refused<NoSuchPerson | RecordsDamaged | MayNot | IdentityRefused> | undefined {
  const { act, person } = about;
  if (findAccount(context.db, person) !== undefined && !verifyAccountOnce(context, person)) {
    return refuse({ code: "records-damaged" });
  }
  return immediately(context.db, () => {
    const target = findAccount(context.db, person);
    if (target === undefined) return refuse({ code: "no-such-person" });
    const actFacts = actFactsOf(context, caller, target);
    const may = mayDo(act, actFacts);
    if (may !== true && may !== "second-manager") {
      const refused = recordRefusal(context, actFacts.caller.id, { act, because: may, subject: person });
      return refused.ok ? undefined : refused;
    }
    if (!needsPerson(act, target, "voucher")) return undefined;
    return refuseIdentity(context, actFacts.caller.id, { act, person }, "in-person-needed");
  });
}

function refusePassword(context: VaultContext, holder: EmailHolder): Result<never, WrongCredentials | LockedUntil> {
  const failed = { point: WINDOWS, factor: "password", during: "vouching", cause: "wrong" } as const;
  return refuseHolder(context, holder, failed, "wrong-credentials");
}

function vouch(
  context: VaultContext,
  caller: Caller,
  voucher: Account,
  about: VouchedFor,
): Result<Vouching, NotVouched> {
  const { act, person, digest } = about;
  const helper = caller.account ?? "";
  if (context.memory.damaged.has(voucher.id)) return refuse({ code: "records-damaged" });
  const hindered = whyNoVoucher(context, voucher, { helper, person });
  if (hindered !== undefined) return refuseIdentity(context, helper, about, hindered);
  const vouching = newId(context);
  const until = ruleTime(context) + VOUCHING_MS;
  const data = { vouching, helper, act, digest, until };
  recordEvent(context, voucher.id, { kind: "identity-vouched", subject: person, data });
  return ok({ id: vouching, by: { id: voucher.id, name: voucher.name }, until });
}
