import type { SignOffAnswer } from "../../../contract/audit/views";
import type { InputOf, Reply } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { Asking } from "../asking";
import { recordEvent, type VaultContext } from "../context";
import { entryHash } from "../domain/canonical";
import { type Anchor, readSheet, signOffCode, signOffWords, type TypedSheet } from "../domain/sign-off";
import { letterDistance, type WrongWord } from "../domain/word-codes";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findEntryAt, findHead, listWorkstations } from "../store/ledger/ledger";
import type { LedgerRow } from "../store/ledger/row";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { workstationName } from "./names";

/*
 * The newest entry on a sheet that somebody signs and keeps elsewhere (ANCHOR-1). Whoever has it needs to believe no
 * computer: an audit log that no longer holds that entry is not the one it was.
 */

/** A sheet with the newest entry of this workstation at the moment it leaves; the entry after that one says so. */
export function makeSignOffSheet(
  context: VaultContext,
  caller: Caller,
  { to, size }: InputOf<"makeSignOffSheet">,
): Asking<Reply<"makeSignOffSheet">> {
  const { id, name } = ownAccount(context, caller);
  const { name: practice, vaultId, region, timeZone } = thePractice(context.db);
  const draw = () => {
    const head = findHead(context.db, context.workstation);
    if (head === undefined) throw new Error("a vault whose ledger is empty");
    const facts = {
      ...{ practice, vaultId, printedAt: context.clock.now(), printedBy: name },
      workstation: { id: context.workstation, name: workstationName(context, context.workstation) },
      ledger: { entries: head.seq, headHash: head.hash, words: signOffWords(head), code: signOffCode(head) },
    };
    return { head, paper: context.papers.signOffSheet(facts, { size, region, timeZone }) };
  };
  return {
    ...{ to, name: draw().paper.title },
    canceled: ok(null),
    commit: () =>
      immediately(context.db, () => {
        const { head, paper } = draw();
        const data = { to, headSeq: head.seq, headHash: head.hash };
        recordEvent(context, id, { kind: "sign-off-sheet-made", subject: null, data });
        return ok(paper);
      }),
    done: (file) => ok({ name: file }),
  };
}

/** Says of what stands on a sheet whether this audit log still holds it. */
export function checkSignOffSheet(
  context: VaultContext,
  _caller: Caller,
  { typed }: InputOf<"checkSignOffSheet">,
): Result<SignOffAnswer> {
  const sheet = readSheet(typed);
  switch (sheet.is) {
    case "anchor":
      return ok(find(context, sheet.anchor));
    case "mismatch":
      return ok(judgeMismatch(context, sheet.readings));
    case "unknown-words":
      return ok({ is: "wrong-words", wrong: sheet.wrong });
    case "wrong-count":
      return ok(sheet);
  }
}

/** Chains of earlier workstations stay in every later vault: one of them holds what an old sheet says, or lacks it. */
function find(context: VaultContext, anchor: Anchor): SignOffAnswer {
  const { seq } = anchor;
  const chains = listWorkstations(context.db).filter(anchor.isOf);
  const rows = chains.flatMap((chain) => findEntryAt(context.db, chain, seq) ?? []);
  const found = rows.find((row) => holds(anchor, row));
  const at = (workstation: string) => workstationName(context, workstation);
  if (found !== undefined)
    return { is: "contained", seq, at: found.at, hash: found.hash, workstation: at(found.workstation) };
  const [other] = rows;
  if (other !== undefined) return { is: "another", seq, workstation: at(other.workstation) };
  const [chain] = chains;
  if (chain === undefined) return { is: "unknown-workstation", seq };
  const newest = findHead(context.db, chain)?.seq ?? 0;
  return { is: "missing", from: newest + 1, to: seq, workstation: at(chain) };
}

/** Its hash is worked out anew: what stands beside an entry is no proof of it. */
function holds(anchor: Anchor, row: LedgerRow): boolean {
  return anchor.fits(row.hash) && entryHash(row) === row.hash;
}

/** A word that is as good as another one is what was meant, if it looks much like it. */
const LOOKS_ALIKE = 2;

/** A reading that the log holds is the right one. Else it is whatever a slip of eye or hand explains. */
function judgeMismatch(
  context: VaultContext,
  readings: Extract<TypedSheet, { is: "mismatch" }>["readings"],
): SignOffAnswer {
  const right = readings.find(({ anchor }) => find(context, anchor).is === "contained");
  if (right !== undefined) return { is: "wrong-words", wrong: right.wrong };
  const isSlip = ({ wrong }: { readonly wrong: readonly WrongWord[] }) =>
    wrong.length > 1 || wrong.every(({ typed, perhaps: [word = ""] }) => letterDistance(typed, word) <= LOOKS_ALIKE);
  const likely = readings.filter(isSlip).flatMap(({ wrong }) => wrong);
  return likely.length === 0 ? { is: "mismatch" } : { is: "wrong-words", wrong: likely };
}
