import type { InputOf } from "../../../contract/inputs";
import type {
  BadInput,
  LockedUntil,
  MayNot,
  NotNow,
  RecordsDamaged,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { BreakGlass } from "../../../contract/support/views";
import type { SignInNext } from "../../../contract/views";
import { refTo } from "../approvals/approval-view";
import { toEntryView } from "../audit/entry-view";
import { attemptByEmail, type Claimant, refuseClaimant, stillThere } from "../authentication/attempt-by-email";
import { passwordIsRight } from "../authentication/passwords";
import { type Caller, type EmergencyAccess, newId, recordEvent, ruleTime, type World } from "../context";
import { recordRefusal } from "../people/act-on-account";
import { managersNow } from "../people/managers";
import { ownAccount } from "../session/own-account";
import { beginSession, recordSignIn } from "../session/sessions";
import { type Account, findAccount } from "../store/accounts";
import { findOpening, listDoneIn, listOpenings, type Opening } from "../store/emergency-accesses";
import type { Envelope } from "../store/emergency-codes";
import { immediately } from "../store/open";
import { judgeHalves, mistypedHalves, wholeEnvelope } from "./typed-codes";

/* Emergency access for one shift, with both halves of the envelope and one's own password (product.md 7). */

const SHIFT_MS = 8 * 60 * 60_000;
/** What a review can read; the ledger has all of it. */
const ENTRIES_SHOWN = 500;

type Input = InputOf<"openBreakGlass">;
type Refusals = WrongCredentials | LockedUntil | NotNow | RecordsDamaged;

/**
 * Own e-mail and password with both halves: a shift in which one helps people in and reads lists, and changes nothing that
 * the practice has decided. Any active account may, whatever its role. An attempt on the account like a sign-in, with one
 * answer in the same time for an unknown e-mail, a wrong password and a wrong half; that there is no envelope is said only
 * to whoever knows the password.
 */
export async function openBreakGlass(
  world: World,
  _caller: Caller,
  input: Input,
): Promise<Result<SignInNext, Refusals | BadInput>> {
  world.memory.pending = null;
  const slip = mistypedHalves(input);
  if (slip !== undefined) return slip;
  return attemptByEmail<Result<SignInNext, Refusals>>(world, input.email, async (claimant) => {
    const right = await passwordIsRight(world, claimant.account, input.password);
    const decided = immediately(world.db, () => openWith(world, claimant, right, input));
    if (!decided.ok) return decided;
    const { account, breakGlass } = decided.value;
    beginSession(world, account, ["password", "break-glass"], { breakGlass });
    return ok({ next: "signed-in" });
  });
}

type Opened = { readonly account: string; readonly breakGlass: EmergencyAccess };

/** Judges and records, inside the caller's transaction; both halves are looked at whatever the password was. */
function openWith(world: World, claimant: Claimant, right: boolean, input: Input): Result<Opened, Refusals> {
  const halves = judgeHalves(world, input);
  const account = right ? stillThere(world, claimant) : undefined;
  if (account === undefined) return refuseAs(world, claimant, { factor: "password", cause: "wrong" });
  if (world.memory.damaged.has(account.id) || halves.kind === "damaged") return refuse({ code: "records-damaged" });
  if (wholeEnvelope(world) === undefined) return refuse({ code: "not-now", because: "no-envelope" });
  if (halves.kind === "refused") return refuseAs(world, claimant, { factor: "break-glass", cause: halves.cause });
  return ok(recordOpening(world, account, halves.envelope, input.reason));
}

function refuseAs(
  world: World,
  claimant: Claimant,
  failed: Pick<Parameters<typeof refuseClaimant>[2], "factor" | "cause">,
): Result<never, WrongCredentials | LockedUntil> {
  return refuseClaimant(world, claimant, { ...failed, during: "break-glass" }, "wrong-credentials");
}

/** The opening comes last, after the sign-in that it began with: what was done in it lies between it and the next end. */
function recordOpening(world: World, { id }: Account, { id: envelope, number }: Envelope, reason: string): Opened {
  const opening = newId(world);
  const spent = { envelope, number, for: "break-glass" } as const;
  const cause = recordEvent(world, id, { kind: "envelope-opened", subject: null, data: spent });
  recordSignIn(world, id, [{ factor: "password" }, { factor: "break-glass", opening }]);
  const data = { opening, envelope, number, until: ruleTime(world) + SHIFT_MS, reason };
  recordEvent(world, id, { kind: "break-glass-opened", subject: id, data }, { cause });
  return { account: id, breakGlass: { opening, until: world.clock.elapsed() + SHIFT_MS } };
}

/** Every shift of emergency access, newest first, with what was done in it. */
export function listBreakGlass(
  world: World,
  caller: Caller,
  _input: InputOf<"listBreakGlass">,
): Result<readonly BreakGlass[]> {
  return ok(listOpenings(world.db).map((opening) => openingView(world, caller, opening)));
}

function openingView(world: World, caller: Caller, opening: Opening): BreakGlass {
  const { id, account, number, openedAt, untilAt, reason, reviewedBy, reviewedAt, note } = opening;
  const reviewer = refTo(world, reviewedBy);
  return {
    ...{ id, openedAt, reason, envelope: number, until: untilAt },
    by: refTo(world, account) ?? { id: account, name: "" },
    role: findAccount(world.db, account)?.role ?? "member",
    entries: listDoneIn(world.db, opening, ENTRIES_SHOWN).map((entry) => toEntryView(world, entry)),
    reviewed: reviewer === null || reviewedAt === null ? null : { by: reviewer, at: reviewedAt, note: note ?? "" },
    mayReview: mayReview(world, caller, opening),
  };
}

/** A manager reviews it, and not their own opening, unless nobody else is in office. */
function mayReview(world: World, { role, account }: Caller, opening: Opening): BreakGlass["mayReview"] {
  if (role !== "manager") return "role";
  return opening.account === account && managersNow(world).inOffice > 1 ? "own-opening" : true;
}

/** Records that a shift of emergency access was looked through, with what was found. */
export function reviewBreakGlass(
  world: World,
  caller: Caller,
  { opening: id, note }: InputOf<"reviewBreakGlass">,
): Result<null, MayNot | NotNow> {
  return immediately(world.db, (): Result<null, MayNot | NotNow> => {
    const actor = ownAccount(world, caller).id;
    const opening = findOpening(world.db, id);
    if (opening === undefined) return refuse({ code: "not-now", because: "wrong-step" });
    const { account: subject } = opening;
    const may = mayReview(world, caller, opening);
    if (may !== true) return recordRefusal(world, actor, { act: "reviewBreakGlass", because: may, subject });
    if (opening.reviewedAt !== null) return refuse({ code: "not-now", because: "reviewed-already" });
    recordEvent(world, actor, { kind: "break-glass-reviewed", subject, data: { opening: id, note } });
    return ok(null);
  });
}
