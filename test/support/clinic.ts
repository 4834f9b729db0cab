import { test as base, type Page } from "@playwright/test";
import { type App, type Computer, createComputer, removeComputer, startApp } from "./app";
import type { Desk } from "./desk";
import type { Phone } from "./phone";
import {
  addQuickly,
  call,
  claimQuickly,
  type FirstManager,
  manager,
  PASSPHRASE,
  type Person,
  personNamed,
  setUpAppQuickly,
  setUpPracticeQuickly,
} from "./sample-clinic";
import { openVault, signInWithRecoveryCode } from "./screens";
import { SENDER, verifyPhoneQuickly } from "./story";
import { startTwilio, type Twilio } from "./twilio";

/** Who is there already: with a password alone, with an app, and with nothing but a setup code. */
export const provider = personNamed("Dr. Marcus Webb");
export const staff = personNamed("Ana Castillo");
const auditor = personNamed("Ingrid Sato");
export const withApp = personNamed("Grace Kim");
const newcomer = personNamed("Hannah Fischer");

/** A practice that was set up once for all tests; each takes a copy of its computer. */
export type Clinic = {
  readonly computer: Computer;
  readonly firstManager: FirstManager;
  /** The phone and the recovery codes of `withApp`. */
  readonly phone: Phone;
  readonly recoveryCodes: readonly string[];
  /** The setup code of `newcomer`. */
  readonly setupCode: string;
  readonly twilio: Twilio;
};

export const test = base.extend<object, { clinic: Clinic }>({
  clinic: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const computer = createComputer();
      const twilio = await startTwilio();
      const app = await startApp(computer);
      const clinic = await setUpClinic(app, twilio);
      await app.close();
      await use(clinic);
      await twilio.close();
      removeComputer(computer);
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

/** A practice of the manager and one member, who has chosen a password; nobody is signed in, and the app is closed. */
export async function setUpPracticeWith(desk: Desk, computer: Computer, member: Person): Promise<FirstManager> {
  const app = await desk.open(computer);
  const firstManager = await setUpPracticeQuickly(app.page);
  const { code } = await addQuickly(app.page, member);
  await call(app.page, "signOut", {});
  await claimQuickly(app.page, member, code);
  await app.close();
  return firstManager;
}

async function setUpClinic({ page, computer }: App, twilio: Twilio): Promise<Clinic> {
  const firstManager = await setUpPracticeQuickly(page);
  const { baseUrl, accountSid, authToken: token } = twilio;
  const proof = { password: manager.password, token: await firstManager.phone.nextCode() };
  await call(page, "saveGateway", { baseUrl, accountSid, token, sender: SENDER, proof });
  const codes = new Map<Person, string>();
  for (const person of [provider, staff, auditor, withApp, newcomer]) {
    codes.set(person, (await addQuickly(page, person)).code);
  }
  await call(page, "signOut", {});
  for (const person of [provider, staff, auditor]) await claimQuickly(page, person, codes.get(person) ?? "");
  const { email, password } = withApp;
  await call(page, "claimSetupCode", { email, password, code: codes.get(withApp) ?? "" });
  await verifyPhoneQuickly(page, twilio, withApp.cellPhone);
  const own = await setUpAppQuickly(page);
  await call(page, "signOut", {});
  return { computer, firstManager, ...own, setupCode: codes.get(newcomer) ?? "", twilio };
}

/** The manager signs in with the next of the recovery codes, each time it is called. */
export function managerOf({ firstManager }: Clinic): (page: Page) => Promise<void> {
  const codes = [...firstManager.recoveryCodes];
  return (page) => signInWithRecoveryCode(page, manager, codes.shift() ?? "");
}

/** A copy of the clinic, its vault opened: the sign-in is shown. */
export async function openClinic(desk: Desk, clinic: Clinic): Promise<App> {
  const app = await desk.open(desk.computer(clinic.computer));
  await openVault(app.page, PASSPHRASE);
  return app;
}
