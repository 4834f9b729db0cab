import { expect, type Locator, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { openClinic, provider, staff, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { stringsInMemory } from "../support/heap";
import type { Phone } from "../support/phone";
import { ask, call, manager } from "../support/sample-clinic";
import {
  button,
  chooseInAccountMenu,
  field,
  fill,
  goTo,
  heading,
  openPerson,
  openTab,
  press,
  signIn,
  signOut,
} from "../support/screens";

/** What is half typed when the window locks: there again for the same person, and nowhere until then. */

const desk = takeDesk();
let app: App;
let page: Page;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
});
test.beforeEach(async ({ clinic }) => {
  codes ??= clinic.firstManager.recoveryCodes.values();
  phone ??= clinic.firstManager.phone.copy();
  await signInAsManager();
});
test.afterEach(async () => {
  await ask(page, "lock", {});
  await ask(page, "switchUser", {});
});

/** Ten on paper go faster than the phone's, of which there is one in half a minute. */
let codes: IterableIterator<string> | undefined;
let phone: Phone | undefined;

async function signInAsManager(): Promise<void> {
  await expect(heading(page, "Sign in")).toBeVisible();
  await call(page, "signIn", { email: manager.email, password: manager.password });
  const code = codes?.next().value;
  if (code !== undefined) await call(page, "useRecoveryCode", { code });
  else await call(page, "submitToken", { token: (await phone?.nextCode()) ?? "", remember: false });
  await expect(button(page, "Account")).toBeVisible();
}

/** Locks, looks for what was typed in what is left of the page, and unlocks. */
async function lockAndUnlock(typed: readonly string[], memory = false): Promise<void> {
  await call(page, "lock", {});
  await expect(heading(page, "Locked")).toBeVisible();
  const document = await page.content();
  expect(typed.filter((text) => document.includes(text))).toEqual([]);
  if (memory) {
    const left = (held: string) => typed.filter((text) => held.includes(text));
    await expect.poll(async () => left(await stringsInMemory(app)), { timeout: 40_000 }).toEqual([]);
  }
  await fill(page, { Password: manager.password });
  await press(page, "Unlock");
  await expect(heading(page, "Locked")).toBeHidden();
}

type Form = {
  readonly what: string;
  readonly open: () => Promise<unknown>;
  readonly place: () => Page | Locator;
  readonly typed: Readonly<Record<string, string>>;
  /** Typed too, and not there again. */
  readonly secret?: Readonly<Record<string, string>>;
  /** Looks into the page's memory too, which takes its time. */
  readonly heavy?: boolean;
};

const dialog = (name: string | RegExp) => () => page.getByRole("dialog", { name });
const asPage = () => page;

const forms: readonly Form[] = [
  {
    what: "a new person",
    open: async () => {
      await goTo(page, "People");
      await button(page, "Add person").first().click();
    },
    place: dialog("Add person"),
    typed: { Name: "Rosalind Quillfeather", "E-mail": "rosalind.q@", "Cell phone": "(312) 55" },
    heavy: true,
  },
  {
    what: "a search in People",
    open: () => goTo(page, "People"),
    place: asPage,
    typed: { "Search people": "quillfea" },
  },
  {
    what: "a search at the support desk",
    open: () => goTo(page, "Support desk"),
    place: asPage,
    typed: { "Find a person": "quillfea" },
  },
  {
    what: "somebody’s profile",
    open: () => openPerson(page, provider, "Profile"),
    place: () => page.getByRole("region", { name: provider.name, exact: true }),
    typed: { Name: "Dr. Marcus Quillfeather" },
  },
  {
    what: "the reason of an act, whose password and token are gone",
    open: async () => press(await openPerson(page, staff, "Profile"), "Deactivate"),
    place: dialog(/^Deactivate/),
    typed: { Reason: "Left for Quillfeather" },
    secret: { "Your password": "typed half of a password", "Authorization token": "123" },
    heavy: true,
  },
  {
    what: "the own profile",
    open: async () => {
      await chooseInAccountMenu(page, "Staff Settings");
      await openTab(page, "Profile");
    },
    place: asPage,
    typed: { Name: "Joan Quillfeather" },
  },
  {
    what: "a setting",
    open: async () => {
      await goTo(page, "Settings");
      await page.evaluate(() => {
        location.hash = "#/settings/practice";
      });
    },
    place: asPage,
    typed: { "Practice name": "Quillfeather Family Medicine" },
  },
  {
    what: "the gateway, whose token is gone",
    open: async () => {
      await goTo(page, "Settings");
      await page.evaluate(() => {
        location.hash = "#/settings/delivery";
      });
    },
    place: asPage,
    typed: { "Account SID": "ACquillfeather" },
    secret: { Token: "half-an-auth-token-of-it" },
  },
];

for (const { what, open, place, typed, secret = {}, heavy = false } of forms) {
  test(`${what} is there again after an unlock`, async () => {
    await open();
    await fill(place(), { ...typed, ...secret });
    const canaries = [...Object.values(typed), ...Object.values(secret)].filter((text) => text.length > 5);
    await lockAndUnlock(canaries, heavy);
    for (const [label, text] of Object.entries(typed)) await expect(field(place(), label)).toHaveValue(text);
    for (const label of Object.keys(secret)) await expect(field(place(), label)).toHaveValue("");
  });
}

test("the search over everything is there again after an unlock", async () => {
  await page.keyboard.press("Control+k");
  const search = page.getByRole("dialog", { name: "Find" }).getByRole("combobox");
  await search.fill("quillfea");
  await lockAndUnlock(["quillfea"]);
  await expect(search).toHaveValue("quillfea");
});

test("it is there for nobody else: not for whoever signs in next, nor for the same person after that", async () => {
  await goTo(page, "People");
  await page.getByRole("searchbox", { name: "Search people" }).fill("quillfea");
  await call(page, "lock", {});
  await press(page, "Switch user");
  await signIn(page, staff);
  expect(await ask(page, "takeDrafts", {})).toEqual({ ok: true, value: null });
  await signOut(page);
  await signInAsManager();
  await goTo(page, "People");
  await expect(page.getByRole("searchbox", { name: "Search people" })).toHaveValue("");
});

test("whoever cancels has canceled: a lock later on brings nothing back", async () => {
  await goTo(page, "People");
  await button(page, "Add person").first().click();
  const adding = page.getByRole("dialog", { name: "Add person" });
  await press(adding, "Cancel");
  await expect(adding).toBeHidden();
  await lockAndUnlock([]);
  await expect(heading(page, "People")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
