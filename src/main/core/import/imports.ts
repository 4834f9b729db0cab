import { importWords } from "../../../contract/import/messages";
import type { ImportSummary, ImportUndone } from "../../../contract/import/views";
import type { InputOf } from "../../../contract/inputs";
import type { Cancelled, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { PersonRef } from "../../../contract/views";
import { type Caller, recordEvent, type World } from "../context";
import type { Entry, EventData } from "../domain/events";
import { needsSecondManager } from "../domain/may";
import { managersNow } from "../people/managers";
import { asksLess } from "../policy/weaker-rules";
import { ownAccount } from "../session/own-account";
import { type Step, withProgress } from "../session/progress";
import { findAccount, findAccountName } from "../store/accounts";
import {
  findImportEntry,
  hasEntriesAfter,
  type ImportEntry,
  listEntriesOfImport,
  listImportEntries,
  listUndoneImports,
} from "../store/imports";
import { immediately } from "../store/open";
import { accountVerifier } from "../vault/integrity";

const IMPORTS_SHOWN = 20;
/** Between two steps: a few milliseconds, after which other calls have their turn. */
const SLICE = 50;

/** The last imports, newest first. */
export function listImports(
  world: World,
  _caller: Caller,
  _input: InputOf<"listImports">,
): Result<readonly ImportSummary[]> {
  const undone = listUndoneImports(world.db);
  const entries = listImportEntries(world.db, IMPORTS_SHOWN);
  return ok(entries.map((entry) => importSummary(world, entry, undone.has(entry.data.import))));
}

/** An import as the window shows it. */
export function importSummary(world: World, { at, actor, data }: ImportEntry, undone: boolean): ImportSummary {
  const { import: id, file, created, updated, skipped } = data;
  const name = actor === null ? undefined : findAccountName(world.db, actor);
  const by = actor === null || name === undefined ? null : { id: actor, name };
  return { id, file, at, by, created, updated, skipped, undone };
}

/**
 * Takes an import back: deactivates whom it created and changes back whom it changed, in one transaction, once. Whoever
 * has any later entry of their own is left alone, and named; so is whoever the rules would ask less of, where that takes two.
 */
export async function undoImport(
  world: World,
  caller: Caller,
  { import: id }: InputOf<"undoImport">,
): Promise<Result<ImportUndone, NotNow | Cancelled>> {
  const entry = findUndoable(world, id);
  if (!entry.ok) return entry;
  const verified = await withProgress(world, "import", (step) => verifyAll(world, entry.value, step));
  if (!verified.ok) return verified;
  return immediately(world.db, () => {
    const now = findUndoable(world, id);
    return now.ok ? ok(undo(world, ownAccount(world, caller).id, now.value)) : now;
  });
}

function findUndoable(world: World, id: string): Result<ImportEntry, NotNow> {
  const entry = findImportEntry(world.db, id);
  const gone = entry === undefined || listUndoneImports(world.db).has(id);
  return gone ? refuse({ code: "not-now", because: "no-import" }) : ok(entry);
}

/**
 * A new entry would write over a row that somebody edited, and hide it. Damaged accounts are found first: what is then
 * recorded about them is a later entry, so that they are left alone.
 */
async function verifyAll(world: World, entry: ImportEntry, step: Step): Promise<true | undefined> {
  const verifier = accountVerifier(world);
  try {
    const subjects = listEntriesOfImport(world.db, entry).flatMap(({ subject }) => subject ?? []);
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
function takesSecond(world: World, opposite: Opposite): boolean {
  const account = findAccount(world.db, opposite.subject);
  if (opposite.is !== "restore" || account === undefined) return false;
  return needsSecondManager(managersNow(world)) && asksLess(world, account, { kind: opposite.data.after.kind });
}

type Opposite =
  | { readonly is: "deactivate"; readonly subject: string }
  | { readonly is: "restore"; readonly subject: string; readonly data: EventData["account-edited"] };

function undo(world: World, actor: string, entry: ImportEntry): ImportUndone {
  const opposites: Opposite[] = [];
  const skipped: PersonRef[] = [];
  for (const one of listEntriesOfImport(world.db, entry)) {
    const { subject } = one;
    if (subject === null) continue;
    const opposite = oppositeOf(one, subject);
    const untouched = !hasEntriesAfter(world.db, subject, one.place);
    if (untouched && opposite !== undefined && !takesSecond(world, opposite)) opposites.push(opposite);
    else skipped.push({ id: subject, name: findAccountName(world.db, subject) ?? "" });
  }
  const count = (is: Opposite["is"]) => opposites.filter((opposite) => opposite.is === is).length;
  const counts = { deactivated: count("deactivate"), restored: count("restore") };
  const data = { import: entry.data.import, ...counts, skipped: skipped.length };
  const cause = recordEvent(world, actor, { kind: "import-undone", subject: null, data });
  for (const opposite of opposites) recordOpposite(world, actor, { opposite, cause });
  return { ...counts, skipped };
}

function oppositeOf(entry: Entry, subject: string): Opposite | undefined {
  if (entry.kind === "account-created") return { is: "deactivate", subject };
  if (entry.kind !== "account-edited") return undefined;
  const { before, after } = entry.data;
  return { is: "restore", subject, data: { before: after, after: before, reason: importWords.undoReason } };
}

function recordOpposite(
  world: World,
  actor: string,
  { opposite, cause }: { readonly opposite: Opposite; readonly cause: Entry },
): void {
  const { subject } = opposite;
  if (opposite.is === "restore") {
    recordEvent(world, actor, { kind: "account-edited", subject, data: opposite.data }, { cause });
    return;
  }
  // Nobody has signed in with it or been given a code: there are no secrets to forget.
  const data = { reason: importWords.undoReason };
  recordEvent(world, actor, { kind: "account-deactivated", subject, data }, { cause });
}
