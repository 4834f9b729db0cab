import type { InputOf, Reply } from "../../../contract/methods";
import type { SkipCause } from "../../../contract/people/views";
import { refuse } from "../../../contract/result";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { actOnMany } from "../people/bulk-acts";
import type { Caller } from "../session/session";
import type { PersonInList } from "../store/people";
import { thePractice } from "../store/practice";
import { enqueueReminder, isLate } from "./reminder-message";

/** Nobody is reminded more often than this without asking for it (MESSAGE-4). */
const AGAIN_MS = 24 * 60 * 60_000;

/**
 * Reminds by text message whoever is late: a summary first, then one entry for each. Left out by name: who is not late,
 * has no phone, or was reminded within a day (but for `again`). Refused without a gateway. What becomes of each is in the
 * outbox.
 */
export async function remindPeople(
  context: VaultContext,
  caller: Caller,
  { selection, count, again }: InputOf<"remindPeople">,
): Promise<Reply<"remindPeople">> {
  if (thePractice(context.db).gateway === null) return refuse({ code: "no-gateway" });
  const selected = { selection, count };
  return actOnMany(context, caller, selected, {
    what: "reminders",
    because: (person) => whyNotReminded(person, { now: ruleTime(context), again }),
    perform: (actor, concerned, skipped) => {
      const data = { count: concerned.length, skipped };
      const cause = recordEvent(context, actor, { kind: "people-reminded", subject: null, data });
      for (const { id, cellPhone } of concerned) {
        if (cellPhone !== null) enqueueReminder(context, actor, { id, cellPhone }, cause);
      }
    },
  });
}

type Asked = { readonly now: number; readonly again: boolean };

function whyNotReminded(person: PersonInList, { now, again }: Asked): SkipCause | null {
  if (person.status === "deactivated") return "deactivated";
  if (!isLate(person, now)) return "not-late";
  if (person.cellPhone === null) return "no-phone";
  const lately = person.remindedAt !== null && now - person.remindedAt < AGAIN_MS;
  return lately && !again ? "reminded-today" : null;
}
