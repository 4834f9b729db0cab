import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseKeyEnvelope, unwrapKey } from "../../src/main/core/domain/key-envelope";
import { type Db, openDatabase } from "../../src/main/core/store/open";
import { realHashing } from "../../src/main/platform/real";
import type { Computer } from "./app";

/** The vault's own key, as whoever knows the passphrase can get it out of the key envelope. */
export async function keyOfVault({ vault }: Pick<Computer, "vault">, passphrase: string): Promise<Uint8Array> {
  const keyEnvelope = parseKeyEnvelope(readFileSync(join(vault, "vault.json"), "utf8"));
  if (keyEnvelope?.passphrase == null) throw new Error("a vault without a passphrase");
  const under = await realHashing.keyFromPassphrase(passphrase, Buffer.from(keyEnvelope.passphrase.salt, "hex"));
  const key = unwrapKey(keyEnvelope.passphrase, under, keyEnvelope.vault, "passphrase");
  if (key === undefined) throw new Error("that is not its passphrase");
  return key;
}

type Trigger = { readonly name: string; readonly sql: string };

/** Does something to a closed vault's file with its key, as somebody who has stolen it would: no rule is in the way. */
export async function withVaultFile<T>(computer: Computer, passphrase: string, act: (db: Db) => T): Promise<T> {
  const db = openDatabase(join(computer.vault, "vault.db"), await keyOfVault(computer, passphrase), {
    mustExist: true,
  });
  try {
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as Trigger[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    const done = act(db);
    // Whoever covers their tracks puts them back.
    for (const { sql } of triggers) db.exec(sql);
    return done;
  } finally {
    db.close();
  }
}
