import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Result } from "../../src/contract/result";
import { recordEvent, type VaultContext } from "../../src/main/core/context";
import { base32Bytes, idFrom } from "../../src/main/core/domain/base32";
import { emailKey } from "../../src/main/core/domain/names";
import type { KeyStore } from "../../src/main/core/ports";
import { findAccountByEmail } from "../../src/main/core/store/accounts";
import { keepLastOwn } from "../../src/main/core/store/ledger/admitted";
import { foldStreams } from "../../src/main/core/store/ledger/fold";
import { ingestChain } from "../../src/main/core/store/ledger/ingest";
import { rebuildShadowIfStale } from "../../src/main/core/store/ledger/record";
import { migrate } from "../../src/main/core/store/migrations";
import { immediately, openDatabase } from "../../src/main/core/store/open";
import { thePractice } from "../../src/main/core/store/practice";
import type { NewSecret } from "../../src/main/core/store/secrets";
import { sealVault } from "../../src/main/core/vault/heads";
import { openContext } from "../../src/main/core/vault/open-context";
import { keepSigningKey, takeSigningKey } from "../../src/main/core/vault/signing-key";
import { headsIn } from "../../src/main/platform/kept-heads";
import { type Computer, createComputer, type Given, PRACTICE_SETUP, startOn } from "../support/computer";
import { notingDelivery } from "../support/context";
import { contextOf, setUpPracticeOn } from "../support/heads";
import { added, chainOf } from "../support/workstations";
import { chanceOf, givenFrom } from "./chance";
import { createDisk } from "./disk";
import { makesRecoveryCodes, setsAppUp } from "./own-acts";
import { emailOf, newPerson, type Person } from "./people";
import { type Plan, planOf } from "./plan";
import { begins, comesIn, leaves, proofOf } from "./sign-ins";
import { call, passes, type Simulation, type Window } from "./simulation";
import { createWire } from "./wire";
import { appOf, end, open, type Workstation } from "./workstation";

/*
 * The practice that every history begins with: two managers, two of support, an auditor and three members, most of them with
 * the app, on one workstation. It is written once in a process, from a seed of its own, and copied for each history.
 */

const STAFF = [
  { name: "Ruth Kane", role: "support", app: true },
  { name: "Sam Cole", role: "support", app: true },
  { name: "Dana Holt", role: "support", app: true },
  { name: "Ingrid Sato", role: "auditor", app: true },
  { name: "Marcus Webb", role: "member", app: true },
  { name: "Ana Castillo", role: "member", app: true },
  { name: "Oscar Blum", role: "member", app: false },
] as const;

const DAY_MS = 24 * 60 * 60_000;
const NAMES = ["North", "South", "West", "East"] as const;

/** What a history is begun from. */
export type Beginning = {
  readonly folder: string;
  readonly stored: ReadonlyMap<string, string>;
  readonly people: readonly Person[];
  readonly secrets: readonly string[];
  readonly now: number;
  readonly workstation: { readonly id: string; readonly vaultId: string; readonly key: Uint8Array };
};

let beginning: Promise<Beginning> | null = null;

/** The practice as every history finds it. */
function theBeginning(): Promise<Beginning> {
  beginning ??= begin();
  return beginning;
}

async function begin(): Promise<Beginning> {
  const computer = createComputer({ keyStore: true });
  const given = { ...givenFrom("the beginning"), delivery: notingDelivery().delivery };
  const { installation, appKey } = await setUpPracticeOn(computer, given);
  const context = contextOf(installation);
  const { key, vault } = installation.now;
  if (key === null || vault.is !== "open") throw new Error("the practice has no vault");
  const vaultId = thePractice(context.db).vaultId;
  const id = context.workstation;
  installation.close();
  process.on("exit", () => computer.clear());
  const north = workstationOn(computer, given, { id, name: NAMES[0], vaultId, vaultKey: key });
  const plan = { ...planOf("the beginning"), clocks: "alike" } as const;
  const report = (what: string) => {
    throw new Error(what);
  };
  const kept = { people: [], now: computer.clock.now(), say: () => {}, report };
  const simulation = createSimulation("the beginning", plan, [north], kept);
  open(north, report);
  passes(simulation, 60_000);
  await hireEverybody(simulation, appKey);
  end(north);
  const { people, secrets, now } = simulation;
  return {
    folder: computer.folder,
    stored: computer.stored,
    people,
    secrets: [...secrets],
    now,
    workstation: { id, vaultId, key },
  };
}

