import { pumpOutbox } from "../../src/main/core/messaging/outbox";
import { setBackupPassword } from "../../src/main/core/recovery/backup-password";
import { sendRecoveryToken } from "../../src/main/core/recovery/phone-recovery";
import type { Account } from "../../src/main/core/store/accounts";
import { signedInAs, type TestContext } from "./context";
import { nobodyAt } from "./session";
import { addMember, again, giveRecoveryCodes, setUpApp, setUpText } from "./sign-in";
import { textedToken } from "./two-factor";

/** Two of the codes on paper, and the backup password, of whoever lost the phone. */
export const ON_PAPER = ["0123-4567-89ab-cdef", "fedc-ba98-7654-3210"] as const;
export const BACKUP = "nine otters in Lisbon";

/** Somebody with everything: the app, a confirmed phone, recovery codes and a backup password. Nobody is signed in. */
export async function addPrepared(
  context: TestContext,
  facts: Parameters<typeof addMember>[1] = {},
): Promise<{ readonly account: Account; readonly key: string }> {
  const account = await addMember(context, facts);
  setUpText(context, account);
  const key = await setUpApp(context, again(context, account));
  await prepare(context, account);
  return { account: again(context, account), key };
}

/** Recovery codes and a backup password, for an account that has two-factor on. */
export async function prepare(context: TestContext, account: Account): Promise<void> {
  giveRecoveryCodes(context, account, ...ON_PAPER);
  await setBackupPassword(context, signedInAs(context, account), { backupPassword: BACKUP });
  context.session.signedIn = null;
}

/** Has a recovery token sent, and reads it from the phone. */
export async function sentRecoveryToken(context: TestContext, account: Account): Promise<string> {
  const sent = sendRecoveryToken(context, nobodyAt(context), { channel: "text" });
  if (!sent.ok) throw new Error(`no recovery token was sent: ${sent.refusal.code}`);
  await pumpOutbox(context);
  return textedToken(context, account.confirmedPhone);
}
