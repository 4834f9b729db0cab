import { expect, test } from "@playwright/test";
import { lookForBarriers } from "../support/barriers";
import { takeDesk } from "../support/desk";
import { manager, PASSPHRASE } from "../support/sample-clinic";
import { goTo, openVault, signIn } from "../support/screens";
import { setUpPracticeByHand, verifyLedgerByHand } from "../support/story";

const desk = takeDesk();

test("a practice is set up on a computer without a key store, and its manager signs in with a seven-digit token", async () => {
  const computer = desk.computer();
  const app = await desk.open(computer);
  const { phone, recoveryCodes } = await setUpPracticeByHand(app.page, lookForBarriers(app));
  expect(phone.digits).toBe(7);
  expect(new Set(recoveryCodes).size).toBe(10);
  await app.close();

  const { page } = await desk.open(computer);
  await openVault(page, PASSPHRASE);
  await signIn(page, manager, phone.nextCode);
  await goTo(page, "Audit log");
  expect(await verifyLedgerByHand(page)).toBeGreaterThan(10);
});
