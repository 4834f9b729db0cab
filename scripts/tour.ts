import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { type App, createComputer, removeComputer, startApp } from "../test/support/app";
import { otherThan, type Phone } from "../test/support/phone";
import {
  addQuickly,
  call,
  claimQuickly,
  type FirstManager,
  manager,
  PASSPHRASE,
  type Person,
  PRACTICE,
  people,
  personNamed,
  setUpAppQuickly,
} from "../test/support/sample-clinic";
import {
  button,
  chooseInAccountMenu,
  field,
  fill,
  goTo,
  heading,
  openVault,
  press,
  signIn,
  signInWithRecoveryCode,
  signOut,
  typeCredentials,
  typeToken,
} from "../test/support/screens";
import {
  addByHand,
  claimByHand,
  enableTwoFactorByHand,
  lockOutByHand,
  nextText,
  resetTwoFactorByHand,
  setUpApp,
  setUpGatewayByHand,
  setUpPracticeByHand,
  setUpWhereNothingElseIs,
  startTwoFactorByHand,
  tokenIn,
  unlockByHand,
  verifyByText,
  verifyLedgerByHand,
  verifyPhoneQuickly,
} from "../test/support/story";
import { startTwilio, type Twilio } from "../test/support/twilio";
import { helpScreens } from "./tour/captions-help";
import { setTheClockRight } from "./tour/clock";
import {
  allowRemembering,
  askForALaterDay,
  type Console,
  makeSecondManager,
  requireOfEverybody,
  requireOfProviders,
  victor,
} from "./tour/console";
import { meetTheDeadline, meetTheEnd, priya, rememberTheWorkstation } from "./tour/deadlines";
import { keepEmergencyCodes, reviewTheEmergency, typeEmergencyCodes } from "./tour/emergency-codes";
import { importPeople, makeSheets, remindTheLate, undoTheImport } from "./tour/many";
import { openPictures, type Pictures } from "./tour/pictures";
import { readReports } from "./tour/reports";
import { BACKUP_PASSWORD, elena, grace, lockAnew, loseAnotherPhone, workAtTheDesk } from "./tour/support";

const folder = resolve(process.env["WARDKEY_TOUR"] ?? "tour");
/** Setup codes by whom they were made for. */
type Codes = ReadonlyMap<Person, string>;
type Phones = ReadonlyMap<Person, Equipped>;
/** What somebody has with whom the app was set up. */
type Equipped = Awaited<ReturnType<typeof setUpAppQuickly>>;

const small = new Set([
  ...["first run: the practice", "settings: scan", "the token", "people of the clinic", "audit log"],
  ...["2FA policy: the preview", "overview of three weeks", "reports: coverage"],
  ...helpScreens,
]);
const dark = new Set([
  ...["first screen", "first run: scan", "settings: security, by text message", "settings: scan", "the token"],
  ...["locked", "people of the clinic", "a locked person", "audit log", "an entry of the audit log"],
  ...["2FA policy: the preview", "2FA policy: waits for a second manager", "people: several are selected"],
  ...["import: what would happen", "overdue", "overview of three weeks", "reports: coverage", "the deadline"],
  ...helpScreens,
]);

const marcus = personNamed("Dr. Marcus Webb");
const ana = personNamed("Ana Castillo");
const ruth = personNamed("Ruth Delgado");

