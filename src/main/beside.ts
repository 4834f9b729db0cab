import { Worker } from "node:worker_threads";
import { readSignedHead } from "./domain/head-signature";
import { forgetOldKeys } from "./services/attempt-hints";
import { watchClock } from "./services/clock";
import { writeHead } from "./services/heads";
import type { House } from "./services/house";
import { recordTrouble } from "./services/integrity";
import { pumpOutbox } from "./services/outbox";
import { tick } from "./services/sessions";
import type { World } from "./services/world";
import { thePractice } from "./store/practice";
import type { VerifyJob, VerifyNews } from "./work/verify-ledger";

const HEAD_DELAY_MS = 1000;
const TICK_MS = 5000;
const SWEEP_MS = 60 * 60_000;

/** What runs beside an opened vault. `soon` is called after every commit; `stop` once, at quit. */
export type Beside = { readonly soon: () => void; readonly headNow: () => void; readonly stop: () => void };

export function startBeside(
  house: House,
  worldNow: () => World,
  incident: (what: string, broken: unknown) => void,
): Beside {
  let headTimer: NodeJS.Timeout | undefined;
  const headNow = () => {
    clearTimeout(headTimer);
    headTimer = undefined;
    writeHead(house, worldNow());
  };
  const pump = () => void pumpOutbox(worldNow()).catch((broken: unknown) => incident("outbox", broken));
  // An import records thousands of entries in one go.
  let pumping = false;
  const soon = () => {
    headTimer ??= setTimeout(headNow, HEAD_DELAY_MS);
    if (pumping) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      pump();
    });
  };
  const ticking = setInterval(() => {
    tick(worldNow());
    watchClock(worldNow());
    pump();
  }, TICK_MS);
  const sweeping = setInterval(() => forgetOldKeys(worldNow()), SWEEP_MS);
  const stop = () => {
    clearInterval(ticking);
    clearInterval(sweeping);
    headNow();
  };
  return { soon, headNow, stop };
}

/** Checks the file and the whole ledger in a worker thread; what it finds becomes the alarm on every screen. */
export function verifyInWorker(
  house: House,
  world: World,
  worker: string,
  incident: (what: string, broken: unknown) => void,
): void {
  const { key, folder } = { key: house.now.key, folder: house.folder };
  if (key === null || world.memory.verifying) return;
  world.memory.verifying = true;
  const { vaultId, publicKey } = thePractice(world.db);
  const kept = house.heads.read(vaultId);
  const head = kept === undefined ? undefined : readSignedHead(kept, publicKey);
  const job: VerifyJob = { file: folder.database, key, head };
  const verifying = new Worker(worker, { workerData: job });
  verifying.on("message", (news: VerifyNews) => hear(world, news));
  verifying.on("error", (broken) => {
    incident("verify-ledger", broken);
    hear(world, { is: "wrong", what: "file-damaged" });
  });
  verifying.on("exit", () => {
    world.memory.verifying = false;
  });
}

function hear(world: World, news: VerifyNews): void {
  const at = world.clock.now();
  if (news.is === "wrong") {
    const alarm = { what: news.what, entries: null };
    world.memory.ledgerState = { is: "wrong", alarm, at };
    world.memory.alarm = alarm;
    if (news.what !== "file-damaged") recordTrouble(world, news.what, null);
    world.changed(["getSituation", "getLedgerState"]);
    return;
  }
  world.memory.ledgerState = news.is === "checking" ? news : { ...news, newer: 0, at };
  world.changed(["getLedgerState"]);
}
