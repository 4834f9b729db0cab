import { expect } from "@playwright/test";
import { type App, type Computer, startApp } from "../../test/support/app";
import { PASSPHRASE } from "../../test/support/sample-clinic";
import { goTo, heading, openVault, press, prove, signIn } from "../../test/support/screens";
import { type Pictures, scrollTo } from "./pictures";
import { saveAs } from "./system-dialogs";
import { liveThroughThreeWeeks } from "./three-weeks";

/** Reports and the evidence pack of a practice with a past, opened on a computer of its own. */
export async function readReports(pictures: Pictures, computer: Computer, papers: string): Promise<App> {
  pictures.chapter("Three weeks, in another practice");
  pictures.note(
    "Its three weeks were written by the app's own services with a clock of their own; the window is the same.",
  );
  const joan = await liveThroughThreeWeeks(computer);
  const app = await startApp(computer);
  const { page } = app;
  const at = pictures.photographer(app);
  await openVault(page, PASSPHRASE);
  await signIn(page, joan, joan.phone.nextCode);
  await expect(page.getByText("Required: Everyone").first()).toBeVisible();
  await at("overview of three weeks");
  await scrollTo(heading(page, "Protected"));
  await at("overview of three weeks, further down");
  await goTo(page, "Reports");
  await expect(heading(page, "The figures")).toBeVisible();
  await at("reports: coverage");
  await press(page, "Evidence pack");
  await at("reports: evidence pack");
  const file = await saveAs(app, papers, "evidence.pdf");
  await prove(page, { password: joan.password, token: await joan.phone.nextCode(), confirm: "Make the evidence pack" });
  await expect(page.getByText("Saved as evidence.pdf.").first()).toBeVisible({ timeout: 30_000 });
  pictures.paper(file, "the evidence pack");
  pictures.paper(file, "the evidence pack, coverage", 2);
  return app;
}
