import type { InputOf } from "../../../contract/methods";
import type { NoSuchPerson, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { QueueList, SupportQueue } from "../../../contract/support/views";
import type { HelpTopic } from "../../../contract/vocabulary";
import { oneAtATime, recordEvent, ruleTime, type VaultContext } from "../context";
import { strangerDigest } from "../domain/keys";
import { emailKey } from "../domain/names";
import { personRow } from "../people/person-view";
import { ruleLabelsNow } from "../policy/account-policy";
import type { Caller } from "../session/session";
import { pendingSignIn } from "../session/sessions";
import { type Account, findAccount, findAccountByEmail, findFirstAccount } from "../store/accounts";
import { immediately, pretend } from "../store/open";
import { listPeopleWith } from "../store/people";
import {
  countHelpAsked,
  listAsking,
  listLocked,
  listLowOnCodes,
  noteAsking,
  type WaitingList,
} from "../store/support-queue";

const SHOWN = 100;
const HOUR_MS = 60 * 60_000;
/** How often within an hour one account gets onto the list of those who asked (HELP-11). */
const ASKED_PER_HOUR = 3;

/** Who waits for support: locked out, asked for help, few recovery codes left. */
export function getSupportQueue(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"getSupportQueue">,
): Result<SupportQueue> {
  const { db } = context;
  const now = ruleTime(context);
  return ok({
    locked: queueList(context, listLocked(db, now, SHOWN)),
    asked: queueList(context, listAsking(db, now, SHOWN)),
    codesLow: queueList(context, listLowOnCodes(db, now, SHOWN)),
  });
}

function queueList(context: VaultContext, { total, rows: waiting }: WaitingList): QueueList {
  const labels = ruleLabelsNow(context);
  const ids = waiting.map(({ id }) => id);
  const people = new Map(listPeopleWith(context.db, ids, ruleTime(context)).map((person) => [person.id, person]));
  const rows = waiting.flatMap(({ id, since, about: asked }) => {
    const person = people.get(id);
    return person === undefined ? [] : [{ person: personRow(person, labels), since, asked }];
  });
  return { total, rows };
}

/** Takes a request for help off the list; nothing is recorded where there is none. */
export function closeHelp(
  context: VaultContext,
  caller: Caller,
  { account: id }: InputOf<"closeHelp">,
): Result<null, NoSuchPerson> {
  return immediately(context.db, () => {
    const account = findAccount(context.db, id);
    if (account === undefined) return refuse({ code: "no-such-person" });
    if (account.helpAskedAt !== null) {
      recordEvent(context, caller.account, { kind: "help-closed", subject: id, data: {} });
    }
    return ok(null);
  });
}

/**
 * Asks support for help from the sign-in. Answer and work are the same for an e-mail that belongs to nobody, for a request
 * that is open already, and for one too many within an hour.
 */
export async function askForHelp(
  context: VaultContext,
  { session }: Caller,
  { email, about }: InputOf<"askForHelp">,
): Promise<Result<null, NotNow>> {
  const pending = email === null ? pendingSignIn(context, session) : undefined;
  if (email === null && pending === undefined) return refuse({ code: "not-now", because: "sign-in-first" });
  const key = emailKey(email ?? "");
  const stranger = strangerDigest(context.keys.strangers, key);
  const id = pending?.account ?? findAccountByEmail(context.db, key)?.id;
  return oneAtATime(context, id ?? stranger, async () => {
    immediately(context.db, () => ask(context, { id, stranger, about }));
    context.changed(["getSupportQueue", "getSupportCase"]);
    return ok(null);
  });
}

type Asking = { readonly id: string | undefined; readonly stranger: string; readonly about: HelpTopic };

function ask(context: VaultContext, { id, stranger, about }: Asking): void {
  const now = ruleTime(context);
  noteAsking(context.db, now);
  const account = id === undefined ? undefined : findAccount(context.db, id);
  // Whoever asks for nobody is served with somebody's account, and what is written is taken back.
  const decoy = id ?? findFirstAccount(context.db, stranger) ?? findFirstAccount(context.db, "");
  if (decoy === undefined) return;
  const often = countHelpAsked(context.db, decoy, now - HOUR_MS) >= ASKED_PER_HOUR;
  const counts = account !== undefined && mayAsk(account) && !often && !context.memory.damaged.has(account.id);
  const event = { kind: "help-asked", subject: decoy, data: { about } } as const;
  if (counts) recordEvent(context, null, event);
  else pretend(context.db, () => recordEvent(context, null, event));
}

function mayAsk({ deactivatedAt, helpAskedAt }: Account): boolean {
  return deactivatedAt === null && helpAskedAt === null;
}
