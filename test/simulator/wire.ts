import type { WrittenEntry } from "../../src/main/core/store/ledger/ingest";
import { findHead } from "../../src/main/core/store/ledger/ledger";
import { type Db, prepared } from "../../src/main/core/store/open";
import type { NewSecret } from "../../src/main/core/store/secrets";
import { ingest } from "../../src/main/core/workstations/ingest";
import { chainOf } from "../support/workstations";
import type { Simulation } from "./simulation";
import { appOf, attempt, settled, type Workstation } from "./workstation";

/** A piece of a chain that is under way to a workstation, with the secrets that it commits to. */
export type Piece = {
  readonly from: string;
  readonly to: string;
  readonly chain: string;
  readonly entries: readonly WrittenEntry[];
  readonly secrets: readonly NewSecret[];
};

export type Wire = { readonly underWay: Piece[]; readonly cut: Set<string> };

export const createWire = (): Wire => ({ underWay: [], cut: new Set() });

const pairOf = (one: string, other: string) => [one, other].toSorted().join(" ");

/** Two workstations no longer reach each other. What is under way between them arrives all the same. */
export function cutOff({ wire }: Simulation, one: Workstation, other: Workstation): void {
  wire.cut.add(pairOf(one.id, other.id));
}

export function joinAgain({ wire, chance }: Simulation): void {
  if (wire.cut.size > 0) wire.cut.delete(chance.pick([...wire.cut]));
}

/** Somebody hands a piece of some chain on to somebody else; it may be lost, and arrives when it does. */
export function handOn(simulation: Simulation): void {
  const { chance, plan, wire, workstations } = simulation;
  const [from, to] = [chance.pick(workstations), chance.pick(workstations)];
  if (from.app === null || from === to || wire.cut.has(pairOf(from.id, to.id))) return;
  const chain = chance.pick(workstations);
  const known = to.app === null ? 0 : (findHead(to.app.context.db, chain.id)?.seq ?? 0);
  const before = chance.happens(plan.wire.repeated) ? chance.below(6) : 0;
  const skipped = chance.happens(0.05) ? chance.between(1, 3) : 0;
  const after = Math.max(0, known - before + skipped);
  const piece = pieceOf(from, to, chain, { after, limit: chance.between(1, plan.wire.piece) });
  if (piece.entries.length === 0) return;
  if (chance.happens(plan.wire.lost)) {
    simulation.say(`${wordsOf(simulation, piece)} gets lost`);
    return;
  }
  const withSecrets = !chance.happens(plan.wire.withoutSecrets);
  wire.underWay.push(withSecrets ? piece : { ...piece, secrets: [] });
  if (chance.happens(plan.wire.repeated)) wire.underWay.push(piece);
}

type Part = { readonly after: number; readonly limit: number };

function pieceOf(from: Workstation, to: Workstation, chain: Workstation, { after, limit }: Part): Piece {
  const { db } = appOf(from).context;
  const entries = chainOf({ id: from.id, db, clock: 0 }, chain.id, after, limit);
  const secrets = entries.flatMap((entry) => secretsOf(db, entry));
  return { from: from.name, to: to.id, chain: chain.id, entries, secrets };
}

function secretsOf(db: Db, { data }: WrittenEntry): readonly NewSecret[] {
  const { commits } = JSON.parse(data) as { readonly commits: readonly { readonly secret: string }[] };
  const sql = "SELECT id, account, kind, bytes FROM secrets WHERE id = ?";
  return commits.flatMap(({ secret }) => (prepared(db, sql).get(secret) as NewSecret | undefined) ?? []);
}

/** What arrives next: any piece that is under way. */
export async function arrive(simulation: Simulation): Promise<void> {
  const { chance, wire } = simulation;
  if (wire.underWay.length === 0) return;
  const [piece] = wire.underWay.splice(chance.below(wire.underWay.length), 1);
  if (piece !== undefined) await takeIn(simulation, piece);
}

