import { expect, type Page, test } from "@playwright/test";
import { recordEvent, type VaultContext } from "../../src/main/core/context";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { askForHelp } from "../../src/main/core/support/support-desk";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { PASSWORD } from "../support/context";
import { takeDesk } from "../support/desk";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { holdPhone, type Phone } from "../support/phone";
import {
  alertSaying,
  button,
  field,
  heading,
  openVault,
  press,
  readShownCode,
  signIn,
  signOut,
  typeCredentials,
} from "../support/screens";
import { nobodyAt } from "../support/session";
import { addMember, giveRecoveryCodes, noteSignIn, setUpApp, typePassword } from "../support/sign-in";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const person = (first: string) => ({ email: `${first}@northside.example`, password: PASSWORD });
let app: App;
let page: Page;
let phones: { readonly victor: Phone; readonly grace: Phone };

/** Codes on paper, as of somebody who has set everything up. */
function storeCodes(context: VaultContext, account: Account): void {
  giveRecoveryCodes(context, account, ...Array.from("abcdef", (letter) => letter.repeat(16)));
  immediately(context.db, () =>
    recordEvent(context, account.id, { kind: "recovery-codes-stored", subject: account.id, data: {} }),
  );
}

test.beforeAll(async () => {
  const computer = desk.computer();
  const { context } = await createTwoManagers({ now: Date.now() - 30 * 86_400_000 });
  const victor = await addMember(context, { name: "Victor Hahn", email: "victor@northside.example", role: "support" });
  const grace = await addMember(context, { name: "Grace Kim", email: "grace@northside.example" });
  phones = { victor: holdPhone(await setUpApp(context, victor)), grace: holdPhone(await setUpApp(context, grace)) };
  await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
  for (const account of [victor, grace]) storeCodes(context, account);
  // The last failure was just now, and locks for 16 minutes; between those before it their locks had to be waited for.
  context.clock.set(Date.now() - 16 * 60_000);
  for (const account of [victor, grace]) noteSignIn(context, account);
  for (const waitMs of [0, 0, 0, 0, 61_000, 121_000, 241_000, 481_000, 0]) {
    await typePassword(context, "grace@northside.example", "not my password at all");
    context.clock.advance(waitMs);
  }
  for (const email of ["ana@northside.example", "grace@northside.example"]) {
    await askForHelp(context, nobodyAt(context), { email, about: "password" });
  }
  await putVault(context, computer, PASSPHRASE);
  context.close();
  app = await desk.open(computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
});

test("somebody is locked out, and the right password does not help", async () => {
  await typeCredentials(page, person("grace"));
  await expect(alertSaying(page, "Locked until")).toBeVisible();
});

test("support finds her waiting, with the cause in words and the remedy beside it", async () => {
  await signIn(page, person("victor"), phones.victor.nextCode);
  await expect(heading(page, "Support desk")).toBeVisible();
  await expect(page.getByRole("button", { name: /Grace Kim/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Ana Castillo/ }).first()).toBeVisible();
  await lookForBarriers(app)("the queue of the support desk");
});

test("a call-back unlock takes no more than twelve keys beside the reason and the password", async () => {
  let keys = 0;
  const key = async (name: string) => {
    keys += 1;
    await page.keyboard.press(name);
  };
  await expect(page.getByRole("searchbox", { name: "Find a person" })).toBeFocused();
  await key("Enter");
  await expect(page.getByRole("region", { name: "Grace Kim" })).toContainText("The password was wrong");
  await expect(button(page, "Unlock")).toBeFocused();
  await key("Enter");
  await expect(page.getByRole("radio", { name: "I called back and they answered" })).toBeFocused();
  await key("Enter");
  await page.keyboard.type("Mistyped her password on the ward.");
  await key("Enter");
  await page.keyboard.type(PASSWORD);
  await key("Enter");
  for (const digit of await phones.victor.nextCode()) await key(digit);
  await expect(page.getByRole("dialog", { name: "Grace Kim can sign in again." })).toBeVisible();
  expect(keys).toBeLessThanOrEqual(12);
  await lookForBarriers(app)("what was done at the support desk");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Grace Kim can sign in again." })).toBeHidden();
});

test("whoever was helped asks for help no longer, and one more Enter begins no other help", async () => {
  await expect(page.getByRole("region", { name: "Grace Kim" }).getByText("Why can’t they sign in?")).toBeVisible();
  await expect(button(page, "Done: Ana Castillo")).toBeVisible();
  await expect(button(page, "Done: Grace Kim")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Grace Kim" }).getByText("Asked for help")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // Nothing was pressed whose answer is still on its way.
  await expect(page.getByRole("region", { name: "Grace Kim" }).locator(":focus-within, :focus").first()).toBeVisible();
});

test("what the desk shows of a case has no barriers, nor has any step of its dialog", async () => {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Find" }).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("grace k");
  await expect(page.getByRole("option", { name: /Grace Kim/ })).toBeVisible();
  await lookForBarriers(app)("the palette");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "Grace Kim" });
  await press(panel, "Bypass code");
  await lookForBarriers(app)("the guided reset");
  await page.getByRole("radio", { name: "A colleague vouches for them, here" }).check();
  await lookForBarriers(app)("the guided reset with a voucher");
});

test("a second person vouches with their own password, and the code lets her in once and tells her of it all", async () => {
  const dialog = page.getByRole("dialog", { name: "Bypass code for Grace Kim?" });
  await field(dialog, "E-mail of whoever vouches").fill("ana@northside.example");
  await field(dialog, "Password of whoever vouches").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("Ana Castillo");
  await field(dialog, "Reason").fill("Left her phone at home.");
  await field(dialog, "Your password").fill(PASSWORD);
  await field(dialog, "Authorization token").fill(await phones.victor.nextCode());
  const code = await readShownCode(page, "Bypass code for Grace Kim");
  await signOut(page);
  await typeSupportCode(code);
  await expect(page.getByText("Since your last sign-in")).toBeVisible();
  await expect(page.getByText(/Victor Hahn unlocked your account/)).toBeVisible();
  await expect(page.getByText(/Victor Hahn gave you a bypass code/)).toBeVisible();
  await signOut(page);
  await typeSupportCode(code);
  await expect(alertSaying(page, "This one was used already")).toBeVisible();
});

async function typeSupportCode(code: string): Promise<void> {
  await typeCredentials(page, person("grace"));
  await press(page, "Use a bypass code");
  await field(page, "Bypass code").fill(code);
  await page.keyboard.press("Enter");
}
