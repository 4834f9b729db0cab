import type { Page } from "@playwright/test";
import type { InputOf, Method, Reply } from "../../src/contract/methods";
import type { AccountType, Role } from "../../src/contract/vocabulary";
import { holdPhone, type Phone } from "./phone";

/** A clinic to show and to test with, and the quick way to fill one: over the bridge, from the page, as the window does. */

export type Person = {
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly password: string;
};

export const PRACTICE = {
  practiceName: "Harbor Street Family Medicine",
  region: "US",
  timeZone: "America/Chicago",
} as const;
export const PASSPHRASE = "nine copper lanterns beside the harbor";

const provider = (name: string): Omit<Person, "cellPhone" | "email"> => ({
  name,
  accountType: "provider",
  role: "member",
  password: "four grey herons at low tide",
});
const staff = (name: string, role: Role = "member"): Omit<Person, "cellPhone" | "email"> => ({
  ...provider(name),
  accountType: "staff",
  role,
});

/** 42 people; numbers from the range that is kept for stories. */
export const people: readonly Person[] = [
  { ...staff("Joan Price", "manager"), password: "seven quiet otters swim upstream" },
  ...["Dr. Marcus Webb", "Dr. Amara Okafor", "Dr. Tomás Herrera", "Dr. Mei-Ling Chu", "Dr. Sarah Whitfield"].map(
    provider,
  ),
  ...["Dr. Daniel Roth", "Dr. Priya Raman", "Dr. Oskar Lindqvist", "Leah Goldberg, NP", "Samuel Adeyemi, PA"].map(
    provider,
  ),
  staff("Ruth Delgado", "support"),
  staff("Victor Hahn", "support"),
  staff("Ingrid Sato", "auditor"),
  ...["Ana Castillo", "Brian O’Neill", "Carla Moretti", "Deshawn Carter", "Elena Petrova", "Farid Haddad"].map((n) =>
    staff(n),
  ),
  ...["Grace Kim", "Hannah Fischer", "Isaac Newman", "Jasmine Brooks", "Kevin Nguyen", "Lucía Romero"].map((n) =>
    staff(n),
  ),
  ...["Maya Thompson", "Noah Bennett", "Olivia Grant", "Paul Jankowski", "Quinn Murphy", "Rosa Alvarez"].map((n) =>
    staff(n),
  ),
  ...["Sofia Marino", "Terrence Hill", "Uma Krishnan", "Valerie Dubois", "William Chen", "Ximena Torres"].map((n) =>
    staff(n),
  ),
  ...["Yusuf Demir", "Zoe Palmer", "Aaron Blake", "Beatrice Lund"].map((n) => staff(n)),
].map((person, index) => ({
  ...person,
  email: emailOf(person.name),
  cellPhone: `+1312555${String(101 + index).padStart(4, "0")}`,
}));

function emailOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}|^Dr\. |, .*$|[’']/gu, "");
  return `${plain.toLowerCase().replaceAll(" ", ".")}@harborstreet.example`;
}

export function personNamed(name: string): Person {
  const found = people.find((person) => person.name === name);
  if (found === undefined) throw new Error(`nobody in the clinic is called ${name}`);
  return found;
}

export const manager = personNamed("Joan Price");

/** Calls a method as the window does and gives its answer. */
export function ask<M extends Method>(page: Page, method: M, input: InputOf<M>): Promise<Reply<M>> {
  return page.evaluate(
    ([name, given]) => {
      const { wardkey } = window as unknown as { wardkey: Record<string, (input: unknown) => Promise<unknown>> };
      return wardkey[name]?.(given);
    },
    [method, input] as const,
  ) as Promise<Reply<M>>;
}

type Value<M extends Method> = Extract<Reply<M>, { ok: true }>["value"];

/** Calls a method over the bridge, which must not be refused, and gives its value. */
export async function call<M extends Method>(page: Page, method: M, input: InputOf<M>): Promise<Value<M>> {
  const answer = (await ask(page, method, input)) as Reply<Method>;
  if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value as Value<M>;
}

/** Sets an authenticator up for whoever is signed in, and keeps recovery codes. */
export async function setUpAppQuickly(page: Page): Promise<{ phone: Phone; recoveryCodes: readonly string[] }> {
  const { key, digits } = await call(page, "beginAuthenticator", { key: "new" });
  const phone = holdPhone(key, digits);
  await call(page, "confirmAuthenticator", { token: await phone.nextCode(), digits: null });
  const { codes } = await call(page, "makeRecoveryCodes", {});
  await call(page, "storeRecoveryCodes", {});
  return { phone, recoveryCodes: codes };
}

export type FirstManager = {
  readonly phone: Phone;
  readonly recoveryCodes: readonly string[];
  readonly recoveryKey: string;
};

/** The whole first run; the manager is signed in afterwards. `passphrase` is null where there is a key store. */
export async function setUpPracticeQuickly(page: Page, passphrase: string | null = PASSPHRASE): Promise<FirstManager> {
  const { name, email, cellPhone, accountType, password } = manager;
  await call(page, "createPractice", {
    ...PRACTICE,
    passphrase,
    oldPracticeName: null,
    manager: { name, email, cellPhone, accountType, password },
  });
  await call(page, "chooseTextTokenLifetime", { minutes: 10 });
  const own = await setUpAppQuickly(page);
  const kit = await call(page, "makeRecoveryKit", {});
  await call(page, "confirmRecoveryKit", { part: kit.key.split("-")[kit.askGroup - 1] ?? "" });
  await call(page, "finishPracticeSetup", {});
  return { ...own, recoveryKey: kit.key };
}

/** Adds a person; their setup code is returned. The manager is signed in and has typed the password lately. */
export async function addQuickly(page: Page, person: Person): Promise<{ id: string; code: string }> {
  const { name, email, cellPhone, accountType, role } = person;
  if (role === "manager") throw new Error("a manager is not added in one step");
  const { account, code } = await call(page, "addPerson", { name, email, cellPhone, accountType, role });
  return { id: account.id, code };
}

/** Chooses a new person's password with their setup code, and signs them out again. Nobody else is signed in. */
export async function claimQuickly(page: Page, { email, password }: Person, code: string): Promise<void> {
  await call(page, "claimSetupCode", { email, code, password });
  await call(page, "signOut", {});
}
