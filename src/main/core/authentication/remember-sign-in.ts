import type { InputOf } from "../../../contract/methods";
import type { NotNow, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import { markDamaged } from "../integrity";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { findTyped, newCode } from "./codes";
import { findRemembered, type Remembered } from "./remembered";

/*
 * Remember this workstation (SIGNIN-6): a random secret outside the vault, and its digest among the account's codes.
 * It is replaced at every use, so that of two copies only one goes on working, and the other one gives the theft away.
 */

const DAY_MS = 86_400_000;
const SECRET_BYTES = 32;

/** From a completed sign-in by token on, inside its transaction; nothing where the practice does not allow it. */
export function rememberWorkstation(context: VaultContext, account: Account): void {
  const { rememberDays } = thePractice(context.db);
  if (rememberDays > 0) keepSecret(context, account, ruleTime(context) + rememberDays * DAY_MS, null);
}

type Used = { readonly factor: ProvenFactor; readonly rotate: () => void };

/**
 * The workstation in the place of a token, inside the caller's transaction; undefined where it is not remembered.
 * `rotate` follows once the sign-in is recorded. An old secret that comes back revokes all that is remembered.
 */
export function useWorkstation(context: VaultContext, account: Account): Result<Used, RecordsDamaged> | undefined {
  const { id } = account;
  const remembered = findRemembered(context, id);
  const secret = remembered === undefined ? undefined : context.workstationSecrets.read(id);
  if (remembered === undefined || secret === undefined) return undefined;
  const code = findTyped(context, id, "remembered-sign-in", secret);
  if (code === "damaged") {
    markDamaged(context, id);
    return refuse({ code: "records-damaged" });
  }
  // The secret of another workstation is good there alone.
  if (code?.id === remembered.code.id) return rotation(context, account, remembered);
  if (code?.state === "spent" || code?.state === "replaced") forgetReused(context, account);
  return undefined;
}

/**
 * The new secret is kept outside first: where that fails, or the commit after it, the next sign-in asks for a token.
 */
function rotation(context: VaultContext, account: Account, { code }: Remembered): Result<Used, never> | undefined {
  const { id: old, expiresAt } = code;
  const next = newSecret(context, account);
  if (!context.workstationSecrets.write(account.id, next.plain)) return undefined;
  const rotate = () => recordRemembered(context, account, next, expiresAt ?? 0, old);
  return ok({ factor: { factor: "remembered-sign-in", code: old }, rotate });
}

function keepSecret(context: VaultContext, account: Account, expiresAt: number, after: string | null): void {
  const next = newSecret(context, account);
  if (context.workstationSecrets.write(account.id, next.plain))
    recordRemembered(context, account, next, expiresAt, after);
}

function newSecret(context: VaultContext, account: Account) {
  // Hexadecimal: how codes are normalized before they are hashed leaves it as it is.
  const plain = Buffer.from(context.random.bytes(SECRET_BYTES)).toString("hex");
  return { plain, ...newCode(context, account.id, "remembered-sign-in", plain) };
}

function recordRemembered(
  context: VaultContext,
  { id }: Account,
  { issued, secret }: ReturnType<typeof newSecret>,
  expiresAt: number,
  after: string | null,
): void {
  const data = { ...issued, expiresAt, after };
  recordEvent(context, id, { kind: "sign-in-remembered", subject: id, data }, { secrets: [secret] });
}

function forgetReused(context: VaultContext, { id }: Account): void {
  const data = { because: "reused", reason: null } as const;
  recordEvent(context, null, { kind: "remembered-sign-in-forgotten", subject: id, data });
  context.workstationSecrets.write(id, null);
}

/** This workstation asks the caller for a token again. */
export function forgetMyRememberedSignIn(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"forgetMyRememberedSignIn">,
): Result<null, NotNow> {
  const { id } = ownAccount(context, caller);
  const forgotten = immediately(context.db, () => {
    if (findRemembered(context, id) === undefined) return refuse({ code: "not-now", because: "no-remembered-sign-in" });
    const data = { because: "person", reason: null } as const;
    recordEvent(context, id, { kind: "remembered-sign-in-forgotten", subject: id, data });
    return ok(null);
  });
  if (forgotten.ok) context.workstationSecrets.write(id, null);
  return forgotten;
}
