import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, provider, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { helpFor } from "../support/help";
import type { Phone } from "../support/phone";
import { call, manager, PASSPHRASE, PRACTICE } from "../support/sample-clinic";
import {
  button,
  fill,
  heading,
  openOwnSecurity,
  openVault,
  press,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let managerSignsIn: ReturnType<typeof managerOf>;
let app: App;
let page: Page;
let phone: Phone;
let gracesPhone: Phone;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  managerSignsIn = managerOf(clinic);
  phone = clinic.firstManager.phone.copy();
  gracesPhone = clinic.phone.copy();
});

const proof = async () => ({ password: manager.password, token: await phone.nextCode() });
const tokenField = () => page.getByLabel("Authorization token", { exact: true });

test("where it is allowed, a workstation is remembered: the password alone signs in, after a restart too", async () => {
  await managerSignsIn(page);
  await call(page, "updateSettings", {
    ...{ ...PRACTICE, stillStuck: null, textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 30 },
    proof: await proof(),
  });
  await signOut(page);

  await typeCredentials(page, withApp);
  await page.getByRole("checkbox", { name: "Remember this workstation for 30 days" }).check();
  await lookForBarriers(app)("token, to be remembered");
  await typeToken(page, await gracesPhone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  const folder = join(app.computer.config, "wardkey-workstation");
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  if (process.platform !== "win32") expect(statSync(join(folder, files[0] ?? "")).mode & 0o777).toBe(0o600);
  await signOut(page);
  await signIn(page, withApp);
  await signOut(page);

  await app.close();
  app = await desk.open(app.computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
  await signIn(page, withApp);
});

test("the person sees it in their settings and has it forgotten", async () => {
  await openOwnSecurity(page, withApp);
  await expect(page.getByText("This workstation is remembered")).toBeVisible();
  await lookForBarriers(app)("security, remembered");
  await press(page, "Forget this workstation");
  await expect(page.getByText("This workstation is remembered")).toBeHidden();
  await signOut(page);
  await typeCredentials(page, withApp);
  await expect(tokenField()).toBeFocused();
  await press(page, "Sign in as somebody else");
});

test("whoever is overdue reaches the setup alone, and needs a code from a manager besides the password", async () => {
  await managerSignsIn(page);
  const { todayOn } = await call(page, "getPolicy", {});
  const rule = {
    id: null,
    applies: { to: "account-type", accountType: "provider" },
    fromOn: todayOn,
    graceDays: 0,
  } as const;
  const rules = [{ ...rule, methods: "app-only" as const }];
  await call(page, "changePolicy", { rules, reason: "Our insurer asks for it", proof: await proof() });
  const everybody = {
    status: null,
    role: null,
    accountType: null,
    method: null,
    codes: null,
    late: false,
    dueOn: null,
  };
  const rows = await call(page, "listPeople", {
    ...{ ...everybody, search: provider.email, sort: "name", descending: false, offset: 0, limit: 10 },
  });
  expect(rows).toMatchObject([{ name: provider.name, status: "overdue", requiredBy: "Providers" }]);
  const account = rows[0]?.id ?? "";
  const { code } = await call(page, "issueSetupCode", { ...helpFor({ id: account }, "Overdue"), proof: await proof() });
  await signOut(page);

  await typeCredentials(page, provider);
  await expect(heading(page, "Set up two-factor authentication")).toBeVisible();
  await expect(button(page, "Account")).toBeHidden();
  await lookForBarriers(app)("overdue");
  await fill(page, { "Setup code": code });
  await press(page, "Continue");
  await expect(heading(page, "Get the app")).toBeVisible();
  await lookForBarriers(app)("overdue, with a code");
});
