import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Heads } from "../../src/main/core/ports";
import type { Db } from "../../src/main/core/store/open";
import { diskTroubleOf } from "../../src/main/core/store/trouble";

/** What a disk does to a vault: it fills up, takes no writes, loses heads, or the computer dies at a chosen moment. */
export type Disk = {
  /** Where heads are kept outside the vault's folder. */
  readonly heads: Heads;
  /** The database that was opened anew. */
  readonly takeHold: (db: Db) => void;
  readonly fill: (how: "full" | "read-only") => void;
  readonly loseHeads: () => void;
  /** Everything works again, and nothing dies that was about to. */
  readonly free: () => void;
  readonly isFailing: () => boolean;
  /** Whether a trouble is what was to be expected of it. */
  readonly explains: (broken: unknown) => boolean;
  /** Dies when so many entries from now have been inserted, in whatever transaction that is, or before a head is kept. */
  readonly dieAt: (when: { readonly entries: number } | "head") => void;
  readonly isDead: () => boolean;
  /** A head was kept of entries that were not committed yet. */
  readonly keptTooEarly: () => boolean;
  /** Heads that were lost since they were last written. */
  readonly hasLostHeads: () => boolean;
  readonly keepCopy: () => void;
  readonly hasCopy: () => boolean;
  /** Puts the copy in the place of the vault, or back again; while no app runs. */
  readonly swapCopy: () => void;
  /** After a death: the files as they were then. */
  readonly restore: () => void;
};

const FILES = ["vault.db", "vault.db-wal"] as const;

function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of [...FILES, "vault.db-shm"]) rmSync(join(to, name), { force: true });
  for (const name of FILES) if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
}

/** The disk of a computer. `heads`: what keeps them, whenever the disk does. */
export function createDisk(folder: string, heads: Heads): Disk {
  const vault = join(folder, "data", "vault");
  const [copy, asItDied, aside] = ["copy", "died", "aside"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  let db: Db | null = null;
  let failing: "full" | "read-only" | null = null;
  let losesHeads = false;
  let lostHeads = false;
  let keptTooEarly = false;
  let diesAtHead = false;
  let isDead = false;
  let entriesLeft = 0;
  let hasCopy = false;
  const die = () => {
    if (!isDead) copyFiles(vault, asItDied);
    isDead = true;
    diesAtHead = false;
    throw new Error("the computer died");
  };
  const apply = () => {
    if (db === null || !db.open) return;
    db.pragma(`query_only = ${failing === "read-only" ? "ON" : "OFF"}`);
    const pages = failing === "full" ? Number(db.pragma("page_count", { simple: true })) : 2 ** 30;
    db.pragma(`max_page_count = ${pages}`);
  };
  return {
    heads: {
      read: (vaultId) => heads.read(vaultId),
      write: (vaultId, head) => {
        if (isDead) return;
        if (diesAtHead) die();
        if (losesHeads) {
          lostHeads = true;
          throw Object.assign(new Error("no room for a head"), { code: "ENOSPC" });
        }
        lostHeads = false;
        keptTooEarly ||= db?.inTransaction === true;
        heads.write(vaultId, head);
      },
      close: () => heads.close(),
    },
    takeHold: (opened) => {
      db = opened;
      apply();
    },
    fill: (how) => {
      failing = how;
      apply();
    },
    loseHeads: () => {
      losesHeads = true;
    },
    free: () => {
      failing = null;
      losesHeads = false;
      diesAtHead = false;
      entriesLeft = 0;
      apply();
    },
    isFailing: () => failing !== null || losesHeads,
    explains: (broken) => isDead || (failing !== null && diskTroubleOf(broken) !== undefined),
    dieAt: (when) => {
      if (when === "head") {
        diesAtHead = true;
        return;
      }
      entriesLeft = when.entries;
      if (failing === "read-only") return;
      db?.function("one_entry_more", () => {
        entriesLeft -= 1;
        return entriesLeft === 0 ? die() : null;
      });
      db?.exec("CREATE TEMP TRIGGER IF NOT EXISTS dies AFTER INSERT ON main.ledger BEGIN SELECT one_entry_more(); END");
    },
    isDead: () => isDead,
    keptTooEarly: () => keptTooEarly,
    hasLostHeads: () => lostHeads,
    keepCopy: () => {
      copyFiles(vault, copy);
      hasCopy = true;
    },
    hasCopy: () => hasCopy,
    swapCopy: () => {
      copyFiles(vault, aside);
      copyFiles(copy, vault);
      copyFiles(aside, copy);
    },
    restore: () => {
      if (isDead) copyFiles(asItDied, vault);
      isDead = false;
      diesAtHead = false;
      db = null;
    },
  };
}
