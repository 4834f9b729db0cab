import type { TokenSent } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import type { NotNow, SendRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Channel, Digits, TextTokenMinutes } from "../../../contract/vocabulary";
import { newId, recordEvent, ruleTime, type VaultContext } from "../context";
import { deliveryReason } from "../domain/delivery-reason";
import { MESSAGES_KEPT_MS } from "../domain/delivery-retry";
import type { TokenUse } from "../domain/events";
import { isExpired, maySendToken, textTokenExpiresAt, textTokenFrom } from "../domain/one-time-codes";
import { maskPhone, numberForTokens } from "../domain/phones";
import type { Caller } from "../session/session";
import { type Account, findAccount, isActive } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { findCode, listCodes, listTokenTimes } from "../store/codes";
import { immediately } from "../store/open";
import { addMessage, dropOldMessages, findMessageOfCode, type Message, type TokenMessage } from "../store/outbox";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { type LockOf, lockedAtWindows } from "./attempts";
import { newCode } from "./codes";
import { mayTextDespiteApp } from "./text-for-app";

const HOUR_MS = 60 * 60_000;
const RECOVERY_MINUTES = 10;
/** For so long the digest of a closed token tells "used twice" and "replaced" from "wrong". */
const REMEMBERED_MS = 24 * HOUR_MS;

export type WantedToken = { readonly use: TokenUse; readonly channel: Channel; readonly cellPhone: string };

/**
 * Issues a token and puts it into the outbox, inside the caller's transaction; the id of its code is returned. It
 * replaces the one before it of the same use. Refused while the account is locked, without a gateway, and beyond five an
 * hour; never changes the count of failures.
 */
export function issueToken(
  context: VaultContext,
  account: Account,
  wanted: WantedToken,
  lockOf: LockOf = lockedAtWindows,
): Result<string, SendRefusal> {
  const locked = lockOf(context, account);
  if (locked !== null) return refuse(locked);
  const practice = thePractice(context.db);
  if (practice.gateway === null) return refuse({ code: "no-gateway" });
  // By the wall clock, and times after it count: setting it back gives no further tokens.
  const wall = context.clock.now();
  const limit = maySendToken(listTokenTimes(context.db, account.id, wall - HOUR_MS), wall);
  if (!limit.may) return refuse({ code: "send-limit", againAt: limit.againAt });

  const now = ruleTime(context);
  const token = textTokenFrom(context.random.bytes(16), tokenDigits(context, account));
  const { issued, secret } = newCode(context, account.id, wanted.use, token);
  const expiresAt = textTokenExpiresAt(now, lifetimeOf(wanted.use, practice.textTokenMinutes));
  const data = { ...issued, ...wanted, expiresAt };
  recordEvent(context, account.id, { kind: "token-issued", subject: account.id, data }, { secrets: [secret] });
  dropClosedSecrets(context.db, account.id, now - REMEMBERED_MS);
  const { code } = issued;
  const { channel, cellPhone: recipient, use: purpose } = wanted;
  enqueueToken(context, { account: account.id, code, channel, recipient, purpose, expiresAt }, token);
  return ok(code);
}

/** A token that recovers lives for ten minutes at most, whatever the practice has chosen (NIST SP 800-63B-4 §4.2.1.2). */
function lifetimeOf(use: TokenUse, chosen: TextTokenMinutes): TextTokenMinutes {
  if (use !== "recovery-token") return chosen;
  return chosen === "never" ? RECOVERY_MINUTES : Math.min(chosen, RECOVERY_MINUTES);
}

/** A token by text is as long as the codes of the account's app; without one, as the practice has chosen. */
export function tokenDigits(context: VaultContext, { id }: { readonly id: string }): Digits {
  return findAuthenticator(context.db, id, "active")?.digits ?? thePractice(context.db).digits;
}

/** What became of a token, for the screen that waits for it; null where there is no such token by text or call. */
export function tokenSentView(context: VaultContext, codeId: string): TokenSent | null {
  const code = findCode(context.db, codeId);
  const message = findMessageOfCode(context.db, codeId);
  if (code === undefined || message === undefined) return null;
  const { channel, recipient, at, expiresAt, reason } = message;
  return {
    channel,
    maskedPhone: maskPhone(recipient),
    digits: tokenDigits(context, { id: code.account }),
    sentAt: at,
    expiresAt,
    state: shownState(message),
    failure: deliveryReason(reason),
  };
}

function shownState({ state }: Message): TokenSent["state"] {
  if (state === "waiting") return "sending";
  return state === "sent" ? "sent" : "failed";
}

/** The account's newest token that could still be typed in; null where none is. */
export function pendingTokenView(context: VaultContext, account: string): TokenSent | null {
  const now = ruleTime(context);
  const uses: readonly TokenUse[] = ["text-token", "phone-proof"];
  const open = uses.flatMap((use) => listCodes(context.db, account, use, "open"));
  const alive = open.filter(({ expiresAt }) => !isExpired(expiresAt, now));
  const newest = alive.toSorted((a, b) => b.issuedAt - a.issuedAt)[0];
  return newest === undefined ? null : tokenSentView(context, newest.id);
}

/**
 * Sends a token to the confirmed phone of whoever has given the right password, or is signed in and has to prove an act.
 * To people with the app only at the sign-in, and only where the practice has chosen so (SIGNIN-5).
 */
export function sendToken(
  context: VaultContext,
  caller: Caller,
  { channel }: InputOf<"sendToken">,
): Result<TokenSent, SendRefusal | NotNow> {
  return immediately(context.db, () => {
    const account = caller.account === null ? undefined : findAccount(context.db, caller.account);
    if (account === undefined || !isActive(account)) return refuse({ code: "sign-in-ended" });
    const signsIn = caller.sessionState === "password-passed";
    const goes = account.twoFactor === "text" || (signsIn && mayTextDespiteApp(context, account));
    if (!goes) return refuse({ code: "not-now", because: "wrong-step" });
    const cellPhone = numberForTokens(account);
    if (cellPhone === null) return refuse({ code: "no-phone" });
    const issued = issueToken(context, account, { use: "text-token", channel, cellPhone });
    if (!issued.ok) return issued;
    const { pending } = caller.session;
    if (pending?.account === account.id) pending.lastSent = issued.value;
    return sentView(context, issued.value);
  });
}

/** The view of a token that was issued in the same transaction. */
export function sentView(context: VaultContext, codeId: string): Result<TokenSent, never> {
  const view = tokenSentView(context, codeId);
  if (view === null) throw new Error("a token was issued without its message");
  return ok(view);
}

/** Puts a token into the outbox, in the transaction of its entry. Its readable text stays in memory. */
function enqueueToken(
  context: VaultContext,
  message: Pick<TokenMessage, "account" | "code" | "channel" | "recipient" | "purpose" | "expiresAt">,
  token: string,
): void {
  const now = ruleTime(context);
  dropOldMessages(context.db, now - MESSAGES_KEPT_MS);
  context.memory.tokenTexts.set(message.code, token);
  addMessage(context.db, {
    ...message,
    about: null,
    id: newId(context),
    at: now,
    state: "waiting",
    attempts: 0,
    nextAt: now,
    reason: null,
  });
}
