import type { PasswordVerdict } from "../../../contract/authentication/views";
import type { InputOf } from "../../../contract/methods";
import type { BadPassword, NotAllowed } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { PASSWORD_MAX } from "../../../contract/vocabulary";
import { newId, oneAtATime, recordEvent, type VaultContext } from "../context";
import type { Entry, EventData } from "../domain/events";
import {
  contextWords,
  fitsManager,
  normalisePassword,
  type PasswordContext,
  passwordProblems,
} from "../domain/passwords";
import { markDamaged } from "../integrity";
import type { Hashing } from "../ports";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { isOpen } from "../session/sessions";
import { type Account, isActive } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropSecret, readSecret } from "../store/secrets";

export type PasswordChoice = PasswordContext & { readonly password: string; readonly isManager: boolean };

/** The worst that is wrong with a new password, as a refusal; undefined where it is good. */
export async function badPassword(hashing: Hashing, choice: PasswordChoice): Promise<Refused<BadPassword> | undefined> {
  const { problem } = await judge(hashing, choice);
  return problem === undefined ? undefined : refuse({ code: "bad-password", problem });
}

async function judge(hashing: Hashing, choice: PasswordChoice) {
  const password = normalisePassword(choice.password);
  // What is too long anyway is not worth the seconds that guessing at it would take.
  const tooLong = Array.from(password).length > PASSWORD_MAX;
  const score = tooLong ? 0 : await hashing.guessability(password, contextWords(choice));
  return { score, problem: passwordProblems({ ...choice, password, score })[0] } as const;
}

/** For the meter beside the field; `about` is name, e-mail and practice. Nothing is kept. */
export async function checkPassword(
  hashing: Hashing,
  { password, about, forManager }: InputOf<"checkPassword">,
): Promise<Result<PasswordVerdict>> {
  const [name = "", email = "", practiceName = ""] = about;
  const { score, problem } = await judge(hashing, { password, name, email, practiceName, isManager: forManager });
  return ok({ score, problem: problem ?? null });
}

/** One for each way of hashing, made at its first use: what is verified where there is no hash to verify. */
const decoys = new WeakMap<Hashing, Promise<string>>();

function decoyHash(hashing: Hashing): Promise<string> {
  const made = decoys.get(hashing) ?? hashing.hashPassword("nobody has this password");
  decoys.set(hashing, made);
  return made;
}

/**
 * Whether a typed password is the account's. Takes the time of one verification for everybody: without an account, for
 * one that is deactivated, held or has no password, and for one whose hash is damaged, something else is verified in vain.
 */
export function passwordIsRight(context: VaultContext, account: Account | undefined, typed: string): Promise<boolean> {
  return isTheirs(context, account, "password", typed);
}

/** Whether it is the account's backup password, if it has one; takes the time of one verification for everybody. */
export function backupPasswordIsRight(
  context: VaultContext,
  account: Account | undefined,
  typed: string,
): Promise<boolean> {
  return isTheirs(context, account, "backup-password", typed);
}

type PasswordSecret = "password" | "backup-password";

async function isTheirs(
  context: VaultContext,
  account: Account | undefined,
  which: PasswordSecret,
  typed: string,
): Promise<boolean> {
  const decoy = await decoyHash(context.hashing);
  const stored = account === undefined ? undefined : storedHash(context, account, which);
  const fits = await context.hashing.verifyPassword(stored ?? decoy, normalisePassword(typed));
  return stored !== undefined && fits;
}

function storedHash(context: VaultContext, account: Account, which: PasswordSecret): string | undefined {
  const secret = which === "password" ? account.passwordSecret : account.backupSecret;
  if (secret === null || !isActive(account)) return undefined;
  const read = readSecret(context.db, context.keys.commitments, secret, account.id, which);
  if (read.is === "intact") return new TextDecoder().decode(read.bytes);
  markDamaged(context, account.id);
  return undefined;
}

/** What is kept of a password. */
export type HashedPassword = { readonly hash: string; readonly fitsManager: boolean };

/** The password that was just right, hashed anew, where the stored hash has yesterday's parameters; else null. */
export async function rehashed(context: VaultContext, account: Account, typed: string): Promise<HashedPassword | null> {
  const stored = storedHash(context, account, "password");
  return stored === undefined || !context.hashing.needsRehash(stored) ? null : hashNewPassword(context.hashing, typed);
}

/** Hashes a new password. Before the transaction in which `setPassword` stores it. */
export async function hashNewPassword(hashing: Hashing, typed: string): Promise<HashedPassword> {
  return { hash: await hashing.hashPassword(normalisePassword(typed)), fitsManager: fitsManager(typed) };
}

/** Stores a password's hash with its entry and forgets the one before it; inside the caller's transaction. */
export function setPassword(
  context: VaultContext,
  account: Account,
  how: {
    readonly password: HashedPassword;
    readonly by: EventData["password-set"]["by"];
    readonly cause?: Entry;
  },
): void {
  const secret = newId(context);
  const bytes = new TextEncoder().encode(how.password.hash);
  const secrets = [{ id: secret, account: account.id, kind: "password", bytes }] as const;
  const data = { secret, by: how.by, fitsManager: how.password.fitsManager };
  const cause = how.cause === undefined ? {} : { cause: how.cause };
  recordEvent(context, account.id, { kind: "password-set", subject: account.id, data }, { secrets, ...cause });
  if (account.passwordSecret !== null) dropSecret(context.db, account.passwordSecret);
}

/** What a new password of this account must not contain. */
export function contextOf(context: VaultContext, { name, email, role }: Account): Omit<PasswordChoice, "password"> {
  return { name, email, practiceName: thePractice(context.db).name, isManager: role === "manager" };
}

/** Refuses a new password that is the account's backup password: together they would prove one thing twice. */
export async function sameAsBackup(
  context: VaultContext,
  account: Account,
  typed: string,
): Promise<Refused<BadPassword> | undefined> {
  const same = account.backupSecret !== null && (await backupPasswordIsRight(context, account, typed));
  return same ? refuse({ code: "bad-password", problem: "same-as-other" }) : undefined;
}

/** A new password for oneself; the bridge has asked for the old one within five minutes. */
export function changePassword(
  context: VaultContext,
  caller: Caller,
  { newPassword }: InputOf<"changePassword">,
): Promise<Result<null, BadPassword | NotAllowed>> {
  const { id } = ownAccount(context, caller);
  // One after another with a new backup password, so that the two are compared as they come to be.
  return oneAtATime(context, id, () => change(context, caller, newPassword));
}

async function change(
  context: VaultContext,
  caller: Caller,
  newPassword: string,
): Promise<Result<null, BadPassword | NotAllowed>> {
  const account = ownAccount(context, caller);
  const bad = await badPassword(context.hashing, { ...contextOf(context, account), password: newPassword });
  if (bad !== undefined) return bad;
  if (await passwordIsRight(context, account, newPassword)) {
    return refuse({ code: "bad-password", problem: "same-as-before" });
  }
  const same = await sameAsBackup(context, account, newPassword);
  if (same !== undefined) return same;
  const password = await hashNewPassword(context.hashing, newPassword);
  if (!isOpen(caller.session, account.id)) return refuse({ code: "not-allowed" });
  // Read again: another change may have come between.
  immediately(context.db, () => setPassword(context, ownAccount(context, caller), { password, by: "change" }));
  return ok(null);
}
