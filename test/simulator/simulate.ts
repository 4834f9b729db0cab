import { createHash } from "node:crypto";
import type { Conflict } from "../../src/main/core/domain/conflicts";
import { listOpenConflicts } from "../../src/main/core/store/conflicts";
import { findHead, ledgerRows } from "../../src/main/core/store/ledger/ledger";
import { beginFrom } from "./begin";
import { checkAgreement, checkRepeats } from "./checkers/agreement";
import { checkConflicts } from "./checkers/conflicts";
import { checkDecisions } from "./checkers/decisions";
import { checkGuesses } from "./checkers/guesses";
import { checkHeads } from "./checkers/heads";
import { checkNames } from "./checkers/names";
import { checkOnce } from "./checkers/once";
import { checkOrder } from "./checkers/order";
import { checkRemoved } from "./checkers/removed";
import { checkFolding, checkReplay } from "./checkers/replay";
import { checkRights } from "./checkers/rights";
import { checkSecrets } from "./checkers/secrets";
import { readHistory } from "./history";
import { manages, removesWorkstation } from "./manager-acts";
import * as mishaps from "./mishaps";
import { doesOwn } from "./own-acts";
import type { Person } from "./people";
import type { Happening } from "./plan";
import { begins, comesIn, comesInBy, guesses, guessesAtNobody, leaves } from "./sign-ins";
import { call, type Simulation, type Window } from "./simulation";
import { helps, roleAt } from "./support-acts";
import { agree, arrive, cutOff, handOn, hasRemoved, isKnownAt, joinAgain } from "./wire";
import { appOf, Died, end, isOpen, settled, type Workstation } from "./workstation";

/** What came of a history: what was not as it should be, and the digest of each workstation's ledger. */
export type Outcome = {
  readonly wrong: readonly string[];
  readonly ledgers: readonly { readonly name: string; readonly digest: string; readonly entries: number }[];
};

/** Plays the history of a seed, so many steps of it, and looks at what is left. `say` hears of each step. */
export async function simulate(seed: string, steps: number, say: (line: string) => void = () => {}): Promise<Outcome> {
  const wrong: string[] = [];
  const report = (what: string) => {
    wrong.push(what);
    say(`WRONG: ${what}`);
  };
  const simulation = await beginFrom(seed, { say, report });
  try {
    for (let step = 1; step <= steps && wrong.length === 0; step++) await play(simulation);
    if (wrong.length === 0) await conclude(simulation);
    return { wrong, ledgers: simulation.workstations.map(digestOf) };
  } finally {
    for (const workstation of simulation.workstations) {
      end(workstation);
      workstation.computer.clear();
    }
  }
}

/** One step at some workstation. Whatever dies in it is started again. */
async function play(simulation: Simulation): Promise<void> {
  const { chance, plan, workstations } = simulation;
  const happening = chance.weighted(plan.happens);
  const at = chance.pick(workstations);
  const isUsed = isOpen(at) && !at.isRemoved;
  if (!isUsed && !ANYWHERE.has(happening)) return;
  try {
    await happenings[happening]({ simulation, at });
    await settled(at);
  } catch (broken) {
    if (!(broken instanceof Died)) throw broken;
  }
  for (const each of workstations) {
    if (each.disk.isDead()) startAgain(simulation, each);
    else if (isOpen(each) && !each.isRemoved) look(simulation, each);
  }
}

/** What needs nobody at a workstation that is in use. */
const ANYWHERE: ReadonlySet<Happening> = new Set<Happening>([
  "hands on",
  "carries out what is under way",
  "cuts off",
  "joins again",
  "time passes",
  "frees a disk",
]);

function startAgain(simulation: Simulation, at: Workstation): void {
  try {
    mishaps.startsAgain(simulation, at);
  } catch (broken) {
    if (!(broken instanceof Died)) throw broken;
    startAgain(simulation, at);
  }
}

/** After each step: what can be seen at once, and now and then all that a workstation has. */
function look(simulation: Simulation, at: Workstation): void {
  checkHeads(simulation, at);
  if (simulation.chance.happens(0.02)) checkReplay(simulation, at);
}

