import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, provider, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import type { Phone } from "../support/phone";
import { manager } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  openPerson,
  press,
  prove,
  readShownCode,
  signIn,
  signOut,
  typeCredentials,
} from "../support/screens";
import { claimByHand } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const { password } = manager;
let managerSignsIn: ReturnType<typeof managerOf>;
let app: App;
let page: Page;
let phone: Phone;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  managerSignsIn = managerOf(clinic);
  phone = clinic.firstManager.phone.copy();
});

test("a deactivated account cannot sign in, with the answer that anybody gets", async () => {
  await managerSignsIn(page);
  const panel = await openPerson(page, provider, "Profile");
  await press(panel, "Deactivate");
  await expect(page.getByRole("dialog", { name: `Deactivate ${provider.name}?` })).toBeVisible();
  await lookForBarriers(app)("deactivate");
  await prove(page, { reason: "Left the practice", password, token: await phone.nextCode(), confirm: "Deactivate" });
  await expect(button(panel, "Reactivate")).toBeVisible();
  await lookForBarriers(app)("a deactivated person");
  await signOut(page);
  await typeCredentials(page, provider);
  await expect(alertSaying(page, "That didn't work. Check your e-mail and password.")).toBeVisible();
});

test("reactivation needs a new setup code, with which a new password is chosen", async () => {
  await managerSignsIn(page);
  const panel = await openPerson(page, provider, "Profile");
  await press(panel, "Reactivate");
  await prove(page, { reason: "Came back", password, token: await phone.nextCode(), confirm: "Reactivate" });
  const code = await readShownCode(page, `Setup code for ${provider.name}`);
  await signOut(page);
  await typeCredentials(page, provider);
  await expect(alertSaying(page, "That didn't work.")).toBeVisible();
  const back = { ...provider, password: "two slow barges under bridges" };
  await claimByHand(page, back, code);
  await signOut(page);
  await signIn(page, back);
});

test("the last manager can neither be deactivated nor lose the role, and that is said", async () => {
  await signOut(page);
  await managerSignsIn(page);
  const panel = await openPerson(page, manager, "Profile");
  for (const act of ["Deactivate", "Change role"]) {
    await expect(button(panel, act)).toHaveAccessibleDescription(/own account|last active manager/);
  }
});
