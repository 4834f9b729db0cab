import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { contract, type Method } from "../../src/contract/methods";
import { base32Bytes } from "../../src/main/core/domain/base32";
import type { App } from "../support/app";
import { type Canary, filesWith, isHeardIn, written } from "../support/canaries";
import { managerOf, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { otherThan } from "../support/phone";
import { manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  fill,
  openPerson,
  press,
  proveHelp,
  readShownCode,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import {
  addByHand,
  claimByHand,
  enableTwoFactorByHand,
  setUpApp,
  setUpGatewayByHand,
  setUpPracticeByHand,
  tokenIn,
} from "../support/story";
import type { Twilio } from "../support/twilio";
import { keyOfVault } from "../support/vault-file";
import { type Heard, tapBridge } from "../support/wiretap";

test.describe.configure({ mode: "serial", timeout: 120_000 });
const desk = takeDesk();
const member = personNamed("Dr. Sarah Whitfield");
/** What somebody types into the wrong field. */
const mistyped = "five brass bells in the e-mail field";
const canaries: Canary[] = [];
let app: App;
let heard: readonly Heard[];

const ownPassword: readonly Method[] = [
  "signIn",
  "claimSetupCode",
  "stepUp",
  "unlock",
  "checkPassword",
  "createPractice",
];
/** Every method whose input carries the proof of whoever calls. */
const proofs = (Object.keys(contract) as Method[]).filter((method) => contract[method].password === "every-time");
const tokens: readonly Method[] = [
  "submitToken",
  "confirmTextToken",
  "confirmPhoneProof",
  "confirmAuthenticator",
  ...proofs,
];

function release(what: string, text: string, typedInto: readonly Method[], shownBy: readonly Method[] = []): void {
  canaries.push({ what, forms: written(text), typedInto, shownBy });
}

function releaseKey(what: string, key: string): void {
  const bytes = base32Bytes(key.replaceAll(" ", ""));
  if (bytes === undefined) throw new Error("a key that is not base32");
  canaries.push({ what, forms: [...written(key), bytes], typedInto: [], shownBy: ["beginAuthenticator"] });
}

function releaseCodes(what: string, codes: readonly string[]): void {
  for (const code of codes) release(what, code, ["useRecoveryCode"], ["makeRecoveryCodes"]);
}

test("a day in which every secret there is comes up: first run, gateway, people, setups, sign-ins, slips and a reset", async ({
  clinic,
}) => {
  app = await desk.open(desk.computer());
  const tap = await tapBridge(app);
  await aDay(app.page, clinic.twilio);
  heard = await tap();
  await app.close();
  expect(heard.length).toBeGreaterThan(100);
  expect(new Set(canaries.map(({ what }) => what)).size).toBeGreaterThan(12);
});

async function aDay(page: Page, twilio: Twilio): Promise<void> {
  release("passphrase", PASSPHRASE, ["createPractice", "openVault", "checkPassword"]);
  release("password of the manager", manager.password, [...ownPassword, ...proofs]);
  release("password of the member", member.password, [...ownPassword, ...proofs]);
  release("auth token of the gateway", twilio.authToken, ["saveGateway", "getApproval"]);

  const firstManager = await setUpPracticeByHand(page);
  releaseKey("authenticator key of the manager", firstManager.phone.key);
  releaseCodes("recovery code of the manager", firstManager.recoveryCodes);
  release("recovery key", firstManager.recoveryKey, [], ["makeRecoveryKit"]);
  await setUpGatewayByHand(page, twilio, firstManager.phone);
  await page.getByRole("link", { name: "People" }).click();
  const setupCode = await addByHand(page, member);
  release("setup code", setupCode, ["claimSetupCode", "redeemSetupCode"], ["addPerson"]);
  await signOut(page);

  await typeCredentials(page, { email: mistyped, password: manager.password });
  release("password typed as an e-mail", mistyped, ["signIn"]);
  await expect(alertSaying(page, "That didn't work.")).toBeVisible();

  await claimByHand(page, member, setupCode);
  await enableTwoFactorByHand(page, member, twilio);
  await press(page, "Set up authenticator app");
  const own = await setUpApp(page, page.getByRole("dialog", { name: "Set up authenticator app" }), "");
  releaseKey("authenticator key of the member", own.phone.key);
  releaseCodes("recovery code of the member", own.recoveryCodes);
  await signOut(page);
  await typeCredentials(page, member);
  const token = await own.phone.nextCode();
  release("token of the app", token, tokens);
  await typeToken(page, otherThan(token));
  await typeToken(page, token);
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);

  await managerOf({ firstManager } as never)(page);
  await bypass(page, await firstManager.phone.nextCode());
  for (const { body } of twilio.messages) {
    const sent = tokenIn(body);
    if (sent !== "") release("token by text message", sent, tokens);
  }
}

async function bypass(page: Page, token: string): Promise<void> {
  const panel = await openPerson(page, member, "Security");
  await press(panel, "Bypass code");
  await proveHelp(page, { reason: "Left the phone at home", password: manager.password, token });
  const code = await readShownCode(page, `Bypass code for ${member.name}`);
  release("bypass code", code, ["useBypassCode"], ["issueBypassCode"]);
  await signOut(page);
  await typeCredentials(page, member);
  await press(page, "Use a bypass code");
  await fill(page, { "Bypass code": code });
  await press(page, "Sign in");
  await expect(button(page, "Account")).toBeVisible();
}

test("none of them is in the data folder's files or logs, nor in what is kept outside: raw, in hex, base32 or base64", async () => {
  const { data, config } = app.computer;
  expect(existsSync(join(data, "vault/vault.db"))).toBe(true);
  const people = [manager, member].flatMap(({ name, email, cellPhone }) => [name, email, cellPhone ?? ""]);
  const names = people.map((text) => ({
    what: text,
    forms: [text, text.replace("+1", "")],
    typedInto: [],
    shownBy: [],
  }));
  const key = {
    what: "the vault's key",
    forms: [await keyOfVault(app.computer, PASSPHRASE)],
    typedInto: [],
    shownBy: [],
  };
  expect([data, config].flatMap((folder) => filesWith([...canaries, ...names, key], folder))).toEqual([]);
});

test("the search finds what does lie about: it is not blind", () => {
  const name = { what: "the vault's id", forms: ['"format"'], typedInto: [], shownBy: [] };
  expect(filesWith([name], app.computer.data)).toHaveLength(1);
});

test("on the bridge they are only in the replies that reveal them, and in the requests they were typed into", () => {
  const astray = canaries.flatMap((canary) =>
    heard.flatMap(({ method, request, reply }) => [
      ...(isHeardIn(canary, request) && !isTypedInto(canary, method) ? [`${canary.what} sent to ${method}`] : []),
      ...(isHeardIn(canary, reply) && !isShownBy(canary, method) ? [`${canary.what} in the reply of ${method}`] : []),
    ]),
  );
  expect(astray).toEqual([]);
  for (const canary of canaries.filter(({ shownBy }) => shownBy.length > 0)) {
    expect(
      heard.some(({ method, reply }) => isShownBy(canary, method) && isHeardIn(canary, reply)),
      canary.what,
    ).toBe(true);
  }
});

const isTypedInto = ({ typedInto }: Canary, method: string) => typedInto.some((one) => one === method);
const isShownBy = ({ shownBy }: Canary, method: string) =>
  shownBy.some((one) => one === method && contract[one].reveals === true);

/** A cell phone stands on the screens where people look it up or call it back, and nowhere else. */
const profiles: readonly Method[] = [
  "createPractice",
  "addPerson",
  "findSharedPhones",
  "updateMyProfile",
  "getMyProfile",
  "getMySecurity",
  "listPeople",
  "getPerson",
  "getSupportQueue",
  "getSupportCase",
  "sendTest",
];

test("phone numbers are on the bridge only where profiles are", () => {
  const shown = [manager, member].flatMap(({ cellPhone }) =>
    heard.filter(({ request, reply }) => `${request}${reply}`.includes((cellPhone ?? "").slice(2))),
  );
  const elsewhere = shown.map(({ method }) => method).filter((method) => !profiles.some((one) => one === method));
  expect([...new Set(elsewhere)]).toEqual([]);
});
