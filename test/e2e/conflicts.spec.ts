import { expect, type Locator, type Page, test } from "@playwright/test";
import { NORAS_EMAIL } from "../support/apart";
import { lookForBarriers } from "../support/barriers";
import { type Conflicting, putConflicts } from "../support/conflicting-clinic";
import { takeDesk } from "../support/desk";
import { keyboardOf } from "../support/keyboard";
import { button, field, fill, heading, openVault, press, signIn } from "../support/screens";

/* A vault in which two workstations recorded apart what cannot both hold, opened in the real app. */

const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const SAME_EMAIL = "Two accounts have the same e-mail";
const ROLE = "Marcus Webb's role was changed at two workstations";
const CODE = "Olivia Grant's recovery code 4 was used at two workstations";

async function open(who: keyof Conflicting) {
  const computer = desk.computer();
  const people = await putConflicts(computer, PASSPHRASE);
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  const person = people[who];
  await signIn(app.page, person, person.phone.nextCode);
  return { app, page: app.page, person, look: lookForBarriers(app) };
}

const auditLog = (page: Page, badge: string) =>
  page.getByRole("navigation").getByRole("link", { name: `Audit log${badge}`, exact: true });
const conflict = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const entry = (page: Page, words: string | RegExp): Locator => page.getByText(words).first();

test("a manager sees three conflicts, settles each, and finds it in the audit log", async () => {
  const { page, person, look } = await open("joan");
  await expect(auditLog(page, " 3 open conflicts")).toBeVisible();
  await look("overview with conflicts");
  await page.getByRole("link", { name: "3 Conflicts to settle" }).click();
  await expect(heading(page, "Conflicts")).toBeVisible();

  const email = conflict(page, SAME_EMAIL);
  await expect(email.getByText(`${NORAS_EMAIL}.`)).toBeVisible();
  await expect(email.getByText("In force now: both accounts are closed.")).toBeVisible();
  await expect(email.getByRole("region", { name: /^Side [AB]: Added by Joan Price$/ })).toHaveCount(2);
  await expect(email.locator("mark")).toHaveText(["(312) 555-0191 (different)", "(312) 555-0119 (different)"]);
  await expect(email.getByRole("radio", { checked: true })).toHaveCount(0);
  await email.getByRole("radio", { name: "Same person: keep A" }).check();
  await look("conflicts");
  await press(email, "Keep A, deactivate B");
  const dialog = page.getByRole("dialog", { name: "Deactivate Nora Ellis (B)?" });
  await fill(dialog, { Reason: "added twice", "Your password": person.password });
  await field(dialog, "Authorization token").fill(await person.phone.nextCode());
  await press(dialog, "Deactivate");
  await expect(email).toHaveCount(0);
  await expect(page.getByText(`Settled: ${SAME_EMAIL}.`)).toBeVisible();
  await expect(heading(page, "Conflicts")).toBeFocused();
  await expect(auditLog(page, " 2 open conflicts")).toBeVisible();

  const role = conflict(page, ROLE);
  await role.getByRole("radio", { name: "Keep what is in force" }).check();
  await fill(role, { Reason: "Marcus helps out no longer" });
  await press(role, "Keep what is in force");
  await expect(page.getByText(`Settled: ${ROLE}.`)).toBeVisible();
  await expect(role).toHaveCount(0);

  const code = conflict(page, CODE);
  await expect(code.getByText("In force now: the other recovery codes are void.")).toBeVisible();
  const keys = keyboardOf(page);
  await keys.pressByKey("radio", "Keep what is in force");
  await keys.typeInto("Reason", "Olivia used it in both rooms");
  await keys.pressByKey("button", "Keep what is in force");
  await expect(code).toHaveCount(0);
  await expect(heading(page, "Conflicts")).toBeFocused();
  await expect(page.getByText("Nothing is in conflict")).toBeVisible();
  await expect(auditLog(page, "")).toBeVisible();
  const rows = page.getByRole("table", { name: "Settled conflicts" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: SAME_EMAIL })).toContainText("Joan Price deactivated Nora Ellis's account.");
  await expect(rows.filter({ hasText: ROLE })).toContainText("Joan Price kept what was in force.");
  await look("settled conflicts");

  await auditLog(page, "").click();
  await expect(
    entry(
      page,
      `Wardkey found a conflict: ${SAME_EMAIL}, ${NORAS_EMAIL}: Nora Ellis, Nora Ellis. Until it is settled, both accounts are closed.`,
    ),
  ).toBeVisible();
  await expect(
    entry(page, "Joan Price settled the conflict about Marcus Webb's role: what was in force stays."),
  ).toBeVisible();
  await look("an audit log with settled conflicts");
  await press(page, "Settled conflicts");
  await expect(heading(page, "Conflicts")).toBeVisible();
});

test("an auditor reads them, and settles nothing", async () => {
  const { page, look } = await open("auditor");
  await auditLog(page, " 3 open conflicts").click();
  await press(page, "3 conflicts to settle");
  const email = conflict(page, SAME_EMAIL);
  await expect(email.getByText("A practice manager settles this.")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
  await expect(button(page, "Keep what is in force")).toHaveCount(0);
  await look("conflicts as an auditor");
});
