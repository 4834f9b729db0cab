import type { InputOf, Reply } from "../../../contract/methods";
import type {
  BackupUnusable,
  Cancelled,
  MayNot,
  NotNow,
  TooSoon,
  VaultTrouble,
  WeakPassphrase,
  WrongKey,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { BackupFacts } from "../../../contract/vault/views";
import { RESTORABLE_TROUBLES } from "../../../contract/vocabulary";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import type { Asking } from "../asking";
import { recordEvent, recordRefusal, type VaultContext } from "../context";
import type { CheckedBackup } from "../domain/backup-check";
import { practiceFingerprint } from "../domain/backup-file";
import { formatKeyEnvelope, type KeyEnvelope } from "../domain/key-envelope";
import { parseRecoveryKey } from "../domain/recovery-key";
import { stampOf } from "../domain/stamp";
import type { Installation } from "../installation";
import type { Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { orTrouble } from "../store/trouble";
import { sameKey } from "./change-keys";
import { comeToRest, letGo } from "./come-to-rest";
import { keyName, storeKey, wayIn } from "./kept-key";
import { inTurn } from "./key-attempts";
import { readKeyEnvelope } from "./recovery-key";
import type { CheckedWell, RestoreInHand } from "./restore-in-hand";
import { formatNote } from "./restored-from";
import { enter, leave, lookAtVault, openWith } from "./vault";

/*
 * Restoring a backup: it is chosen, checked with the kit without anything being touched, and only then put in the place of the
 * vault that is here, which is kept beside. What comes after is a vault that nobody has opened on this computer (RESTORE).
 */

/** "Choose the backup": what its head says, so that people know which kit it takes. */
export function chooseBackup(installation: Installation, { session }: Caller): Asking<Reply<"chooseBackup">> {
  return {
    choose: "backup",
    canceled: ok(null),
    commit: async (chosen) => {
      const header = await chosen.header();
      if (header.is !== "backup") return refuse({ code: "backup-unusable", because: header.is });
      const { vault, kit } = header;
      if (isOtherPractice(installation, vault)) return refuse({ code: "backup-unusable", because: "other-practice" });
      const view = { name: chosen.name, kit };
      installation.now.restore = { session, signedIn: session.signedIn, chosen, view, checked: null };
      return ok(view);
    },
  };
}

/** Where a vault is here, only its own practice's backups take its place. */
function isOtherPractice(installation: Installation, vault: string): boolean {
  const here = readKeyEnvelope(installation)?.vault;
  return installation.folder.hasDatabase() && here !== undefined && here !== vault;
}

/**
 * Test restore: does everything but the exchange, and says what is in it and how long a real one takes. Nothing of the vault
 * that is here is touched.
 */
export async function checkBackup(
  installation: Installation,
  caller: Caller,
  { recoveryKey }: InputOf<"checkBackup">,
): Promise<Result<BackupFacts, BackupUnusable | WrongKey | TooSoon | NotNow | Cancelled | VaultTrouble>> {
  const inside = enter(installation);
  if (inside !== undefined) return refuse({ code: "vault-trouble", trouble: inside });
  const restore = inHand(installation, caller);
  if (restore === undefined) return refuse({ code: "not-now", because: "no-file" });
  const parsed = parseRecoveryKey(recoveryKey);
  if (parsed.kind === "mistyped") return refuse({ code: "wrong-key", group: parsed.group });
  if (parsed.kind !== "key") return refuse({ code: "wrong-key" });
  const { bytes } = parsed;
  const tried = await inTurn(
    installation,
    () => withProgress(installation, caller.session, "restore", (step) => runCheck(installation, restore, bytes, step)),
    (looked) => looked.ok && looked.value.is === "wrong-key",
  );
  if (!tried.ok) return tried;
  const checked = tried.value;
  recordTest(installation, caller, restore.chosen.name, checked);
  if (checked.is !== "good") {
    const { kit } = restore.view;
    return refuse({ code: "backup-unusable", because: checked.is, ...(checked.is === "wrong-key" ? { kit } : {}) });
  }
  if (isOtherPractice(installation, checked.manifest.vault))
    return refuse({ code: "backup-unusable", because: "other-practice" });
  restore.checked = checked;
  return ok(factsOf(checked));
}

/** A test by a manager is proof for whoever asks whether backups can be relied on; a wrong kit says nothing of the backup. */
function recordTest({ now }: Installation, { account }: Caller, file: string, checked: CheckedBackup): void {
  if (now.context === null || account === null || checked.is === "wrong-key") return;
  const { context } = now;
  const isGood = checked.is === "good";
  const data = { file, problem: isGood ? null : checked.is, tookMs: isGood ? checked.tookMs : null };
  immediately(context.db, () => recordEvent(context, account, { kind: "restore-tested", subject: null, data }));
}

/** What this session has chosen; nothing once somebody else sits there. */
function inHand({ now }: Installation, { session }: Caller): RestoreInHand | undefined {
  const { restore } = now;
  return restore?.session === session && restore.signedIn === session.signedIn ? restore : undefined;
}

/** Undefined where the person stopped it. */
async function runCheck(
  { folder }: Installation,
  restore: RestoreInHand,
  bytes: Uint8Array,
  step: Step,
): Promise<CheckedBackup | undefined> {
  // What was checked before lay where this one is put.
  restore.checked = null;
  const scratch = orTrouble(() => ({ path: folder.scratch("restore") }));
  if (typeof scratch === "string") return { is: scratch === "disk-full" ? "disk-full" : "read-only" };
  const run = restore.chosen.check(bytes, scratch.path, ({ done, of }) => {
    void step(done, of).then((goOn) => goOn || run.stop());
  });
  return run.done;
}

function factsOf({ manifest, tookMs }: CheckedWell): BackupFacts {
  const { practice, region, timeZone, madeAt, computer, entries, people, practiceKey, database } = manifest;
  const backup = database.sha256;
  const place = { region, timeZone };
  return {
    backup,
    practice,
    place,
    madeAt,
    computer,
    entries,
    people,
    fingerprint: practiceFingerprint(practiceKey),
    tookMs,
  };
}

/** Restores where no vault is here, or none that opens. Whoever comes after has to be a manager of that practice. */
export function restoreBackup(
  installation: Installation,
  caller: Caller,
  { newPassphrase }: InputOf<"restoreBackup">,
): Promise<Result<null, NotNow | VaultTrouble | WeakPassphrase>> | Result<null, NotNow> {
  const { vault } = installation.now;
  const isClosed =
    ["none", "key-missing", "key-unfit"].includes(vault.is) ||
    (vault.is === "trouble" && RESTORABLE_TROUBLES.includes(vault.trouble));
  if (!isClosed || installation.now.context !== null) return refuse({ code: "not-now", because: "wrong-step" });
  return exchange(installation, caller, { newPassphrase });
}

/** Restores over a vault that opens: an act of two managers, bound to exactly this backup. */
export async function restoreOverVault(
  installation: Installation,
  caller: Caller,
  input: InputOf<"restoreOverVault">,
): Promise<Result<null, NotNow | MayNot | VaultTrouble | WeakPassphrase>> {
  const { context } = installation.now;
  if (context === null || inHand(installation, caller)?.checked?.manifest.database.sha256 !== input.backup)
    return refuse({ code: "not-now", because: "no-file" });
  const passed = mayRestoreOver(context, caller, input);
  return passed.ok ? exchange(installation, caller, "as-now") : passed;
}

/** Whether the caller may put exactly this backup in the place of the vault that is open; the approval is used up by it. */
export function mayRestoreOver(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"restoreOverVault">,
): Result<null, MayNot> {
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    const asked = { act: "restoreOverVault", subject: null } as const;
    const passed = passSecondManager(context, caller, actor, { ...asked, parameters: withoutProof(input) });
    return passed === true ? ok(null) : recordRefusal(context, actor, { ...asked, because: passed });
  });
}

