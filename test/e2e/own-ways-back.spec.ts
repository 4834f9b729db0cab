import { test } from "@playwright/test";
import { recordEvent } from "../../src/main/core/context";
import { immediately } from "../../src/main/core/store/open";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setClockBack } from "../support/clock-back";
import { PASSWORD } from "../support/context";
import { takeDesk } from "../support/desk";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { appCode, holdPhone, type Phone } from "../support/phone";
import { addPrepared, BACKUP, ON_PAPER } from "../support/recovery";
import { goTo, openVault, press, signIn, signOut } from "../support/screens";
import { verifyLedgerByHand } from "../support/story";
import { correctClockByHand, lookAtClock } from "../support/story-clock";
import { askForHelpByHand, bringInNewPhone, resyncByHand, typeUnfitToken } from "../support/story-help";
import { giveGateway } from "../support/two-factor";

/** What people can do by themselves when no token fits, played as the tour tells it; every screen is looked at for barriers. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const FAST_MS = 5 * 60_000;
const grace = { email: "grace@northside.example", password: PASSWORD };
const ana = { email: "ana@northside.example", password: PASSWORD };
let app: App;
let key: string;
let lost: Phone;

test.beforeAll(async () => {
  const computer = desk.computer();
  const { context } = await createTwoManagers({ now: Date.now() - 86_400_000 });
  giveGateway(context);
  const prepared = async (facts: Parameters<typeof addPrepared>[1]) => {
    const { account, key } = await addPrepared(context, facts);
    const stored = { kind: "recovery-codes-stored", subject: account.id, data: {} } as const;
    immediately(context.db, () => recordEvent(context, account.id, stored));
    return key;
  };
  key = await prepared({ name: "Grace Kim", email: grace.email, cellPhone: "+13125550142" });
  lost = holdPhone(await prepared({ name: "Ana Castillo", email: ana.email, cellPhone: "+13125550144" }));
  await putVault(context, computer, PASSPHRASE);
  context.close();
  app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
});

/** All of one moment: between two of them a period could end. */
const fastCodes = (now = Date.now()) =>
  [0, 1, 2].map((later) => appCode(key, now + FAST_MS + later * 30_000)) as [string, string, string];

test("whoever forgot the password lets support know, and the answer is the same for every e-mail", async () => {
  await askForHelpByHand(app.page, grace, lookForBarriers(app));
  await askForHelpByHand(app.page, { email: "nobody@northside.example" });
});

test("a phone that goes five minutes fast is refused, and let in by two codes one after the other", async () => {
  const { page } = app;
  const [first, second, third] = fastCodes();
  await typeUnfitToken(page, grace, first);
  await resyncByHand(page, [first, second], lookForBarriers(app));
  await signOut(page);
  await signIn(page, grace, async () => third);
  await signOut(page);
});

test("a lost phone is replaced by its owner, with backup password and recovery code; the old one is shut out", async () => {
  const { page } = app;
  const kept = { backupPassword: BACKUP, recoveryCode: ON_PAPER[0] };
  const phone = await bringInNewPhone(page, ana, kept, lookForBarriers(app));
  await signOut(page);
  await typeUnfitToken(page, ana, lost.shownCode());
  await press(page, "Sign in as somebody else");
  await signIn(page, ana, phone.nextCode);
});

test("a clock that went back is set right by two managers, and the phones that show the right time are let in", async () => {
  const computer = desk.computer();
  const clinic = await setClockBack(computer, PASSPHRASE);
  const late = await desk.open(computer);
  const { page } = late;
  await openVault(page, PASSPHRASE);
  await correctClockByHand(page, clinic.rightTime, clinic, lookForBarriers(late));
  await signIn(page, clinic.first, clinic.freshCode);
  await lookAtClock(page, lookForBarriers(late));
  await goTo(page, "Audit log");
  await verifyLedgerByHand(page);
});
