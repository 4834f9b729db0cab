import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { managerOf, openClinic, provider, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { call, manager } from "../support/sample-clinic";
import { button, field, goTo, press, prove, signIn, signOut, textOf } from "../support/screens";

/** @file What one part of a screen says, another one and the next screen say too. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let lastDay: string;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  await managerOf(clinic)(page);
});

test("the overview does not say that nothing is needed while people are unprotected and nothing asks them", async () => {
  const attention = page.getByRole("region", { name: "Needs attention" });
  await expect(attention).toBeVisible();
  await expect(attention).not.toContainText("Nothing needs you right now.");
  const figure = attention.getByRole("link", { name: /Without two-factor, and not required/ });
  const { groups } = await call(page, "previewPolicy", { rules: [] });
  await expect(figure).toContainText(String(groups["not-covered"] - 2));
});

test("the audit log says up to which entry it is verified, and how many are newer: together as many as it lists", async () => {
  await goTo(page, "Audit log");
  const listed = () => page.getByRole("status").filter({ hasText: /^[\d,]+ entries$/ });
  const verified = page.getByRole("status").filter({ hasText: "Verified up to entry" });
  await press(page, "Verify now");
  await expect(verified).toHaveText(/^Verified up to entry \d+$/);
  const [count = ""] = /\d+/.exec(await textOf(verified)) ?? [];
  const { email, cellPhone } = manager;
  await call(page, "updateMyProfile", { name: "Joan A. Price", email, cellPhone });
  await expect(verified).toHaveText(`Verified up to entry ${count}; 1 newer`);
  await press(page, "2 new");
  await expect(listed()).toHaveText(`${Number(count) + 1} entries`);
});

test("everyone by a day is everyone by that day, also who has never signed in, and the confirmation counts them", async ({
  clinic,
}) => {
  await goTo(page, "2FA policy");
  const everyone = page.getByRole("button", { name: /^Everyone by / });
  lastDay = (await textOf(everyone)).replace("Everyone by ", "");
  await everyone.click();
  await expect(page.getByRole("button", { name: "0 Still has time" })).toBeVisible();
  const due = page.getByRole("table").getByRole("cell", { name: lastDay });
  await expect(due.first()).toBeVisible();
  await press(page, "Save the 2FA policy");
  const dialog = page.getByRole("dialog").filter({ has: field(page, "Your password") });
  await expect(dialog).toContainText(/\d must have acted, 1 would be locked out\./);
  await expect(dialog).not.toContainText("Nobody has to act");
  const { password } = manager;
  const token = await clinic.firstManager.phone.copy().nextCode();
  await prove(page, { reason: "The insurer asks for it", password, token, confirm: "Save" });
  await expect(page.getByText("The 2FA policy is saved.").first()).toBeVisible();
});

test("the overview, the list and the banner name the same last day, and no midnight", async () => {
  await goTo(page, "Overview");
  await expect(page.getByRole("link", { name: `4 people due by ${lastDay}` })).toBeVisible();
  await page.getByRole("link", { name: `4 people due by ${lastDay}` }).click();
  await expect(page.getByRole("button", { name: `Due by ${lastDay}` })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: lastDay })).toHaveCount(4);
  await signOut(page);
  await signIn(page, provider);
  const banner = page.getByRole("status").filter({ hasText: "days left to set up" });
  await expect(banner).toContainText(`The practice requires it by the end of ${lastDay}.`);
  await expect(banner).not.toContainText("12:00");
  await expect(button(page, "Account")).toBeVisible();
});
