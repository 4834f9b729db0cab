import type { InputOf } from "../../../contract/methods";
import type { MayNot, NotNow, VaultTrouble, WeakPassphrase } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { VaultKeysView } from "../../../contract/vault/views";
import type { KeyChange } from "../../../contract/vocabulary";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import { foldersHere } from "../backups/back-up";
import { newId, recordEvent, recordRefusal, type VaultContext } from "../context";
import { formatKeyEnvelope, type KeyEnvelope, keysOfPassphrase, waysDigest } from "../domain/key-envelope";
import type { Installation } from "../installation";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findKit } from "../store/backups";
import { findLastKeyChange, listOpenKeyChanges } from "../store/key-changes";
import { listBackupsFor } from "../store/ledger/backups-made";
import { immediately } from "../store/open";
import { orTrouble } from "../store/trouble";
import { isStrongPassphrase, keyName, storeKey, wrapForPassphrase } from "./kept-key";
import { readKeyEnvelope } from "./recovery-key";
import { settleKeyChanges } from "./settle-key-change";

/*
 * How the vault opens on this computer is changed in the order of KEY-1: it is recorded that the change begins, the new way
 * in is put beside the old one and shown to lead to the key, and then the old one goes, in the same function that ends at the
 * next start what is left over (settle-key-change.ts).
 */

type Refusal = MayNot | NotNow | VaultTrouble | WeakPassphrase;
/** An opened vault, with its envelope. */
export type Opened = { readonly context: VaultContext; readonly key: Uint8Array; readonly keyEnvelope: KeyEnvelope };
type KeyAct = "changePassphrase" | "openByKeyStore" | "openByPassphrase" | "changeVaultKey";

/** How the vault opens here, for Settings. */
export function getVaultKeys(installation: Installation): Result<VaultKeysView, NotNow> {
  const opened = openedVault(installation);
  if (opened === undefined) return refuse({ code: "not-now", because: "wrong-step" });
  const { context, keyEnvelope } = opened;
  const kit = findKit(context.db);
  const last = findLastKeyChange(context.db, context.workstation);
  return ok({
    opensBy: keyEnvelope.passphrase === null ? "key-store" : "passphrase",
    hasKeyStore: installation.keyStore.isThere(),
    kit: kit === undefined ? null : { number: kit.number, madeAt: kit.madeAt, reason: kit.reason },
    older: kit === undefined || kit.number === 1 ? [] : listOlder(context, kit.number),
    last:
      last === undefined
        ? null
        : {
            what: last.what,
            at: last.endedAt ?? last.begunAt,
            became: last.endedAt === null ? "unfinished" : (last.because ?? "done"),
          },
  });
}

/** Backups that were made for another kit than the one in force, as far as the folders could be looked into. */
function listOlder(context: VaultContext, number: number): VaultKeysView["older"] {
  const ofThisKit = listBackupsFor(context.db, number);
  return foldersHere(context).flatMap(({ id, path, last }) => {
    const look = context.memory.backups.looks.get(id);
    const known = look?.names ?? (last === null || last.kit === number ? [] : [last.file]);
    const files = known.filter((name) => !ofThisKit.has(name));
    return files.length === 0 ? [] : [{ path, isThere: look !== undefined, files }];
  });
}

/** Another passphrase for a vault that asks for one. */
export async function changePassphrase(
  installation: Installation,
  caller: Caller,
  input: InputOf<"changePassphrase">,
): Promise<Result<null, Refusal>> {
  return toPassphrase(installation, caller, { act: "changePassphrase", what: "passphrase", input });
}

/** The vault asks for a passphrase from now on, and the key store forgets its key. */
export async function openByPassphrase(
  installation: Installation,
  caller: Caller,
  input: InputOf<"openByPassphrase">,
): Promise<Result<null, Refusal>> {
  return toPassphrase(installation, caller, { act: "openByPassphrase", what: "to-passphrase", input });
}

async function toPassphrase(
  installation: Installation,
  caller: Caller,
  {
    act,
    what,
    input,
  }: {
    readonly act: "changePassphrase" | "openByPassphrase";
    readonly what: KeyChange;
    readonly input: InputOf<"changePassphrase">;
  },
): Promise<Result<null, Refusal>> {
  const opened = readyToChange(installation);
  if (!opened.ok) return opened;
  const { key, keyEnvelope } = opened.value;
  const asks = keyEnvelope.passphrase !== null;
  if (asks !== (act === "changePassphrase")) return refuse({ code: "not-now", because: "opens-so" });
  const { passphrase: typed } = input.typed;
  if (!(await isStrongPassphrase(installation, typed))) return refuse({ code: "weak-passphrase" });
  const passphrase = await wrapForPassphrase(installation, keyEnvelope.vault, key, typed);
  const next = { ...keyEnvelope, passphrase };
  const under = await installation.hashing.keyFromPassphrase(typed, Buffer.from(passphrase.salt, "hex"));
  if (!keysOfPassphrase(next, under).some((one) => sameKey(one, key)))
    throw new Error("a passphrase that leads nowhere");
  if (!isStill(installation, opened.value)) return refuse({ code: "not-now", because: "keys-changing" });
  const begun = begin(opened.value.context, caller, { act, what, input, leadsTo: waysDigest(next) });
  if (!begun.ok) return begun;
  const write = () => installation.folder.writeKeyEnvelope(formatKeyEnvelope(next));
  return carryOut(installation, opened.value, { write, last: true });
}