async function takeIn(simulation: Simulation, handed: Piece): Promise<void> {
  const to = simulation.workstations.find(({ id }) => id === handed.to);
  const piece = { ...handed, entries: handed.entries.filter(({ seq }) => seq <= reachOf(simulation, to, handed)) };
  if (to?.app == null || piece.entries.length === 0) {
    simulation.say(`${wordsOf(simulation, handed)} finds nobody`);
    return;
  }
  const { context } = to.app;
  const ingested = attempt(to, simulation.report, "taking in", () => ingest(context, piece.entries, piece.secrets));
  await settled(to);
  simulation.say(`${wordsOf(simulation, piece)}: ${ingested?.is ?? "the disk takes nothing"}`);
  if (ingested !== undefined && "streams" in ingested && knowsOfItsRemoval(to)) to.isRemoved = true;
}

/**
 * Up to which number a workstation hears what another one wrote. One that was removed is heard further by those alone who
 * know of that: what others decided by more of it would look wrong to the checkers, which know the end alone.
 */
function reachOf({ workstations }: Simulation, to: Workstation | undefined, { chain }: Piece): number {
  const acceptedBy = ({ app }: Workstation) => (app === null ? undefined : acceptedAt(app.context.db, chain));
  if (to === undefined || acceptedBy(to) !== undefined) return Number.POSITIVE_INFINITY;
  return Math.min(...workstations.map((one) => acceptedBy(one) ?? Number.POSITIVE_INFINITY));
}

function wordsOf({ workstations }: Simulation, { from, to, chain, entries }: Piece): string {
  const name = (sought: string) => workstations.find(({ id }) => id === sought)?.name ?? sought;
  const [first, last] = [entries[0]?.seq, entries.at(-1)?.seq];
  return `${from} to ${name(to)}: ${name(chain)} ${first}-${last}`;
}

function knowsOfItsRemoval(workstation: Workstation): boolean {
  return acceptedAt(appOf(workstation).context.db, workstation.id) !== undefined;
}

/** Up to which number a workstation that was removed is accepted, as a ledger has it. */
function acceptedAt(db: Db, workstation: string): number | undefined {
  const sql = "SELECT accepted_up_to AS upTo FROM workstations WHERE id = ? AND accepted_up_to IS NOT NULL";
  return (prepared(db, sql).get(workstation) as { upTo: number } | undefined)?.upTo;
}

export function isKnownAt(at: Workstation, { id }: Workstation): boolean {
  return prepared(appOf(at).context.db, "SELECT 1 FROM workstations WHERE id = ?").get(id) !== undefined;
}

export function hasRemoved(db: Db): boolean {
  return prepared(db, "SELECT 1 FROM workstations WHERE accepted_up_to IS NOT NULL").get() !== undefined;
}

/** Everybody hands everything on to everybody, with all secrets that they have, until nobody lacks anything. */
export async function agree(simulation: Simulation): Promise<void> {
  const { wire, workstations } = simulation;
  wire.underWay.length = 0;
  wire.cut.clear();
  for (let goesOn = true, rounds = 0; goesOn; rounds++) {
    if (rounds > 20) return simulation.report("the workstations never agree");
    goesOn = false;
    for (const [from, to, chain] of waysBetween(workstations)) {
      const known = findHead(appOf(to).context.db, chain.id)?.seq ?? 0;
      const piece = pieceOf(from, to, chain, { after: known, limit: Number.POSITIVE_INFINITY });
      if (piece.entries.length === 0) continue;
      await takeIn(simulation, piece);
      goesOn ||= (findHead(appOf(to).context.db, chain.id)?.seq ?? 0) > known;
    }
  }
}

function waysBetween(all: readonly Workstation[]): readonly (readonly [Workstation, Workstation, Workstation])[] {
  return all.flatMap((from) =>
    all.flatMap((to) =>
      from === to ? [] : all.filter((chain) => chain !== to).map((chain) => [from, to, chain] as const),
    ),
  );
}
