import type { InputOf } from "../../../contract/inputs";
import type { NotNow, SendRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { TokenSent } from "../../../contract/views";
import type { Channel, Digits, TextTokenMinutes } from "../../../contract/vocabulary";
import { type Caller, recordEvent, ruleTime, type World } from "../context";
import { deliveryReason } from "../domain/delivery-reason";
import type { TokenUse } from "../domain/events";
import { isExpired, maySendToken, textTokenExpiresAt, textTokenFrom } from "../domain/one-time-codes";
import { maskPhone } from "../domain/phones";
import { numberForTokens } from "../enrollment/changed-number";
import { enqueueToken } from "../messaging/token-message";
import { type Account, findAccount } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { findCode, listCodes, listTokenTimes } from "../store/codes";
import { immediately } from "../store/open";
import { findMessageOfCode, type Message } from "../store/outbox";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { lockedRefusal } from "./attempts";
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
  world: World,
  account: Account,
  wanted: WantedToken,
  lockOf = lockedRefusal,
): Result<string, SendRefusal> {
  const locked = lockOf(world, account);
  if (locked !== null) return refuse(locked);
  const practice = thePractice(world.db);
  if (practice.gateway === null) return refuse({ code: "no-gateway" });
  // By the wall clock, and times after it count: setting it back gives no further tokens.
  const wall = world.clock.now();
  const limit = maySendToken(listTokenTimes(world.db, account.id, wall - HOUR_MS), wall);
  if (!limit.may) return refuse({ code: "send-limit", againAt: limit.againAt });

  const now = ruleTime(world);
  const token = textTokenFrom(world.dice.bytes(16), tokenDigits(world, account));
  const { issued, secret } = newCode(world, account.id, wanted.use, token);
  const expiresAt = textTokenExpiresAt(now, lifetimeOf(wanted.use, practice.textTokenMinutes));
  const data = { ...issued, ...wanted, expiresAt };
  recordEvent(world, account.id, { kind: "token-issued", subject: account.id, data }, { secrets: [secret] });
  dropClosedSecrets(world.db, account.id, now - REMEMBERED_MS);
  const { code } = issued;
  const { channel, cellPhone: recipient, use: purpose } = wanted;
  enqueueToken(world, { account: account.id, code, channel, recipient, purpose, expiresAt }, token);
  return ok(code);
}

/** A token that recovers lives for ten minutes at most, whatever the practice has chosen (NIST SP 800-63B-4 §4.2.1.2). */
function lifetimeOf(use: TokenUse, chosen: TextTokenMinutes): TextTokenMinutes {
  if (use !== "recovery-token") return chosen;
  return chosen === "never" ? RECOVERY_MINUTES : Math.min(chosen, RECOVERY_MINUTES);
}

/** A token by text is as long as the codes of the account's app; without one, as the practice has chosen. */
export function tokenDigits(world: World, { id }: { readonly id: string }): Digits {
  return findAuthenticator(world.db, id, "active")?.digits ?? thePractice(world.db).digits;
}

/** What became of a token, for the screen that waits for it; null where there is no such token by text or call. */
export function tokenSentView(world: World, codeId: string): TokenSent | null {
  const code = findCode(world.db, codeId);
  const message = findMessageOfCode(world.db, codeId);
  if (code === undefined || message === undefined) return null;
  const { channel, recipient, at, expiresAt, reason } = message;
  return {
    channel,
    maskedPhone: maskPhone(recipient),
    digits: tokenDigits(world, { id: code.account }),
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
export function pendingTokenView(world: World, account: string): TokenSent | null {
  const now = ruleTime(world);
  const uses: readonly TokenUse[] = ["text-token", "phone-proof"];
  const open = uses.flatMap((use) => listCodes(world.db, account, use, "open"));
  const alive = open.filter(({ expiresAt }) => !isExpired(expiresAt, now));
  const newest = alive.toSorted((a, b) => b.issuedAt - a.issuedAt)[0];
  return newest === undefined ? null : tokenSentView(world, newest.id);
}

/**
 * Sends a token to the confirmed phone of whoever has given the right password, or is signed in and has to prove an act.
 * To people with the app only at the sign-in, and only where the practice has chosen so (product.md 3).
 */
export function sendToken(
  world: World,
  caller: Caller,
  { channel }: InputOf<"sendToken">,
): Result<TokenSent, SendRefusal | NotNow> {
  return immediately(world.db, () => {
    const account = caller.account === null ? undefined : findAccount(world.db, caller.account);
    if (account === undefined || account.deactivatedAt !== null) return refuse({ code: "sign-in-ended" });
    const signsIn = caller.stance === "password-passed";
    const goes = account.twoFactor === "text" || (signsIn && mayTextDespiteApp(world, account));
    if (!goes) return refuse({ code: "not-now", because: "wrong-step" });
    const cellPhone = numberForTokens(account);
    if (cellPhone === null) return refuse({ code: "no-phone" });
    const issued = issueToken(world, account, { use: "text-token", channel, cellPhone });
    if (!issued.ok) return issued;
    if (world.memory.pending?.account === account.id) world.memory.pending.lastSent = issued.value;
    return sentView(world, issued.value);
  });
}

/** The view of a token that was issued in the same transaction. */
export function sentView(world: World, codeId: string): Result<TokenSent, never> {
  const view = tokenSentView(world, codeId);
  if (view === null) throw new Error("a token was issued without its message");
  return ok(view);
}
