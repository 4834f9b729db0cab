import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { VaultContext } from "../../src/main/core/context";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../src/main/core/recovery/recovery-codes";
import { signOut } from "../../src/main/core/session/sessions";
import { chooseTextTokenLifetime, createPractice, finishPracticeSetup } from "../../src/main/core/vault/practice-setup";
import { confirmRecoveryKit, makeRecoveryKit } from "../../src/main/core/vault/recovery-kit";
import { lookAtVault, openVault } from "../../src/main/core/vault/vault";
import { type Computer, type Given, PRACTICE_SETUP, startOn } from "./computer";
import { enableByApp } from "./two-factor";

export type Open = ReturnType<typeof startOn>;

export const PASSPHRASE = "meadow lantern copper nine";

/** A practice that is in use: its manager has the app and the kit, and nobody is signed in. */
export async function setUpPracticeOn(
  computer: Computer,
  given: Given = {},
): Promise<{ installation: Open; appKey: string; kit: string }> {
  const installation = startOn(computer, given);
  lookAtVault(installation);
  const passphrase = computer.hasKeyStore ? null : PASSPHRASE;
  const created = await createPractice(installation, installation.caller(), { ...PRACTICE_SETUP, passphrase });
  if (!created.ok) throw new Error(`the vault was not made: ${created.refusal.code}`);
  const context = contextOf(installation);
  const caller = installation.caller();
  chooseTextTokenLifetime(context, caller, { minutes: 10 });
  const appKey = await enableByApp(context, caller);
  makeRecoveryCodes(context, caller, {});
  storeRecoveryCodes(context, caller, {});
  const kit = await makeRecoveryKit(installation, caller);
  if (!kit.ok) throw new Error("no kit");
  const part = kit.value.key.split("-")[kit.value.askGroup - 1] ?? "";
  confirmRecoveryKit(installation, caller, { part });
  if (!finishPracticeSetup(installation, caller).ok) throw new Error("the first run was not finished");
  signOut(context, installation.caller());
  return { installation, appKey, kit: kit.value.key };
}

export function contextOf(installation: Open): VaultContext {
  if (installation.now.context === null) throw new Error(`no vault is open: ${JSON.stringify(installation.now.vault)}`);
  return installation.now.context;
}

/** Ends the app as a power cut does, and starts it again. */
export async function crashed(installation: Open, computer: Computer): Promise<Open> {
  installation.close();
  return started(computer);
}

export async function started(computer: Computer, given: Given = {}): Promise<Open> {
  const installation = startOn(computer, given);
  lookAtVault(installation);
  if (installation.now.vault.is === "passphrase-needed")
    await openVault(installation, null, { passphrase: PASSPHRASE });
  return installation;
}

/** Where the heads outside are kept in a file. */
export function headFile({ folder }: Computer): string {
  const heads = join(folder, "heads");
  return join(heads, readdirSync(heads).find((name) => name.endsWith(".head")) ?? "");
}

export function deleteHeads(computer: Computer): void {
  if (!computer.hasKeyStore) rmSync(headFile(computer));
  for (const name of computer.stored.keys()) if (name.startsWith("ledger-head-")) computer.stored.delete(name);
}

/** Keeps the heads outside as they are; called, it puts that back. */
export function keepHeads(computer: Computer): () => void {
  const stored = [...computer.stored].filter(([name]) => name.startsWith("ledger-head-"));
  if (computer.hasKeyStore) return () => stored.forEach(([name, head]) => void computer.stored.set(name, head));
  const [file, text] = [headFile(computer), readFileSync(headFile(computer))];
  return () => writeFileSync(file, text);
}
