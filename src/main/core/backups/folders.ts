import type { InputOf, Reply } from "../../../contract/methods";
import type { BackupRefused, MayNot, NotNow } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { findPass, passSecondManager, withoutProof } from "../approvals/second-manager";
import type { Asking } from "../asking";
import { newId, recordEvent, recordRefusal, type VaultContext } from "../context";
import type { DomainEvent } from "../domain/events";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findGenerations, listBackupFolders } from "../store/backups";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { foldersHere } from "./back-up";

/* Where backups go, and how many are kept: whoever decides that could have them nowhere, so that it takes two managers. */

/** Lets the person point at a folder; nothing is done with it yet. */
export function chooseBackupFolder(): Asking<Reply<"chooseBackupFolder">> {
  return { choose: "folder", canceled: ok(null), commit: (path) => ok({ path }) };
}

/** Adds a folder that is there and can be written to, and makes a first backup in it. */
export async function addBackupFolder(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"addBackupFolder">,
): Promise<Result<null, BackupRefused | MayNot>> {
  const { path } = input;
  const asked = { act: "addBackupFolder", parameters: withoutProof(input), subject: null } as const;
  const actor = ownAccount(context, caller).id;
  // Nobody has anything written, or a share spoken to, that a second manager has not seen.
  if (findPass(context, caller, actor, asked) === undefined)
    return immediately(context.db, () => recordRefusal(context, actor, { ...asked, because: "second-manager" }));
  const known = foldersHere(context).map((folder) => folder.path);
  const trouble = await context.backups.mark(path, thePractice(context.db).vaultId, known);
  if (trouble !== undefined) return refuse({ code: "backup-refused", because: trouble });
  if (foldersHere(context).some((folder) => folder.path === path))
    return refuse({ code: "backup-refused", because: "known-folder" });
  const folder = newId(context);
  const added = changeBackups(context, caller, asked, () => ({
    kind: "backup-folder-added",
    subject: null,
    data: { folder, path },
  }));
  if (!added.ok) return added;
  // Where one runs already, the next look finds that this folder has none.
  context.backups.start([{ id: folder, path }], caller.account);
  return ok(null);
}

/** No more backups go there; what lies there stays. */
export function removeBackupFolder(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"removeBackupFolder">,
): Result<null, MayNot | NotNow> {
  const { folder } = input;
  if (!listBackupFolders(context.db, context.workstation).some(({ id, path }) => id === folder && path !== null))
    return refuse({ code: "not-now", because: "no-folder" });
  const removed = changeBackups(
    context,
    caller,
    { act: "removeBackupFolder", parameters: withoutProof(input) },
    () => ({
      kind: "backup-folder-removed",
      subject: null,
      data: { folder },
    }),
  );
  if (removed.ok) context.memory.backups.troubles.delete(folder);
  return removed;
}

/** How many backups of the last days, weeks and months stay; what is too many goes with the next one. */
export function changeBackupGenerations(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"changeBackupGenerations">,
): Result<null, MayNot> {
  const { daily, weekly, monthly } = input;
  const act = { act: "changeBackupGenerations", parameters: withoutProof(input) } as const;
  return changeBackups(context, caller, act, () => ({
    kind: "backup-generations-changed",
    subject: null,
    data: { before: findGenerations(context.db), after: { daily, weekly, monthly } },
  }));
}

type BackupAct = "addBackupFolder" | "removeBackupFolder" | "changeBackupGenerations";

function changeBackups(
  context: VaultContext,
  caller: Caller,
  asked: { readonly act: BackupAct; readonly parameters: object },
  change: () => DomainEvent,
): Result<null, never> | Refused<MayNot> {
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    const passed = passSecondManager(context, caller, actor, { ...asked, subject: null });
    if (passed !== true) return recordRefusal(context, actor, { act: asked.act, subject: null, because: passed });
    recordEvent(context, actor, change());
    return ok(null);
  });
}
