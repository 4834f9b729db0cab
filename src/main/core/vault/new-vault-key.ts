import type { InputOf } from "../../../contract/methods";
import type { MayNot, NotNow, TooSoon, VaultTrouble, WeakPassphrase, WrongKey } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import {
  formatKeyEnvelope,
  type KeyEnvelope,
  keyFromRecoveryKey,
  keyId,
  keysOfPassphrase,
  keysOfRecoveryKey,
  type NewKey,
  type WrapUse,
  wrapKey,
} from "../domain/key-envelope";
import type { NewKeyNews } from "../domain/new-key-job";
import { parseRecoveryKey } from "../domain/recovery-key";
import type { Installation } from "../installation";
import type { Caller } from "../session/session";
import { withoutKnown } from "../store/ledger/known-heads";
import { orTrouble } from "../store/trouble";
import { begin, carryOut, isStill, type Opened, readyToChange, sameKey } from "./change-keys";
import { comeToRest, letGo } from "./come-to-rest";
import { KEY_BYTES, keyThatOpens, newKeyName, storeKey } from "./kept-key";
import { tryKey } from "./key-attempts";
import { isReplacedKit } from "./recovery-key";
import { lookAtVault, openWith } from "./vault";

/*
 * A new key for the vault (KEY-4). What wraps it is written first, beside what wraps the old one; then the vault closes, and
 * a worker writes its database anew and puts it in the place of the other one, with one rename. Nobody decides anything
 * meanwhile, so that nothing has to be caught up with. Whatever moment it ends at, the next start tries both keys.
 */

type Refusal = MayNot | NotNow | VaultTrouble | WeakPassphrase | WrongKey | TooSoon;

/** Signs everybody out, and answers once the vault is open again, with the new key or with the old one. */
export async function changeVaultKey(
  installation: Installation,
  caller: Caller,
  input: InputOf<"changeVaultKey">,
): Promise<Result<null, Refusal>> {
  const opened = readyToChange(installation);
  if (!opened.ok) return opened;
  const { context, keyEnvelope } = opened.value;
  // A kit that is not checked yet wraps the old key.
  if (keyEnvelope.newKit !== undefined) return refuse({ code: "not-now", because: "keys-changing" });
  // Whoever reads the file keeps it from being exchanged.
  if (context.memory.backups.running !== null) return refuse({ code: "not-now", because: "backup-running" });
  if (context.memory.fullCheck !== null) return refuse({ code: "not-now", because: "check-running" });
  const typed = await readTyped(installation, opened.value, input.typed);
  if (!typed.ok) return typed;
  if (!(await context.ledgerCheck.done())) return refuse({ code: "not-now", because: "wrong-step" });
  if (!isStill(installation, opened.value)) return refuse({ code: "not-now", because: "keys-changing" });
  const newKey = installation.random.bytes(KEY_BYTES);
  const next = { ...keyEnvelope, newKey: waysTo(installation, newKey, keyEnvelope, typed.value) };
  const about = { act: "changeVaultKey", what: "vault-key", input, leadsTo: next.newKey.id } as const;
  const begun = begin(context, caller, about);
  if (!begun.ok) return begun;
  const write = () => {
    if (keyEnvelope.passphrase === null) storeKey(installation.keyStore, newKeyName(keyEnvelope.vault), newKey);
    installation.folder.writeKeyEnvelope(formatKeyEnvelope(next));
  };
  const kept = carryOut(installation, opened.value, { write, last: false });
  if (!kept.ok) return kept;
  await exchange(installation, opened.value, newKey);
  return ok(null);
}

/** What the new key is wrapped with: 32 bytes each, from the kit and, where there is one, the passphrase. */
type Under = { readonly kit: Uint8Array; readonly passphrase: Uint8Array | null };

