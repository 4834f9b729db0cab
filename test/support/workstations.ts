import type { Role } from "../../src/contract/vocabulary";
import type { AccountFacts, DomainEvent, Entry } from "../../src/main/core/domain/events";
import { newestArrival } from "../../src/main/core/store/ledger/entries";
import { foldStreams } from "../../src/main/core/store/ledger/fold";
import { type Ingested, ingestChain, type WrittenEntry } from "../../src/main/core/store/ledger/ingest";
import { chainRows, findHead } from "../../src/main/core/store/ledger/ledger";
import { type Recording, record } from "../../src/main/core/store/ledger/record";
import type { LedgerRow } from "../../src/main/core/store/ledger/row";
import { migrate } from "../../src/main/core/store/migrations";
import { type Db, immediately, openInMemory } from "../../src/main/core/store/open";
import type { NewSecret } from "../../src/main/core/store/secrets";
import { makeShadow, markShadow, type ShadowTable, shadowTables } from "../../src/main/core/store/shadow";

/* Workstations of one practice, each with a ledger of its own, that hand each other what they have written. */

export type Workstation = { readonly id: string; readonly db: Db; clock: number };

const COMMITMENTS = new Uint8Array(32).fill(7);

export function createWorkstation(id: string, clock: number): Workstation {
  const db = openInMemory();
  migrate(db);
  makeShadow(db);
  markShadow(db);
  return { id, db, clock };
}

/** That a workstation is one of the practice's, as another one says. */
export function added(id: string): DomainEvent {
  const data = { workstation: id, name: id, publicKey: "k", secret: null, from: null };
  return { kind: "workstation-added", subject: null, data };
}

/** What a practice begins with, at its first workstation. */
export const PRACTICE_CREATED: DomainEvent = {
  kind: "practice-created",
  subject: null,
  data: { name: "Northside", region: "US", timeZone: "America/Chicago", publicKey: "k", vaultId: "v" },
};

export function factsOf(id: string, cellPhone: string | null = null): AccountFacts {
  const email = `${id}@x.example`;
  return { name: id, email, emailKey: email, cellPhone, accountType: "staff" };
}

/** An account with the e-mail of its name. */
export function created(id: string, role: Role = "member"): DomainEvent {
  return { kind: "account-created", subject: id, data: { ...factsOf(id), twoFactorId: id, role, import: null } };
}

/** A practice with Ana and Ben, that began at the first workstation and is known to the second one. */
export function practiceOfTwo(clock: number, role?: Role): readonly [Workstation, Workstation] {
  const [north, south] = [createWorkstation("north", clock), createWorkstation("south", clock)];
  for (const event of [PRACTICE_CREATED, added("south"), created("ana", role), created("ben", role)])
    write(north, event);
  hand(north, south, "north");
  return [north, south];
}

type How = Partial<Pick<Recording, "actor" | "secrets" | "commitmentKey">>;

/** Records an event on a workstation, at its clock. */
export function write(
  { id, db, clock }: Workstation,
  event: DomainEvent,
  { actor = null, secrets = [], commitmentKey = COMMITMENTS }: How = {},
): Entry {
  const how = { workstation: id, at: clock, actor, secrets, commitmentKey };
  return immediately(db, () => record(db, how, event));
}

/** What a workstation has of a chain after a number, as it hands it on. */
export function chainOf(
  { db }: Workstation,
  chain: string,
  after = 0,
  limit = Number.POSITIVE_INFINITY,
): WrittenEntry[] {
  const written: WrittenEntry[] = [];
  for (const row of chainRows(db, chain, after)) {
    if (written.length >= limit) break;
    written.push(writtenOf(row));
  }
  return written;
}

function writtenOf(row: LedgerRow): WrittenEntry {
  const { arrival: _, h: _h, stream: _stream, ...written } = row;
  return written;
}

/** Takes in what was written elsewhere. */
export function take(to: Workstation, written: readonly WrittenEntry[], secrets: readonly NewSecret[] = []): Ingested {
  return immediately(to.db, () => {
    const from = newestArrival(to.db) + 1;
    const ingested = ingestChain(to.db, COMMITMENTS, written, new Map(secrets.map((secret) => [secret.id, secret])));
    if ("streams" in ingested) foldStreams(to.db, ingested.streams, from);
    return ingested;
  });
}

/** Hands on what `to` lacks of one chain, at most so much of it. */
export function hand(from: Workstation, to: Workstation, chain: string, limit?: number): Ingested {
  return take(to, chainOf(from, chain, findHead(to.db, chain)?.seq ?? 0, limit));
}

/** Hands each other everything, until nothing is left that anybody lacks. */
export function agree(all: readonly Workstation[]): void {
  const ways = all.flatMap((from) => all.flatMap((to) => all.map(({ id }) => ({ from, to, id }))));
  const handed = ways
    .filter(({ from, to, id }) => from !== to && id !== to.id)
    .map(({ from, to, id }) => hand(from, to, id));
  if (handed.some((ingested) => "entries" in ingested && ingested.entries > 0)) agree(all);
}

/** All rows that entries yield, table by table. */
export function tablesOf(db: Db): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    (Object.keys(shadowTables) as ShadowTable[]).map((table) => [
      table,
      db.prepare(`SELECT * FROM ${table} ORDER BY ${shadowTables[table]}`).all(),
    ]),
  );
}
