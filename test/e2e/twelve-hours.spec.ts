import { expect } from "@playwright/test";
import { managerOf, openClinic, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { button, field, fill, goTo, heading } from "../support/screens";

const desk = takeDesk();

test("what is being typed when twelve hours are over is there again after a full sign-in of the same person", async ({
  clinic,
}) => {
  const app = await openClinic(desk, clinic);
  const { page } = app;
  const signIn = managerOf(clinic);
  await signIn(page);
  await goTo(page, "People");
  await button(page, "Add person").first().click();
  const adding = page.getByRole("dialog", { name: "Add person" });
  await fill(adding, { Name: "Rosalind Quillfeather" });
  await app.electron.evaluate(() => {
    const real = Date.now;
    Date.now = () => real() + 12 * 60 * 60_000;
  });
  await expect(heading(page, "Sign in")).toBeVisible();
  expect(await page.content()).not.toContain("Quillfeather");
  await signIn(page);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "People" }).click();
  await expect(field(adding, "Name")).toHaveValue("Rosalind Quillfeather");
});
