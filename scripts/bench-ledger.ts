import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { newId, recordEvent, type VaultContext } from "../src/main/core/context";
import { listMarked } from "../src/main/core/store/ledger/fold";
import { findHead } from "../src/main/core/store/ledger/ledger";
import { rebuildShadow } from "../src/main/core/store/ledger/record";
import { immediately, openDatabase } from "../src/main/core/store/open";
import { ingest } from "../src/main/core/workstations/ingest";
import { createComputer } from "../test/support/computer";
import { addAccount, createTestContext, type StoppedClock, type TestContext } from "../test/support/context";
import { contextOf, setUpPracticeOn } from "../test/support/heads";
import { added, chainOf, createWorkstation, hand, write } from "../test/support/workstations";
import { growLedger } from "./bench-ledger/grow-ledger";
import { median, said } from "./bench-ledger/measured";

/*
 * How fast the ledger is, as ratios to rows in a bare table of a database that is opened as a vault is: 0.5 is half as fast.
 * What is compared is done in turn, so that whatever else the machine does meets each of them alike.
 */

/** Each round has a ratio of its own; the first one warms up. */
const ROUNDS = 12;
const COMMITS_A_ROUND = 60;
/** Decisions that share a commit when many wait, a savepoint each. */
const GROUP = 64;
/** Who signs in, one after another. */
const PEOPLE = 200;

/** Every ratio is one entry's to one row that is durably committed by itself. */
test("an entry with its effects beside a bare durable commit", async () => {
  const bare = openBare();
  const computer = createComputer({ keyStore: false });
  const unsealed = createTestContext();
  const { installation } = await setUpPracticeOn(computer);
  try {
    const apart = signInsIn(unsealed, unsealed.clock);
    const sealed = signInsIn(contextOf(installation), computer.clock);
    compare(bare.commitRow, {
      "an entry": { act: apart.one, entries: 1, least: 0.43 },
      "an entry with its signed head": { act: sealed.one, entries: 1, least: 0.2 },
      "one of 64 entries in a commit": { act: apart.group, entries: GROUP, least: 1 },
      "one of 64 entries in a commit with its signed head": { act: sealed.group, entries: GROUP, least: 0.8 },
    });
  } finally {
    installation.close();
    unsealed.close();
    computer.clear();
    bare.close();
  }
});

const ENTRIES = 1_000_000;
const REPLAYS = 3;
const ROWS = 100_000;
/** As fast as it was at commit d5922d9: 3.2 s for 300,000 sign-ins. */
const LEAST_REPLAYED = 0.29;
const REPLAY_AT_MOST_MS = 15_000;

/** In time of the processor: nothing in it waits for the disk, and what else the machine does counts for nothing. */
test("replay of a million sign-ins beside bare rows in one transaction", () => {
  const bare = openBare();
  const context = createTestContext();
  try {
    growLedger(context, context.clock, ENTRIES);
    const replays = Array.from({ length: REPLAYS }, () => ({
      rowMs: computed(() => bare.insertRows(ROWS)) / ROWS,
      ms: computed(() => rebuildShadow(context.db)),
    }));
    const times = replays.map(({ ms }) => ms);
    process.stdout.write(`replay of ${ENTRIES} entries: ${said(times, (ms) => `${(ms / 1000).toFixed(1)} s`)}\n`);
    expect.soft(median(times), "replay, ms").toBeLessThanOrEqual(REPLAY_AT_MOST_MS);
    const ratios = replays.map(({ rowMs, ms }) => rowMs / (ms / ENTRIES));
    expectAtLeast("a replayed entry", LEAST_REPLAYED, ratios);
  } finally {
    context.close();
    bare.close();
  }
});

const ONE_ACCOUNT = 20_000;
const LATE_ROUNDS = 5;
const BLOCKS_AT_MOST_MS = 50;

test("an account of 20,000 entries takes in a late one while others go on", async () => {
  const context = createTestContext();
  const elsewhere = createWorkstation("elsewhere", context.clock.now());
  const here = { id: context.workstation, db: context.db, clock: 0 };
  try {
    const { id: subject } = context.manager;
    immediately(context.db, () => recordEvent(context, null, added(elsewhere.id)));
    hand(here, elsewhere, here.id);
    growAccount(context, subject);
    const longest: number[] = [];
    for (let round = 0; round < LATE_ROUNDS; round++) {
      write(elsewhere, { kind: "help-asked", subject, data: { about: "token" } });
      const known = findHead(context.db, elsewhere.id)?.seq ?? 0;
      const gaps = watchGaps();
      const taken = ingest(context, chainOf(elsewhere, elsewhere.id, known), []);
      expect(taken).toMatchObject({ is: "taken", lacking: [] });
      while (listMarked(context.db).length > 0) await new Promise((resolve) => setImmediate(resolve));
      longest.push(gaps.end());
    }
    process.stdout.write(`a late entry blocks for at most: ${said(longest, (ms) => `${ms.toFixed(0)} ms`)}\n`);
    expect.soft(median(longest), "blocked, ms").toBeLessThanOrEqual(BLOCKS_AT_MOST_MS);
  } finally {
    elsewhere.db.close();
    context.close();
  }
});

