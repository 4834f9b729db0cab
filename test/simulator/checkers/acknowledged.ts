import { findEntryAt } from "../../../src/main/core/store/ledger/ledger";
import type { Simulation } from "../simulation";
import { appOf, type open, type Workstation } from "../workstation";

/*
 * Nothing that was acknowledged is lost: whatever dies, the entry that was the newest when somebody was given an answer is
 * there, and the vault opens again without a question; unless heads were lost, which a manager is asked about.
 */

export function checkReopened(
  { report }: Simulation,
  at: Workstation,
  { became, lostHeads }: { readonly became: ReturnType<typeof open>; readonly lostHeads: boolean },
): void {
  if (became !== "open" && !(became === "unconfirmed" && lostHeads))
    report(`${at.name}: after a crash the vault is ${became}`);
  if (at.app === null || at.acknowledged === null) return;
  const { seq, hash } = at.acknowledged;
  const row = findEntryAt(appOf(at).context.db, at.id, seq);
  if (row?.hash !== hash) report(`${at.name}: entry ${seq}, which somebody was told of, is lost`);
}
