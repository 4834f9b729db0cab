import { expect, type Page, test } from "@playwright/test";
import { type App, type Computer, createComputer, removeComputer, startApp } from "../test/support/app";
import { ask, call, PASSPHRASE } from "../test/support/sample-clinic";
import { type Diary, unanswered } from "./crash/act";
import { checkAfterCrash, checkTokensAreSpent } from "./crash/check";
import { auditor, setUpClinic } from "./crash/clinic";
import { inspectVault } from "./crash/inspect";
import { isLocked, type Member } from "./crash/member";
import { type Action, actions, type Sort } from "./crash/random-acts";

/**
 * Kills the app at random moments, again and again on one data folder, while people sign in, set up their phones and
 * edit their profiles. Whatever was answered before a kill is there after it, a failed attempt is never given back,
 * nothing is half done, and the ledger verifies. Acts go over the bridge from the page, as fast as the app answers.
 */

const TIMES = Number(process.env["WARDKEY_CRASHES"] ?? 100);
/** The app is killed at any moment of this much work; one kill in eight comes while the vault is opened. */
const WORK_MS = 1200;
const OPENING_MS = 250;
const OPENING_SHARE = 1 / 8;
/** How many people at a time have their hands on the app. */
const BUSY = 12;
/** Drawn from; sign-ins are over sooner than the others. */
const SORTS: readonly Sort[] = [...Array<Sort>(5).fill("sign-in"), "edit", "edit", "set-up"];

type Moment = Sort | "opening";
type Run = {
  readonly computer: Computer;
  readonly members: readonly Member[];
  readonly diary: Diary;
  readonly kills: Record<Moment, number>;
  /** Who was acted on since the last check. */
  readonly touched: Set<Member>;
  spentTokens: number;
};

test(`nothing that was answered is lost when the app is killed ${TIMES} times`, async () => {
  expect(TIMES, "how often").toBeGreaterThan(0);
  const computer = createComputer();
  const diary: Diary = [];
  try {
    const members = await setUpClinic(computer, { all: TIMES + 20, ready: BUSY / 2 }, diary);
    const kills = { opening: 0, "sign-in": 0, "set-up": 0, edit: 0 };
    const run: Run = { computer, members, diary, kills, touched: new Set(), spentTokens: 0 };
    for (let time = 1; time <= TIMES; time++) {
      await killOnce(run);
      if (time % 10 === 0) process.stdout.write(`${time} of ${TIMES} kills\n`);
    }
    await checkWithoutKilling(run);
    report(run, await inspectVault(computer, PASSPHRASE, members));
  } catch (found) {
    process.stdout.write(`What happened last:\n${diary.slice(-40).join("\n")}\n`);
    throw found;
  } finally {
    removeComputer(computer);
  }
});

/** One start, the check of what the kill before it left, new acts, and a kill in the middle of them. */
async function killOnce(run: Run): Promise<void> {
  const app = await startApp(run.computer);
  const end = { killed: false };
  try {
    await app.page.waitForFunction(() => "wardkey" in window);
    run.kills[Math.random() < OPENING_SHARE ? await killWhileOpening(app, end) : await killAtWork(run, app, end)] += 1;
  } finally {
    if (!end.killed) await app.kill();
  }
}

type End = { killed: boolean };

function killAfter(app: App, ms: number, end: End): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      end.killed = true;
      app.kill().then(resolve, reject);
    }, ms);
  });
}

async function killWhileOpening(app: App, end: End): Promise<Moment> {
  const killing = killAfter(app, Math.random() * OPENING_MS, end);
  await unlessKilled(end, () =>
    ask(app.page, "openVault", { passphrase: PASSPHRASE }).catch(() => {
      throw unanswered;
    }),
  );
  await killing;
  return "opening";
}

async function killAtWork(run: Run, app: App, end: End): Promise<Moment> {
  await openAndCheck(run, app.page);
  const killing = killAfter(app, Math.random() * WORK_MS, end);
  const work: { sort: Sort } = { sort: "sign-in" };
  await unlessKilled(end, async () => {
    while (!end.killed) {
      const { action, member } = choose(run.members);
      work.sort = action.sort;
      run.touched.add(member);
      await action.run(app.page, run.diary, member);
    }
  });
  await killing;
  run.diary.push("killed");
  return work.sort;
}

/** What the kill interrupts is expected to fail; nothing else is. */
async function unlessKilled(end: End, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (broken) {
    if (!end.killed || broken !== unanswered) throw broken;
  }
}

async function openAndCheck(run: Run, page: Page): Promise<void> {
  await call(page, "openVault", { passphrase: PASSPHRASE });
  await checkAfterCrash(page, auditor, [...run.touched]);
  run.spentTokens += await checkTokensAreSpent(page, run.diary, [...run.touched]);
  run.touched.clear();
}

/** An act of any sort that somebody may do now; a few people do most of them, so that some are locked out. */
function choose(members: readonly Member[]): { action: Action; member: Member } {
  const active = members.filter(({ facts }) => facts.hasPassword).slice(-BUSY);
  const fresh = members.filter(({ facts }) => !facts.hasPassword).slice(0, 1);
  const possible = actions
    .map((action) => ({ action, able: [...fresh, ...active].filter(action.may) }))
    .filter(({ able }) => able.length > 0);
  const sort = anyOf(SORTS.filter((each) => possible.some(({ action }) => action.sort === each)));
  const { action, able } = anyOf(possible.filter(({ action }) => action.sort === sort));
  return { action, member: anyOf(able) };
}

function anyOf<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

async function checkWithoutKilling({ computer, members }: Run): Promise<void> {
  const app = await startApp(computer);
  try {
    await call(app.page, "openVault", { passphrase: PASSPHRASE });
    await checkAfterCrash(app.page, auditor, members);
  } finally {
    await app.close();
  }
}

function report({ kills, members, spentTokens }: Run, entries: number): void {
  const sum = (tally: "answered" | "unanswered") =>
    members.flatMap((member) => [...member[tally].values()]).reduce((total, n) => total + n, 0);
  const failures = members.reduce((total, { answered }) => total + (answered.get("attempt-refused") ?? 0), 0);
  process.stdout.write(`
${TIMES} kills: ${kills["sign-in"]} during sign-ins, ${kills["set-up"]} during setups, ${kills.edit} during edits, ${kills.opening} while the vault was opened.
${sum("answered")} entries were answered for before a kill, ${failures} of them failed attempts (${members.filter((member) => isLocked(member)).length} people are locked now); ${sum("unanswered")} more were asked for.
${spentTokens} spent tokens were typed again after a kill, and let nobody in.
Nothing that was answered is lost, no failed attempt was given back, nothing is half done: chain verified, ${entries} entries.
`);
}
