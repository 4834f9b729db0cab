import { entryHash } from "../../domain/canonical";
import type { Entry } from "../../domain/events";
import { commitmentMac } from "../../domain/keys";
import { type Stream, streamOf } from "../../domain/streams";
import { type Db, prepared } from "../open";
import type { NewSecret } from "../secrets";
import { findAdmitted } from "./admitted";
import { chainRows, countEntries, findEntryAt, findHead, insertRow } from "./ledger";
import { isKnown, storedNames } from "./lift";
import { missingOf, noteSeen, noteTakenIn, orderOf } from "./order";
import { type LedgerRow, NO_ENTRY, toEntry } from "./row";
import { makingSense } from "./senseless";

/** An entry as another workstation stored it: all that its hash covers, and the hash. */
export type WrittenEntry = Omit<LedgerRow, "arrival" | "h" | "stream">;

/** What a workstation wrote after one of its numbers, as it is handed on. */
export function listWritten(db: Db, workstation: string, after: number): readonly WrittenEntry[] {
  return [...chainRows(db, workstation, after)].map(({ arrival: _, h: __, stream: ___, ...written }) => written);
}

/** What is new: how many entries, the streams that they belong to, and secrets that they name and nobody delivered. */
export type Taken = {
  readonly entries: number;
  readonly streams: readonly Stream[];
  readonly lacking: readonly LackingSecret[];
};
export type LackingSecret = { readonly stream: Stream; readonly secret: string };

/** What became of entries that were written elsewhere; where nothing is said of what was taken, nothing was. */
export type Ingested =
  | ({ readonly is: "taken" } & Taken)
  /** A later version wrote that entry: the chain is taken up to it, and goes on once this one is up to date. */
  | ({ readonly is: "newer"; readonly workstation: string; readonly seq: number } & Taken)
  /** Whoever wrote the next entry had taken in another chain up to that number, which is not here yet. */
  | ({ readonly is: "waits"; readonly workstation: string; readonly upTo: number } & Taken)
  /** The workstation is none of this practice's. What one wrote that was removed is taken in, and yields nothing (removed.ts). */
  | ({ readonly is: "not-admitted"; readonly workstation: string; readonly seq: number } & Taken)
  /** Entries of the chain are missing before the first one: from that number on. */
  | { readonly is: "gap"; readonly workstation: string; readonly from: number }
  /** Another entry is here under that number: two have written as one workstation. */
  | { readonly is: "forked"; readonly workstation: string; readonly seq: number }
  /** It is not what its hash says, does not follow from the one before it, or says nothing that can be read or done. */
  | { readonly is: "changed"; readonly workstation: string; readonly seq: number };

/**
 * Puts entries of one workstation's chain, in its order, and the secrets that they commit to into the ledger, inside the
 * caller's transaction. Repeats are harmless. State is not folded: the caller folds the streams that it gives back. Throws a
 * `SenselessEntry`, after which the transaction must not be committed.
 */
export function ingestChain(
  db: Db,
  commitmentKey: Uint8Array,
  written: readonly WrittenEntry[],
  secrets: ReadonlyMap<string, NewSecret>,
): Ingested {
  const [first] = written;
  const known = first === undefined ? 0 : (findHead(db, first.workstation)?.seq ?? 0);
  if (first !== undefined && first.seq > known + 1)
    return { is: "gap", workstation: first.workstation, from: known + 1 };
  const wrong = findWrong(db, written);
  if (wrong !== undefined) return wrong;
  const admitted = first !== undefined && isAdmitted(db, first);
  const streams = new Set<Stream>();
  const lacking: LackingSecret[] = [];
  let entries = 0;
  const taken = () => ({ entries, streams: [...streams], lacking });
  for (const one of written.filter(({ seq }) => seq > known)) {
    const stop = makingSense(one, () => whatStops(db, one, admitted));
    if (stop !== undefined) return { ...stop, ...taken() };
    makingSense(one, () => {
      const entry = readEntry(one);
      const stream = insertEntry(db, one, entry);
      streams.add(stream);
      lacking.push(...takeSecrets(db, commitmentKey, { entry, stream }, secrets));
    });
    // At once: a chain that stops at a later entry has been taken in up to there.
    if (entries === 0) noteTakenIn(db);
    entries += 1;
  }
  return { is: "taken", ...taken() };
}