/** The end of a history: everything works again, everybody hears everything, and all checkers look at it. */
async function conclude(simulation: Simulation): Promise<void> {
  const { say, workstations } = simulation;
  say("Everything works again, and everybody hands on what they have");
  for (const at of workstations) {
    at.disk.free();
    if (at.app === null) startAgain(simulation, at);
  }
  await agree(simulation);
  checkAgreement(simulation);
  for (const at of workstations.filter(({ isRemoved }) => !isRemoved)) {
    const history = readHistory(appOf(at).context.db);
    checkHeads(simulation, at);
    checkReplay(simulation, at);
    checkOrder(simulation, at, history);
    checkGuesses(simulation, at, history);
    checkRights(simulation, at, history);
    checkDecisions(simulation, at, history);
    checkConflicts(simulation, at, history);
    checkOnce(simulation, at, history);
    checkRemoved(simulation, at, history);
    checkSecrets(simulation, at);
    await checkRepeats(simulation, at);
    await checkFolding(simulation, at);
  }
  const [last] = workstations.filter((at) => isOpen(at) && !at.isRemoved);
  if (last === undefined) return;
  await checkNames(simulation, last);
  for (const { what, sides } of listOpenConflicts(appOf(last).context.db).map(sidesOf))
    say(`In conflict: ${what}, ${sides} sides`);
}

const sidesOf = (conflict: Conflict) => ({
  what: conflict.what,
  sides: "sides" in conflict ? conflict.sides.length : conflict.accounts.length,
});

function digestOf({ name, app }: Workstation): Outcome["ledgers"][number] {
  const digest = createHash("sha256");
  let entries = 0;
  for (const { h, stream, hash } of app === null ? [] : ledgerRows(app.context.db)) {
    digest.update(`${h} ${stream} ${hash}\n`);
    entries += 1;
  }
  return { name, entries, digest: digest.digest("hex") };
}

type Happens = (window: Window) => unknown;

/** Mostly one of the few whom a history is about: what several workstations say apart is of the same account then. */
function somebody({ simulation: { chance, people, plan } }: Window): Person {
  const mostly = people.filter((_, index) => plan.about.includes(index));
  return chance.pick(chance.happens(0.9) ? mostly : people);
}

/** Somebody who has the role, as the workstation knows it; of several any. */
function withRole(window: Window, ...roles: readonly string[]): Person | undefined {
  const found = window.simulation.people.filter((one) => roles.includes(roleAt(window, one) ?? ""));
  return found.length === 0 ? undefined : window.simulation.chance.pick(found);
}

const doing =
  (act: Parameters<typeof doesOwn>[2]): Happens =>
  (window) =>
    doesOwn(window, somebody(window), act);

const helping =
  (act: Parameters<typeof helps>[3]): Happens =>
  async (window) => {
    const helper = withRole(window, "support", "support", "manager");
    if (helper !== undefined) await helps(window, helper, somebody(window), act);
  };

const managing =
  (act: Parameters<typeof manages>[3]): Happens =>
  async (window) => {
    const manager = withRole(window, "manager");
    if (manager !== undefined) await manages(window, manager, somebody(window), act);
  };

/**
 * One at most, by whoever has as much of its chain as anybody: what others decided by entries that yield nothing afterwards
 * would look wrong to the checkers, which know the end alone. Any removals are played in store/ledger/ingest.test.ts.
 */
function mayBeRemoved({ at, simulation: { workstations } }: Window, other: Workstation): boolean {
  const known = ({ app }: Workstation) => (app === null ? 0 : (findHead(app.context.db, other.id)?.seq ?? 0));
  return (
    other !== at &&
    isKnownAt(at, other) &&
    !workstations.some(({ app }) => app === null || hasRemoved(app.context.db)) &&
    workstations.every((one) => one === other || known(one) <= known(at))
  );
}

