import type { InputOf } from "../../../contract/inputs";
import type {
  BadInput,
  BadPassword,
  LockedUntil,
  NotNow,
  RecordsDamaged,
  RecoveryRefused,
  WrongKey,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Refounding as RefoundingView } from "../../../contract/support/views";
import type { Stance } from "../../../contract/vocabulary";
import { noticeState, recordShown } from "../approvals/notice-period";
import { attemptByEmail, type Claimant, refuseClaimant } from "../authentication/attempt-by-email";
import { lockedRecovery } from "../authentication/attempts";
import { badPassword, contextOf, type HashedPassword, hashNewPassword, setPassword } from "../authentication/passwords";
import { type Caller, newId, recordEvent, ruleTime, type World } from "../context";
import { afterRecovery } from "../domain/lockout";
import { MANAGER_RECOVERY } from "../domain/notice-period";
import { judgeHalves, mistypedHalves } from "../emergency/typed-codes";
import { type Account, findAccount, findAccountName } from "../store/accounts";
import type { Envelope } from "../store/emergency-codes";
import { readFailures } from "../store/failures";
import { findRefounding, hadRefounding, type Refounding } from "../store/manager-recoveries";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { mistypedKey } from "./only-manager-proofs";

/*
 * A practice whose managers all lost everything (product.md 6): recovery kit and both halves of the envelope found one of
 * them anew, after a notice on every screen (domain/notice-period.ts).
 */

/** The envelope is used up by asking, so that it must be possible to be on holiday and still come back. */
const LIFETIME_MS = 30 * 24 * 60 * 60_000;

/** Who may see people, and so whom it is about. */
const seesPeople: readonly Stance[] = ["support", "auditor", "manager", "break-glass"];

/** What waits, for every screen; null where nothing does. */
export function refoundingView(world: World, { stance }: Caller): RefoundingView | null {
  const waits = findWaiting(world);
  if (waits === undefined) return null;
  const { id, account, endsAt } = waits;
  const name = seesPeople.includes(stance) ? (findAccountName(world.db, account) ?? null) : null;
  const { isOver, expectedAt } = stateOf(world, waits);
  return { id, name, isOver, expectedAt, endsAt };
}

/** The one that waits, or may be finished; it dies when the manager leaves their office. */
function findWaiting(world: World): Refounding | undefined {
  const waits = findRefounding(world.db, ruleTime(world));
  const account = waits === undefined ? undefined : findAccount(world.db, waits.account);
  return isInOffice(account) ? waits : undefined;
}

function isInOffice(account: Account | undefined): account is Account {
  return account?.role === "manager" && account.deactivatedAt === null;
}

/** How far its notice is; whoever has kit and envelope stands for the manager whom it is for. */
function stateOf(world: World, { account, askedAt, askedPlace }: Refounding) {
  return noticeState(world, { rule: MANAGER_RECOVERY, beganPlace: askedPlace, beganAt: askedAt, by: account });
}

type AskRefusals = RecoveryRefused | WrongKey | LockedUntil | NotNow | RecordsDamaged;

/**
 * Asks to found a manager anew, with the recovery kit and both halves of the envelope, which is used up by it. Whatever is
 * missing is counted on that account, and answered alike for every e-mail.
 */
export async function askRefounding(
  world: World,
  _caller: Caller,
  input: InputOf<"askRefounding">,
): Promise<Result<null, AskRefusals | BadInput>> {
  world.memory.pending = null;
  const slip = mistypedKey(input.recoveryKey) ?? mistypedHalves(input);
  if (slip !== undefined) return slip;
  const { email } = input;
  return attemptByEmail<Result<null, AskRefusals>>(
    world,
    email,
    async (claimant) => {
      const keyOpens = world.recoveryKeyOpens(input.recoveryKey);
      return immediately(world.db, () => ask(world, claimant, keyOpens, input));
    },
    lockedRecovery,
  );
}