/** How the vault opens from then on: by a passphrase, null where there is a key store; or as the one that is open now. */
type Opening = { readonly newPassphrase: string | null } | "as-now";

async function exchange(
  installation: Installation,
  caller: Caller,
  opening: Opening,
): Promise<Result<null, NotNow | VaultTrouble | WeakPassphrase>> {
  const restore = inHand(installation, caller);
  const checked = restore?.checked;
  if (restore === undefined || checked == null) return refuse({ code: "not-now", because: "no-file" });
  // Pressed twice, it is one exchange.
  restore.checked = null;
  const ready = await readyToOpen(installation, checked, opening);
  const isBusy = installation.now.vault.is === "changing-key";
  if (!ready.ok || isBusy) {
    restore.checked = checked;
    return ready.ok ? refuse({ code: "vault-trouble", trouble: "in-use" }) : ready;
  }
  const hadVault = installation.folder.hasDatabase();
  await closeOpened(installation);
  const { manifest, key, database } = checked;
  const stamp = stampOf(installation.clock.now());
  const exchanged = orTrouble(() => {
    const keyEnvelope = formatKeyEnvelope(ready.value.keyEnvelope);
    const note = (name: string) => formatNote({ backup: factsInNote(manifest), kept: hadVault ? name : null });
    installation.folder.exchange({ database, keyEnvelope, stamp, note });
    return undefined;
  });
  if (exchanged !== undefined) {
    // Decided on, it is finished now; else what is left of it goes, and the vault that was here goes on.
    leave(installation);
    lookAtVault(installation);
    return refuse({ code: "vault-trouble", trouble: exchanged });
  }
  installation.now.restore = null;
  // What keeps the key from its store leaves a vault that the kit opens.
  const stored = orTrouble(() =>
    ready.value.inKeyStore ? storeInstead(installation, manifest.vault, key, stamp) : undefined,
  );
  const failed = stored ?? openWith(installation, key, manifest.vault, "recovery-key");
  if (failed === undefined) return ok(null);
  installation.now.vault = { is: "trouble", trouble: failed };
  return refuse({ code: "vault-trouble", trouble: failed });
}

