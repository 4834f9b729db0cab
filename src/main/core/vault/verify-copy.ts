import type { VaultTrouble } from "../../../contract/refusals";
import { checkVault, type VerifyNews, type WrongNews } from "../store/ledger/check-vault";
import { openDatabase } from "../store/open";
import { diskTroubleOf, orTrouble } from "../store/trouble";
import { type HeadVerdict, readKeptHead } from "./heads";
import { judge } from "./judge-vault";
import { makeCurrent } from "./vault";

/** What became of checking a whole vault. */
export type Verdict =
  | {
      readonly is: "intact";
      /** Whether the heads outside show that it is the newest one. */
      readonly heads: Exclude<HeadVerdict, "rolled-back" | "changed">;
      readonly entries: number;
      /** The newest entry's hash. */
      readonly fingerprint: string;
    }
  | { readonly is: "wrong"; readonly what: WrongNews["what"] }
  /** The key does not fit, or the file's first page is damaged: the two look the same. */
  | { readonly is: "unopened" }
  | { readonly is: "trouble"; readonly trouble: VaultTrouble["trouble"] };

type Copy = { readonly file: string; readonly key: Uint8Array; readonly vaultId: string };

/**
 * Checks a copy of a closed vault as a start of the app and the check after it do: version, tables to the letter, heads,
 * the chain from its first entry, the tables that follow from it, the secrets. An older version's copy is brought up to
 * this one on the way, so it has to be a copy that nobody needs.
 */
export function verifyCopy(
  { file, key, vaultId }: Copy,
  heads: readonly string[],
  report: (news: Extract<VerifyNews, { is: "checking" }>) => void,
): Verdict {
  try {
    const opened = openAsFound({ file, key, vaultId }, heads);
    if (opened === undefined) return { is: "unopened" };
    if (typeof opened === "string") return { is: "trouble", trouble: opened };
    if (opened.schema === "mendable") return { is: "wrong", what: "tables-differ" };
    let last: VerifyNews | undefined;
    checkVault({ file, key, head: opened.head, depth: "full" }, (news) => {
      last = news;
      if (news.is === "checking") report(news);
    });
    return verdictOf(last, opened.heads);
  } catch (broken) {
    // What the checks break on is data that no Wardkey wrote.
    return { is: "trouble", trouble: diskTroubleOf(broken) ?? "damaged" };
  }
}

function openAsFound({ file, key, vaultId }: Copy, heads: readonly string[]) {
  const db = orTrouble(() => openDatabase(file, key, { mustExist: true }));
  if (typeof db === "string") return db === "damaged" ? undefined : db;
  try {
    const judged = judge(db, key, vaultId, heads);
    if (typeof judged === "string") return judged;
    if (judged.schema === "fits") makeCurrent(db);
    return { ...judged, head: readKeptHead(db, judged.workstation, heads) };
  } finally {
    db.close();
  }
}

function verdictOf(news: VerifyNews | undefined, heads: Extract<Verdict, { is: "intact" }>["heads"]): Verdict {
  if (news?.is === "wrong") return { is: "wrong", what: news.what };
  if (news?.is !== "verified") throw new Error("a check that ended without a result");
  return { is: "intact", heads, entries: news.entries, fingerprint: news.headHash };
}
