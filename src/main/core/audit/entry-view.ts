import { entrySentences } from "../../../contract/audit/entry-messages";
import { type Names, type Parties, partyWords, possessive } from "../../../contract/audit/entry-vocabulary";
import type { EntryView } from "../../../contract/audit/views";
import { nameInSentence, type Place } from "../../../contract/formats";
import type { PersonRef } from "../../../contract/person-ref";
import type { VaultContext } from "../context";
import type { Entry, EventData, EventKind } from "../domain/events";
import { findAccountName } from "../store/accounts";
import { thePractice } from "../store/practice";
import { changesOf } from "./entry-changes";
import { accountName, workstationName } from "./names";

type Sentences = {
  readonly [K in EventKind]: (parties: Parties, data: EventData[K], place: Place, names: Names) => string;
};
/** Typed here, where events are known: a kind without its sentence does not compile. */
const sentences: Sentences = entrySentences;

/**
 * An entry as people read it: one sentence, with names as they are today, and what it changed. To `reader` (an account)
 * the sentence says "you" of themselves.
 */
export function toEntryView(context: VaultContext, entry: Entry, reader: string | null = null): EntryView {
  const actor = personRef(context, entry.actor);
  const subject = personRef(context, entry.subject);
  const parties = partiesOf(actor, subject, reader);
  const { arrival, seq, at, kind, hash } = entry;
  const practice = thePractice(context.db);
  const sentence = sentenceOf(context, entry, parties, practice);
  return { arrival, seq, at, kind, actor, subject, sentence, changes: changesOf(context, entry), hash };
}

function personRef(context: VaultContext, id: string | null): PersonRef | null {
  const name = id === null ? undefined : findAccountName(context.db, id);
  return id === null || name === undefined ? null : { id, name };
}

function partiesOf(actor: PersonRef | null, subject: PersonRef | null, reader: string | null): Parties {
  const isReader = reader !== null && subject?.id === reader;
  const whom = subject === null ? partyWords.nobody : nameInSentence(subject.name);
  return {
    who: whoActed(actor, reader),
    whom: isReader ? partyWords.you : whom,
    whose: isReader ? partyWords.your : possessive(whom),
    their: isReader ? partyWords.your : partyWords.their,
    oneself: isReader ? partyWords.yourself : partyWords.themselves,
    self: actor !== null && actor.id === subject?.id,
  };
}

function whoActed(actor: PersonRef | null, reader: string | null): string {
  if (actor === null) return partyWords.app;
  return actor.id === reader ? partyWords.You : nameInSentence(actor.name);
}

function sentenceOf(context: VaultContext, entry: Entry, parties: Parties, place: Place): string {
  const say = sentences[entry.kind] as (parties: Parties, data: Entry["data"], place: Place, names: Names) => string;
  const names: Names = {
    account: (id) => accountName(context, id),
    workstation: (id) => workstationName(context, id),
  };
  return say(parties, entry.data, place, names);
}