/** The key store opens the vault from now on, and no passphrase is asked for. */
export function openByKeyStore(
  installation: Installation,
  caller: Caller,
  input: InputOf<"openByKeyStore">,
): Result<null, Refusal> {
  const opened = readyToChange(installation);
  if (!opened.ok) return opened;
  const { key, keyEnvelope } = opened.value;
  const { keyStore, folder } = installation;
  if (keyEnvelope.passphrase === null) return refuse({ code: "not-now", because: "opens-so" });
  if (!keyStore.isThere()) return refuse({ code: "vault-trouble", trouble: "key-store" });
  const next = { ...keyEnvelope, passphrase: null };
  const about = { act: "openByKeyStore", what: "to-key-store", input, leadsTo: waysDigest(next) } as const;
  const begun = begin(opened.value.context, caller, about);
  if (!begun.ok) return begun;
  const write = () => {
    storeKey(keyStore, keyName(keyEnvelope.vault), key);
    folder.writeKeyEnvelope(formatKeyEnvelope(next));
  };
  return carryOut(installation, opened.value, { write, last: true });
}

/** The opened vault, where none of its keys is being changed. */
export function readyToChange(installation: Installation): Result<Opened, NotNow> {
  const opened = openedVault(installation);
  if (opened === undefined) return refuse({ code: "not-now", because: "wrong-step" });
  const { context, keyEnvelope } = opened;
  const isOver = keyEnvelope.newKey === undefined && listOpenKeyChanges(context.db, context.workstation).length === 0;
  return isOver ? ok(opened) : refuse({ code: "not-now", because: "keys-changing" });
}

/** Whether nothing of how the vault opens was changed since; hashing takes a while. */
export function isStill(installation: Installation, { context, keyEnvelope }: Opened): boolean {
  const now = readyToChange(installation);
  return now.ok && now.value.context === context && waysDigest(now.value.keyEnvelope) === waysDigest(keyEnvelope);
}

function openedVault(installation: Installation): Opened | undefined {
  const { context, key, vault } = installation.now;
  const keyEnvelope = readKeyEnvelope(installation);
  if (context === null || key === null || keyEnvelope === undefined || vault.is !== "open") return undefined;
  return { context, key, keyEnvelope };
}

type Beginning = {
  readonly act: KeyAct;
  readonly what: KeyChange;
  readonly input: { readonly proof: unknown; readonly typed?: unknown };
  readonly leadsTo: string;
};

/** Records that a change begins, where a second manager is not missing. */
export function begin(
  context: VaultContext,
  caller: Caller,
  { act, what, input, leadsTo }: Beginning,
): Result<null, never> | Refused<MayNot> {
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    const parameters = withoutProof(input);
    const passed = passSecondManager(context, caller, actor, { act, subject: null, parameters });
    if (passed !== true) return recordRefusal(context, actor, { act, subject: null, because: passed });
    const data = { change: newId(context), what, leadsTo };
    recordEvent(context, actor, { kind: "key-change-begun", subject: null, data });
    return ok(null);
  });
}

/** Writes the new way in. Where that fails, and where it was the `last` step, it is known which of the two ways stays. */
export function carryOut(
  installation: Installation,
  { context, key }: Opened,
  { write, last }: { readonly write: () => void; readonly last: boolean },
): Result<null, VaultTrouble> {
  const failed = orTrouble(() => write());
  if (failed !== undefined) installation.now.newKeyTrouble = toKeyTrouble(failed);
  // Where this fails too, the change is unfinished, and says so until the next start has ended it.
  if (failed !== undefined || last) settleKeyChanges(installation, context, key);
  return failed === undefined ? ok(null) : refuse({ code: "vault-trouble", trouble: failed });
}

function toKeyTrouble(trouble: VaultTrouble["trouble"]) {
  return trouble === "disk-full" || trouble === "read-only" || trouble === "key-store" ? trouble : "not-intact";
}

export function sameKey(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
