import type { HeadTrouble } from "../../../contract/vocabulary";
import { recordEvent, type VaultContext } from "../context";
import {
  type CommitHead,
  digestOfHeads,
  type Head,
  readSignedHead,
  readUnverifiedHead,
  type SigningKey,
  signHead,
} from "../domain/head-signature";
import type { Installation, Seal } from "../installation";
import { listOtherHeads, listStrays } from "../store/ledger/admitted";
import { everyCommitIsSealed, findInnerHead, findSigningKeyAt, keepInnerHead } from "../store/ledger/heads";
import { findHead } from "../store/ledger/ledger";
import { isRemoved } from "../store/ledger/removed";
import { headDamage } from "../store/ledger/verify";
import { type Db, immediately, sealCommits } from "../store/open";
import { diskTroubleOf } from "../store/trouble";

/*
 * The newest entry's number and hash, signed by the workstation. Each commit keeps the head signed for it in the vault,
 * in its own transaction, and writes it outside the vault's folder before anybody gets an answer. So a folder that is
 * put back, a tail that was cut and entries that nobody signed all show at the next start (LEDGER-5, LEDGER-6).
 */

/** What the heads say about a vault. */
export type HeadVerdict =
  | "sound"
  /** The ledger does not reach what was kept outside. */
  | "rolled-back"
  /** An entry is another one than was signed, or entries follow that nobody signed. */
  | "changed"
  /** There is none outside, though a vault in use always has one. */
  | "missing"
  /** Signed entries follow the head outside, and more of them than a crash explains. */
  | "behind";

/**
 * Which of the workstations that the vault was, newest first, this computer is: the first one of which it keeps a signed
 * head; undefined where it keeps none, so that nobody is that workstation by the file alone (LEDGER-6).
 */
export function findOwnIdentity(db: Db, lineage: readonly string[], texts: readonly string[]): string | undefined {
  return lineage.find((workstation) => readKeptHead(db, workstation, texts) !== undefined);
}

/** The newest of the kept texts whose signature holds under the key that was in force at its entry. */
export function readKeptHead(db: Db, workstation: string, texts: readonly string[]): CommitHead | undefined {
  const heads = texts.flatMap((text) => readUnder(db, workstation, text, readUnverifiedHead(text)?.seq) ?? []);
  return heads.filter((head) => head.workstation === workstation).sort((one, other) => other.seq - one.seq)[0];
}

/**
 * What heads outside tell of a vault that they do not tell to be this computer's: which of their entries it does not contain;
 * and whether it is known by a signature to contain all that they name.
 */
export function lookForLost(
  db: Db,
  texts: readonly string[],
): { readonly lost: readonly { readonly workstation: string; readonly seq: number }[]; readonly isWhole: boolean } {
  const said = texts.flatMap((text) => readUnverifiedHead(text) ?? []);
  const lost = said.filter((head) => headDamage(db, head) !== undefined);
  const signed = texts.filter((text) => {
    const head = readUnverifiedHead(text);
    return head !== undefined && readUnder(db, head.workstation, text, head.seq) !== undefined;
  });
  const newest = new Map<string, number>();
  for (const { workstation, seq } of lost) newest.set(workstation, Math.max(seq, newest.get(workstation) ?? 0));
  return {
    lost: [...newest].map(([workstation, seq]) => ({ workstation, seq })),
    isWhole: lost.length === 0 && signed.length > 0,
  };
}

function readUnder(db: Db, workstation: string, text: string, seq: number | undefined): CommitHead | undefined {
  const key = seq === undefined ? undefined : findSigningKeyAt(db, workstation, seq);
  return key === undefined ? undefined : readSignedHead(text, key.publicKey);
}

/**
 * Judges a vault before anything is written to it: by the heads outside and by the one that its newest commit holds.
 */
export function judgeHeads(
  db: Db,
  { workstation, isSetUp }: { readonly workstation: string; readonly isSetUp: boolean },
  texts: readonly string[],
): HeadVerdict {
  // A vault that is only being made has no head yet.
  if (texts.length === 0) return isSetUp ? "missing" : "sound";
  const kept = readKeptHead(db, workstation, texts);
  const newest = findHead(db, workstation);
  // One that the ledger names no key for is newer than the whole ledger, or was never this vault's.
  if (kept === undefined || newest === undefined)
    return texts.some((text) => isAfter(text, newest)) ? "rolled-back" : "changed";
  const damage = headDamage(db, kept);
  if (damage !== undefined) return damage.what === "ledger-cut" ? "rolled-back" : "changed";
  if (kept.seq === newest.seq && coversOthers(db, kept)) return "sound";
  return judgeTail(db, kept, newest);
}

/** Entries after the head outside: one commit that a crash kept from being written there, and signed like any. */
function judgeTail(db: Db, kept: CommitHead, newest: Head): HeadVerdict {
  if (!everyCommitIsSealed(db, kept.workstation, kept.seq)) return kept.seq === newest.seq ? "changed" : "sound";
  const inner = readUnder(db, kept.workstation, findInnerHead(db) ?? "", kept.seq);
  if (inner?.seq !== newest.seq || inner.hash !== newest.hash || !coversOthers(db, inner)) return "changed";
  return inner.previous === kept.seq ? "sound" : "behind";
}

/**
 * Whether the other chains are those that a head was signed for. What the vault wrote while it was opened without its heads,
 * and nobody has used, may have come after it.
 */
