import type { FindingView } from "../../../contract/audit/views";
import type { VaultContext } from "../context";
import { findAccountName } from "../store/accounts";
import type { Finding } from "../store/ledger/verify";
import { areaOf } from "../store/record-areas";
import { workstationName } from "./names";

/** What was found wrong, for people: whose it is, what it is about, and for an entry which one and of when. */
export function toFindingView(context: VaultContext, finding: Finding): FindingView {
  const name = findAccountName(context.db, finding.owner);
  const person = name === undefined ? null : { id: finding.owner, name };
  const area = areaOf(finding);
  if (finding.what === "row" || finding.what === "secret")
    return { what: finding.what, person, area: area ?? "history" };
  const workstation = workstationName(context, finding.workstation);
  if (finding.what === "entries-missing") {
    const { from, to } = finding;
    return { what: "entries-missing", workstation, from, to };
  }
  const { seq, at } = finding;
  return {
    what: finding.what,
    workstation,
    seq,
    at,
    person,
    kind: finding.what === "entry-changed" ? finding.kind : null,
  };
}
