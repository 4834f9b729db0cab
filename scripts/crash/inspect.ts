import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { WINDOWS } from "../../src/contract/vocabulary";
import { parseKeyEnvelope, unwrapKey } from "../../src/main/core/domain/key-envelope";
import type { Heads } from "../../src/main/core/ports";
import { findAccount } from "../../src/main/core/store/accounts";
import { readFailures } from "../../src/main/core/store/failures";
import { countEntries } from "../../src/main/core/store/ledger/ledger";
import { readKeys } from "../../src/main/core/store/ledger/practice-root";
import { verifyLedger } from "../../src/main/core/store/ledger/verify";
import { type Db, openDatabase, openInMemory } from "../../src/main/core/store/open";
import { thePractice } from "../../src/main/core/store/practice";
import { secretsAreIntact } from "../../src/main/core/store/secrets";
import { readKeptHead } from "../../src/main/core/vault/heads";
import { headsIn } from "../../src/main/platform/kept-heads";
import { realHashing } from "../../src/main/platform/real";
import type { Computer } from "../../test/support/app";
import type { Member } from "./member";

/**
 * Opens the vault without the app, by its own store: the file is whole, the chain and its replay agree, it reaches the
 * head that was kept outside, and of every member the ledger has as many entries as were answered. Gives their number.
 */
export async function inspectVault(
  computer: Computer,
  passphrase: string,
  members: readonly Member[],
): Promise<number> {
  const key = await vaultKey(computer, passphrase);
  const db = openDatabase(join(computer.vault, "vault.db"), key, { readonly: true });
  const empty = openInMemory();
  try {
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    const head = readKeptHead(db, thePractice(db).workstation, keptHeads(computer).read(thePractice(db).vaultId));
    expect(head, "the head that is kept outside").toBeDefined();
    expect(verifyLedger(db, empty, head, () => {})).toBeUndefined();
    const keys = readKeys(db, key);
    if (keys === undefined) throw new Error("the practice's root is not what it was");
    for (const member of members) inspectMember(db, keys.commitments, member);
    return countEntries(db);
  } finally {
    empty.close();
    db.close();
  }
}

async function vaultKey({ vault }: Computer, passphrase: string): Promise<Uint8Array> {
  const keyEnvelope = parseKeyEnvelope(readFileSync(join(vault, "vault.json"), "utf8"));
  const wrap = keyEnvelope?.passphrase;
  if (!keyEnvelope || !wrap) throw new Error("the vault has no envelope with a passphrase");
  const under = await realHashing.keyFromPassphrase(passphrase, Buffer.from(wrap.salt, "hex"));
  const key = unwrapKey(wrap, under, keyEnvelope.vault, "passphrase");
  if (key === undefined) throw new Error("the passphrase does not open the vault");
  return key;
}

function keptHeads({ config }: Computer): Heads {
  const noStore = () => {
    throw new Error("no key store");
  };
  const keyStore = { isThere: () => false, read: noStore, write: noStore, remove: noStore };
  return headsIn(keyStore, join(config, "wardkey-heads"));
}

function inspectMember(db: Db, commitments: Uint8Array, member: Member): void {
  const { id, person, facts } = member;
  const account = findAccount(db, id);
  expect(account, person.email).toMatchObject({
    name: facts.name,
    cellPhone: facts.cellPhone,
    twoFactor: facts.twoFactor,
  });
  expect(account?.passwordSecret !== null, `${person.email} has a password`).toBe(facts.hasPassword);
  expect(readFailures(db, id, WINDOWS, Number.MAX_SAFE_INTEGER).count, `failures of ${person.email}`).toBe(
    facts.failures,
  );
  expect(secretsAreIntact(db, commitments, id), `secrets of ${person.email}`).toBe(true);
  inspectEntries(db, member);
}

/** All entries that were answered are there, and no more than were asked for. */
function inspectEntries(db: Db, { id, person, answered, unanswered }: Member): void {
  const rows = db.prepare("SELECT kind, count(*) AS n FROM ledger WHERE subject = ? GROUP BY kind").all(id);
  const entries = new Map((rows as { kind: string; n: number }[]).map(({ kind, n }) => [kind, n]));
  for (const kind of new Set([...answered.keys(), ...unanswered.keys()])) {
    const least = answered.get(kind) ?? 0;
    const found = entries.get(kind) ?? 0;
    expect(found, `${kind} of ${person.email}`).toBeGreaterThanOrEqual(least);
    expect(found, `${kind} of ${person.email}`).toBeLessThanOrEqual(least + (unanswered.get(kind) ?? 0));
  }
}
