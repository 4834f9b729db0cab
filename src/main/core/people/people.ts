import type { EntryView } from "../../../contract/audit/views";
import type { InputOf } from "../../../contract/methods";
import type { NewPerson, PeopleCounts, Person, PersonRow } from "../../../contract/people/views";
import type { PersonRef } from "../../../contract/person-ref";
import type {
  BadInput,
  EmailTaken,
  IdentityNeeded,
  IdentityRefused,
  MayNot,
  NoSuchPerson,
  RecordsDamaged,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { actOn } from "../approvals/act-on-account";
import { toEntryView } from "../audit/entry-view";
import { newId, recordEvent, ruleTime, type VaultContext } from "../context";
import type { Entry } from "../domain/events";
import { mayEdit } from "../domain/may";
import { readSearch } from "../domain/search";
import { ruleLabelsNow } from "../policy/account-policy";
import { asksLess } from "../policy/weaker-rules";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { type Account, findAccount } from "../store/accounts";
import { listEntries } from "../store/ledger/entries";
import { immediately } from "../store/open";
import * as store from "../store/people";
import { factsOf, readFacts, sameFacts } from "./account-facts";
import { emailRefusal } from "./emails";
import { proveIdentity } from "./identity";
import { changesWhoTheyAre } from "./identity-change";
import { personRow, personView } from "./person-view";
import { giveSetupCode, keepSlip } from "./setup-codes";
import { twoFactorId } from "./two-factor-id";

/** How many of a person's newest entries their page shows; the ledger's screen has them all. */
const ENTRIES_SHOWN = 200;

/** One page of the people who fit, deactivated ones among them. */
export function listPeople(
  context: VaultContext,
  _caller: Caller,
  input: InputOf<"listPeople">,
): Result<readonly PersonRow[]> {
  const labels = ruleLabelsNow(context);
  const rows = store.listPeople(context.db, { ...input, search: readSearch(input.search) }, ruleTime(context));
  return ok(rows.map((person) => personRow(person, labels)));
}

/** How many fit in all. Asked by itself, as it takes longer than their first page, which need not wait for it. */
export function countFound(context: VaultContext, _caller: Caller, input: InputOf<"countFound">): Result<number> {
  return ok(store.countPeople(context.db, { ...input, search: readSearch(input.search) }, ruleTime(context)));
}

/** How many people there are, and how many of each status. */
export function countPeople(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"countPeople">,
): Result<PeopleCounts> {
  const counts = store.countByStatus(context.db, ruleTime(context));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return ok({
    all,
    locked: counts.get("locked") ?? 0,
    "sms-only": counts.get("sms-only") ?? 0,
    "not-set-up": counts.get("not-set-up") ?? 0,
    overdue: counts.get("overdue") ?? 0,
    "days-left": counts.get("days-left") ?? 0,
    exempt: counts.get("exempt") ?? 0,
    late: (counts.get("overdue") ?? 0) + (counts.get("days-left") ?? 0),
    app: counts.get("app") ?? 0,
    deactivated: counts.get("deactivated") ?? 0,
  });
}

/** All about one person, and what the caller may do for them. */
export function getPerson(
  context: VaultContext,
  caller: Caller,
  { account: id }: InputOf<"getPerson">,
): Result<Person, NoSuchPerson> {
  const account = findAccount(context.db, id);
  return account === undefined ? refuse({ code: "no-such-person" }) : ok(personView(context, caller, account));
}

/** The newest entries that a person made or that concern them. */
export function listPersonEntries(
  context: VaultContext,
  _caller: Caller,
  { account: person }: InputOf<"listPersonEntries">,
): Result<readonly EntryView[], NoSuchPerson> {
  if (findAccount(context.db, person) === undefined) return refuse({ code: "no-such-person" });
  const filter = { person, group: null, from: null, to: null };
  const entries = listEntries(context.db, filter, { before: null, limit: ENTRIES_SHOWN });
  return ok(entries.map((entry) => toEntryView(context, entry)));
}

/** Who else has this number, for the warning beside the field. */
export function findSharedPhones(
  context: VaultContext,
  _caller: Caller,
  { cellPhone, except }: InputOf<"findSharedPhones">,
): Result<readonly PersonRef[]> {
  return ok(store.listByPhone(context.db, cellPhone, except));
}

/**
 * Adds an account with a fresh two-factor ID, and a setup code with which the person chooses a password. Refused where
 * another account has the e-mail in any spelling, or somebody ever came in under it. Nobody becomes a manager this way.
 */
export function addPerson(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"addPerson">,
): Result<NewPerson, EmailTaken | BadInput> {
  const facts = readFacts(input);
  if (!facts.ok) return facts;
  const { name, emailKey, cellPhone } = facts.value;
  const added = immediately(context.db, (): Result<NewPerson, EmailTaken> => {
    const actor = ownAccount(context, caller).id;
    const taken = emailRefusal(context, emailKey, null);
    if (taken !== null) return refuse(taken);
    const id = newId(context);
    const data = {
      ...facts.value,
      role: input.role,
      twoFactorId: twoFactorId(context.db, context.random),
      import: null,
    };
    const cause = recordEvent(context, actor, { kind: "account-created", subject: id, data });
    const code = giveSetupCode(context, id, { actor, reason: null, cause });
    const phoneSharedWith = cellPhone === null ? [] : store.listByPhone(context.db, cellPhone, id);
    return ok({ ...code, account: { id, name }, twoFactorId: data.twoFactorId, phoneSharedWith });
  });
  if (added.ok) keepSlip(context, caller.session, added.value.account.id, added.value);
  return added;
}

/**
 * Changes somebody's profile, deactivated accounts included. While two-factor is on, tokens keep going to the number
 * confirmed last. Nothing is recorded where nothing changes. Whose account it is changes like a factor is reset: it is made
 * sure first who asks.
 */
export function editPerson(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"editPerson">,
): Result<null, NoSuchPerson | NotEdited | MayNot | BadInput | RecordsDamaged> {
  const facts = readFacts(input);
  if (!facts.ok) return facts;
  const after = facts.value;
  return actOn(context, caller, {
    method: "editPerson",
    input,
    may: ({ caller: actor, target, managers }, account) =>
      mayEdit(asksLess(context, account, { accountType: after.accountType }), actor, target, managers),
    perform: (target, actor): Result<null, NotEdited> => {
      const before = factsOf(target);
      const taken = emailRefusal(context, after.emailKey, target.id);
      if (taken !== null) return refuse(taken);
      if (sameFacts(before, after)) return ok(null);
      const proven = changesWhoTheyAre(context, target, after) ? proveWhoAsks(context, actor, target, input) : ok(null);
      if (!proven.ok) return proven;
      const data = { before, after, reason: input.reason };
      const cause = proven.value === null ? {} : { cause: proven.value };
      recordEvent(context, actor, { kind: "account-edited", subject: target.id, data }, cause);
      return ok(null);
    },
  });
}

type NotEdited = EmailTaken | IdentityNeeded | IdentityRefused;

function proveWhoAsks(
  context: VaultContext,
  actor: string,
  target: Account,
  { identity, ...input }: InputOf<"editPerson">,
): Result<Entry, IdentityNeeded | IdentityRefused> {
  if (identity === undefined) return refuse({ code: "identity-needed" });
  return proveIdentity(context, actor, target, { act: "editPerson", input: { ...input, identity } });
}
