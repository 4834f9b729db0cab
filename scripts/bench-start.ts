import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Computer, createComputer, removeComputer, startApp } from "../test/support/app";
import { startKeyStore } from "../test/support/key-store";
import { setUpPracticeQuickly } from "../test/support/sample-clinic";
import { makeEmptyWindow } from "./bench-start/empty-window";
import { type Start, timeToFirstAnswer, timeToFirstField } from "./bench-start/first-field";
import { memoryAtRest } from "./bench-start/memory";
import { readyElectron } from "./runtime/electron.mjs";
import { appCommand } from "./runtime/launch.mjs";
import { runtimeFolder } from "./runtime/places.mjs";

/** All are started in turn, so that whatever else the machine does meets each of them alike. The first round warms up. */
const ROUNDS = 21;
const MEMORY_ROUNDS = 3;
const LIMIT = 1.3;

test("a cold start to a usable first field takes at most 1.3 times an empty window, and its memory at most 1.3 times", async () => {
  const keyStore = await startKeyStore();
  const computers = [createComputer(undefined, keyStore.env), createComputer()] as const;
  const [withKeyStore, withPassphrase] = computers;
  const folder = join(runtimeFolder, `empty-window.${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    await setUpPracticeOn(withKeyStore, null);
    await setUpPracticeOn(withPassphrase);
    const electron = await readyElectron();
    const empty = await makeEmptyWindow(electron, folder);
    const starts = {
      "an empty window": { command: empty, args: [`--user-data-dir=${join(folder, "data")}`], env: keyStore.env },
      "the sign-in": startOf(electron, withKeyStore),
      "the passphrase": startOf(electron, withPassphrase),
    };
    const times = await measure(starts, ROUNDS, timeToFirstField);
    report(`Median of ${ROUNDS} starts to a field that can be typed into, in turn`, times, "ms");
    const ours = { "the sign-in": starts["the sign-in"], "the passphrase": starts["the passphrase"] };
    const answered = {
      "an empty window": times["an empty window"],
      ...(await measure(ours, ROUNDS, timeToFirstAnswer)),
    };
    report("Median of the same until the core has answered", answered, "ms");
    const sizes = await measure(starts, MEMORY_ROUNDS, memoryAtRest);
    report(`Median of ${MEMORY_ROUNDS} times all processes' memory (PSS) after that, in turn`, sizes, "MB");
    for (const measured of [times, sizes]) {
      for (const name of ["the sign-in", "the passphrase"] as const) {
        const ratio = median(measured[name]) / median(measured["an empty window"]);
        expect.soft(ratio, name).toBeLessThanOrEqual(LIMIT);
      }
    }
  } finally {
    keyStore.close();
    for (const computer of computers) removeComputer(computer);
    rmSync(folder, { recursive: true, force: true });
  }
});

async function setUpPracticeOn(computer: Computer, passphrase?: null): Promise<void> {
  const app = await startApp(computer);
  await setUpPracticeQuickly(app.page, passphrase);
  await app.close();
}

function startOf(electron: Parameters<typeof appCommand>[0], { data, config, env }: Computer): Start {
  return { ...appCommand(electron, ["--data-dir", data]), env: { XDG_CONFIG_HOME: config, ...env } };
}

type Measured<Name extends string> = Readonly<Record<Name, readonly number[]>>;

async function measure<Name extends string>(
  starts: Readonly<Record<Name, Start>>,
  rounds: number,
  once: (start: Start) => Promise<number>,
): Promise<Measured<Name>> {
  const names = Object.keys(starts) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const value = await once(starts[name]);
      if (round > 0) values.get(name)?.push(value);
    }
  }
  return Object.fromEntries(values) as Record<Name, number[]>;
}

function report(what: string, measured: Measured<string>, unit: string): void {
  const [empty = Number.NaN] = Object.values(measured).map(median);
  const lines = Object.entries(measured).map(([name, all]) => {
    const ratio = (median(all) / empty).toFixed(2);
    const range = `(${Math.min(...all)} to ${Math.max(...all)})`;
    return `${name.padEnd(16)} ${`${median(all)} ${unit}`.padStart(8)}  ${ratio}  ${range}`;
  });
  process.stdout.write(`${what}:\n${lines.join("\n")}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
