import { noteShown } from "../../src/main/core/approvals/notice-period";
import { sumUpGuesses } from "../../src/main/core/authentication/guesses";
import { watchClock } from "../../src/main/core/clock/clock";
import type { Head } from "../../src/main/core/domain/head-signature";
import { pumpOutbox } from "../../src/main/core/messaging/outbox";
import { tick } from "../../src/main/core/session/sessions";
import { findEntryAt, findHead } from "../../src/main/core/store/ledger/ledger";
import { checkReopened } from "./checkers/acknowledged";
import { passes, type Simulation } from "./simulation";
import { appOf, attempt, Died, end, open, type Workstation } from "./workstation";

/* What happens to clocks, disks and computers. */

const MINUTE_MS = 60_000;

export function timePasses(simulation: Simulation): void {
  const minutes = simulation.chance.pick([1, 5, 20, 61, 12 * 60, 3 * 24 * 60]);
  simulation.say(`${minutes} minutes pass`);
  passes(simulation, minutes * MINUTE_MS);
}

/** What the app does every few seconds beside everything else. */
export async function ticks({ report, say }: Simulation, at: Workstation): Promise<void> {
  const { context, installation } = appOf(at);
  attempt(at, report, "a tick", () => {
    noteShown(context);
    tick(context, installation.session);
    watchClock(context);
    sumUpGuesses(context);
    installation.now.seal?.tryAgain();
  });
  if (context.memory.checked && !at.disk.isFailing()) await pumpOutbox(context);
  if (at.disk.isDead()) throw new Died();
  say(`${at.name}: the app ticks`);
}

/** Somebody sets a clock, right or wrong. */
export function setsClock(simulation: Simulation, { computer: { clock }, name }: Workstation): void {
  const { chance, plan } = simulation;
  const minutes = {
    alike: [0],
    "off by seconds": [0, 0.5, -0.5],
    drifting: [0, 0, -3, 2],
    "off by minutes": [0, -45, -10, 10, 90],
    "off by years": [0, -60, 3 * 365 * 1440, -2 * 365 * 1440],
  }[plan.clocks];
  const byMinutes = chance.pick(minutes);
  clock.set(simulation.now + byMinutes * MINUTE_MS);
  simulation.say(`${name}: the clock is set to ${byMinutes} minutes from the true time`);
}

export function fillsDisk({ chance, say }: Simulation, { disk, name }: Workstation): void {
  const how = chance.pick(["full", "read-only"] as const);
  disk.fill(how);
  say(`${name}: the disk is ${how}`);
}

export function losesHeads({ say }: Simulation, { disk, name }: Workstation): void {
  disk.loseHeads();
  say(`${name}: heads cannot be written`);
}

export function freesDisk({ report, say }: Simulation, at: Workstation): void {
  at.disk.free();
  if (at.app !== null) attempt(at, report, "writing the head again", () => at.app?.installation.now.seal?.tryAgain());
  say(`${at.name}: the disk is as it should be`);
}

/** The computer will die in the middle of what it does next. */
export function willDie({ chance, say }: Simulation, { disk, name }: Workstation): void {
  const when = chance.happens(0.3) ? "head" : { entries: chance.between(1, 6) };
  disk.dieAt(when);
  say(`${name}: will die ${when === "head" ? "before its next head is kept" : `after ${when.entries} entries more`}`);
}

/** The app is ended, and started again: whatever anybody was told is still there. */
export function startsAgain(simulation: Simulation, at: Workstation): void {
  const lostHeads = at.disk.hasLostHeads();
  end(at);
  if (at.disk.isFailing()) at.disk.free();
  const became = open(at, simulation.report);
  simulation.say(`${at.name}: started again, ${became}`);
  checkReopened(simulation, at, { became, lostHeads });
}

/** Keeps a copy of the vault's folder, or puts the one from before in its place, which has to show. */
export function putsCopyBack(simulation: Simulation, at: Workstation): void {
  const { disk, id, name } = at;
  // What is not sealed yet cannot be told from what never was.
  if (disk.hasLostHeads()) return;
  const newest = findHead(appOf(at).context.db, id);
  if (!disk.hasCopy() || newest === undefined) {
    disk.keepCopy();
    simulation.say(`${name}: the vault's folder is copied`);
    return;
  }
  end(at);
  disk.free();
  disk.swapCopy();
  const became = open(at, simulation.report);
  simulation.say(`${name}: an older copy of the folder is put in its place, ${became}`);
  if (at.app !== null && !isSameVault(at, newest))
    simulation.report(`${name}: a copy from before is opened as if it were the vault`);
  if (at.app !== null) {
    disk.keepCopy();
    return;
  }
  disk.swapCopy();
  open(at, simulation.report);
}

/** Nothing was written here since it was copied. */
function isSameVault(at: Workstation, { seq, hash }: Head): boolean {
  return findEntryAt(appOf(at).context.db, at.id, seq)?.hash === hash;
}
