import { randomBytes } from "node:crypto";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { signIn } from "../../src/main/core/authentication/sign-in";
import { sendToken } from "../../src/main/core/authentication/tokens";
import { digestOfHeads, readSigningKey, signHead } from "../../src/main/core/domain/head-signature";
import { formatKeyEnvelope, keyFromRecoveryKey, wrapKey } from "../../src/main/core/domain/key-envelope";
import { parseRecoveryKey } from "../../src/main/core/domain/recovery-key";
import { pumpOutbox } from "../../src/main/core/messaging/outbox";
import type { KeyStore } from "../../src/main/core/ports";
import { listOtherHeads } from "../../src/main/core/store/ledger/admitted";
import { FIRST_SIGNING_KEY } from "../../src/main/core/store/ledger/heads";
import { findHead } from "../../src/main/core/store/ledger/ledger";
import { thePractice } from "../../src/main/core/store/practice";
import { readSecret } from "../../src/main/core/store/secrets";
import { headsIn } from "../../src/main/platform/kept-heads";
import { realHashing } from "../../src/main/platform/real";
import type { Computer } from "./app";
import { createTestContext, givePassword, PASSWORD, signedInAs, type TestContext } from "./context";
import { enableByText, giveGateway, textedToken } from "./two-factor";

const nothing = () => {
  throw new Error("no key store");
};
const noKeyStore: KeyStore = { isThere: () => false, read: nothing, write: nothing, remove: nothing };

/** A practice in which time has passed: set up by core with a clock of its own, opened by the real app now. */
export type Past = { readonly email: string; readonly password: string; readonly token: string };

/**
 * Puts onto a computer a vault in which the manager was texted a token that many minutes ago, to sign in with, and did
 * not. The token lived for ten minutes.
 */
export async function textedLongAgo(computer: Computer, passphrase: string, minutes: number): Promise<Past> {
  const context = createTestContext({ now: Date.now() - minutes * 60_000 });
  const { manager } = context;
  const { email, cellPhone } = manager;
  giveGateway(context);
  await givePassword(context, manager);
  await enableByText(context, signedInAs(context, manager), cellPhone);
  context.session.signedIn = null;
  await signIn(
    context,
    { session: context.session, sessionState: "signed-out", account: null, role: null },
    { email, password: PASSWORD },
  );
  sendToken(
    context,
    { session: context.session, sessionState: "password-passed", account: manager.id, role: "manager" },
    { channel: "text" },
  );
  await pumpOutbox(context);
  const token = textedToken(context, cellPhone);
  await putVault(context, computer, passphrase);
  context.close();
  return { email, password: PASSWORD, token };
}

/**
 * Puts a vault that was made in a test's context onto a computer, under a passphrase and the context's recovery key,
 * with the head that its workstation would have kept outside.
 */
export async function putVault(
  { db, file, key, keys, workstation, recoveryKey: kit }: TestContext,
  { vault, config }: Computer,
  passphrase: string,
): Promise<void> {
  const read = readSecret(db, keys.commitments, FIRST_SIGNING_KEY, null, "workstation-key");
  const head = findHead(db, workstation);
  if (read.is !== "intact" || head === undefined) throw new Error("a world without signing key or entries");
  const signs = readSigningKey(new TextDecoder().decode(read.bytes), thePractice(db).publicKey);
  if (signs === undefined) throw new Error("a signing key of another world");
  const others = digestOfHeads(listOtherHeads(db, workstation));
  const heads = headsIn(noKeyStore, join(config, "wardkey-heads"));
  heads.write(thePractice(db).vaultId, signHead({ ...head, previous: null, others }, signs));
  heads.close();
  db.pragma("wal_checkpoint(TRUNCATE)");
  mkdirSync(vault, { recursive: true, mode: 0o700 });
  copyFileSync(file, join(vault, "vault.db"));
  const { vaultId } = thePractice(db);
  const salt = randomBytes(16);
  const under = await realHashing.keyFromPassphrase(passphrase, salt);
  const wrap = wrapKey(key, under, randomBytes(12), vaultId, "passphrase");
  const recoveryKey = wrapKey(key, kitKey(kit), randomBytes(12), vaultId, "recovery-key");
  const keyEnvelope = { format: 1, vault: vaultId, recoveryKey } as const;
  writeFileSync(
    join(vault, "vault.json"),
    formatKeyEnvelope({ ...keyEnvelope, passphrase: { ...wrap, salt: salt.toString("hex") } }),
  );
}

function kitKey(shown: string): Uint8Array {
  const parsed = parseRecoveryKey(shown);
  if (parsed.kind !== "key") throw new Error("the world's recovery key is none");
  return keyFromRecoveryKey(parsed.bytes);
}
