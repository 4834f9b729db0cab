import { type App, type Computer, startApp } from "../../test/support/app";
import { setClockBack } from "../../test/support/clock-back";
import { PASSPHRASE } from "../../test/support/sample-clinic";
import { goTo, openVault, signIn } from "../../test/support/screens";
import { verifyLedgerByHand } from "../../test/support/story";
import { correctClockByHand, lookAtClock } from "../../test/support/story-clock";
import type { Pictures } from "./pictures";

/** The clock is found wrong at the start, corrected at the sign-in by two managers, and looked at in Settings. */
export async function setTheClockRight(pictures: Pictures, computer: Computer): Promise<App> {
  pictures.chapter("A clock that went back, in another practice");
  pictures.note(
    "Its audit log was written by the app's own services 40 minutes ahead of this computer's clock. Its phones show the right time: oathtool computes their codes for it.",
  );
  const clinic = await setClockBack(computer, PASSPHRASE);
  const app = await startApp(computer);
  const { page } = app;
  const at = pictures.photographer(app);
  await openVault(page, PASSPHRASE);
  await correctClockByHand(page, clinic.rightTime, clinic, at);
  await signIn(page, clinic.first, clinic.freshCode);
  await lookAtClock(page, at);
  await goTo(page, "Audit log");
  const entries = await verifyLedgerByHand(page, at, "audit log with the correction");
  pictures.note(`This audit log was verified too: ${entries} entries, and the correction is one of them.`);
  return app;
}
