import type { Head } from "../../domain/head-signature";
import { practiceStream } from "../../domain/streams";
import { findAccount } from "../accounts";
import { openDatabase, openInMemory } from "../open";
import { listChangedSecrets } from "../secrets";
import { countEntries } from "./ledger";
import { readKeys } from "./practice-root";
import { type Finding, inspectLedger } from "./verify";

/**
 * What to check: the vault's file, its key, and the head that is kept outside. Of the file every page is read and
 * authenticated; in "full" its indexes are compared with their tables too, which takes longer than all the rest.
 */
export type VerifyJob = {
  readonly file: string;
  readonly key: Uint8Array;
  readonly head: Head | undefined;
  readonly depth: "quick" | "full";
};
export type VerifyNews =
  | { readonly is: "checking"; readonly done: number; readonly of: number }
  | { readonly is: "verified"; readonly entries: number; readonly headHash: string }
  | WrongNews;
export type WrongNews = {
  readonly is: "wrong";
  readonly what: "ledger-cut" | "ledger-changed" | "tables-differ" | "file-damaged";
  /** Whose records it concerns: accounts, '' for the practice itself, digests of unknown e-mails. */
  readonly owners: readonly string[];
  /** A manager's among them, by the tables as they are or as they should be. */
  readonly managers: boolean;
  /** The first of what was found, and how much there is in all. */
  readonly found: readonly Finding[];
  readonly count: number;
};

/** How much of what is wrong is listed one by one. */
const LISTED = 20;

export const damagedFile: WrongNews = {
  ...{ is: "wrong", what: "file-damaged", owners: [], managers: false, found: [], count: 0 },
};

/** Without the root nothing can be said of any secret: no tables that are made anew would mend that. */
const withoutRoot: WrongNews = {
  ...{ is: "wrong", what: "ledger-changed", owners: [practiceStream("workstations")], managers: false },
  found: [{ what: "secret", owner: practiceStream("workstations"), kind: "practice-root" }],
  count: 1,
};

/**
 * Checks the file, then the whole chain, replays it beside the app, and compares tables and secrets, on a read-only
 * connection of its own. Takes about 9 s for 100,000 accounts with 214,000 entries.
 */
export function checkVault({ file, key, head, depth }: VerifyJob, report: (news: VerifyNews) => void): void {
  const db = openDatabase(file, key, { readonly: true });
  const empty = openInMemory();
  try {
    // One read transaction: what main writes meanwhile is not half seen.
    db.transaction(() => {
      const entries = countEntries(db);
      report({ is: "checking", done: 0, of: entries });
      const pragma = depth === "full" ? "integrity_check(1)" : "quick_check(1)";
      if (db.pragma(pragma, { simple: true }) !== "ok") return report(damagedFile);
      const keys = readKeys(db, key);
      if (keys === undefined) return report(withoutRoot);
      const ledger = inspectLedger(db, empty, head, (done) => report({ is: "checking", done, of: entries }));
      const secrets = listChangedSecrets(db, keys.commitments);
      const what = ledger.damage?.what ?? (secrets.length > 0 ? "tables-differ" : undefined);
      if (what !== undefined) {
        const owners = [...new Set([...ledger.owners, ...secrets.map(({ owner }) => owner)])];
        const isManager = (owner: string) => [db, empty].some((one) => findAccount(one, owner)?.role === "manager");
        const found = [
          ...ledger.found,
          ...secrets.map(({ owner, kind }) => ({ what: "secret" as const, owner, kind })),
        ];
        const listed = { found: found.slice(0, LISTED), count: found.length };
        return report({ is: "wrong", what, owners, managers: owners.some(isManager), ...listed });
      }
      const last = db.prepare("SELECT hash FROM ledger ORDER BY arrival DESC LIMIT 1").get() as
        | { hash: string }
        | undefined;
      report({ is: "verified", entries, headHash: last?.hash ?? "" });
    })();
  } finally {
    empty.close();
    db.close();
  }
}
