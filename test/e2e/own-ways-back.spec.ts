import { test } from "@playwright/test";
import { recordEvent } from "../../src/main/services/world";
import { immediately } from "../../src/main/store/open";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setClockBack } from "../support/clock-back";
import { takeDesk } from "../support/desk";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { appCode } from "../support/phone";
import { addPrepared, BACKUP, ON_PAPER } from "../support/recovery";
import { goTo, openVault, press, signIn, signOut } from "../support/screens";
import { verifyLedgerByHand } from "../support/story";
import { correctClockByHand, lookAtClock } from "../support/story-clock";
import { askForHelpByHand, bringInNewPhone, resyncByHand, typeUnfitToken } from "../support/story-help";
import { giveGateway } from "../support/two-factor";
import { PASSWORD } from "../support/world";

/** What people can do by themselves when no token fits, played as the tour tells it; every screen is looked at for barriers. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const FAST_MS = 5 * 60_000;
const grace = { email: "grace@northside.example", password: PASSWORD };
let app: App;
let key: string;

test.beforeAll(async () => {
  const computer = desk.computer();
  const { world } = await createTwoManagers({ now: Date.now() - 86_400_000 });
  giveGateway(world);
  const prepared = await addPrepared(world, { name: "Grace Kim", email: grace.email, cellPhone: "+13125550142" });
  key = prepared.key;
  const { id: subject } = prepared.account;
  immediately(world.db, () => recordEvent(world, subject, { kind: "recovery-codes-stored", subject, data: {} }));
  await putVault(world, computer, PASSPHRASE);
  world.close();
  app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
});

const fastCode = (later = 0) => appCode(key, Date.now() + FAST_MS + later * 30_000);

test("whoever forgot the password lets support know, and the answer is the same for every e-mail", async () => {
  await askForHelpByHand(app.page, grace, lookForBarriers(app));
  await askForHelpByHand(app.page, { email: "nobody@northside.example" });
});

test("a phone that goes five minutes fast is refused, and let in by two codes one after the other", async () => {
  const { page } = app;
  await typeUnfitToken(page, grace, fastCode());
  await resyncByHand(page, [fastCode(), fastCode(1)], lookForBarriers(app));
  await signOut(page);
  await signIn(page, grace, async () => fastCode(2));
  await signOut(page);
});

test("a lost phone is replaced by its owner, with backup password and recovery code; the old one is shut out", async () => {
  const { page } = app;
  const kept = { backupPassword: BACKUP, recoveryCode: ON_PAPER[0] };
  const phone = await bringInNewPhone(page, grace, kept, lookForBarriers(app));
  await signOut(page);
  await typeUnfitToken(page, grace, fastCode(3));
  await press(page, "Sign in as somebody else");
  await signIn(page, grace, phone.nextCode);
});

test("a clock that went back is set right by two managers, and the phones that show the right time are let in", async () => {
  const computer = desk.computer();
  const clinic = await setClockBack(computer, PASSPHRASE);
  const late = await desk.open(computer);
  const { page } = late;
  await openVault(page, PASSPHRASE);
  await correctClockByHand(page, clinic.rightTime(), clinic, lookForBarriers(late));
  await signIn(page, clinic.first, async () => clinic.shownCode());
  await lookAtClock(page, lookForBarriers(late));
  await goTo(page, "Ledger");
  await verifyLedgerByHand(page);
});