test(`a tour of Wardkey with a clinic of ${people.length}`, async () => {
  const pictures = openPictures(folder, { dark, small });
  const computer = createComputer();
  const elsewhere = createComputer();
  const late = createComputer();
  const papers = mkdtempSync(join(tmpdir(), "wardkey-tour-"));
  const twilio = await startTwilio();
  let app = await startApp(computer);
  try {
    const { phone, recoveryCodes } = await found(app, pictures, twilio);
    const codes = await addEverybody(app, pictures);
    const ofMarcus = await setUpMarcus(app, pictures, twilio, codes);
    await startAna(app, pictures, phone, twilio, codes);
    const phones = await fillTheClinic(app, twilio, codes);
    const locked = await lockAnew(app.page, grace);
    await lockMarcusOut(app, pictures, phone, ofMarcus.phone);
    const longer = await lockAnew(app.page, grace, locked);
    await loseAPhone(app, pictures, phone, recoveryCodes[0] ?? "");
    await lockAnew(app.page, grace, longer);
    await workAtTheDesk(
      { app, pictures },
      {
        victor: equipmentOf(phones, victor).phone,
        grace: equipmentOf(phones, grace).phone,
        elena: equipmentOf(phones, elena).phone,
      },
    );
    const newPhone = await loseAnotherPhone({ app, pictures }, marcus, ofMarcus.recoveryCodes[0] ?? "");
    await app.close();
    app = await startApp(computer);
    await beginTheDay(app, pictures, recoveryCodes[1] ?? "");
    const of = equipmentOf(phones, victor);
    const console = {
      app,
      pictures,
      twilio,
      joan: phone,
      victor: of.phone,
      recoveryCode: of.recoveryCodes[0] ?? "",
      folder: papers,
    };
    await runThePractice(console, newPhone);
    await app.close();
    app = await readReports(pictures, elsewhere, papers);
    await app.close();
    app = await setTheClockRight(pictures, late);
  } catch (broken) {
    await pictures.breakOff(app);
    throw broken;
  } finally {
    pictures.close();
    await app.kill();
    await twilio.close();
    for (const each of [computer, elsewhere, late]) removeComputer(each);
    rmSync(papers, { recursive: true, force: true });
    process.stdout.write(`The pictures and transcript.md are in ${folder}.\n`);
  }
});

async function found(app: App, pictures: Pictures, twilio: Twilio): Promise<FirstManager> {
  const at = pictures.photographer(app);
  pictures.chapter("A practice is set up");
  pictures.note(
    `${manager.name} opens Wardkey for the first time. This computer has no key store, so the vault gets a passphrase.`,
  );
  const firstManager = await setUpPracticeByHand(app.page, at);
  pictures.note("The QR code was read from the picture by zbarimg, and its code computed by oathtool.");
  pictures.chapter("A gateway for text messages and calls");
  await setUpGatewayByHand(app.page, twilio, firstManager.phone, at);
  return { ...firstManager, phone: firstManager.phone.patient() };
}

/** Three on the screen, the others over the bridge: the screens would only repeat themselves. */
async function addEverybody(app: App, pictures: Pictures): Promise<Codes> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter(`The ${people.length} people of ${PRACTICE.practiceName}`);
  await goTo(page, "People");
  await at("nobody but the manager yet");
  const codes = new Map<Person, string>();
  const [first, ...rest] = people.slice(1);
  if (first !== undefined) codes.set(first, await addByHand(page, first, at));
  for (const person of rest.slice(0, 2)) codes.set(person, await addByHand(page, person));
  for (const person of rest.slice(2)) codes.set(person, (await addQuickly(page, person)).code);
  await expect(page.getByRole("button", { name: `${people.length} All` })).toBeVisible();
  await at("everybody is added");
  await signOut(page);
  return codes;
}