/** Both have to lead to the key that the vault is open with; wrong ones wait as before it is open (LOCK-9). */
async function readTyped(
  installation: Installation,
  { context, key, keyEnvelope }: Opened,
  typed: InputOf<"changeVaultKey">["typed"],
): Promise<Result<Under, WrongKey | TooSoon>> {
  const parsed = parseRecoveryKey(typed.recoveryKey);
  if (parsed.kind === "mistyped") return refuse({ code: "wrong-key", group: parsed.group });
  if (parsed.kind !== "key") return refuse({ code: "wrong-key" });
  const thisKey = (keys: readonly Uint8Array[]) =>
    keys.some((one) => sameKey(one, key)) ? ok(keys) : refuse({ code: "wrong-key" } as const);
  const isReplaced = isReplacedKit(context.db, typed.recoveryKey);
  const byKit = await tryKey(installation, async () =>
    isReplaced ? refuse({ code: "wrong-key" }) : thisKey(keysOfRecoveryKey(keyEnvelope, parsed.bytes)),
  );
  if (!byKit.ok) return byKit;
  const kit = keyFromRecoveryKey(parsed.bytes);
  const { passphrase: wrap } = keyEnvelope;
  if (wrap === null) return ok({ kit, passphrase: null });
  const { hashing } = installation;
  const passphrase = await hashing.keyFromPassphrase(typed.passphrase ?? "", Buffer.from(wrap.salt, "hex"));
  const byPassphrase = await tryKey(installation, async () => thisKey(keysOfPassphrase(keyEnvelope, passphrase)));
  if (byPassphrase.ok) return ok({ kit, passphrase });
  const { refusal } = byPassphrase;
  return refuse(refusal.code === "wrong-key" ? { ...refusal, which: "passphrase" } : refusal);
}

/** Kit and passphrase stay: each opens the new key by a wrap of its own. */
function waysTo(
  { random }: Installation,
  newKey: Uint8Array,
  { vault, passphrase }: KeyEnvelope,
  under: Under,
): NewKey {
  const wrap = (by: Uint8Array, use: WrapUse) => wrapKey(newKey, by, random.bytes(12), vault, use);
  return {
    id: keyId(newKey),
    recoveryKey: wrap(under.kit, "recovery-key"),
    passphrase:
      passphrase === null || under.passphrase === null
        ? null
        : { ...wrap(under.passphrase, "passphrase"), salt: passphrase.salt },
  };
}

async function exchange(installation: Installation, { context, key, keyEnvelope }: Opened, newKey: Uint8Array) {
  const { now, folder } = installation;
  const { vault: vaultId, passphrase } = keyEnvelope;
  try {
    now.vault = { is: "changing-key", done: 0, of: 0 };
    showState(installation);
    await comeToRest(installation, context, "new-vault-key");
    const heads = orNone(() => withoutKnown(context.db, installation.heads.read(vaultId)));
    letGo(installation, context);
    const job = { database: folder.database, vaultId, key, newKey, heads };
    await installation.putUnderNewKey(job, (news) => hear(installation, news));
    const opened = orTrouble(() => keyThatOpens(folder.database, [newKey, key])) ?? "damaged";
    const by = passphrase === null ? "key-store" : "passphrase";
    const trouble = typeof opened === "string" ? opened : openWith(installation, opened, vaultId, by);
    if (trouble !== undefined) now.vault = { is: "trouble", trouble };
  } finally {
    // A bug on the way leaves no screen that waits for nothing.
    if (now.vault.is === "changing-key") {
      now.vault = { is: "trouble", trouble: "in-use" };
      lookAtVault(installation);
    }
    showState(installation);
  }
}

function hear(installation: Installation, news: NewKeyNews): void {
  if (news.is === "ended") {
    installation.now.newKeyTrouble = news.because;
    return;
  }
  installation.now.vault = { is: "changing-key", done: news.done, of: news.of };
  showState(installation);
}

function showState({ sessions }: Installation): void {
  for (const { host } of sessions) host.changed(["getAppState"]);
}

/** What the place outside does not give now, the check of the copy does without. */
function orNone(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
