import type { SignInNext } from "../../../contract/authentication/views";
import type { EmergencyAccesses } from "../../../contract/emergency/views";
import type { InputOf } from "../../../contract/methods";
import type {
  BadInput,
  LockedUntil,
  MayNot,
  NotNow,
  RecordsDamaged,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { WINDOWS } from "../../../contract/vocabulary";
import { refTo } from "../approvals/approval-view";
import { toEntryView } from "../audit/entry-view";
import { attemptByEmail, type EmailHolder, refuseHolder, stillThere } from "../authentication/attempt-by-email";
import { passwordIsRight } from "../authentication/passwords";
import { newId, recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import { ownAccount } from "../session/own-account";
import type { Caller, EmergencyAccess, Session } from "../session/session";
import { beginSession, recordSignIn } from "../session/sessions";
import { type Account, findAccount, readManagerFacts } from "../store/accounts";
import { findAccess, listAccesses, type Opening } from "../store/emergency-accesses";
import type { EmergencyCodes } from "../store/emergency-codes";
import { listDoneAfter } from "../store/ledger/entries-about";
import { immediately } from "../store/open";
import { judgeHalves, mistypedHalves, wholeEmergencyCodes } from "./typed-codes";

/* Emergency access for one shift, with both halves of the emergency codes and one's own password (EMERGENCY-3). */

const SHIFT_MS = 8 * 60 * 60_000;
/** What a review can read; the ledger has all of it. */
const ENTRIES_SHOWN = 500;

type Input = InputOf<"openEmergencyAccess">;
type Refusals = WrongCredentials | LockedUntil | NotNow | RecordsDamaged;

/**
 * Own e-mail and password with both halves: a shift in which one helps people in and reads lists, and changes nothing
 * that the practice has decided. Any active account may, whatever its role. An attempt on the account like a sign-in,
 * with one answer in the same time for an unknown e-mail, a wrong password and a wrong half; that no codes are good is
 * said only to whoever knows the password.
 */
export async function openEmergencyAccess(
  context: VaultContext,
  { session }: Caller,
  input: Input,
): Promise<Result<SignInNext, Refusals | BadInput>> {
  session.pending = null;
  const slip = mistypedHalves(input);
  if (slip !== undefined) return slip;
  return attemptByEmail<Result<SignInNext, Refusals>>(context, input.email, async (holder) => {
    const right = await passwordIsRight(context, holder.account, input.password);
    const decided = immediately(context.db, () => openWith(context, session, holder, { right, input }));
    if (!decided.ok) return decided;
    const { account, emergency } = decided.value;
    beginSession(context, session, account, ["password", "emergency-access"], { emergency });
    return ok({ next: "signed-in" });
  });
}

type Opened = { readonly account: string; readonly emergency: EmergencyAccess };
type Typed = { readonly right: boolean; readonly input: Input };

/** Judges and records, inside the caller's transaction; both halves are looked at whatever the password was. */
function openWith(
  context: VaultContext,
  session: Session,
  holder: EmailHolder,
  { right, input }: Typed,
): Result<Opened, Refusals> {
  const halves = judgeHalves(context, input);
  const account = right ? stillThere(context, holder) : undefined;
  if (account === undefined) return refuseAs(context, holder, { factor: "password", cause: "wrong" });
  if (context.memory.damaged.has(account.id) || halves.kind === "damaged") return refuse({ code: "records-damaged" });
  if (wholeEmergencyCodes(context) === undefined) return refuse({ code: "not-now", because: "no-emergency-codes" });
  if (halves.kind === "refused") return refuseAs(context, holder, { factor: "emergency-access", cause: halves.cause });
  return ok(recordOpening(context, session, account, { codes: halves.codes, reason: input.reason }));
}

function refuseAs(
  context: VaultContext,
  holder: EmailHolder,
  failed: Pick<Parameters<typeof refuseHolder>[2], "factor" | "cause">,
): Result<never, WrongCredentials | LockedUntil> {
  return refuseHolder(context, holder, { point: WINDOWS, ...failed, during: "emergency-access" }, "wrong-credentials");
}

/**
 * The access comes last, after the sign-in that it began with: what was done in it lies between it and the next end.
 */
function recordOpening(
  context: VaultContext,
  session: Session,
  { id }: Account,
  { codes: { id: emergencyCodes, number }, reason }: { readonly codes: EmergencyCodes; readonly reason: string },
): Opened {
  const access = newId(context);
  const spent = { emergencyCodes, number, for: "emergency-access" } as const;
  const cause = recordEvent(context, id, { kind: "emergency-codes-opened", subject: null, data: spent });
  recordSignIn(context, session, id, [{ factor: "password" }, { factor: "emergency-access", access }]);
  const data = { access, emergencyCodes, number, until: ruleTime(context) + SHIFT_MS, reason };
  recordEvent(context, id, { kind: "emergency-access-opened", subject: id, data }, { cause });
  return { account: id, emergency: { access, until: context.clock.elapsed() + SHIFT_MS } };
}

/** Every shift of emergency access, newest first, with what was done in it. */
export function listEmergencyAccesses(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"listEmergencyAccesses">,
): Result<readonly EmergencyAccesses[]> {
  return ok(listAccesses(context.db).map((access) => accessView(context, caller, access)));
}

function accessView(context: VaultContext, caller: Caller, access: Opening): EmergencyAccesses {
  const { id, account, number, openedAt, untilAt, reason, reviewedBy, reviewedAt, note } = access;
  const reviewer = refTo(context, reviewedBy);
  return {
    ...{ id, openedAt, reason, codes: number, until: untilAt },
    by: refTo(context, account) ?? { id: account, name: "" },
    role: findAccount(context.db, account)?.role ?? "member",
    entries: listDoneAfter(context.db, account, access.opened, ENTRIES_SHOWN).map((entry) =>
      toEntryView(context, entry),
    ),
    reviewed: reviewer === null || reviewedAt === null ? null : { by: reviewer, at: reviewedAt, note: note ?? "" },
    mayReview: mayReview(context, caller, access),
  };
}

/** A manager reviews it, and not their own access, unless there is no other manager. */
function mayReview(context: VaultContext, { role, account }: Caller, access: Opening): EmergencyAccesses["mayReview"] {
  if (role !== "manager") return "role";
  return access.account === account && readManagerFacts(context.db).activeManagers > 1 ? "own-emergency-access" : true;
}

/** Records that a shift of emergency access was looked through, with what was found. */
export function reviewEmergencyAccess(
  context: VaultContext,
  caller: Caller,
  { access: id, note }: InputOf<"reviewEmergencyAccess">,
): Result<null, MayNot | NotNow> {
  return immediately(context.db, (): Result<null, MayNot | NotNow> => {
    const actor = ownAccount(context, caller).id;
    const access = findAccess(context.db, id);
    if (access === undefined) return refuse({ code: "not-now", because: "wrong-step" });
    const { account: subject } = access;
    const may = mayReview(context, caller, access);
    if (may !== true) return recordRefusal(context, actor, { act: "reviewEmergencyAccess", because: may, subject });
    if (access.reviewedAt !== null) return refuse({ code: "not-now", because: "reviewed-already" });
    recordEvent(context, actor, { kind: "emergency-access-reviewed", subject, data: { access: id, note } });
    return ok(null);
  });
}
