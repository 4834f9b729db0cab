import { pumpOutbox } from "../../src/main/core/messaging/outbox";
import { setBackupPassword } from "../../src/main/core/recovery/backup-password";
import { sendRecoveryToken } from "../../src/main/core/recovery/phone-recovery";
import type { Account } from "../../src/main/core/store/accounts";
import { signedInAs, type TestWorld } from "./context";
import { addMember, again, giveRecoveryCodes, NOBODY, setUpApp, setUpText } from "./sign-in";
import { textedToken } from "./two-factor";

/** Two of the codes on paper, and the backup password, of whoever lost the phone. */
export const ON_PAPER = ["0123-4567-89ab-cdef", "fedc-ba98-7654-3210"] as const;
export const BACKUP = "nine otters in Lisbon";

/** Somebody with everything: the app, a confirmed phone, recovery codes and a backup password. Nobody is signed in. */
export async function addPrepared(
  world: TestWorld,
  facts: Parameters<typeof addMember>[1] = {},
): Promise<{ readonly account: Account; readonly key: string }> {
  const account = await addMember(world, facts);
  setUpText(world, account);
  const key = await setUpApp(world, again(world, account));
  await prepare(world, account);
  return { account: again(world, account), key };
}

/** Recovery codes and a backup password, for an account that has two-factor on. */
export async function prepare(world: TestWorld, account: Account): Promise<void> {
  giveRecoveryCodes(world, account, ...ON_PAPER);
  await setBackupPassword(world, signedInAs(world, account), { backupPassword: BACKUP });
  world.memory.session = null;
}

/** Has a recovery token sent, and reads it from the phone. */
export async function sentRecoveryToken(world: TestWorld, account: Account): Promise<string> {
  const sent = sendRecoveryToken(world, NOBODY, { channel: "text" });
  if (!sent.ok) throw new Error(`no recovery token was sent: ${sent.refusal.code}`);
  await pumpOutbox(world);
  return textedToken(world, account.confirmedPhone);
}
