import type { InputOf } from "../../../contract/methods";
import { leftBeforeRestore } from "../../../contract/people/held-messages";
import type { Bulk, HeldAccount, HeldAccounts, SkipCause } from "../../../contract/people/views";
import type { Cancelled, MayNot, NoSuchPerson, RecordsDamaged, SelectionRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { actOn } from "../approvals/act-on-account";
import { noticeOf } from "../approvals/second-manager";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { readSearch } from "../domain/search";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { type Approval, listOpenApprovals } from "../store/approvals";
import {
  countConcerned,
  countHeld,
  findNewestRestore,
  type HeldRow,
  listConcerned,
  listHeldMembers,
} from "../store/held-accounts";
import { immediately } from "../store/open";
import type { PersonInList } from "../store/people";
import { sortOut, verifyEach } from "./selection";

/*
 * Who is still active? A vault that went on from an older state may have brought back whoever left since, so that each
 * account is closed until somebody says that its owner works here (HELD-4). Each word counts at once.
 */

/** How many are left to decide, for whoever decides; null where nobody is. */
export function heldForCaller(
  { db }: VaultContext,
  { sessionState }: Caller,
): { readonly toDecide: number; readonly of: number } | null {
  if (sessionState !== "manager" && sessionState !== "emergency-access") return null;
  const { toDecide } = countHeld(db);
  return toDecide === 0 ? null : { toDecide, of: countConcerned(db) };
}

/** One page of all whom the newest restore closed, decided or not. */
export function listHeldAccounts(
  context: VaultContext,
  _caller: Caller,
  { search, offset, limit }: InputOf<"listHeldAccounts">,
): Result<HeldAccounts> {
  const { rows, found } = listConcerned(context.db, { search: readSearch(search), offset, limit });
  const { toDecide, members } = countHeld(context.db);
  const restore = findNewestRestore(context.db);
  const asked = listOpenApprovals(context.db, ruleTime(context)).filter(({ act }) => act === "confirmAccount");
  return ok({
    ...{
      rows: rows.map((row) => rowView(context, row, asked)),
      found,
      toDecide,
      members,
      of: countConcerned(context.db),
    },
    ...{ restoredAt: restore?.at ?? null, backupMadeAt: restore?.backupMadeAt ?? null },
  });
}

function rowView(context: VaultContext, row: HeldRow, asked: readonly Approval[]): HeldAccount {
  const { id, name, email, role, accountType, lastSignInAt, deactivatedAt, isHeld } = row;
  const is = deactivatedAt !== null ? "left" : isHeld ? "closed" : "confirmed";
  const waits = asked.find(({ subject, state }) => subject === id && state === "open");
  const proceedsAt = waits === undefined ? null : noticeOf(context, waits).expectedAt;
  return { id, name, email, role, accountType, lastSignInAt, is, proceedsAt };
}

type Refusal = NoSuchPerson | MayNot | RecordsDamaged;

/**
 * One person works here, or has left and is deactivated. Managers take more than this (`confirmAccount`, and the act with
 * which they are deactivated). In emergency access nobody is deactivated.
 */
export function decideHeldAccount(
  context: VaultContext,
  caller: Caller,
  { account, is }: InputOf<"decideHeldAccount">,
): Result<null, Refusal> {
  // The bridge has asked for the password of whoever decides.
  const input = { account, proof: null };
  if (is === "has-left") {
    return actOn(context, caller, {
      ...{ method: "deactivatePerson", input },
      perform: ({ id }, actor) => {
        recordEvent(context, actor, { kind: "account-deactivated", subject: id, data: { reason: leftBeforeRestore } });
        return ok(null);
      },
    });
  }
  return confirm(context, caller, input, null);
}

/** Confirms a manager, which takes a second manager who is confirmed, or the wait; or anybody else. */
export function confirmAccount(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"confirmAccount">,
): Result<null, Refusal> {
  return confirm(context, caller, input, input.reason);
}

function confirm(
  context: VaultContext,
  caller: Caller,
  input: { readonly account: string; readonly proof: unknown },
  reason: string | null,
): Result<null, Refusal> {
  return actOn(context, caller, {
    ...{ method: "confirmAccount", input },
    perform: ({ id }, actor) => {
      const by = caller.sessionState === "emergency-access" ? "emergency-access" : "manager";
      recordEvent(context, actor, { kind: "account-confirmed", subject: id, data: { by, reason } });
      return ok(null);
    },
  });
}

/** Confirms all who are no managers, but for those who are named: one entry each. */
export async function confirmHeldAccounts(
  context: VaultContext,
  caller: Caller,
  { except, count }: InputOf<"confirmHeldAccounts">,
): Promise<Result<Bulk, SelectionRefusal | Cancelled>> {
  const leftOut = new Set(except);
  const selected = () => listHeldMembers(context.db).filter((id) => !leftOut.has(id));
  const before = selected();
  if (before.length !== count) return refuse({ code: "selection-changed", count: before.length });
  const actor = ownAccount(context, caller).id;
  const decide = (): Result<Bulk, SelectionRefusal> => {
    const now = selected();
    if (now.length !== before.length || now.some((id, index) => id !== before[index])) {
      return refuse({ code: "selection-changed", count: now.length });
    }
    const { concerned, skipped } = sortOut(context, now, (person) => whyNotConfirmed(person, actor));
    for (const { id } of concerned) {
      const data = { by: "manager", reason: null } as const;
      recordEvent(context, actor, { kind: "account-confirmed", subject: id, data });
    }
    return ok({ done: concerned.length, skipped });
  };
  const worked = await withProgress(context, caller.session, "confirmation", async (step) =>
    (await verifyEach(context, before, step)) ? immediately(context.db, decide) : undefined,
  );
  return worked.ok ? worked.value : worked;
}

function whyNotConfirmed({ id, role }: PersonInList, actor: string): SkipCause | null {
  if (id === actor) return "own-account";
  return role === "manager" ? "manager" : null;
}
