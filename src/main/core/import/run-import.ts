import type { ImportSummary } from "../../../contract/import/views";
import type { InputOf } from "../../../contract/inputs";
import type { ImportChanged, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type Caller, newId, recordEvent, type World } from "../context";
import { canonicalText } from "../domain/canonical";
import type { Entry } from "../domain/events";
import type { Verdict } from "../domain/import-judge";
import { twoFactorId } from "../people/two-factor-id";
import { ownAccount } from "../session/own-account";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { type Rehearsed, rehearsedImport } from "./import-in-progress";
import { importSummary } from "./imports";
import { judgeNow } from "./judge-rows";

/**
 * Does what the dry run said, all of it or nothing, in one transaction. Refused where any row would have another outcome
 * by now. Nobody gets a role or a code: set-up codes come with the enrolment sheets.
 */
export function runImport(
  world: World,
  caller: Caller,
  _input: InputOf<"runImport">,
): Result<ImportSummary, NotNow | ImportChanged> {
  const found = rehearsedImport(world, caller);
  if (!found.ok) return found;
  const { hand, rehearsed } = found.value;
  const acts = rehearsed.verdicts.filter(({ is }) => is === "create" || is === "update");
  if (acts.length === 0) return refuse({ code: "not-now", because: "wrong-step" });
  const done = immediately(world.db, (): Result<Entry, ImportChanged> => {
    const actor = ownAccount(world, caller).id;
    if (!stillHolds(world, actor, rehearsed)) return refuse({ code: "import-changed" });
    return ok(recordAll(world, actor, { file: hand.file, verdicts: rehearsed.verdicts }));
  });
  if (!done.ok) return done;
  world.memory.import = null;
  return ok(importSummary(world, done.value as Extract<Entry, { kind: "people-imported" }>, false));
}

function stillHolds(world: World, caller: string, { region, choices, rows, verdicts }: Rehearsed): boolean {
  if (thePractice(world.db).region !== region) return false;
  return rows.every((row, at) => {
    const verdict = verdicts[at];
    // What was wrong with a row by itself is wrong with it still.
    if (verdict === undefined || row.problems.length > 0) return verdict !== undefined;
    return canonicalText(judgeNow(world, row, caller, choices)) === canonicalText(verdict);
  });
}

/** The summary first; it is the cause of an entry for each person. */
function recordAll(
  world: World,
  actor: string,
  { file, verdicts }: { readonly file: string; readonly verdicts: readonly Verdict[] },
): Entry {
  const id = newId(world);
  const count = (is: Verdict["is"]) => verdicts.filter((verdict) => verdict.is === is).length;
  const data = {
    import: id,
    file,
    created: count("create"),
    updated: count("update"),
    skipped: count("skip") + count("problem"),
  };
  const cause = recordEvent(world, actor, { kind: "people-imported", subject: null, data });
  for (const verdict of verdicts) recordOne(world, actor, { verdict, id, cause });
  return cause;
}

function recordOne(
  world: World,
  actor: string,
  { verdict, id, cause }: { readonly verdict: Verdict; readonly id: string; readonly cause: Entry },
): void {
  if (verdict.is === "create") {
    const data = {
      ...verdict.facts,
      role: "member",
      twoFactorId: twoFactorId(world.db, world.dice),
      import: id,
    } as const;
    recordEvent(world, actor, { kind: "account-created", subject: newId(world), data }, { cause });
  } else if (verdict.is === "update") {
    const { account, before, after } = verdict;
    recordEvent(
      world,
      actor,
      { kind: "account-edited", subject: account, data: { before, after, reason: null } },
      { cause },
    );
  }
}
