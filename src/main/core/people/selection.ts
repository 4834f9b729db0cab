import type { InputOf } from "../../../contract/methods";
import type { Bulk, SkipCause } from "../../../contract/people/views";
import type { SelectionRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { ruleTime, type VaultContext } from "../context";
import { readSearch } from "../domain/search";
import { accountVerifier } from "../integrity";
import type { Step } from "../ports";
import { listPeopleIds, listPeopleWith, type PersonInList, sortIdsByName } from "../store/people";

/* Whom an act on many people concerns: the same for every such act. */

export type Selected = Pick<InputOf<"listSelected">, "selection" | "count">;

/** How many accounts are looked at before others have their turn: a few milliseconds. */
const AT_ONCE = 20;
const PAGE = 500;

/** The ids of who is selected, by name. Refused where they are not as many as the button said, or more than `most`. */
export function selectedIds(
  context: VaultContext,
  { selection, count }: Selected,
  most: number,
): Result<readonly string[], SelectionRefusal> {
  const ids = idsOf(context, selection);
  if (ids.length !== count) return refuse({ code: "selection-changed", count: ids.length });
  return ids.length > most ? refuse({ code: "too-many", most }) : ok(ids);
}

function idsOf(context: VaultContext, selection: Selected["selection"]): readonly string[] {
  if ("ids" in selection) return sortIdsByName(context.db, selection.ids);
  const { filter, except } = selection;
  const leftOut = new Set(except);
  const found = listPeopleIds(context.db, { ...filter, search: readSearch(filter.search) }, ruleTime(context));
  return found.filter((id) => !leftOut.has(id));
}

/** Refused where the selection holds other people than it did when they were looked at. */
export function stillSelected(
  context: VaultContext,
  { selection }: Selected,
  before: readonly string[],
): Result<null, SelectionRefusal> {
  const now = idsOf(context, selection);
  const same = now.length === before.length && now.every((id, index) => id === before[index]);
  return same ? ok(null) : refuse({ code: "selection-changed", count: now.length });
}

/** Verifies each account's records once in a run; false where the work was stopped. */
export async function verifyEach(context: VaultContext, ids: readonly string[], step: Step): Promise<boolean> {
  const verifier = accountVerifier(context);
  let goOn = await step(0, ids.length);
  for (let from = 0; goOn && from < ids.length; from += AT_ONCE) {
    for (const id of ids.slice(from, from + AT_ONCE)) verifier.verifyOnce(id);
    goOn = await step(Math.min(from + AT_ONCE, ids.length), ids.length);
  }
  verifier.close();
  return goOn;
}

/** Who of verified accounts is concerned, and who is left out and why, in the order of the ids. */
export function sortOut(
  context: VaultContext,
  ids: readonly string[],
  because: (person: PersonInList) => SkipCause | null,
): { readonly concerned: readonly PersonInList[]; readonly skipped: Bulk["skipped"] } {
  const now = ruleTime(context);
  const concerned: PersonInList[] = [];
  const skipped: Bulk["skipped"][number][] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    for (const person of listPeopleWith(context.db, ids.slice(from, from + PAGE), now)) {
      const why = because(person) ?? (context.memory.damaged.has(person.id) ? "records-damaged" : null);
      if (why === null) concerned.push(person);
      else skipped.push({ person: { id: person.id, name: person.name }, because: why });
    }
  }
  return { concerned, skipped };
}
