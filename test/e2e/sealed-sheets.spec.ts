import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { base32Bytes } from "../../src/main/core/domain/base32";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { type Canary, filesWith, isHeardIn, written } from "../support/canaries";
import { managerOf, openClinic, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { holdPhone, type Phone, scanPicture } from "../support/phone";
import { manager, personNamed } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  field,
  goTo,
  heading,
  press,
  prove,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { claimByHand, enableTwoFactorByHand, keepCodes, scanQrCode, skipBackupPassword } from "../support/story";
import { type Heard, tapBridge } from "../support/wiretap";

/** A sealed enrollment sheet from the manager's list to its owner's next sign-in, read off the rendered page. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const newcomer = personNamed("Hannah Fischer");
let app: App;
let page: Page;
let folder: string;
let heard: () => Promise<readonly Heard[]>;
/** Off the paper: the setup code, and the phone that has scanned the picture. */
let setupCode: string;
let printed: Phone;
let own: Phone;

test.beforeAll(async ({ clinic }) => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-sheets-"));
  app = await openClinic(desk, clinic);
  page = app.page;
  heard = await tapBridge(app);
  await managerOf(clinic)(page);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a manager saves it as PDF, and a phone reads the key off the page", async ({ clinic }) => {
  const file = join(folder, "sheets.pdf");
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await goTo(page, "People");
  await page.getByRole("checkbox", { name: `Select ${newcomer.name}` }).click();
  await press(page, "Enrollment sheets for 1 person");
  const dialog = page.getByRole("dialog", { name: "Enrollment sheets for 1 person?" });
  await expect(dialog.getByRole("radio", { name: "Plain" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Sealed, with the QR code" }).check();
  await dialog.getByRole("radio", { name: "A PDF file" }).check();
  await lookForBarriers(app)("sealed enrollment sheets");
  const token = await clinic.firstManager.phone.copy().nextCode();
  await prove(page, { password: manager.password, token, confirm: "Save PDF" });
  await expect(page.getByText("Enrollment sheets for 1 person are made.").first()).toBeVisible();

  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  expect(text).toContain("Fold here, seal");
  setupCode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(text)?.[0] ?? "";
  execFileSync("pdftoppm", ["-r", "150", "-png", "-singlefile", file, join(folder, "page")]);
  const uri = new URL(await scanPicture(readFileSync(join(folder, "page.png"))));
  const secret = uri.searchParams.get("secret") ?? "";
  expect(
    text
      .match(/\b[A-Z2-7]{4}(?:\s+[A-Z2-7]{4}){3}\b/g)
      ?.join("")
      .replace(/\s/g, ""),
  ).toBe(secret);
  printed = holdPhone(secret, Number(uri.searchParams.get("digits")));
});

test("its owner, whose phone is verified, types one code of it, and scans a new key", async ({ clinic }) => {
  await signOut(page);
  await claimByHand(page, newcomer, setupCode);
  await enableTwoFactorByHand(page, newcomer, clinic.twilio);
  await press(page, "Set up authenticator app");
  await lookForBarriers(app)("get the app, with a sealed sheet");
  await press(page, "I have scanned my sealed sheet");
  await expect(heading(page, "Your sealed sheet")).toBeVisible();
  await expect(page.getByText("Step 2 of 4")).toBeVisible();
  await lookForBarriers(app)("your sealed sheet");
  await field(page, "Code from the app").fill(await printed.nextCode());
  await expect(heading(page, "Scan")).toBeVisible();
  await expect(page.getByText("The sheet is used up.")).toBeVisible();
  await lookForBarriers(app)("scan, after a sealed sheet");
  own = await scanQrCode(page);
  expect(own.key).not.toBe(printed.key);
  await press(page, "I have scanned it");
  await field(page, "Code from the app").fill(await own.nextCode());
  await skipBackupPassword(page, "");
  await keepCodes(page, "");
});

test("at the next sign-in the printed key opens nothing, and the new one does", async () => {
  await signOut(page);
  await typeCredentials(page, newcomer);
  await typeToken(page, await printed.nextCode());
  await expect(alertSaying(page, "That code didn't match.")).toBeVisible();
  await typeToken(page, await own.nextCode());
  await expect(button(page, "Account")).toBeVisible();
});

test("the printed key was nowhere but on the paper: not on the bridge, not in the data folder", async () => {
  const bytes = base32Bytes(printed.key);
  if (bytes === undefined) throw new Error("a key that is not base32");
  const key: Canary = { what: "printed key", forms: [...written(printed.key), bytes], typedInto: [], shownBy: [] };
  const all = await heard();
  expect(all.map(({ method }) => method)).toEqual(
    expect.arrayContaining(["makeEnrollmentSheets", "redeemSealedSheet"]),
  );
  expect(all.filter(({ request, reply }) => isHeardIn(key, `${request} ${reply}`))).toEqual([]);
  await app.close();
  expect([app.computer.data, app.computer.config].flatMap((each) => filesWith([key], each))).toEqual([]);
});
