import { randomBytes } from "node:crypto";
import { idFrom } from "../../src/main/domain/base32";
import { thePractice } from "../../src/main/store/practice";
import type { Computer } from "./app";
import { createTwoManagers } from "./managers";
import { putVault } from "./past";
import { appCode } from "./phone";
import { onTheWall } from "./story-clock";
import { PASSWORD } from "./world";

const BACK_MS = 40 * 60_000;
/** What every manager of such a world has on paper. */
const RECOVERY_CODE = "abcdefghjkmnpqrs";

/** A practice whose ledger and phones go by the right time, on a computer whose clock stands 40 minutes before it. */
export type ClockBack = {
  readonly first: { readonly email: string; readonly password: string; readonly recoveryCode: string };
  readonly second: { readonly email: string; readonly password: string; readonly recoveryCode: string };
  /** What the first manager's phone shows. */
  readonly shownCode: () => string;
  /** The right time as it stands in the fields. */
  readonly rightTime: () => { readonly date: string; readonly time: string };
};

/** Puts such a practice onto a computer, written by the services with a clock of their own. */
export async function setClockBack(computer: Computer, passphrase: string): Promise<ClockBack> {
  const rightNow = () => Date.now() + BACK_MS;
  const workstation = idFrom(new Uint8Array(randomBytes(16)));
  const { world, ruth, keyOf } = await createTwoManagers({ now: rightNow() - 60_000, workstation });
  const { timeZone } = thePractice(world.db);
  const key = keyOf(world.manager);
  const byPaper = (email: string) => ({ email, password: PASSWORD, recoveryCode: RECOVERY_CODE });
  const clinic = { first: byPaper(world.manager.email), second: byPaper(ruth.email) };
  world.memory.session = null;
  await putVault(world, computer, passphrase);
  world.close();
  return {
    ...clinic,
    shownCode: () => appCode(key, rightNow()),
    rightTime: () => onTheWall(rightNow(), timeZone),
  };
}
