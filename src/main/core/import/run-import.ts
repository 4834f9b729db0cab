import type { ImportSummary } from "../../../contract/import/views";
import type { InputOf } from "../../../contract/methods";
import type { ImportChanged, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { newId, recordEvent, type VaultContext } from "../context";
import { canonicalText } from "../domain/canonical";
import type { Entry } from "../domain/events";
import type { Verdict } from "../domain/import-judge";
import { twoFactorId } from "../people/two-factor-id";
import type { Previewed } from "../session/import-in-hand";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { checkedImport } from "./import-in-progress";
import { importSummary } from "./imports";
import { judgeNow } from "./judge-rows";

/**
 * Does what the dry run said, all of it or nothing, in one transaction. Refused where any row would have another outcome
 * by now. Nobody gets a role or a code (PEOPLE-5): setup codes come with the enrollment sheets.
 */
export function runImport(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"runImport">,
): Result<ImportSummary, NotNow | ImportChanged> {
  const found = checkedImport(caller);
  if (!found.ok) return found;
  const { hand, previewed } = found.value;
  const acts = previewed.verdicts.filter(({ is }) => is === "create" || is === "update");
  if (acts.length === 0) return refuse({ code: "not-now", because: "wrong-step" });
  const done = immediately(context.db, (): Result<Entry, ImportChanged> => {
    const actor = ownAccount(context, caller).id;
    if (!stillHolds(context, actor, previewed)) return refuse({ code: "import-changed" });
    return ok(recordAll(context, actor, { file: hand.file, verdicts: previewed.verdicts }));
  });
  if (!done.ok) return done;
  caller.session.import = null;
  return ok(importSummary(context, done.value as Extract<Entry, { kind: "people-imported" }>, false));
}

function stillHolds(context: VaultContext, caller: string, { region, choices, rows, verdicts }: Previewed): boolean {
  if (thePractice(context.db).region !== region) return false;
  return rows.every((row, at) => {
    const verdict = verdicts[at];
    // What was wrong with a row by itself is wrong with it still.
    if (verdict === undefined || row.problems.length > 0) return verdict !== undefined;
    return canonicalText(judgeNow(context, row, caller, choices)) === canonicalText(verdict);
  });
}

/** The summary first; it is the cause of an entry for each person. */
function recordAll(
  context: VaultContext,
  actor: string,
  { file, verdicts }: { readonly file: string; readonly verdicts: readonly Verdict[] },
): Entry {
  const id = newId(context);
  const count = (is: Verdict["is"]) => verdicts.filter((verdict) => verdict.is === is).length;
  const data = {
    import: id,
    file,
    created: count("create"),
    updated: count("update"),
    skipped: count("skip") + count("problem"),
  };
  const cause = recordEvent(context, actor, { kind: "people-imported", subject: null, data });
  for (const verdict of verdicts) recordOne(context, actor, { verdict, id, cause });
  return cause;
}

function recordOne(
  context: VaultContext,
  actor: string,
  { verdict, id, cause }: { readonly verdict: Verdict; readonly id: string; readonly cause: Entry },
): void {
  if (verdict.is === "create") {
    const data = {
      ...verdict.facts,
      role: "member",
      twoFactorId: twoFactorId(context.db, context.random),
      import: id,
    } as const;
    recordEvent(context, actor, { kind: "account-created", subject: newId(context), data }, { cause });
  } else if (verdict.is === "update") {
    const { account, before, after } = verdict;
    recordEvent(
      context,
      actor,
      { kind: "account-edited", subject: account, data: { before, after, reason: null } },
      { cause },
    );
  }
}
