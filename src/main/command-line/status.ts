import type { KeyEnvelope } from "../core/domain/key-envelope";
import { SCHEMA_VERSION, schemaVersion } from "../core/store/migrations";
import { openDatabase } from "../core/store/open";
import { orTrouble } from "../core/store/trouble";
import { vaultIn } from "../platform/app-data";
import { findVault, holdVault, isOwnersAlone, withCopy } from "./closed-vault";
import { keyFor, type Surroundings, type ThereVault, theOneOf } from "./command";
import { EXIT } from "./exit-codes";
import { statusWords } from "./messages";
import { type CommandResult, withTrouble } from "./result";

/** Says what is in the data folder, without a key what can be said without one. Writes nothing to the vault. */
export function status(surroundings: Surroundings): CommandResult {
  const { dataDir } = surroundings;
  const found = findVault(dataDir);
  if (found.is === "none") return { code: EXIT.ok, json: { ok: true, vault: "none" }, sentences: [statusWords.none] };
  if (found.is === "trouble") return withTrouble(found.trouble);
  const held = orTrouble(() => holdVault(found.folder));
  if (typeof held === "string") return withTrouble("read-only");
  try {
    const schema = held === undefined ? null : schemaOf(found, surroundings);
    return schema !== null && "code" in schema
      ? schema
      : statusOf(found, { ...surroundings, inUse: held === undefined, schema });
  } finally {
    held?.release();
  }
}

type Schema = { readonly version: number; readonly newest: number };

/** null where no key is given: the version stands in the encrypted file. */
function schemaOf(found: ThereVault, surroundings: Surroundings): Schema | CommandResult | null {
  if (surroundings.key === undefined) return null;
  const key = keyFor(found, surroundings);
  if ("code" in key) return key;
  const version = orTrouble(() => withCopy(found.folder, (file) => versionIn(file, key.keys)));
  return typeof version === "string" ? withTrouble(version) : { version, newest: SCHEMA_VERSION };
}

function versionIn(file: string, keys: readonly Uint8Array[]): number {
  const db = openDatabase(file, theOneOf(file, keys), { mustExist: true });
  try {
    return schemaVersion(db);
  } finally {
    db.close();
  }
}

type More = Surroundings & { readonly inUse: boolean; readonly schema: Schema | null };

function statusOf({ folder, keyEnvelope, isUnfolded }: ThereVault, { dataDir, inUse, schema }: More): CommandResult {
  const wrongTries = folder.readWrongTries();
  const ownersAlone = isOwnersAlone(vaultIn(dataDir));
  const ways = waysIn(keyEnvelope);
  const opens = schema === null || schema.version <= schema.newest;
  const json = {
    ok: opens,
    vault: "there",
    vaultId: keyEnvelope.vault,
    format: keyEnvelope.format,
    opensWith: ways,
    inUse,
    closedProperly: inUse ? null : !isUnfolded,
    wrongTries,
    ownersAlone,
    schema,
  };
  const sentences = [
    statusWords.there(ways),
    inUse ? statusWords.inUse : statusWords.free,
    ...(isUnfolded && !inUse ? [statusWords.unfolded] : []),
    ...(wrongTries > 0 ? [statusWords.wrongTries(wrongTries)] : []),
    ...(ownersAlone === false ? [statusWords.open] : []),
    ...(schema === null ? [] : [statusWords.schema[ageOf(schema)]]),
  ];
  return { code: opens ? EXIT.ok : EXIT.notOpened, json, sentences };
}

const ageOf = ({ version, newest }: Schema) => (version === newest ? "current" : version < newest ? "older" : "newer");

function waysIn({ passphrase, recoveryKey }: KeyEnvelope): readonly ("passphrase" | "key-store" | "recovery-key")[] {
  return [
    passphrase === null ? "key-store" : "passphrase",
    ...(recoveryKey === null ? [] : (["recovery-key"] as const)),
  ];
}
