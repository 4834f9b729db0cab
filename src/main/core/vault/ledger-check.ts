import type { LedgerCheck, World } from "../context";
import type { CommitHead } from "../domain/head-signature";
import type { House } from "../installation";
import { endSession } from "../session/sessions";
import type { VerifyJob, VerifyNews, WrongNews } from "../store/ledger/check-vault";
import { thePractice } from "../store/practice";
import { readKeptHead } from "./heads";
import { takeAlarm } from "./integrity";
import { rebuildFromLedger } from "./rebuild-tables";

/** Checks a vault beside the app, telling how far it is and what it found; settles when it ends, however it does. */
export type RunCheck = (job: VerifyJob, hear: (news: VerifyNews) => void) => Promise<void>;

/**
 * The check of everything that is decided on, before anybody signs in: entries, tables, secrets. Begun a while after the
 * window stands, or by the first attempt at a sign-in, which waits for it.
 */
export function createLedgerCheck(house: House, worldNow: () => World, run: RunCheck): LedgerCheck {
  let running: Promise<boolean> | null = null;
  const begin = () => {
    running = (running ?? Promise.resolve(true)).then(() => check(house, worldNow(), run));
    return running;
  };
  return { done: () => running ?? begin(), again: () => void begin() };
}

/** False where what was found has closed the vault. */
async function check(house: House, world: World, run: RunCheck): Promise<boolean> {
  const { key, vault } = house.now;
  if (key === null || !world.db.open) return true;
  await run({ file: house.folder.database, key, head: keptHead(house, world) }, (news) => hear(house, world, news));
  return house.now.vault === vault;
}

/** Fewer entries are checked in less than a second, which nobody needs to be told of. */
const SOON_CHECKED = 10_000;

/** How much of a long check that sign-ins wait for is done, in percent; null where none runs. */
export function checkedPercent({ memory }: World): number | null {
  const { checked, ledgerState: state } = memory;
  if (checked || state.is !== "checking" || state.of < SOON_CHECKED) return null;
  return Math.floor((100 * state.done) / state.of);
}

/**
 * The head outside was judged when the vault was opened: a key store that does not answer now keeps nobody from the rest of
 * the check.
 */
function keptHead(house: House, { db, workstation }: World): CommitHead | undefined {
  try {
    return readKeptHead(db, workstation, house.heads.read(thePractice(db).vaultId));
  } catch {
    return undefined;
  }
}

function hear(house: House, world: World, news: VerifyNews): void {
  if (!world.db.open) return;
  const before = checkedPercent(world);
  note(house, world, news);
  if (checkedPercent(world) !== before) world.changed(["getSituation"]);
}

function note(house: House, world: World, news: VerifyNews): void {
  const at = world.clock.now();
  if (news.is === "checking") {
    world.memory.ledgerState = news;
    world.changed(["getLedgerState"]);
    return;
  }
  world.memory.checked = true;
  if (news.is === "verified") {
    world.memory.ledgerState = { ...news, newer: 0, at };
    world.changed(["getLedgerState"]);
    return;
  }
  takeAlarm(world, news);
  world.memory.ledgerState = { is: "wrong", alarm: { what: news.what, entries: null }, at };
  closeWhatItTouches(house, world, news);
}

/**
 * What concerns the practice itself or a manager closes the vault: its tables are made anew where the ledger is whole;
 * where it is not, nobody signs in. What concerns others keeps them out, and closes acts on others (ipc.ts).
 */
function closeWhatItTouches(house: House, world: World, { what, owners, managers }: WrongNews): void {
  if (what === "file-damaged" || !(managers || owners.includes(""))) return;
  if (what === "tables-differ") {
    rebuildFromLedger(house, world);
    return;
  }
  endSession(world, "records-damaged");
  house.now.vault = { is: "trouble", trouble: "changed" };
  world.changed(["getSituation"]);
}
