import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Computer, createComputer, removeComputer, startApp } from "../test/support/app";
import { startKeyStore } from "../test/support/key-store";
import { setUpPracticeQuickly } from "../test/support/sample-clinic";
import { makeEmptyWindow } from "./bench-start/empty-window";
import { type Start, timeToFirstField } from "./bench-start/first-field";
import { readyElectron } from "./runtime/electron.mjs";
import { appCommand } from "./runtime/launch.mjs";
import { runtimeFolder } from "./runtime/places.mjs";

/** All are started in turn, so that whatever else the machine does meets each of them alike. The first round warms up. */
const ROUNDS = 21;
const LIMIT = 1.5;

test("a cold start to a usable first field takes at most 1.5 times an empty window", async () => {
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
    const medians = await measure(starts);
    for (const name of ["the sign-in", "the passphrase"] as const) {
      expect(medians[name] / medians["an empty window"], name).toBeLessThanOrEqual(LIMIT);
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

async function measure<Name extends string>(starts: Readonly<Record<Name, Start>>): Promise<Record<Name, number>> {
  const names = Object.keys(starts) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of names) {
      const time = await timeToFirstField(starts[name]);
      if (round > 0) times.get(name)?.push(time);
    }
  }
  const medians = Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])]));
  report(names, times, medians);
  return medians as Record<Name, number>;
}

function report(
  names: readonly string[],
  times: ReadonlyMap<string, readonly number[]>,
  medians: Readonly<Record<string, number>>,
): void {
  const empty = medians[names[0] ?? ""] ?? Number.NaN;
  const lines = names.map((name) => {
    const all = times.get(name) ?? [];
    const ratio = ((medians[name] ?? Number.NaN) / empty).toFixed(2);
    return `${name.padEnd(16)} ${`${medians[name]} ms`.padStart(8)}  ${ratio}  (${Math.min(...all)} to ${Math.max(...all)})`;
  });
  process.stdout.write(`Median of ${ROUNDS} starts to a field that can be typed into, in turn:\n${lines.join("\n")}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