const happenings: { readonly [H in Happening]: Happens } = {
  "comes and goes": async (window) => {
    if (await comesIn(window, somebody(window), window.simulation.chance.happens(0.2))) await leaves(window);
  },
  "goes from room to room": async ({ simulation, at }) => {
    const person = somebody({ simulation, at });
    const rooms = simulation.workstations.filter((one) => isOpen(one) && !one.isRemoved);
    for (const room of rooms)
      if (await comesIn({ simulation, at: room }, person)) await leaves({ simulation, at: room });
  },
  "stays signed in": (window) => comesIn(window, somebody(window)),
  "mistypes the password": (window) => {
    const times = window.simulation.chance.between(1, 6);
    return guesses(window, somebody(window), { times, knowsPassword: false, waits: false });
  },
  "mistypes the token": (window) => {
    const times = window.simulation.chance.between(1, 6);
    return guesses(window, somebody(window), { times, knowsPassword: true, waits: false });
  },
  "guesses on and on": (window) => {
    const { between, happens } = window.simulation.chance;
    return guesses(window, somebody(window), { times: between(10, 30), knowsPassword: happens(0.6), waits: true });
  },
  "guesses at nobody": guessesAtNobody,
  "comes with a recovery code": (window) => comesInBy(window, somebody(window), "recovery code"),
  "comes with a bypass code": (window) => comesInBy(window, somebody(window), "bypass code"),
  "begins with a setup code": (window) => {
    const { chance, people } = window.simulation;
    const ready = people.filter(({ setupCode }) => setupCode !== null);
    return ready.length === 0 ? undefined : begins(window, chance.pick(ready));
  },
  "changes their password": doing("changes their password"),
  "edits their profile": doing("edits their profile"),
  "makes recovery codes": doing("makes recovery codes"),
  "sets a backup password": doing("sets a backup password"),
  "turns two-factor off": doing("turns two-factor off"),
  "sets the app up": doing("sets the app up"),
  "asks for help": async (window) => {
    await leaves(window);
    await call(window, "askForHelp", { email: somebody(window).email, about: "token" });
  },
  "unlocks somebody": helping("unlocks somebody"),
  "gives a bypass code": helping("gives a bypass code"),
  "gives a setup code": helping("gives a setup code"),
  "resets two-factor": helping("resets two-factor"),
  "replaces a phone": helping("replaces a phone"),
  "adds somebody": managing("adds somebody"),
  "edits somebody": managing("edits somebody"),
  "changes a role": managing("changes a role"),
  "deactivates somebody": managing("deactivates somebody"),
  "reactivates somebody": managing("reactivates somebody"),
  "changes the policy": managing("changes the policy"),
  "exempts somebody": managing("exempts somebody"),
  "ends an exemption": managing("ends an exemption"),
  "changes a setting": managing("changes a setting"),
  "corrects the clock": managing("corrects the clock"),
  "removes a workstation": async (window) => {
    const { chance, workstations } = window.simulation;
    const others = workstations.filter((other) => mayBeRemoved(window, other));
    const manager = withRole(window, "manager");
    if (manager !== undefined && others.length > 0) await removesWorkstation(window, manager, chance.pick(others));
  },
  "hands on": ({ simulation }) => handOn(simulation),
  "carries out what is under way": ({ simulation }) => arrive(simulation),
  "cuts off": ({ simulation, at }) => {
    const other = simulation.chance.pick(simulation.workstations);
    if (other !== at) cutOff(simulation, at, other);
  },
  "joins again": ({ simulation }) => joinAgain(simulation),
  "time passes": ({ simulation }) => mishaps.timePasses(simulation),
  "the app ticks": ({ simulation, at }) => mishaps.ticks(simulation, at),
  "sets a clock": ({ simulation, at }) => mishaps.setsClock(simulation, at),
  "fills a disk": ({ simulation, at }) => mishaps.fillsDisk(simulation, at),
  "frees a disk": ({ simulation, at }) => mishaps.freesDisk(simulation, at),
  "loses heads": ({ simulation, at }) => mishaps.losesHeads(simulation, at),
  crashes: ({ simulation, at }) => mishaps.startsAgain(simulation, at),
  "crashes in between": ({ simulation, at }) => mishaps.willDie(simulation, at),
  "puts a copy back": ({ simulation, at }) => mishaps.putsCopyBack(simulation, at),
};