/** Sign-ins with a token by text, each with an entry of its own, until the account has so many. */
function growAccount(context: TestContext, subject: string): void {
  immediately(context.db, () => {
    for (let index = 0; index < ONE_ACCOUNT / 2; index++) {
      context.clock.advance(60_000);
      const code = newId(context);
      const sent = { use: "text-token", channel: "text", cellPhone: "+14155552671", expiresAt: null } as const;
      recordEvent(context, null, { kind: "token-issued", subject, data: { ...sent, code, secret: newId(context) } });
      const factors = [{ factor: "password" }, { factor: "text-token", code }] as const;
      recordEvent(context, subject, { kind: "signed-in", subject, data: { factors, setupOnly: false } });
    }
  });
}

/** The longest time (ms) in which nothing else got its turn. */
function watchGaps(): { readonly end: () => number } {
  let [last, longest, over] = [performance.now(), 0, false];
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setImmediate(tick);
  };
  tick();
  return {
    end: () => {
      over = true;
      tick();
      return longest;
    },
  };
}

function openBare() {
  const folder = mkdtempSync(join(tmpdir(), "wardkey-bench-"));
  const db = openDatabase(join(folder, "bare.db"), new Uint8Array(randomBytes(32)));
  db.exec("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
  const insert = db.prepare("INSERT INTO one (text) VALUES (?)");
  const insertRows = (count: number) =>
    immediately(db, () => {
      for (let index = 0; index < count; index++) insert.run("x".repeat(300));
    });
  const close = () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { insertRows, commitRow: () => insertRows(1), close };
}

/** People who sign in with password and token, one after another: alone in a commit, or many. */
function signInsIn(context: VaultContext, clock: StoppedClock) {
  const people = immediately(context.db, () =>
    Array.from({ length: PEOPLE }, (_, index) => addWithApp(context, index)),
  );
  let count = 0;
  const signIn = () => {
    const { id, authenticator } = people[count % PEOPLE] as (typeof people)[number];
    count += 1;
    clock.advance(1000);
    const app = { factor: "app", authenticator, step: count, drift: 0 } as const;
    const data = { factors: [{ factor: "password" }, app], setupOnly: false } as const;
    recordEvent(context, id, { kind: "signed-in", subject: id, data });
  };
  const one = () => immediately(context.db, signIn);
  const group = () =>
    immediately(context.db, () => {
      for (let index = 0; index < GROUP; index++) one();
    });
  return { one, group };
}

function addWithApp(context: VaultContext, index: number) {
  const { id } = addAccount(context, { name: `Person ${index}`, email: `person${index}@northside.example` });
  const [authenticator, secret] = [newId(context), newId(context)];
  const offered = { authenticator, secret, digits: 7, expiresAt: context.clock.now() + 600_000, sameAs: null } as const;
  recordEvent(context, id, { kind: "authenticator-offered", subject: id, data: offered });
  const enabled = { authenticator, step: 0, drift: 0, digits: 7, phoneVerified: false } as const;
  recordEvent(context, id, { kind: "authenticator-enabled", subject: id, data: enabled });
  return { id, authenticator };
}

type Work = {
  readonly act: () => void;
  readonly entries: number;
  /** As fast as this beside the bare one. */
  readonly least: number;
};

/** Times all of them in turn, commit by commit. */
function compare(bare: () => void, works: Readonly<Record<string, Work>>): void {
  const all = Object.entries(works).map(([name, work]) => ({ name, ...work, ratios: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    const bareTimes: number[] = [];
    const times = all.map((): number[] => []);
    for (let commit = 0; commit < COMMITS_A_ROUND; commit++) {
      bareTimes.push(timed(bare));
      for (const [index, { act, entries }] of all.entries()) times[index]?.push(timed(act) / entries);
    }
    if (round === 0) continue;
    for (const [index, { ratios }] of all.entries()) ratios.push(median(bareTimes) / median(times[index] ?? []));
  }
  for (const { name, least, ratios } of all) expectAtLeast(name, least, ratios);
}

function expectAtLeast(name: string, least: number, ratios: readonly number[]): void {
  process.stdout.write(`${name}: ${said(ratios, (ratio) => ratio.toFixed(2))}, at least ${least.toFixed(2)}\n`);
  expect.soft(median(ratios), name).toBeGreaterThanOrEqual(least);
}

/** Ms that something takes. */
function timed(act: () => void): number {
  const before = performance.now();
  act();
  return performance.now() - before;
}

/** Ms of the processor's time that something takes. */
function computed(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
