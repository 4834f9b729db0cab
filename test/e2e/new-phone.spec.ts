import { expect, type Page, test } from "@playwright/test";
import { recordEvent } from "../../src/main/services/world";
import { immediately } from "../../src/main/store/open";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { takeDesk } from "../support/desk";
import { putVault } from "../support/past";
import { appCode, holdPhone, type Phone } from "../support/phone";
import { addPrepared, BACKUP, ON_PAPER } from "../support/recovery";
import {
  alertSaying,
  button,
  field,
  heading,
  openVault,
  press,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { noteSignIn } from "../support/sign-in";
import { enrolApp } from "../support/story";
import { createWorld, PASSWORD } from "../support/world";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const DAY_MS = 86_400_000;
const AHEAD_MS = 4 * 60_000;
const grace = { email: "grace@northside.example", password: PASSWORD };
const marcus = { email: "marcus@northside.example", password: PASSWORD };
let app: App;
let page: Page;
let old: Phone;
let next: Phone;
/** The key of a phone whose clock is wrong. */
let keyOfMarcus: string;

test.beforeAll(async () => {
  const computer = desk.computer();
  const world = createWorld({ now: Date.now() - DAY_MS });
  const prepared = async (name: string, email: string) => {
    const { account, key } = await addPrepared(world, { name, email });
    const stored = { kind: "recovery-codes-stored", subject: account.id, data: {} } as const;
    immediately(world.db, () => recordEvent(world, account.id, stored));
    noteSignIn(world, account);
    return key;
  };
  old = holdPhone(await prepared("Grace Kim", grace.email));
  keyOfMarcus = await prepared("Marcus Webb", marcus.email);
  await putVault(world, computer, PASSPHRASE);
  world.close();
  app = await desk.open(computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
});

test("with the backup password alone nobody brings in a new phone", async () => {
  await typeCredentials(page, grace);
  await press(page, "I can't get a token");
  await lookForBarriers(app)("no token");
  await press(page, "Use your backup password");
  await lookForBarriers(app)("the first proof");
  await field(page, "Backup password").fill("not the one I chose");
  await press(page, "Continue");
  await expect(page.getByText(/That is not your backup password/)).toBeVisible();
  await field(page, "Backup password").fill(BACKUP);
  await press(page, "Continue");
  await expect(heading(page, "One more proof")).toBeVisible();
  await expect(button(page, "Set up the new phone")).toHaveCount(0);
  await lookForBarriers(app)("the second proof");
});

test("a recovery code besides, and the new phone takes the place of the stolen one", async () => {
  await page.getByRole("radio", { name: "A recovery code" }).check();
  await field(page, "Recovery code").fill(ON_PAPER[0]);
  await press(page, "Continue");
  await expect(heading(page, "What happened to the old phone?")).toBeVisible();
  await lookForBarriers(app)("what happened to the old phone");
  await page.getByRole("radio", { name: "Lost or stolen" }).check();
  await press(page, "Set up the new phone");
  await expect(heading(page, "Set up your new phone")).toBeVisible();
  await expect(button(page, "Account")).toHaveCount(0);
  await lookForBarriers(app)("setting up the new phone");
  next = await enrolApp(page, "");
});

test("the new phone signs her in from then on, and the stolen one does not", async () => {
  await expect(page.getByText("Since your last sign-in")).toBeVisible();
  await expect(page.getByText(/brought in a new phone/)).toBeVisible();
  await signOut(page);
  await typeCredentials(page, grace);
  await typeToken(page, old.shownCode());
  await expect(alertSaying(page, "That code didn't match")).toBeVisible();
  await typeToken(page, await next.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
});

test("a phone whose clock is four minutes ahead signs in with two codes, one after the other", async () => {
  const shown = (ms: number) => appCode(keyOfMarcus, Date.now() + AHEAD_MS + ms);
  await typeCredentials(page, marcus);
  await typeToken(page, shown(0));
  await expect(alertSaying(page, "That code didn't match")).toBeVisible();
  await press(page, "I can't get a token");
  await press(page, "My codes are not accepted");
  await lookForBarriers(app)("my codes are not accepted");
  const [first, second] = [shown(0), shown(30_000)];
  await field(page, "First code").fill(first);
  await field(page, "The next code").fill(second);
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
  await typeCredentials(page, marcus);
  await typeToken(page, shown(60_000));
  await expect(button(page, "Account")).toBeVisible();
});