function ask(
  world: World,
  claimant: Claimant,
  keyOpens: boolean,
  input: InputOf<"askRefounding">,
): Result<null, AskRefusals> {
  const account = accountNow(world, claimant);
  const halves = judgeHalves(world, input);
  if (!keyOpens) return refuseProof(world, claimant, "recovery-key");
  if (halves.kind === "damaged") return refuse({ code: "records-damaged" });
  if (halves.kind !== "right" || !isInOffice(account)) return refuseProof(world, claimant, "break-glass");
  if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (findWaiting(world) !== undefined) return refuse({ code: "not-now", because: "already-asked" });
  recordAsking(world, account, halves.envelope, input.reason);
  return ok(null);
}

function accountNow(world: World, { account }: Claimant): Account | undefined {
  return account === undefined ? undefined : findAccount(world.db, account.id);
}

function refuseProof(
  world: World,
  claimant: Claimant,
  factor: "recovery-key" | "break-glass",
): Result<never, RecoveryRefused | LockedUntil> {
  return refuseClaimant(world, claimant, { factor, during: "recovery", cause: "wrong" }, "recovery-refused");
}

/** By nobody known: whoever has the kit and the envelope need not be that manager. */
function recordAsking(world: World, { id }: Account, { id: envelope, number }: Envelope, reason: string): void {
  recordShown(world);
  const spent = { envelope, number, for: "refounding" } as const;
  const cause = recordEvent(world, null, { kind: "envelope-opened", subject: null, data: spent });
  const data = { refounding: newId(world), envelope, endsAt: ruleTime(world) + LIFETIME_MS, reason };
  recordEvent(world, null, { kind: "refounding-asked", subject: id, data }, { cause });
}

type FinishRefusals = RecoveryRefused | WrongKey | LockedUntil | BadPassword | NotNow | RecordsDamaged;

/**
 * Founds the manager anew once everybody could see it for 24 hours: with the kit again, a new password, and two-factor off.
 * Nobody is signed in by it; the next sign-in asks for the new password and reaches nothing before two-factor is set up.
 */
export async function finishRefounding(
  world: World,
  _caller: Caller,
  input: InputOf<"finishRefounding">,
): Promise<Result<null, FinishRefusals>> {
  world.memory.pending = null;
  const slip = mistypedKey(input.recoveryKey);
  if (slip !== undefined) return slip;
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(world.db).name, isManager: true };
  const bad = await badPassword(world.hashing, { ...anybody, password });
  if (bad !== undefined) return bad;
  return attemptByEmail(world, email, (claimant) => finish(world, claimant, input), lockedRecovery);
}

async function finish(
  world: World,
  claimant: Claimant,
  { recoveryKey, password: typed }: InputOf<"finishRefounding">,
): Promise<Result<null, FinishRefusals>> {
  const keyOpens = world.recoveryKeyOpens(recoveryKey);
  const due = immediately(world.db, () => takeDue(world, claimant, keyOpens));
  if (!due.ok) return due;
  const bad = await badPassword(world.hashing, { ...contextOf(world, due.value.account), password: typed });
  if (bad !== undefined) return bad;
  const password = await hashNewPassword(world.hashing, typed);
  return immediately(world.db, () => {
    const still = takeDue(world, claimant, keyOpens);
    if (!still.ok) return still;
    foundAnew(world, still.value, password);
    return ok(null);
  });
}

type Due = { readonly account: Account; readonly refounding: string };

/** The manager whose time has come; that it has not, or never will, is said only to whoever holds the kit. */
function takeDue(world: World, claimant: Claimant, keyOpens: boolean): Result<Due, FinishRefusals> {
  const account = accountNow(world, claimant);
  if (!keyOpens || account === undefined || !hadRefounding(world.db, account.id)) {
    return refuseProof(world, claimant, "recovery-key");
  }
  if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  const waits = findWaiting(world);
  if (waits?.account !== account.id) return refuse({ code: "not-now", because: "no-refounding" });
  if (!stateOf(world, waits).isOver) return refuse({ code: "not-now", because: "not-yet" });
  return ok({ account, refounding: waits.id });
}

function foundAnew(world: World, { account, refounding }: Due, password: HashedPassword): void {
  const data = { refounding, failures: afterRecovery(readFailures(world.db, account.id)) };
  const cause = recordEvent(world, account.id, { kind: "manager-refounded", subject: account.id, data });
  setPassword(world, account, { password, by: "recovery", cause });
  dropClosedSecrets(world.db, account.id, 0);
}
