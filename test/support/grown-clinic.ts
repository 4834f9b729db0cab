import { newId, recordEvent, type World } from "../../src/main/core/context";
import { emailKey } from "../../src/main/core/domain/names";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../src/main/core/recovery/recovery-codes";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import type { Computer } from "./app";
import { addAccount, createWorld, givePassword, PASSWORD, signedInAs, type TestWorld } from "./context";
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
  const world = createWorld({ now: Date.now() - 21 * DAY_MS });
  if (gateway !== undefined) giveGateway(world, gateway);
  const joan = await equip(world, world.manager);
  const ruth = await equip(
    world,
    addAccount(world, { name: "Ruth Delgado", email: "ruth@northside.example", role: "manager" }),
  );
  const member = addAccount(world, { name: "Nadia Osei", email: "nadia@northside.example" });
  await givePassword(world, member);
  signIn(world, member.id);
  addOthers(world, count - 3);
  world.clock.set(Date.now() - 60_000);
  for (const { id } of [joan.account, ruth.account]) signIn(world, id);
  await putVault(world, computer, passphrase);
  world.close();
  const { name, email } = member;
  return { joan: joan.manager, ruth: ruth.manager, member: { name, email, password: PASSWORD }, count };
}

async function equip(world: TestWorld, account: Account): Promise<{ account: Account; manager: GrownManager }> {
  await givePassword(world, account);
  const me = signedInAs(world, account);
  const key = await enableByApp(world, me);
  makeRecoveryCodes(world, me, {});
  storeRecoveryCodes(world, me, {});
  signIn(world, account.id);
  world.memory.session = null;
  const { name, email } = account;
  return { account, manager: { name, email, password: PASSWORD, phone: holdPhone(key) } };
}

function addOthers(world: TestWorld, count: number): void {
  immediately(world.db, () => {
    for (let index = 0; index < count; index++) addOne(world, index);
  });
}

function addOne(world: TestWorld, index: number): void {
  const known = sample[index + 1];
  const name =
    known?.name ??
    `${firstNames[index % firstNames.length]} ${lastNames[Math.floor(index / 7) % lastNames.length]} ${index}`;
  const cellPhone = index % 11 === 10 ? null : `+1312555${String(index < 2 ? 0 : index % 10_000).padStart(4, "0")}`;
  const id = newId(world);
  const email = `person${index}@northside.example`;
  const kind = known?.kind ?? (index % 4 === 0 ? "provider" : "staff");
  // In a row: so many drawn by chance would meet.
  const twoFactorId = String(200_000_000 + index);
  const data = {
    name,
    email,
    emailKey: emailKey(email),
    cellPhone,
    kind,
    role: "member",
    twoFactorId,
    import: null,
  } as const;
  recordEvent(world, null, { kind: "account-created", subject: id, data });
  if (index % 5 === 4) return;
  signIn(world, id);
  if (index % 3 === 0) enable(world, id, "app");
  else if (index % 7 === 1) enable(world, id, "text");
}

function signIn(world: World, id: string): void {
  immediately(world.db, () =>
    recordEvent(world, id, { kind: "signed-in", subject: id, data: { factors: [{ factor: "password" }] } }),
  );
}

function enable(world: World, id: string, method: "app" | "text"): void {
  immediately(world.db, () => recordEvent(world, id, { kind: "two-factor-enabled", subject: id, data: { method } }));
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
