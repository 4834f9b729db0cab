import { partyWords } from "../../../contract/audit/entry-vocabulary";
import { nameInSentence } from "../../../contract/formats";
import type { VaultContext } from "../context";
import { findAccountName } from "../store/accounts";
import { listWorkstationNames } from "../store/workstations";

/** Somebody's name as a sentence has it. */
export function accountName(context: VaultContext, id: string): string {
  return nameInSentence(findAccountName(context.db, id) ?? partyWords.nobody);
}

/** What a workstation is called; the one at which the practice was set up has no name. */
export function workstationName(context: VaultContext, id: string): string {
  const name = listWorkstationNames(context.db).get(id);
  return name === undefined ? partyWords.otherWorkstation : (name ?? partyWords.firstWorkstation);
}
