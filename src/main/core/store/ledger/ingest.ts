import { entryHash } from "../../domain/canonical";
import type { Entry } from "../../domain/events";
import { type Stream, streamOf } from "../../domain/streams";
import { type Db, prepared } from "../open";
import type { NewSecret } from "../secrets";
import { commitmentMac } from "../../domain/keys";
import { findEntryAt, findHead, insertRow } from "./ledger";
import { isKnown } from "./lift";
import { missingOf, noteSeen, orderOf } from "./order";
import { type LedgerRow, NO_ENTRY, toEntry } from "./row";

/** An entry as another workstation stored it: all that its hash covers, and the hash. */
export type WrittenEntry = Omit<LedgerRow, "arrival" | "h" | "stream">;

/** What became of entries that were written elsewhere. Nothing of them is taken in unless it says so. */
export type Ingested =
  /** `entries` are new; `streams` are those that they belong to. `lacking`: secrets that they name and nobody has. */
  | { readonly is: "taken"; readonly entries: number; readonly streams: readonly Stream[]; readonly lacking: readonly LackingSecret[] }
  /** The workstation is none of this practice's, or had been removed before that entry. */
  | { readonly is: "not-admitted"; readonly workstation: string; readonly seq: number }
  /** Entries of this chain from that number on are missing before the first one. */
  | { readonly is: "gap"; readonly workstation: string; readonly from: number }
  /** What was written had taken in entries of another chain that are not here yet: up to that number. */
  | { readonly is: "waits"; readonly workstation: string; readonly upTo: number }
  /** There is another entry under that number: two have written as one workstation. */
  | { readonly is: "forked"; readonly workstation: string; readonly seq: number }
  /** It is not what its hash says, does not follow from the one before it, or says nothing that can be read. */
  | { readonly is: "changed"; readonly workstation: string; readonly seq: number }
  /** A later version wrote it; what comes before it is taken in, the chain goes on once this one is up to date. */
  | { readonly is: "newer"; readonly workstation: string; readonly seq: number; readonly entries: number; readonly streams: readonly Stream[]; readonly lacking: readonly LackingSecret[] };

export type LackingSecret = { readonly stream: Stream; readonly secret: string };

/**
 * Puts entries of one workstation's chain, in its order, and the secrets that they commit to into the ledger, inside the
 * caller's transaction. Repeats are harmless. State is not folded: the caller folds the streams that it gives back.
 */
export function ingestChain(
  db: Db,
  commitmentKey: Uint8Array,
  written: readonly WrittenEntry[],
  secrets: ReadonlyMap<string, NewSecret>,
): Ingested {
  const [first] = written;
  if (first === undefined) return { is: "taken", entries: 0, streams: [], lacking: [] };
  const { workstation } = first;
  const streams = new Set<Stream>();
  const lacking: LackingSecret[] = [];
  let head = findHead(db, workstation);
  let entries = 0;
  const taken = () => ({ entries, streams: [...streams], lacking });
  if (first.seq > (head?.seq ?? 0) + 1) return { is: "gap", workstation, from: (head?.seq ?? 0) + 1 };
  const wrong = findWrong(db, written);
  if (wrong !== undefined) return wrong;
  for (const one of written) {
    const { seq } = one;
    if (seq <= (head?.seq ?? 0)) continue;
    if (!isKnown(one)) return { is: "newer", workstation, seq, ...taken() };
    const entry = readEntry(one);
    if (entry === undefined) return { is: "changed", workstation, seq };
    if (entry.kind === "exchanged") {
      const missing = missingOf(db, entry.data.seen);
      if (missing !== undefined) return entries === 0 ? { is: "waits", ...missing } : { is: "taken", ...taken() };
    }
    const before = head === undefined ? -1 : (findEntryAt(db, workstation, head.seq)?.h ?? -1);
    const row = { ...one, h: orderOf(db, entry, before), stream: streamOf(entry, workstation) };
    insertRow(db, row);
    if (entry.kind === "exchanged") noteSeen(db, entry, entry.data.seen);
    streams.add(row.stream);
    lacking.push(...takeSecrets(db, commitmentKey, { entry, stream: row.stream }, secrets));
    head = { workstation, seq, hash: one.hash };
    entries += 1;
  }
  return { is: "taken", ...taken() };
}

/** What keeps a run of entries out: all of it is looked at before anything is written. */
function findWrong(db: Db, written: readonly WrittenEntry[]): Ingested | undefined {
  let before: WrittenEntry | undefined;
  for (const one of written) {
    const { workstation, seq, prev, hash } = one;
    const here = findEntryAt(db, workstation, seq);
    if (here !== undefined && here.hash !== hash) return { is: "forked", workstation, seq };
    const expected = before?.hash ?? findEntryAt(db, workstation, seq - 1)?.hash ?? NO_ENTRY;
    const follows = before === undefined || (before.workstation === workstation && before.seq + 1 === seq);
    if (!follows || prev !== expected || entryHash(one) !== hash || !Number.isSafeInteger(one.at) || one.at < 0)
      return { is: "changed", workstation, seq };
    before = one;
  }
  return undefined;
}

function readEntry(one: WrittenEntry): Entry | undefined {
  try {
    return toEntry({ ...one, arrival: 0, h: 0, stream: "" });
  } catch {
    return undefined;
  }
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
