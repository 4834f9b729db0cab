import { importWords } from "../../../contract/import/messages";
import type { ImportSummary, ImportUndone } from "../../../contract/import/views";
import type { InputOf } from "../../../contract/methods";
import type { PersonRef } from "../../../contract/person-ref";
import type { Cancelled, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, type VaultContext } from "../context";
import type { Entry, EventData } from "../domain/events";
import { needsSecondManager } from "../domain/may";
import { accountVerifier } from "../integrity";
import { asksLess } from "../policy/weaker-rules";
import type { Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { findAccount, findAccountName, readManagerFacts } from "../store/accounts";
import {
  findImportEntry,
  type ImportEntry,
  listEntriesOfImport,
  listImportEntries,
  listUndoneImports,
  wasChangedAfter,
} from "../store/imports";
import { immediately } from "../store/open";

const IMPORTS_SHOWN = 20;
/** Between two steps: a few milliseconds, after which other calls have their turn. */
const SLICE = 50;

/** The last imports, newest first. */
export function listImports(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"listImports">,
): Result<readonly ImportSummary[]> {
  const undone = listUndoneImports(context.db);
  const entries = listImportEntries(context.db, IMPORTS_SHOWN);
  return ok(entries.map((entry) => importSummary(context, entry, undone.has(entry.data.import))));
}

/** An import as the window shows it. */
export function importSummary(context: VaultContext, { at, actor, data }: ImportEntry, undone: boolean): ImportSummary {
  const { import: id, file, created, updated, skipped } = data;
  const name = actor === null ? undefined : findAccountName(context.db, actor);
  const by = actor === null || name === undefined ? null : { id: actor, name };
  return { id, file, at, by, created, updated, skipped, undone };
}

/**
 * Takes an import back: deactivates whom it created and changes back whom it changed, in one transaction, once. Whoever
 * has any later entry of their own is left alone, and named; so is whoever the rules would ask less of, where that takes two.
 */
export async function undoImport(
  context: VaultContext,
  caller: Caller,
  { import: id }: InputOf<"undoImport">,
): Promise<Result<ImportUndone, NotNow | Cancelled>> {
  const entry = findUndoable(context, id);
  if (!entry.ok) return entry;
  const verified = await withProgress(context, caller.session, "import", (step) =>
    verifyAll(context, entry.value, step),
  );
  if (!verified.ok) return verified;
  return immediately(context.db, () => {
    const now = findUndoable(context, id);
    return now.ok ? ok(undo(context, ownAccount(context, caller).id, now.value)) : now;
  });
}

function findUndoable(context: VaultContext, id: string): Result<ImportEntry, NotNow> {
  const entry = findImportEntry(context.db, id);
  const gone = entry === undefined || listUndoneImports(context.db).has(id);
  return gone ? refuse({ code: "not-now", because: "no-import" }) : ok(entry);
}

/**
 * A new entry would write over a row that somebody edited, and hide it. Damaged accounts are found first: what is then
 * recorded about them is a later entry, so that they are left alone.
 */
async function verifyAll(context: VaultContext, entry: ImportEntry, step: Step): Promise<true | undefined> {
  const verifier = accountVerifier(context);
  try {
    const subjects = listEntriesOfImport(context.db, entry).flatMap(({ subject }) => subject ?? []);
    for (const [at, subject] of subjects.entries()) {
      if (at % SLICE === 0 && !(await step(at, subjects.length))) return undefined;
      verifier.verifyOnce(subject);
    }
    return true;
  } finally {
    verifier.close();
  }
}

/** Changing back may ask less of somebody too: undoing an import is no way around a second manager. */
function takesSecond(context: VaultContext, opposite: Opposite): boolean {
  const account = findAccount(context.db, opposite.subject);
  if (opposite.is !== "restore" || account === undefined) return false;
  return (
    needsSecondManager(readManagerFacts(context.db)) &&
    asksLess(context, account, { accountType: opposite.data.after.accountType })
  );
}

type Opposite =
  | { readonly is: "deactivate"; readonly subject: string }
  | { readonly is: "restore"; readonly subject: string; readonly data: EventData["account-edited"] };

function undo(context: VaultContext, actor: string, entry: ImportEntry): ImportUndone {
  const opposites: Opposite[] = [];
  const skipped: PersonRef[] = [];
  for (const one of listEntriesOfImport(context.db, entry)) {
    const { subject } = one;
    if (subject === null) continue;
    const opposite = oppositeOf(one, subject);
    const untouched = !wasChangedAfter(context.db, subject, one);
    if (untouched && opposite !== undefined && !takesSecond(context, opposite)) opposites.push(opposite);
    else skipped.push({ id: subject, name: findAccountName(context.db, subject) ?? "" });
  }
  const count = (is: Opposite["is"]) => opposites.filter((opposite) => opposite.is === is).length;
  const counts = { deactivated: count("deactivate"), restored: count("restore") };
  const data = { import: entry.data.import, ...counts, skipped: skipped.length };
  const cause = recordEvent(context, actor, { kind: "import-undone", subject: null, data });
  for (const opposite of opposites) recordOpposite(context, actor, { opposite, cause });
  return { ...counts, skipped };
}

function oppositeOf(entry: Entry, subject: string): Opposite | undefined {
  if (entry.kind === "account-created") return { is: "deactivate", subject };
  if (entry.kind !== "account-edited") return undefined;
  const { before, after } = entry.data;
  return { is: "restore", subject, data: { before: after, after: before, reason: importWords.undoReason } };
}

function recordOpposite(
  context: VaultContext,
  actor: string,
  { opposite, cause }: { readonly opposite: Opposite; readonly cause: Entry },
): void {
  const { subject } = opposite;
  if (opposite.is === "restore") {
    recordEvent(context, actor, { kind: "account-edited", subject, data: opposite.data }, { cause });
    return;
  }
  // Nobody has signed in with it or been given a code: there are no secrets to forget.
  const data = { reason: importWords.undoReason };
  recordEvent(context, actor, { kind: "account-deactivated", subject, data }, { cause });
}