/** The first entry of a chain, and its head outside: by that the computer knows which workstation it is. */
function beginChain(installation: ReturnType<typeof startOn>, context: VaultContext): void {
  const { db } = context;
  const { vaultId } = thePractice(db);
  const key = takeSigningKey(installation, context, vaultId);
  installation.now.context = context;
  sealVault(installation, context, vaultId, { key, held: false, texts: [] });
  const data = { by: "key-store", from: "here", seals: true } as const;
  immediately(db, () => recordEvent(context, null, { kind: "vault-opened", subject: null, data }));
}

type Names = Pick<Workstation, "id" | "name" | "vaultId" | "vaultKey">;

function workstationOn(computer: Computer, given: Given, names: Names): Workstation {
  const { stored } = computer;
  const keyStore: KeyStore = {
    isThere: () => true,
    read: (name) => stored.get(name),
    write: (name, value) => void stored.set(name, value),
    remove: (name) => void stored.delete(name),
  };
  const disk = createDisk(computer.folder, headsIn(keyStore, join(computer.folder, "heads")));
  return { ...names, computer, given, disk, app: null, acknowledged: null, isRemoved: false };
}

type Kept = Pick<Simulation, "people" | "now" | "say" | "report">;

function createSimulation(seed: string, plan: Plan, workstations: readonly Workstation[], kept: Kept): Simulation {
  return { chance: chanceOf(seed), plan, workstations, wire: createWire(), secrets: new Set(), ...kept };
}

/** Joan sets everybody up: each claims their code, and most of them their app. */
async function hireEverybody(simulation: Simulation, appKey: string): Promise<void> {
  const [at] = simulation.workstations as [Workstation];
  const window = { simulation, at };
  const { name, email, password } = PRACTICE_SETUP.manager;
  const account = idOf(window, email);
  const joan: Person = {
    ...newPerson(name, account, ""),
    email,
    password,
    setupCode: null,
    phone: base32Bytes(appKey) ?? null,
  };
  simulation.people.push(joan);
  simulation.secrets.add(password).add(appKey.replaceAll(" ", ""));
  for (const { name: hired, role, app } of STAFF) await hire(window, joan, { name: hired, role, app });
  const ruth = simulation.people.find(({ name: hired }) => hired === "Ruth Kane") as Person;
  await mustComeIn(window, joan);
  const parameters = { account: ruth.account, role: "manager", reason: "second manager" } as const;
  must(await call(window, "changeRole", { ...parameters, proof: proofOf(window, joan) }));
  await leaves(window);
  // Whoever helps is new to nobody by then.
  passes(simulation, 20 * DAY_MS);
}

type Hired = { readonly name: string; readonly role: "support" | "auditor" | "member"; readonly app: boolean };

async function hire(window: Window, joan: Person, { name, role, app }: Hired): Promise<void> {
  await mustComeIn(window, joan);
  const facts = { name, email: emailOf(name), cellPhone: null, accountType: "staff", role } as const;
  const added = must(await call(window, "addPerson", facts));
  const person = newPerson(name, added.account.id, added.code);
  window.simulation.people.push(person);
  if (!(await begins(window, person))) throw new Error(`${name} has no password`);
  if (app && !(await setsAppUp(window, person))) throw new Error(`${name} has no app`);
  if (app) await makesRecoveryCodes(window, person);
  await leaves(window);
  passes(window.simulation, 60_000);
}

async function mustComeIn(window: Window, person: Person): Promise<void> {
  if (!(await comesIn(window, person))) throw new Error(`${person.name} does not come in`);
}

function must<V>(answer: Result<V, { readonly code: string }>): V {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}

function idOf({ at }: Window, email: string): string {
  const account = findAccountByEmail(appOf(at).context.db, emailKey(email));
  if (account === undefined) throw new Error(`nobody has ${email}`);
  return account.id;
}

