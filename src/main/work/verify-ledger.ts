import { parentPort, workerData } from "node:worker_threads";
import type { Head } from "../domain/head-signature";
import { countEntries } from "../store/ledger";
import { openDatabase, openInMemory } from "../store/open";
import { verifyLedger } from "../store/verify";

/** Checks the file, then the whole chain, and replays it beside the app, on a read-only connection of its own. */
export type VerifyJob = { readonly file: string; readonly key: Uint8Array; readonly head: Head | undefined };
export type VerifyNews =
  | { readonly is: "checking"; readonly done: number; readonly of: number }
  | { readonly is: "verified"; readonly entries: number; readonly headHash: string }
  | { readonly is: "wrong"; readonly what: "ledger-cut" | "ledger-changed" | "tables-differ" | "file-damaged" };

function verify({ file, key, head }: VerifyJob, tell: (news: VerifyNews) => void): void {
  const db = openDatabase(file, key, { readonly: true });
  const empty = openInMemory();
  try {
    // One read transaction: what main writes meanwhile is not half seen.
    db.transaction(() => {
      if (db.pragma("quick_check(1)", { simple: true }) !== "ok") return tell({ is: "wrong", what: "file-damaged" });
      const entries = countEntries(db);
      tell({ is: "checking", done: 0, of: entries });
      const damage = verifyLedger(db, empty, head, (done) => tell({ is: "checking", done, of: entries }));
      if (damage !== undefined) return tell({ is: "wrong", what: damage.what });
      const last = db.prepare("SELECT hash FROM ledger ORDER BY place DESC LIMIT 1").get() as
        | { hash: string }
        | undefined;
      tell({ is: "verified", entries, headHash: last?.hash ?? "" });
    })();
  } finally {
    empty.close();
    db.close();
  }
}

verify(workerData as VerifyJob, (news) => parentPort?.postMessage(news));
