import type { InputOf } from "../../../contract/inputs";
import type { NoSuchPerson, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { QueueList, SupportQueue } from "../../../contract/support/views";
import type { HelpTopic } from "../../../contract/vocabulary";
import { type Caller, oneAtATime, recordEvent, ruleTime, type World } from "../context";
import { strangerDigest } from "../domain/keys";
import { emailKey } from "../domain/names";
import { personRow } from "../people/person-view";
import { ruleLabelsNow } from "../policy/account-policy";
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
/** So often within an hour one account gets onto the list of those who asked. */
const ASKED_PER_HOUR = 3;

/** Who waits for support: locked out, asked for help, few recovery codes left. */
export function getSupportQueue(
  world: World,
  _caller: Caller,
  _input: InputOf<"getSupportQueue">,
): Result<SupportQueue> {
  const { db } = world;
  const now = ruleTime(world);
  return ok({
    locked: queueList(world, listLocked(db, now, SHOWN)),
    asked: queueList(world, listAsking(db, now, SHOWN)),
    codesLow: queueList(world, listLowOnCodes(db, now, SHOWN)),
  });
}

function queueList(world: World, { total, rows: waiting }: WaitingList): QueueList {
  const labels = ruleLabelsNow(world);
  const ids = waiting.map(({ id }) => id);
  const people = new Map(listPeopleWith(world.db, ids, ruleTime(world)).map((person) => [person.id, person]));
  const rows = waiting.flatMap(({ id, since, about: asked }) => {
    const person = people.get(id);
    return person === undefined ? [] : [{ person: personRow(person, labels), since, asked }];
  });
  return { total, rows };
}

/** Takes a request for help off the list; nothing is recorded where there is none. */
export function closeHelp(
  world: World,
  caller: Caller,
  { account: id }: InputOf<"closeHelp">,
): Result<null, NoSuchPerson> {
  return immediately(world.db, () => {
    const account = findAccount(world.db, id);
    if (account === undefined) return refuse({ code: "no-such-person" });
    if (account.helpAskedAt !== null) {
      recordEvent(world, caller.account, { kind: "help-closed", subject: id, data: {} });
    }
    return ok(null);
  });
}

/**
 * Asks support for help from the sign-in. Answer and work are the same for an e-mail that belongs to nobody, for a request
 * that is open already, and for one too many within an hour.
 */
export async function askForHelp(
  world: World,
  _caller: Caller,
  { email, about }: InputOf<"askForHelp">,
): Promise<Result<null, NotNow>> {
  const pending = email === null ? pendingSignIn(world) : undefined;
  if (email === null && pending === undefined) return refuse({ code: "not-now", because: "sign-in-first" });
  const key = emailKey(email ?? "");
  const stranger = strangerDigest(world.keys.strangers, key);
  const id = pending?.account ?? findAccountByEmail(world.db, key)?.id;
  return oneAtATime(world, id ?? stranger, async () => {
    immediately(world.db, () => ask(world, { id, stranger, about }));
    world.changed(["getSupportQueue", "getSupportCase"]);
    return ok(null);
  });
}

type Asking = { readonly id: string | undefined; readonly stranger: string; readonly about: HelpTopic };

function ask(world: World, { id, stranger, about }: Asking): void {
  const now = ruleTime(world);
  noteAsking(world.db, now);
  const account = id === undefined ? undefined : findAccount(world.db, id);
  // Whoever asks for nobody is served with somebody's account, and what is written is taken back.
  const decoy = id ?? findFirstAccount(world.db, stranger) ?? findFirstAccount(world.db, "");
  if (decoy === undefined) return;
  const often = countHelpAsked(world.db, decoy, now - HOUR_MS) >= ASKED_PER_HOUR;
  const counts = account !== undefined && mayAsk(account) && !often && !world.memory.damaged.has(account.id);
  const event = { kind: "help-asked", subject: decoy, data: { about } } as const;
  if (counts) recordEvent(world, null, event);
  else pretend(world.db, () => recordEvent(world, null, event));
}

function mayAsk({ deactivatedAt, helpAskedAt }: Account): boolean {
  return deactivatedAt === null && helpAskedAt === null;
}
