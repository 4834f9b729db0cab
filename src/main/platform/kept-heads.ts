import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { readUnverifiedHead } from "../core/domain/head-signature";
import type { Heads, KeyStore } from "../core/ports";
import { writeDurably } from "./vault-folder";

/** Heads in the key store, else in a folder elsewhere than the vault's. */
export function headsIn(keyStore: KeyStore, folder: string): Heads {
  const files = inFolder(folder);
  const stored = inKeyStore(keyStore);
  return {
    // A vault that was here before there was a key store has its head in a file, which is asked too.
    read: (vaultId) => [...(keyStore.isThere() ? stored.read(vaultId) : []), ...files.read(vaultId)],
    // Asked only when there is something to keep: what is asked first shows whether there is a store.
    write: (vaultId, head) => {
      if (!keyStore.isThere()) return files.write(vaultId, head);
      stored.write(vaultId, head);
      // An old head in a file would vouch for a folder of its day, once the store is kept from answering.
      files.remove(vaultId);
    },
    close: files.close,
  };
}

function inKeyStore(keyStore: KeyStore): Heads {
  const name = (vaultId: string) => `ledger-head-${vaultId}`;
  return {
    read: (vaultId) => {
      const text = keyStore.read(name(vaultId));
      return text === undefined ? [] : [text];
    },
    write: (vaultId, head) => keyStore.write(name(vaultId), head),
    close: () => {},
  };
}

/** Room for one head, filled up with spaces. */
const SLOT = 512;

/**
 * One file a vault with two slots, written in turns: a write that a power cut tears apart leaves the head before it. The
 * file stays where it is, so that each write takes one flush (a new file would take three).
 */
function inFolder(folder: string): Heads & { readonly remove: (vaultId: string) => void } {
  const file = (vaultId: string) => join(folder, `${vaultId}.head`);
  const opened = new Map<string, { readonly handle: number; slot: number }>();
  const read = (vaultId: string) => slotsIn(file(vaultId)).filter((text) => text !== "");
  const forget = (vaultId: string) => {
    const known = opened.get(vaultId);
    opened.delete(vaultId);
    if (known !== undefined) closeSync(known.handle);
  };
  return {
    read,
    write: (vaultId, head) => {
      const path = file(vaultId);
      const known = opened.get(vaultId);
      if (known !== undefined && !isStill(path, known.handle)) forget(vaultId);
      if (!existsSync(path)) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeDurably(path, slotText(head) + slotText(""));
        return;
      }
      const place = opened.get(vaultId) ?? { handle: openSync(path, "r+"), slot: olderSlot(path) };
      opened.set(vaultId, place);
      writeSync(place.handle, slotText(head), place.slot * SLOT);
      fdatasyncSync(place.handle);
      place.slot = 1 - place.slot;
    },
    remove: (vaultId) => {
      forget(vaultId);
      if (existsSync(file(vaultId))) rmSync(file(vaultId), { force: true });
    },
    close: () => {
      for (const vaultId of [...opened.keys()]) forget(vaultId);
    },
  };
}

/** What lies in the two slots; a file of one head alone, as they were once written, is a first slot. */
function slotsIn(path: string): readonly [string, string] {
  const text = existsSync(path) ? readFileSync(path, "latin1") : "";
  return [text.slice(0, SLOT).trim(), text.slice(SLOT, 2 * SLOT).trim()];
}

function slotText(head: string): string {
  if (head.length >= SLOT) throw new Error("a head that is longer than its slot");
  return `${head.padEnd(SLOT - 1)}\n`;
}

/** The slot to write next: the one that does not hold the newest head. */
function olderSlot(path: string): number {
  const [first, second] = slotsIn(path).map((text) => readUnverifiedHead(text)?.seq ?? -1) as [number, number];
  return first < second ? 0 : 1;
}

/** Whether the path still leads to the file that is open: one that was taken away or put back is opened anew. */
function isStill(path: string, handle: number): boolean {
  const [there, open] = [statSync(path, { throwIfNoEntry: false }), fstatSync(handle)];
  return there !== undefined && there.ino === open.ino && there.dev === open.dev;
}