async function setUpMarcus(app: App, pictures: Pictures, twilio: Twilio, codes: Codes): Promise<Equipped> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("A provider sets up two-factor authentication");
  await claimByHand(page, marcus, codeOf(codes, marcus), at);
  await enableTwoFactorByHand(page, marcus, twilio, at);
  await page.getByRole("button", { name: "Set up authenticator app" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Set up authenticator app" });
  const own = await setUpApp(page, dialog, "settings: ", at, { backupPassword: BACKUP_PASSWORD });
  await expect(dialog).toBeHidden();
  await at("settings: security, the app is in use");
  await signOut(page);
  await at("sign in");
  await typeCredentials(page, marcus);
  await expect(field(page, "Authorization token")).toBeFocused();
  await at("the token");
  await typeToken(page, await own.phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  await chooseInAccountMenu(page, "Lock");
  await expect(heading(page, "Locked")).toBeVisible();
  await at("the locked screen");
  await press(page, "Switch user");
  return own;
}

async function startAna(app: App, pictures: Pictures, phone: Phone, twilio: Twilio, codes: Codes): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("A manager starts it for a staff member, who finishes it");
  await claimQuickly(page, ana, codeOf(codes, ana));
  await signIn(page, manager, phone.nextCode);
  await startTwoFactorByHand(page, ana, phone, at);
  await signOut(page);
  await typeCredentials(page, ana);
  await at("nothing else is reachable");
  await press(page, "Continue");
  await setUpWhereNothingElseIs(page, "nothing else: ", at, verifyByText(twilio, ana.cellPhone ?? ""));
  await expect(page.getByRole("dialog", { name: "Your recovery codes" })).toBeHidden();
  await signOut(page);
}

/** Over the bridge: half of the others use the app, some text messages, and some have not begun. */
async function fillTheClinic({ page }: App, twilio: Twilio, codes: Codes): Promise<Phones> {
  const phones = new Map<Person, Equipped>();
  const others = people.filter((person) => ![manager, marcus, ana].includes(person));
  for (const [index, person] of others.entries()) {
    const { email, password, cellPhone } = person;
    if (index % 7 === 6) continue;
    await call(page, "claimSetupCode", { email, code: codeOf(codes, person), password });
    if (index % 7 < 4) {
      await verifyPhoneQuickly(page, twilio, cellPhone);
      phones.set(person, await setUpAppQuickly(page));
    } else if (index % 7 === 4) {
      await call(page, "enableTwoFactor", {});
      const { body } = await nextText(twilio, cellPhone ?? "");
      await call(page, "confirmTextToken", { token: tokenIn(body) });
    }
    await call(page, "signOut", {});
  }
  // The window has seen more go by than any person could do.
  await page.reload();
  return phones;
}

async function lockMarcusOut(app: App, pictures: Pictures, phone: Phone, phoneOfMarcus: Phone): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("Five wrong tokens, and help");
  await lockOutByHand(page, marcus, otherThan(phoneOfMarcus.shownCode()), at);
  pictures.note("Nothing that is typed is looked at until then: even the right token is answered in the same way.");
  await press(page, "Sign in as somebody else");
  await signIn(page, manager, phone.nextCode);
  await goTo(page, "People");
  await expect(page.getByRole("row", { name: marcus.name })).toBeVisible();
  await at("people of the clinic");
  await unlockByHand(page, marcus, phone, at);
  await signOut(page);
  await signIn(page, marcus, phoneOfMarcus.nextCode);
  await at("in again");
  await signOut(page);
}

async function loseAPhone(app: App, pictures: Pictures, phone: Phone, recoveryCode: string): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("A phone is lost");
  await signInWithRecoveryCode(page, manager, recoveryCode);
  const code = await resetTwoFactorByHand(page, ruth, phone, at);
  await signOut(page);
  await typeCredentials(page, ruth);
  await at("the setup code of a reset");
  await fill(page, { "Setup code": code });
  await press(page, "Continue");
  await expect(page.getByRole("radio", { name: "Authenticator app" })).toBeVisible();
  await at("the setup begins anew");
  await press(page, "Sign out");
}

async function beginTheDay(app: App, pictures: Pictures, recoveryCode: string): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("The next morning");
  await expect(field(page, "Vault passphrase")).toBeFocused();
  await at("the vault's passphrase");
  await openVault(page, PASSPHRASE);
  await signInWithRecoveryCode(page, manager, recoveryCode);
  await goTo(page, "Audit log");
  const entries = await verifyLedgerByHand(page, at);
  await page
    .getByRole("button", { name: /Reset 2-factor|reset 2-factor/ })
    .first()
    .click();
  await at("an entry of the audit log");
  pictures.note(`The audit log was verified to its end: ${entries} entries, each with the hash of the one before.`);
}

async function runThePractice(console: Console, phoneOfMarcus: Phone): Promise<void> {
  await makeSecondManager(console);
  await requireOfEverybody(console);
  await askForALaterDay(console);
  await meetTheDeadline(console);
  await remindTheLate(console);
  await importPeople(console);
  await undoTheImport(console);
  await requireOfProviders(console);
  const code = await makeSheets(console, priya);
  await allowRemembering(console);
  await rememberTheWorkstation(console, marcus, phoneOfMarcus);
  await meetTheEnd(console, code);
  const halves = await keepEmergencyCodes(console);
  await typeEmergencyCodes(console, halves);
  await reviewTheEmergency(console);
}

function equipmentOf(phones: Phones, person: Person): Equipped {
  const found = phones.get(person);
  if (found === undefined) throw new Error(`${person.name} has no phone`);
  return { ...found, phone: found.phone.patient() };
}

function codeOf(codes: Codes, person: Person): string {
  const code = codes.get(person);
  if (code === undefined) throw new Error(`${person.name} was not added`);
  return code;
}
