import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { formatKeyEnvelope } from "../../src/main/core/domain/key-envelope";
import { FIRST_SIGNING_KEY } from "../../src/main/core/store/ledger/heads";
import { thePractice } from "../../src/main/core/store/practice";
import { readSecret } from "../../src/main/core/store/secrets";
import { judgeHeads, sealVault } from "../../src/main/core/vault/heads";
import { keepSigningKey, takeSigningKey } from "../../src/main/core/vault/signing-key";
import { lookAtVault } from "../../src/main/core/vault/vault";
import { type Computer, createComputer, startOn } from "./computer";
import type { TestContext } from "./context";
import type { Bench } from "./sign-in-steps";

/**
 * @file An older copy of the vault's folder in the histories of `sign-in-model.test.ts`: real files, opened by the real way
 * in, beside the heads that stay outside.
 */

/** The computer of a vault: what lies outside its folder stays when the folder is put back. */
export type Outside = {
  readonly computer: Computer;
  /** The newest entry at the time of the copy, and the head outside then; null: nobody has copied it. */
  copied: { readonly arrival: number; readonly head: string } | null;
};

const vaultOn = ({ folder }: Computer) => join(folder, "data", "vault");
const copyOn = ({ folder }: Computer) => join(folder, "copy");

/** A computer that knows the vault's key, and seals what is committed from now on. */
export function sealed(context: TestContext): Outside {
  const outside: Outside = { computer: { ...createComputer(), clock: context.computerClock }, copied: null };
  const { vaultId } = thePractice(context.db);
  outside.computer.stored.set(`vault-key-${vaultId}`, Buffer.from(context.key).toString("hex"));
  const { db, keys } = context;
  const read = readSecret(db, keys.commitments, FIRST_SIGNING_KEY, null, "workstation-key");
  if (read.is !== "intact") throw new Error("a world without signing key");
  const installation = startOn(outside.computer);
  keepSigningKey(installation, vaultId, new TextDecoder().decode(read.bytes), FIRST_SIGNING_KEY);
  installation.close();
  sealAgain(outside, context);
  return outside;
}

/** Seals a vault's commits again after a restart, at which vault and heads fit. */
export function sealAgain({ computer }: Outside, context: TestContext): void {
  const { db, workstation } = context;
  const { vaultId } = thePractice(db);
  const installation = startOn(computer);
  const texts = installation.heads.read(vaultId);
  if (texts.length > 0) expect(judgeHeads(db, { workstation, isSetUp: true }, texts)).toBe("sound");
  sealVault(installation, context, vaultId, {
    key: takeSigningKey(installation, context, vaultId),
    held: false,
    texts,
  });
}

export const headName = (context: TestContext) => `ledger-head-${thePractice(context.db).vaultId}`;
const newestArrival = ({ db }: TestContext) =>
  (db.prepare("SELECT max(arrival) AS arrival FROM ledger").get() as { arrival: number }).arrival;

/** Copies the folder while the app runs, as anybody does who can read it. */
export function copiesFolder({ context, outside }: Bench): void {
  const { computer } = outside;
  const copy = copyOn(computer);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(dirname(context.file), copy, { recursive: true });
  const wraps = { recoveryKey: null, passphrase: null };
  writeFileSync(
    join(copy, "vault.json"),
    formatKeyEnvelope({ format: 1, vault: thePractice(context.db).vaultId, ...wraps }),
  );
  outside.copied = { arrival: newestArrival(context), head: computer.stored.get(headName(context)) ?? "" };
}

/** Puts the copy where the vault is and starts the app: it lets nobody in unless nothing is missing from it. */
export function putsBack({ context, outside }: Bench, headIsDeleted: boolean): void {
  const { computer, copied } = outside;
  if (copied === null) return;
  const kept = new Map(computer.stored);
  cpSync(copyOn(computer), vaultOn(computer), { recursive: true });
  if (headIsDeleted) computer.stored.delete(headName(context));
  const installation = startOn(computer);
  lookAtVault(installation);
  const { vault } = installation.now;
  if (headIsDeleted) expect(vault).toMatchObject({ is: "unconfirmed", because: "head-missing" });
  else if (newestArrival(context) > copied.arrival) expect(vault).toEqual({ is: "trouble", trouble: "rolled-back" });
  else expect(vault).toEqual({ is: "open" });
  expect(installation.caller().sessionState === "signed-out").toBe(vault.is === "open");
  installation.close();
  rmSync(vaultOn(computer), { recursive: true });
  // The practice puts right what was done to the folder and to the arrival of the heads.
  computer.stored.clear();
  for (const [name, value] of kept) computer.stored.set(name, value);
}
