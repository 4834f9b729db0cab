import { expect, type Page, test } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { takeDesk } from "../support/desk";
import { type GrownClinic, growClinic } from "../support/grown-clinic";
import { type Keyboard, keyboardOf } from "../support/keyboard";
import { call, PASSPHRASE } from "../support/sample-clinic";
import { button, field, heading, openVault, signOut, textOf, typeCredentials, typeToken } from "../support/screens";

/** The manager's console with 100,000 accounts, by keyboard alone. */

test.describe.configure({ mode: "serial", timeout: 240_000 });
const PEOPLE = 100_000;
const desk = takeDesk();
let app: App;
let page: Page;
let keys: Keyboard;
let clinic: GrownClinic;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const computer = desk.computer();
  clinic = await growClinic(computer, PASSPHRASE, { count: PEOPLE });
  app = await desk.open(computer);
  page = app.page;
  page.setDefaultTimeout(60_000);
  keys = keyboardOf(page);
  await openVault(page, PASSPHRASE);
  // The first sign-in of a run waits until so many entries have been checked.
  await typeCredentials(page, clinic.joan);
  await expect(page.getByRole("progressbar", { name: "Checking the vault" })).toBeVisible();
  await lookForBarriers(app)("sign in while the vault is checked");
  await expect(field(page, "Authorization token")).toBeFocused({ timeout: 120_000 });
  await typeToken(page, await clinic.joan.phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
});

const look = (screen: string) => lookForBarriers(app)(screen);
const anywhere = {
  search: "",
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
} as const;

/** How high the list's head is, in px. */
const HEAD = 32;

test("the overview counts them, and every figure leads to as many", async () => {
  await expect(heading(page, "Overview")).toBeVisible();
  const { active, protectedBy, attention } = await call(page, "getOverview", {});
  expect(active.count).toBe(PEOPLE);
  const { inPerson, reviews, conflicts, held, ...ofPeople } = attention;
  expect([inPerson.day, reviews, conflicts, held]).toEqual([0, 0, 0, 0]);
  for (const { count, filter } of [...Object.values(protectedBy), ...Object.values(ofPeople)]) {
    expect(await call(page, "countFound", filter), JSON.stringify(filter)).toBe(count);
  }
  await look("overview of 100,000");
});

test("the list is searched, moved through and selected whole", async () => {
  await keys.key("Control+2");
  const table = page.getByRole("table", { name: "People" });
  await expect(table).toHaveAttribute("aria-rowcount", String(PEOPLE + 1));
  await keys.key("/");
  await keys.type("nadia osei");
  await expect(page.getByRole("status").filter({ hasText: "1 of 100,000 people" })).toBeVisible();
  await keys.key("Control+a");
  await keys.key("Delete");
  await expect(table).toHaveAttribute("aria-rowcount", String(PEOPLE + 1));
  const first = (await page.getByRole("rowheader").first().getByRole("button").textContent()) ?? "";
  await keys.tabTo("button", first);
  for (let step = 0; step < 5; step++) await keys.key("ArrowDown");
  await keys.key("Control+a");
  await expect(page.getByText("100,000 people selected").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Require for 100,000 people" })).toHaveAccessibleDescription(
    /write a rule for everyone/,
  );
  await look("people of 100,000, all selected");
  await keys.key("Escape");
});

test("the list is as long as its rows are high, at every density", async () => {
  const { columns, density: before, widths } = await call(page, "getPeopleSettings", {});
  const scrolls = () => page.getByRole("region", { name: "People" }).evaluate((list) => list.scrollHeight);
  for (const [density, height] of [
    ["compact", 32],
    ["roomy", 48],
    ["normal", 40],
  ] as const) {
    await call(page, "savePeopleSettings", { columns: [...columns], density, widths });
    await expect.poll(scrolls, density).toBe(HEAD + PEOPLE * height);
    const row = await page.getByRole("row").nth(1).boundingBox();
    expect(row?.height, density).toBe(height);
  }
  expect(before).toBe("normal");
});

test("a 2FA policy for all of them is previewed, takes one entry, and its numbers come true at once", async () => {
  await keys.key("Control+4");
  await keys.pressByKey("button", await textOf(page.getByRole("button", { name: /^Everyone by / })));
  await keys.pressByKey("button", "Edit the rule Everyone");
  const { todayOn } = await call(page, "getPolicy", {});
  await page.getByLabel("From", { exact: true }).fill(todayOn);
  await keys.typeInto("Grace for new accounts", "0");
  await keys.pressByKey("button", "Put into the draft");
  const rule = {
    id: null,
    applies: { to: "everyone" },
    fromOn: todayOn,
    graceDays: 0,
    methods: "app-and-text",
  } as const;
  const { groups } = await call(page, "previewPolicy", { rules: [rule] });
  await expect(
    page.getByRole("button", { name: `${groups["locked-out"].toLocaleString("en-US")} Would be locked out` }),
  ).toBeVisible();
  await look("2FA policy for 100,000, previewed");
  await keys.pressByKey("button", "Save the 2FA policy");
  await keys.typeInto("Reason", "The insurer asks for it");
  await keys.typeInto("Your password", clinic.joan.password);
  await keys.typeInto("Authorization token", await clinic.joan.phone.nextCode());
  const before = await countEntries();
  await keys.key("Enter");
  await expect(page.getByText("The 2FA policy is saved.").first()).toBeVisible();
  // The proof that was typed is an entry of its own.
  expect(await countEntries()).toBe(before + 2);
  const overdue = await call(page, "countFound", { ...anywhere, status: "overdue" });
  expect(overdue).toBe(groups["must-set-up"] + groups["locked-out"]);
  const daysLeft = await call(page, "countFound", { ...anywhere, status: "days-left" });
  expect(daysLeft).toBe(groups["time-left"]);
});

test("it is in force at the next sign-in", async () => {
  await signOut(page);
  await typeCredentials(page, clinic.member);
  await expect(heading(page, "Set up two-factor authentication")).toBeVisible();
  await expect(page.getByLabel("Setup code", { exact: true })).toBeVisible();
  await expect(button(page, "Account")).toBeHidden();
});

async function countEntries(): Promise<number> {
  const everything = { person: null, group: null, from: null, to: null, before: null, limit: 1 };
  return (await call(page, "listEntries", everything)).total;
}
