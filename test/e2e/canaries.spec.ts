import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { base32, base32Bytes } from "../../src/main/domain/base32";
import { contract, type Method, type Row } from "../../src/preload/contract";
import type { App } from "../support/app";
import { takeDesk } from "../support/desk";
import {
  addQuickly,
  ask,
  foundQuickly,
  manager,
  PASSPHRASE,
  personNamed,
  setUpAppQuickly,
  tell,
} from "../support/sample-clinic";
import { SENDER, tokenIn } from "../support/story";
import { startTwilio } from "../support/twilio";
import { keyOfVault } from "../support/vault-file";

const desk = takeDesk();
const member = personNamed("Dr. Marcus Webb");

type Crossing = { readonly method: string; readonly reply: string };

/** From now on main notes every reply and everything it pushes. */
async function listenIn({ electron }: App): Promise<() => Promise<readonly Crossing[]>> {
  await electron.evaluate(({ ipcMain, BrowserWindow }) => {
    type Handler = (...given: unknown[]) => unknown;
    const crossings: { method: string; reply: string }[] = [];
    Object.assign(globalThis, { crossings });
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [method, handler] of handlers) {
      handlers.set(method, async (...given) => {
        const reply = await handler(...given);
        crossings.push({ method, reply: JSON.stringify(reply) });
        return reply;
      });
    }
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const send = contents?.send.bind(contents);
    if (contents !== undefined && send !== undefined) {
      contents.send = (channel, ...values) => {
        crossings.push({ method: `push ${channel}`, reply: JSON.stringify(values) });
        send(channel, ...values);
      };
    }
  });
  return () => electron.evaluate(() => (globalThis as unknown as { crossings: Crossing[] }).crossings);
}

/** A value as it could lie somewhere by mistake. */
function disguises(value: string): readonly Buffer[] {
  const bytes = Buffer.from(value);
  const texts = [value, bytes.toString("hex"), base32(bytes), bytes.toString("base64").replace(/=+$/, "")];
  const decoded = base32Bytes(value.toUpperCase());
  const binary = decoded === undefined || decoded.length < 10 ? [] : [Buffer.from(decoded)];
  const cased = texts.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]);
  return [...new Set(cased)].map((text) => Buffer.from(text)).concat(Buffer.from(value, "utf16le"), binary);
}

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) yield* filesUnder(path);
    else if (stats?.isFile()) yield path;
  }
}

const plain = (code: string) => code.replace(/[\s-]/g, "");

test("secrets, passwords, codes and numbers are nowhere in the files, and cross the bridge only where they are revealed", async () => {
  // A manager's second token may have to wait for the clock.
  test.setTimeout(120_000);
  const twilio = await startTwilio();
  const app = await desk.open(desk.computer());
  const { page } = app;
  const crossings = await listenIn(app);

  const founded = await foundQuickly(page);
  const proof = async () => ({ password: manager.password, token: await founded.phone.nextCode() });
  const { baseUrl, accountSid, authToken } = twilio;
  await tell(page, "saveGateway", { baseUrl, accountSid, token: authToken, sender: SENDER, proof: await proof() });
  const added = await addQuickly(page, member);
  await tell(page, "signOut", {});

  await tell(page, "claimSetUpCode", { email: member.email, code: added.code, password: member.password });
  await tell(page, "enableTwoFactor", {});
  const first = tokenIn((await twilio.waitForMessage(member.cellPhone ?? "")).body);
  await tell(page, "confirmTextToken", { token: first });
  await tell(page, "signOut", {});

  const guess = "a guess that nobody should find";
  await ask(page, "signIn", { email: "a password typed into the wrong field", password: guess });
  await tell(page, "signIn", { email: member.email, password: member.password });
  await tell(page, "sendToken", { channel: "text" });
  const second = tokenIn((await twilio.waitForMessage(member.cellPhone ?? "")).body);
  await tell(page, "submitToken", { token: second });
  const own = await setUpAppQuickly(page);
  await tell(page, "changePassword", { newPassword: "twelve brass doorbells in winter" });
  await tell(page, "signOut", {});
  await tell(page, "signIn", { email: member.email, password: "twelve brass doorbells in winter" });
  await tell(page, "useRecoveryCode", { code: own.recoveryCodes[0] ?? "" });
  const crossed = await crossings();
  await app.close();

  const secrets = {
    "the manager's password": manager.password,
    "the member's password": member.password,
    "the member's new password": "twelve brass doorbells in winter",
    "a guessed password": guess,
    "what was typed as an e-mail": "a password typed into the wrong field",
    "the passphrase": PASSPHRASE,
    "the manager's key": plain(founded.phone.key),
    "the member's key": plain(own.phone.key),
    "the recovery key": plain(founded.recoveryKey),
    "the set-up code": plain(added.code),
    "the first text token": first,
    "the second text token": second,
    "the gateway's token": authToken,
    ...Object.fromEntries(
      [...founded.recoveryCodes, ...own.recoveryCodes].map((code) => [`recovery code ${code}`, plain(code)]),
    ),
  };
  const numbers = { "the manager's number": manager.cellPhone ?? "", "the member's number": member.cellPhone ?? "" };
  const vaultKey = Buffer.from(await keyOfVault(app.computer, PASSPHRASE));

  const hunted: [string, readonly Buffer[]][] = [
    ...Object.entries({ ...secrets, ...numbers }).map(([name, value]): [string, readonly Buffer[]] => [
      name,
      disguises(value),
    ]),
    ["the vault's key", [vaultKey, Buffer.from(vaultKey.toString("hex")), Buffer.from(base32(vaultKey))]],
  ];
  const files = [...filesUnder(app.computer.root)];
  expect(files.some((file) => file.endsWith("vault.db"))).toBe(true);
  const found = files.flatMap((file) => {
    const content = readFileSync(file);
    const inside = hunted.filter(([, all]) => all.some((disguise) => content.includes(disguise)));
    return inside.map(([name]) => `${name} in ${file}`);
  });
  expect(found).toEqual([]);

  expect(crossed.length).toBeGreaterThan(30);
  const reveals = (method: string) => method in contract && (contract[method as Method] as Row).reveals === true;
  expect(crossed.some(({ method, reply }) => reveals(method) && plain(reply).includes(plain(own.phone.key)))).toBe(
    true,
  );
  const leaked = crossed
    .filter(({ method }) => !reveals(method))
    .flatMap(({ method, reply }) =>
      Object.entries(secrets)
        .filter(([, value]) => plain(reply).includes(plain(value)))
        .map(([name]) => `${name} in the reply of ${method}`),
    );
  expect(leaked).toEqual([]);
  await twilio.close();
});
