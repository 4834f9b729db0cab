import type { InputOf, Reply } from "../../../contract/methods";
import type { Bulk, SkipCause } from "../../../contract/people/views";
import type { PersonRef } from "../../../contract/person-ref";
import type { Cancelled, SelectionRefusal } from "../../../contract/refusals";
import { ok, type Result } from "../../../contract/result";
import type { Progress } from "../../../contract/session/views";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { listPeopleWith, type PersonInList } from "../store/people";
import { dropClosedSecrets } from "../store/secrets";
import { type Selected, selectedIds, sortOut, stillSelected, verifyEach } from "./selection";

/** What a dialog can list. */
const MOST_NAMES = 1000;
/** What one transaction can take without keeping everything else waiting. */
const MOST_AT_ONCE = 10_000;

/** The names behind a number, for whoever wants to see them before the act. */
export function listSelected(
  context: VaultContext,
  _caller: Caller,
  input: InputOf<"listSelected">,
): Result<readonly PersonRef[], SelectionRefusal> {
  const ids = selectedIds(context, input, MOST_NAMES);
  if (!ids.ok) return ids;
  return ok(listPeopleWith(context.db, ids.value, ruleTime(context)).map(({ id, name }) => ({ id, name })));
}

type ManyAct = {
  readonly what: Progress["what"];
  /** Why somebody is left out; null where nothing hinders. */
  readonly because: (person: PersonInList, actor: string) => SkipCause | null;
  /** Records what is done, in the transaction of the decision; for one person at least. */
  readonly perform: (actor: string, concerned: readonly PersonInList[], skipped: number) => void;
};

/**
 * Does something to everybody who is selected. It looks at each first, can be stopped until then, and happens whole in
 * one transaction, in which everything is looked at again. Refused where the number is another one by now, or too large.
 */
export async function actOnMany(
  context: VaultContext,
  caller: Caller,
  selected: Selected,
  { what, because, perform }: ManyAct,
): Promise<Result<Bulk, SelectionRefusal | Cancelled>> {
  const ids = selectedIds(context, selected, MOST_AT_ONCE);
  if (!ids.ok) return ids;
  const actor = ownAccount(context, caller).id;
  const decide = (): Result<Bulk, SelectionRefusal> => {
    const still = stillSelected(context, selected, ids.value);
    if (!still.ok) return still;
    const { concerned, skipped } = sortOut(context, ids.value, (person) => because(person, actor));
    if (concerned.length > 0) perform(actor, concerned, skipped.length);
    return ok({ done: concerned.length, skipped });
  };
  const worked = await withProgress(context, caller.session, what, async (step) =>
    (await verifyEach(context, ids.value, step)) ? immediately(context.db, decide) : undefined,
  );
  return worked.ok ? worked.value : worked;
}

/** Closes accounts: a summary first, then one entry for each. One's own and managers are left out by name. */
export async function deactivatePeople(
  context: VaultContext,
  caller: Caller,
  { selection, count, reason }: InputOf<"deactivatePeople">,
): Promise<Reply<"deactivatePeople">> {
  return actOnMany(
    context,
    caller,
    { selection, count },
    {
      what: "deactivation",
      because: whyNotDeactivated,
      perform: (actor, concerned, skipped) => {
        const data = { count: concerned.length, skipped, reason };
        const cause = recordEvent(context, actor, { kind: "people-deactivated", subject: null, data });
        for (const { id } of concerned) {
          recordEvent(context, actor, { kind: "account-deactivated", subject: id, data: { reason } }, { cause });
          dropClosedSecrets(context.db, id, 0);
        }
      },
    },
  );
}

function whyNotDeactivated({ id, role, status }: PersonInList, actor: string): SkipCause | null {
  if (id === actor) return "own-account";
  if (status === "deactivated") return "deactivated";
  return role === "manager" ? "manager" : null;
}
