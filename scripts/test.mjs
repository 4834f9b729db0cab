/**
 * @file `npm test`: every test there is. `npm test -- unit`, `-- face`, `-- e2e`, `-- packets` or `-- idle` runs one part;
 * what follows goes to its runner, so `npm test -- unit test/core/domain/totp.test.ts` runs one file. `npm run test:long`
 * goes through 1,000 random histories where the others go through 100, and simulates 2,000 on several workstations.
 * `--seed N` begins them as an earlier run did.
 */

import { randomInt } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project } from "./runtime/places.mjs";
import { play, readyToPlay } from "./runtime/play.mjs";
import { run, runInTerminal } from "./runtime/run.mjs";
import { plain, runScript, say } from "./runtime/say.mjs";
import { readyRuntime } from "./runtime.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** All at once, so that a fresh machine waits for its packages a single time. @type {import("./runtime/system.mjs").Need[]} */
const needs = ["window", "display", "tests"];

const vitest = join(project, "node_modules/vitest/vitest.mjs");

/**
 * Runs one vitest project and reads its own report.
 * @param {string} name
 * @param {string} report
 * @param {readonly string[]} args
 * @param {{ command: string, env: NodeJS.ProcessEnv }} how
 */
async function runVitest(name, report, args, { command, env }) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runInTerminal(command, [vitest, "run", "--project", name, ...reporters, ...args], env);
  const read = JSON.parse(await readFile(report, "utf8").catch(() => "{}"));
  const skipped = (read.numPendingTests ?? 0) + (read.numTodoTests ?? 0);
  return { code, passed: read.numPassedTests ?? 0, failed: read.numFailedTests ?? 0, skipped };
}

/** Rules, SQL, intentions and the bridge, inside the app's own runtime. @param {string} report @param {readonly string[]} args */
async function runUnit(report, args) {
  const { executable } = await readyRuntime(needs);
  return runVitest("unit", report, args, { command: executable, env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } });
}

/** The tests that go through random histories, with ten times as many. @param {string} report @param {readonly string[]} args */
async function runLong(report, args) {
  process.env.WARDKEY_RUNS = "1000";
  process.env.WARDKEY_HISTORIES = "2000";
  return runUnit(report, [...(await filesWithRandomRuns()), ...args]);
}

async function filesWithRandomRuns() {
  const tests = join(project, "test");
  const names = (await readdir(tests, { recursive: true })).filter((name) => name.endsWith(".test.ts"));
  const texts = await Promise.all(names.map((name) => readFile(join(tests, name), "utf8")));
  return names.filter((_, index) => texts[index]?.includes("support/random-runs")).map((name) => join("test", name));
}

/** The face, on the machine's own Node with jsdom. @param {string} report @param {readonly string[]} args */
function runFace(report, args) {
  return runVitest("face", report, args, { command: process.execPath, env: process.env });
}

/**
 * Runs one Playwright project and reads its own report.
 * @param {"e2e" | "packets" | "idle"} name
 * @param {string} report
 * @param {readonly string[]} args
 * @param {typeof runInTerminal} [start]
 */
async function runPlaywright(name, report, args, start) {
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await play(name, ["--reporter=list,json", ...args], env, start);
  const { stats } = JSON.parse(await readFile(report, "utf8").catch(() => "{}"));
  return {
    code,
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  };
}

/** The built app, driven from outside. @param {string} report @param {readonly string[]} args */
function runEndToEnd(report, args) {
  return runPlaywright("e2e", report, args);
}

/**
 * The built app left alone for as long as it is in real life: it mostly waits, so each test has a worker of its own.
 * @param {string} report
 * @param {readonly string[]} args
 * @param {typeof runInTerminal} [start]
 */
function runIdle(report, args, start) {
  return runPlaywright("idle", report, ["--workers=2", ...args], start);
}

/** The built app in a network in which every packet shows. @param {string} report @param {readonly string[]} args */
function runPackets(report, args) {
  return runPlaywright("packets", report, args);
}

/** Begins the random histories as `--seed N` says, which is taken out of the words, or by chance. @param {string[]} words */
function seedRandomRuns(words) {
  const at = words.indexOf("--seed");
  const [, seed] = at < 0 ? ["--seed", String(randomInt(2 ** 31))] : words.splice(at, 2);
  if (seed === undefined || !/^\d{1,10}$/.test(seed)) throw plain("Say a whole number after --seed.");
  process.env.WARDKEY_SEED = seed;
  say(`Random histories begin from seed ${seed}; with "-- --seed ${seed}" they come again.`);
}

const parts = { unit: runUnit, face: runFace, e2e: runEndToEnd, packets: runPackets, idle: runIdle };

/**
 * What `npm test` runs: all but the long one, or the one that was named.
 * @param {string | undefined} only
 */
function partsNamed(only) {
  if (only === undefined) return Object.entries(parts);
  const all = Object.entries({ ...parts, long: runLong });
  const named = all.filter(([name]) => name === only);
  if (named.length === 0) throw plain(`There is no part "${only}": say ${all.map(([name]) => name).join(", ")}.`);
  return named;
}

/**
 * The idle tests beside all others, whose minutes they share. What they say comes when they have ended.
 * @param {string} report
 */
async function beginIdle(report) {
  // What both sides need is made ready once, before either starts.
  await readyToPlay();
  say("The idle tests have begun, beside the others.");
  const ending = runIdle(report, [], async (command, args, env) => {
    const { code, said } = await run(command, args, env === undefined ? {} : { env });
    say(said);
    return code;
  });
  // Whatever keeps it from starting is said where it is waited for.
  ending.catch(() => {});
  return () => ending;
}

/**
 * A part that ended badly without naming a test failed all the same.
 * @param {Count & { code: number }} result
 * @returns {Count}
 */
const honest = ({ code, passed, failed, skipped }) => ({
  passed,
  failed: code !== 0 && failed === 0 ? 1 : failed,
  skipped,
});

await runScript(async () => {
  const words = process.argv.slice(2);
  seedRandomRuns(words);
  const [only, ...args] = words;
  const named = partsNamed(only);
  const folder = await mkdtemp(join(tmpdir(), "wardkey-test-"));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const endOfIdle = only === undefined ? await beginIdle(join(folder, "idle.json")) : undefined;
  for (const [name, runPart] of named) {
    const begun = name === "idle" ? endOfIdle : undefined;
    const count = honest(await (begun === undefined ? runPart(join(folder, `${name}.json`), args) : begun()));
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  await rm(folder, { recursive: true });
  if (total.skipped > 0) say(`${total.skipped} tests were skipped, which counts as failed: none may be.`);
  process.stdout.write(`${total.passed} passed, ${total.failed + total.skipped} failed\n`);
  return total.failed + total.skipped > 0 || total.passed === 0 ? 1 : 0;
});