type Ready = { readonly keyEnvelope: KeyEnvelope; readonly inKeyStore: boolean };

/**
 * Over a vault that is open no passphrase is asked for: the one that it has goes on, where the backup has the same key. Else
 * the next start asks for the kit, and for a new one (KEY-2).
 */
async function readyToOpen(
  installation: Installation,
  { manifest, key }: CheckedWell,
  opening: Opening,
): Promise<Result<Ready, WeakPassphrase>> {
  const now = readKeyEnvelope(installation)?.passphrase ?? null;
  if (opening === "as-now" && now !== null) {
    const { key: open } = installation.now;
    const passphrase = open !== null && sameKey(open, key) ? now : null;
    return ok({ keyEnvelope: { ...manifest.keyEnvelope, passphrase }, inKeyStore: false });
  }
  const newPassphrase = opening === "as-now" ? null : opening.newPassphrase;
  const way = await wayIn(installation, manifest.keyEnvelope, key, newPassphrase);
  return way.ok ? ok({ keyEnvelope: way.value, inKeyStore: way.value.passphrase === null }) : way;
}

function factsInNote({ madeAt, computer, kit }: CheckedWell["manifest"]) {
  return { madeAt, computer, kit: kit.number };
}

/** The vault that is kept beside stays one that opens: where its key is another one by now, it gets a name of its own. */
function storeInstead({ keyStore }: Installation, vault: string, key: Uint8Array, stamp: string): undefined {
  const other = keyStore.read(keyName(vault));
  if (other !== undefined && other !== Buffer.from(key).toString("hex"))
    keyStore.write(`${keyName(vault)}-before-${stamp}`, other);
  storeKey(keyStore, keyName(vault), key);
}

/** Nobody gets in between: whoever asks is told that the vault is in use. */
async function closeOpened(installation: Installation): Promise<void> {
  const { context } = installation.now;
  if (context === null) return;
  installation.now.vault = { is: "trouble", trouble: "in-use" };
  await comeToRest(installation, context, "restore");
  letGo(installation, context);
}
