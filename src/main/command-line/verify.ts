import type { Heads, KeyStore } from "../core/ports";
import { orTrouble } from "../core/store/trouble";
import { type Verdict, verifyCopy } from "../core/vault/verify-copy";
import type { KeySource } from "./arguments";
import { type FoundVault, findVault, holdVault, withCopy } from "./closed-vault";
import { EXIT } from "./exit-codes";
import { verifyWords } from "./messages";
import { type CommandResult, inTheWay, withoutKey, withTrouble } from "./result";
import { findKey } from "./vault-key";

/** What a command works on, and how it speaks while it works. */
export type Surroundings = {
  readonly dataDir: string;
  readonly key: KeySource | undefined;
  readonly keyStore: KeyStore;
  readonly heads: Pick<Heads, "read">;
  readonly say: (text: string) => void;
  /** For a terminal alone: how far a long check is, on one line. */
  readonly progress: (text: string) => void;
};

/** Checks the whole vault and writes nothing to it; no Wardkey can open it meanwhile (VAULT-12). */
export function verify(surroundings: Surroundings): CommandResult {
  const found = findVault(surroundings.dataDir);
  if (found.is === "none")
    return { code: EXIT.noVault, json: { ok: false, result: "no-vault" }, sentences: [verifyWords.none] };
  if (found.is === "trouble") return withTrouble(found.trouble);
  const held = orTrouble(() => holdVault(found.folder));
  if (held === undefined) return withTrouble("in-use");
  if (typeof held === "string") return inTheWay("unreadable");
  try {
    return verifyHeld(found, surroundings);
  } finally {
    held.release();
  }
}

type There = Extract<FoundVault, { is: "there" }>;

function verifyHeld(found: There, surroundings: Surroundings): CommandResult {
  const { folder, keyEnvelope } = found;
  const { key: source, keyStore, say } = surroundings;
  const key = orTrouble(() => findKey({ folder, keyEnvelope, source, keyStore, say }));
  if (key === "read-only") return inTheWay("uncounted");
  if (typeof key === "string") return withTrouble(key);
  if (!key.ok) return withoutKey(key.refusal.code);
  const { vault: vaultId } = keyEnvelope;
  const heads = orTrouble(() => surroundings.heads.read(vaultId));
  if (typeof heads === "string") return withTrouble(heads);
  const checked = orTrouble(() =>
    withCopy(folder, (file) =>
      verifyCopy({ file, key: key.value.key, vaultId }, heads, ({ done, of }) =>
        surroundings.progress(verifyWords.progress(Math.floor((100 * done) / Math.max(1, of)))),
      ),
    ),
  );
  if (typeof checked === "string") return inTheWay(checked === "disk-full" ? "disk-full" : "unreadable");
  // A wrong key and a damaged file look the same; a typed key has opened its wrap, and is the right one.
  const isUnfit = checked.is === "trouble" && checked.trouble === "damaged" && key.value.by === "key-store";
  return isUnfit ? withoutKey("key-unfit") : withVerdict(checked, found);
}

function withVerdict(verdict: Verdict, { isUnfolded }: There): CommandResult {
  if (verdict.is === "trouble") return withTrouble(verdict.trouble);
  if (verdict.is === "wrong") {
    const { what } = verdict;
    return {
      code: EXIT.damaged,
      json: { ok: false, result: "damaged", because: what },
      sentences: verifyWords.wrong(what),
    };
  }
  const { entries, fingerprint, heads } = verdict;
  const facts = { entries, fingerprint, closedProperly: !isUnfolded };
  const sentences = [verifyWords.intact(entries), ...(isUnfolded ? [verifyWords.unfolded] : [])];
  if (heads === "sound") return { code: EXIT.ok, json: { ok: true, result: "intact", ...facts }, sentences };
  const because = `head-${heads}` as const;
  return {
    code: EXIT.unconfirmed,
    json: { ok: false, result: "unconfirmed", because, ...facts },
    sentences: [...sentences, verifyWords.unconfirmed[because]],
  };
}
