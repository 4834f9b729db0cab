import { createMemory, recordEvent } from "../../src/main/core/context";
import { createSession } from "../../src/main/core/session/session";
import { findHead } from "../../src/main/core/store/ledger/ledger";
import { type Db, immediately } from "../../src/main/core/store/open";
import type { NewSecret } from "../../src/main/core/store/secrets";
import { ingest } from "../../src/main/core/workstations/ingest";
import { correctedStoppedClock, stoppedClock, type TestContext } from "./context";
import { added, chainOf, createWorkstation, hand } from "./workstations";

/** The practice of `here`, opened at another workstation that has all that was written until now; its clock is its own. */
export function openedElsewhere(here: TestContext, workstation = "b".repeat(26)): TestContext {
  immediately(here.db, () => recordEvent(here, null, added(workstation)));
  const { db } = createWorkstation(workstation, 0);
  hand({ id: here.workstation, db: here.db, clock: 0 }, { id: workstation, db, clock: 0 }, here.workstation);
  for (const secret of secretsIn(here.db)) keepSecret(db, secret);
  const computerClock = stoppedClock(here.clock.now());
  return {
    ...here,
    ...{ db, workstation, computerClock, clock: correctedStoppedClock(computerClock, db, workstation) },
    ...{ memory: createMemory(), session: createSession(here.session.host) },
    close: () => void db.close(),
  };
}

/** Each takes in what the other has written, with its secrets, until neither lacks anything. */
export function meet(one: TestContext, other: TestContext): void {
  const taken = [takeIn(one, other), takeIn(other, one)];
  if (taken.some((entries) => entries > 0)) meet(one, other);
}

function takeIn(to: TestContext, from: TestContext): number {
  const { workstation: id, db } = from;
  const written = chainOf({ id, db, clock: 0 }, id, findHead(to.db, id)?.seq ?? 0);
  const ingested = ingest(to, written, secretsIn(db));
  if (ingested.is !== "taken") throw new Error(`not taken in: ${JSON.stringify(ingested)}`);
  return ingested.entries;
}

function secretsIn(db: Db): readonly NewSecret[] {
  return db.prepare("SELECT id, account, kind, bytes FROM secrets").all() as NewSecret[];
}

function keepSecret(db: Db, { id, account, kind, bytes }: NewSecret): void {
  db.prepare("INSERT INTO secrets (id, account, kind, bytes) VALUES (?, ?, ?, ?)").run(id, account, kind, bytes);
}