/** Why a chain is taken in up to this entry, and no further; undefined where it goes on. */
function whatStops(db: Db, one: WrittenEntry, admitted: boolean) {
  const { workstation, seq } = one;
  if (!admitted) return { is: "not-admitted", workstation, seq } as const;
  if (!isKnown(one)) return { is: "newer", workstation, seq } as const;
  const entry = readEntry(one);
  const missing = entry.kind === "exchanged" ? missingOf(db, entry.data.seen) : undefined;
  return missing === undefined ? undefined : ({ is: "waits", ...missing } as const);
}

/** Whether the practice takes in what a workstation writes; whoever has nothing yet begins with the first entry of all. */
function isAdmitted(db: Db, { workstation, seq, kind }: WrittenEntry): boolean {
  if (findAdmitted(db).has(workstation)) return true;
  return seq === 1 && storedNames("practice-created").includes(kind) && countEntries(db) === 0;
}

/** What keeps a run of entries out: all of it is looked at before anything is written. */
function findWrong(db: Db, written: readonly WrittenEntry[]): Ingested | undefined {
  let before: WrittenEntry | undefined;
  for (const one of written) {
    const { workstation, seq } = one;
    const here = findEntryAt(db, workstation, seq);
    if (here !== undefined && here.hash !== one.hash) return { is: "forked", workstation, seq };
    if (!isNext(db, one, before) || !isSound(one)) return { is: "changed", workstation, seq };
    before = one;
  }
  return undefined;
}

function isNext(db: Db, { workstation, seq, prev }: WrittenEntry, before: WrittenEntry | undefined): boolean {
  if (before === undefined) return prev === (findEntryAt(db, workstation, seq - 1)?.hash ?? NO_ENTRY);
  return before.workstation === workstation && before.seq + 1 === seq && prev === before.hash;
}

function isSound(one: WrittenEntry): boolean {
  if (entryHash(one) !== one.hash || !Number.isSafeInteger(one.at) || one.at < 0) return false;
  try {
    return !isKnown(one) || Array.isArray(readEntry(one).commits);
  } catch {
    return false;
  }
}

function readEntry(one: WrittenEntry): Entry {
  return toEntry({ ...one, arrival: 0, h: 0, stream: "" });
}

function insertEntry(db: Db, one: WrittenEntry, entry: Entry): Stream {
  const before = findEntryAt(db, one.workstation, one.seq - 1)?.h ?? -1;
  const stream = streamOf(entry, one.workstation);
  insertRow(db, { ...one, h: orderOf(db, entry, before), stream });
  if (entry.kind === "exchanged") noteSeen(db, entry, entry.data.seen);
  return stream;
}

/** Stores what an entry commits to, where it was delivered and is what was committed to; gives back what was not. */
function takeSecrets(
  db: Db,
  key: Uint8Array,
  { entry, stream }: { readonly entry: Entry; readonly stream: Stream },
  secrets: ReadonlyMap<string, NewSecret>,
): readonly LackingSecret[] {
  const store = prepared(db, "INSERT OR IGNORE INTO secrets (id, account, kind, bytes) VALUES (?, ?, ?, ?)");
  return entry.commits.flatMap(({ secret: id, kind, mac }) => {
    const secret = secrets.get(id);
    const fits = secret !== undefined && secret.id === id && secret.kind === kind && commitmentMac(key, secret) === mac;
    if (!fits) return [{ stream, secret: id }];
    store.run(id, secret.account, secret.kind, secret.bytes);
    return [];
  });
}
