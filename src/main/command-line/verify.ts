import { orTrouble } from "../core/store/trouble";
import { type Verdict, verifyCopy } from "../core/vault/verify-copy";
import { findVault, holdVault, withCopy } from "./closed-vault";
import { keyFor, type Surroundings, type ThereVault, theOneOf } from "./command";
import { EXIT } from "./exit-codes";
import { verifyWords } from "./messages";
import { type CommandResult, withoutKey, withTrouble } from "./result";

/** Checks the whole vault and writes nothing to it; no Wardkey can open it meanwhile (VAULT-12). */
export function verify(surroundings: Surroundings): CommandResult {
  const found = findVault(surroundings.dataDir);
  if (found.is === "none")
    return { code: EXIT.noVault, json: { ok: false, result: "no-vault" }, sentences: [verifyWords.none] };
  if (found.is === "trouble") return withTrouble(found.trouble);
  const held = orTrouble(() => holdVault(found.folder));
  if (held === undefined) return withTrouble("in-use");
  if (typeof held === "string") return withTrouble("read-only");
  try {
    return verifyHeld(found, surroundings);
  } finally {
    held.release();
  }
}

function verifyHeld(found: ThereVault, surroundings: Surroundings): CommandResult {
  const key = keyFor(found, surroundings);
  if ("code" in key) return key;
  const { vault: vaultId } = found.keyEnvelope;
  const verdict = orTrouble(() => {
    const heads = surroundings.heads.read(vaultId);
    return withCopy(found.folder, (file) =>
      verifyCopy({ file, key: theOneOf(file, key.keys), vaultId }, heads, ({ done, of }) =>
        surroundings.progress(verifyWords.progress(Math.floor((100 * done) / of))),
      ),
    );
  });
  if (typeof verdict === "string") return withTrouble(verdict);
  // A typed key has opened its wrap: it is the right one, and the file is damaged.
  if (verdict.is === "unopened") return key.by === "typed" ? withTrouble("damaged") : withoutKey("key-unfit");
  return withVerdict(verdict, found);
}

function withVerdict(verdict: Exclude<Verdict, { is: "unopened" }>, { isUnfolded }: ThereVault): CommandResult {
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
