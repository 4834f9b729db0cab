import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { recordEvent } from "../../src/main/core/context";
import { idFrom } from "../../src/main/core/domain/base32";
import { immediately } from "../../src/main/core/store/open";
import { thePractice } from "../../src/main/core/store/practice";
import type { Computer } from "./app";
import { PASSWORD } from "./context";
import { createTwoManagers } from "./managers";
import { putVault } from "./past";
import { appCode } from "./phone";
import { giveRecoveryCodes } from "./sign-in";
import { onTheWall } from "./story-clock";

const BACK_MS = 40 * 60_000;
const STEP_MS = 30_000;
/** What either manager has on paper. */
const ON_PAPER = Array.from("0123456789", (digit) => `${digit}k3m-q2xz-8d0v-h5wn`);

/** A practice whose ledger and phones go by the right time, on a computer whose clock stands 40 minutes before it. */
export type ClockBack = {
  readonly first: { readonly email: string; readonly password: string; readonly recoveryCode: string };
  readonly second: { readonly email: string; readonly password: string; readonly recoveryCode: string };
  /**
   * What the first manager's phone shows once it has changed. A clock set by hand is off by a second or two, and the first
   * token after it fits in its own 30 seconds alone.
   */
  readonly freshCode: () => Promise<string>;
  /** The right time as it stands in the fields. */
  readonly rightTime: () => { readonly date: string; readonly time: string };
};

/** Puts such a practice onto a computer, written by the services with a clock of their own. */
export async function setClockBack(computer: Computer, passphrase: string): Promise<ClockBack> {
  const rightNow = () => Date.now() + BACK_MS;
  const workstation = idFrom(new Uint8Array(randomBytes(16)));
  const { context, ruth, keyOf } = await createTwoManagers({ now: rightNow() - 60_000, workstation });
  const { timeZone } = thePractice(context.db);
  const key = keyOf(context.manager);
  for (const manager of [context.manager, ruth]) {
    giveRecoveryCodes(context, manager, ...ON_PAPER);
    const stored = { kind: "recovery-codes-stored", subject: manager.id, data: {} } as const;
    immediately(context.db, () => recordEvent(context, manager.id, stored));
  }
  const byPaper = (email: string) => ({ email, password: PASSWORD, recoveryCode: ON_PAPER[0] ?? "" });
  const clinic = { first: byPaper(context.manager.email), second: byPaper(ruth.email) };
  context.session.signedIn = null;
  await putVault(context, computer, passphrase);
  context.close();
  return {
    ...clinic,
    freshCode: async () => {
      while (rightNow() % STEP_MS < 8_000 || rightNow() % STEP_MS > 20_000) await sleep(200);
      return appCode(key, rightNow());
    },
    rightTime: () => onTheWall(rightNow(), timeZone),
  };
}