/** A history as its seed begins it: the practice, on as many workstations as its plan says, with their clocks. */
export async function beginFrom(seed: string, heard: Pick<Simulation, "say" | "report">): Promise<Simulation> {
  const beginning = await theBeginning();
  const plan = planOf(seed);
  const people = beginning.people.map((person) => ({ ...person, recoveryCodes: [...person.recoveryCodes] }));
  const north = copyOfNorth(seed, beginning);
  open(north, heard.report);
  const others = NAMES.slice(1, plan.workstations).map((name) => joinedBy(north, name, seed, beginning));
  const workstations = [north, ...others];
  const simulation = createSimulation(seed, plan, workstations, { people, now: beginning.now, ...heard });
  for (const secret of beginning.secrets) simulation.secrets.add(secret);
  for (const other of others) open(other, heard.report);
  for (const workstation of workstations) workstation.computer.clock.set(beginning.now + offsetOf(simulation));
  return simulation;
}

function computerAt(now: number): Computer {
  const computer = createComputer({ keyStore: true });
  computer.clock.set(now);
  return computer;
}

function copyOfNorth(seed: string, { folder, stored, now, workstation }: Beginning): Workstation {
  const computer = computerAt(now);
  cpSync(join(folder, "data"), join(computer.folder, "data"), { recursive: true });
  for (const [name, value] of stored) computer.stored.set(name, value);
  const { id, vaultId, key: vaultKey } = workstation;
  const given = { ...givenFrom(`North ${seed}`), delivery: notingDelivery().delivery };
  return workstationOn(computer, given, { id, name: NAMES[0], vaultId, vaultKey });
}

/** One more workstation: the first one adds it, and it takes in all that was written so far. */
function joinedBy(
  north: Workstation,
  name: string,
  seed: string,
  { now, workstation: { vaultId } }: Beginning,
): Workstation {
  const computer = computerAt(now);
  const given = { ...givenFrom(`${name} ${seed}`), delivery: notingDelivery().delivery };
  const vaultKey = given.random.bytes(32);
  const id = idFrom(given.random.bytes(16));
  const { publicKey, privateKey } = given.newSigningKey();
  const installation = startOn(computer, given);
  keepSigningKey(installation, vaultId, privateKey, "");
  const { context } = appOf(north);
  const event = added(id);
  if (event.kind !== "workstation-added") throw new Error("another event");
  immediately(context.db, () => recordEvent(context, null, { ...event, data: { ...event.data, name, publicKey } }));
  mkdirSync(dirname(installation.folder.database), { recursive: true });
  const db = openDatabase(installation.folder.database, vaultKey);
  migrate(db);
  rebuildShadowIfStale(db);
  const secrets = context.db.prepare("SELECT id, account, kind, bytes FROM secrets").all() as NewSecret[];
  const chain = chainOf({ id: north.id, db: context.db, clock: 0 }, north.id);
  immediately(db, () => {
    keepLastOwn(db, id);
    const delivered = new Map(secrets.map((secret) => [secret.id, secret]));
    const ingested = ingestChain(db, context.keys.commitments, chain, delivered);
    if (ingested.is !== "taken") throw new Error(`${name} is not taken in: ${ingested.is}`);
    foldStreams(db, ingested.streams, 1);
  });
  beginChain(
    installation,
    openContext(installation, { db, keys: context.keys, vaultId, key: vaultKey, workstation: id }),
  );
  installation.close();
  return workstationOn(computer, given, { id, name, vaultId, vaultKey });
}

const YEAR_MS = 365 * DAY_MS;

/** How far a clock is off at the beginning, ms. */
function offsetOf({ chance, plan }: Simulation): number {
  if (plan.clocks === "off by seconds") return chance.pick([-45, -30, 0, 30, 45]) * 1000;
  if (plan.clocks === "off by minutes") return chance.between(-30, 30) * 60_000;
  return plan.clocks === "off by years" ? chance.pick([0, -2, -1, 1, 3]) * YEAR_MS + chance.below(DAY_MS) : 0;
}
