import { newId, recordEvent, type VaultContext } from "../../src/main/core/context";
import { emailKey } from "../../src/main/core/domain/names";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../src/main/core/recovery/recovery-codes";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import type { Computer } from "./app";
import { addAccount, createTestContext, givePassword, PASSWORD, signedInAs, type TestContext } from "./context";
import { putVault } from "./past";
import { holdPhone, type Phone } from "./phone";
import { people as sample } from "./sample-clinic";
import { enableByApp, giveGateway } from "./two-factor";

const DAY_MS = 86_400_000;

export type GrownManager = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly phone: Phone;
};
export type GrownClinic = {
  readonly joan: GrownManager;
  readonly ruth: GrownManager;
  /** Has a password, has signed in, and has no two-factor. */
  readonly member: { readonly name: string; readonly email: string; readonly password: string };
  readonly count: number;
};

/**
 * Puts onto a computer the vault of a practice that has been at work for three weeks: two active managers with an app,
 * and so many people in all. Of the others every third has the app, every seventh takes texts, every fifth has never
 * signed in, every eleventh has no cell phone, and two share one. `gateway` is where texts go, if anywhere.
 */
export async function growClinic(
  computer: Computer,
  passphrase: string,
  { count, gateway }: { readonly count: number; readonly gateway?: Parameters<typeof giveGateway>[1] },
): Promise<GrownClinic> {
  const context = createTestContext({ now: Date.now() - 21 * DAY_MS });
  if (gateway !== undefined) giveGateway(context, gateway);
  const joan = await equip(context, context.manager);
  const ruth = await equip(
    context,
    addAccount(context, { name: "Ruth Delgado", email: "ruth@northside.example", role: "manager" }),
  );
  const member = addAccount(context, { name: "Nadia Osei", email: "nadia@northside.example" });
  await givePassword(context, member);
  signIn(context, member.id);
  addOthers(context, count - 3);
  context.clock.set(Date.now() - 60_000);
  for (const { id } of [joan.account, ruth.account]) signIn(context, id);
  await putVault(context, computer, passphrase);
  context.close();
  const { name, email } = member;
  return { joan: joan.manager, ruth: ruth.manager, member: { name, email, password: PASSWORD }, count };
}

async function equip(context: TestContext, account: Account): Promise<{ account: Account; manager: GrownManager }> {
  await givePassword(context, account);
  const me = signedInAs(context, account);
  const key = await enableByApp(context, me);
  makeRecoveryCodes(context, me, {});
  storeRecoveryCodes(context, me, {});
  signIn(context, account.id);
  context.session.signedIn = null;
  const { name, email } = account;
  return { account, manager: { name, email, password: PASSWORD, phone: holdPhone(key) } };
}

function addOthers(context: TestContext, count: number): void {
  immediately(context.db, () => {
    for (let index = 0; index < count; index++) addOne(context, index);
  });
}

function addOne(context: TestContext, index: number): void {
  const known = sample[index + 1];
  const name =
    known?.name ??
    `${firstNames[index % firstNames.length]} ${lastNames[Math.floor(index / 7) % lastNames.length]} ${index}`;
  const cellPhone = index % 11 === 10 ? null : `+1312555${String(index < 2 ? 0 : index % 10_000).padStart(4, "0")}`;
  const id = newId(context);
  const email = `person${index}@northside.example`;
  const accountType = known?.accountType ?? (index % 4 === 0 ? "provider" : "staff");
  // In a row: so many drawn by chance would meet.
  const twoFactorId = String(200_000_000 + index);
  const data = {
    name,
    email,
    emailKey: emailKey(email),
    cellPhone,
    accountType,
    role: "member",
    twoFactorId,
    import: null,
  } as const;
  recordEvent(context, null, { kind: "account-created", subject: id, data });
  if (index % 5 === 4) return;
  signIn(context, id);
  if (index % 3 === 0) enable(context, id, "app");
  else if (index % 7 === 1) enable(context, id, "text");
}

function signIn(context: VaultContext, id: string): void {
  immediately(context.db, () =>
    recordEvent(context, id, { kind: "signed-in", subject: id, data: { factors: [{ factor: "password" }] } }),
  );
}

function enable(context: VaultContext, id: string, method: "app" | "text"): void {
  immediately(context.db, () =>
    recordEvent(context, id, { kind: "two-factor-enabled", subject: id, data: { method } }),
  );
}

const firstNames = [
  "Ana",
  "Brian",
  "Carla",
  "Deshawn",
  "Elena",
  "Farid",
  "Grace",
  "Hannah",
  "Isaac",
  "Jasmine",
  "Kevin",
];
const lastNames = [
  "Castillo",
  "Neill",
  "Moretti",
  "Carter",
  "Petrova",
  "Haddad",
  "Kim",
  "Fischer",
  "Newman",
  "Brooks",
  "Okafor",
  "Lund",
  "Blake",
];