function coversOthers(db: Db, { workstation, others }: CommitHead): boolean {
  const heads = listOtherHeads(db, workstation);
  if (digestOfHeads(heads) === others) return true;
  const strays = new Set(listStrays(db, workstation));
  return digestOfHeads(heads.filter((head) => !strays.has(head.workstation))) === others;
}

function isAfter(text: string, newest: { readonly seq: number } | undefined): boolean {
  const said = readUnverifiedHead(text);
  return said !== undefined && said.seq > (newest?.seq ?? 0);
}

/** A locked store asks whoever sits there each time it is tried. */
const KEY_STORE_PAUSE_MS = 60_000;

/**
 * Seals every commit of an opened vault from now on. Without a key nothing can be signed, and every screen says so.
 * `texts`: what is kept outside, as it was read to judge the vault.
 */
export function sealVault(
  installation: Installation,
  context: VaultContext,
  vaultId: string,
  start: { readonly key: SigningKey | undefined; readonly held: boolean; readonly texts: readonly string[] },
): Seal {
  const { db, workstation } = context;
  let { key, held } = start;
  let sealed = newestOf(db, workstation);
  let made: (Sealed & { readonly text: string }) | null = null;
  let waiting: string | null = null;
  let askAgainAt = 0;

  const within = (again: boolean) => {
    made = null;
    const head = findHead(db, workstation);
    if (head === undefined || key === undefined) return;
    const { seq, others } = newestOf(db, workstation);
    const isNew = seq !== sealed.seq || others !== sealed.others;
    if (!isNew && !again) return;
    const signed = signHead({ ...head, previous: sealed.seq, others }, key);
    made = { seq, others, text: isNew ? signed : (findInnerHead(db) ?? signed) };
    keepInnerHead(db, made.text);
  };
  const after = () => {
    if (made === null) return;
    sealed = { seq: made.seq, others: made.others };
    waiting = made.text;
    made = null;
    writeOut();
  };
  const writeOut = () => {
    if (held) return;
    if (key === undefined) return noteTrouble(context, "no-signing-key");
    if (waiting === null || context.clock.monotonic() < askAgainAt) return;
    const text = waiting;
    const because = writeOutside(installation, vaultId, text);
    if (because === "key-store") askAgainAt = context.clock.monotonic() + KEY_STORE_PAUSE_MS;
    if (because !== undefined) return noteTrouble(context, because);
    if (waiting === text) waiting = null;
    noteWritten(context);
  };
  /** What the vault holds already, and the place outside does not, goes there before anything new is added. */
  const catchUp = (texts: readonly string[]) => {
    const head = findHead(db, workstation);
    const { seq, others } = newestOf(db, workstation);
    const kept = readKeptHead(db, workstation, texts);
    if (!held && kept !== undefined && kept.seq === seq && kept.others === others) return;
    if (head !== undefined && key !== undefined) waiting = signHead({ ...head, previous: null, others }, key);
    writeOut();
  };

  catchUp(start.texts);
  sealCommits(db, { within, after });
  return {
    tryAgain: writeOut,
    release: (now) => {
      key = now;
      held = false;
      catchUp(readOutside(installation, vaultId));
    },
  };
}

/** How far a vault goes: its own chain's newest number, and the digest of the others' newest entries. */
type Sealed = Pick<CommitHead, "seq" | "others">;

function newestOf(db: Db, workstation: string): Sealed {
  const seq = findHead(db, workstation)?.seq ?? 0;
  return { seq, others: digestOfHeads(listOtherHeads(db, workstation)) };
}

/** Keeps a head outside the vault's folder; what hindered it, undefined once it is there. */
function writeOutside(installation: Installation, vaultId: string, text: string): HeadTrouble | undefined {
  try {
    installation.heads.write(vaultId, text);
    return undefined;
  } catch (broken) {
    return troubleOf(installation, broken);
  }
}

/** Empty also where the place does not answer: then what is written there fails, and says so. */
function readOutside({ heads }: Installation, vaultId: string): readonly string[] {
  try {
    return heads.read(vaultId);
  } catch {
    return [];
  }
}

function troubleOf(installation: Installation, broken: unknown): HeadTrouble {
  const trouble = diskTroubleOf(broken);
  if (trouble === "disk-full" || trouble === "read-only") return trouble;
  return installation.keyStore.isThere() ? "key-store" : "unknown";
}

/** A state on every screen and an entry, never an exception: people go on signing in. */
function noteTrouble(context: VaultContext, because: HeadTrouble): void {
  if (context.memory.unsealed !== null) return;
  context.memory.unsealed = { since: context.clock.now(), because };
  tryToRecord(context, { kind: "head-not-written", subject: null, data: { because } });
  context.changed(["getAppState"]);
}

function noteWritten(context: VaultContext): void {
  if (context.memory.unsealed === null) return;
  context.memory.unsealed = null;
  tryToRecord(context, { kind: "head-written-again", subject: null, data: {} });
  context.changed(["getAppState"]);
}

/**
 * The disk that takes no head may take no entry either, and a workstation that was removed records none: the state says it
 * all the same.
 */
function tryToRecord(context: VaultContext, event: Parameters<typeof recordEvent>[2]): void {
  if (isRemoved(context.db, context.workstation)) return;
  try {
    immediately(context.db, () => recordEvent(context, null, event));
  } catch (broken) {
    if (diskTroubleOf(broken) === undefined) throw broken;
  }
}
