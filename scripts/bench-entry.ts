import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { recordEvent } from "../src/main/core/context";
import { immediately, openDatabase } from "../src/main/core/store/open";
import { createPractice } from "../src/main/core/vault/practice-setup";
import { lookAtVault } from "../src/main/core/vault/vault";
import { createComputer, PRACTICE_SETUP, startOn } from "../test/support/computer";

/** Both are done in turn, so that whatever else the machine does meets each of them alike. The first rounds warm up. */
const ROUNDS = 1200;
const WARM_UP = 200;
/** With the head outside, in the file that is kept where there is no key store. */
const LEAST = 0.2;

test("an entry with its effects and its head takes at most five times a bare durable commit", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wardkey-bench-"));
  const computer = createComputer({ keyStore: false });
  const bare = openDatabase(join(folder, "bare.db"), new Uint8Array(randomBytes(32)));
  const installation = startOn(computer);
  try {
    bare.exec("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    const insert = bare.prepare("INSERT INTO one (text) VALUES (?)");
    lookAtVault(installation);
    await createPractice(installation, installation.caller(), {
      ...PRACTICE_SETUP,
      passphrase: "meadow lantern copper nine",
    });
    const { context } = installation.now;
    const account = installation.session.signedIn?.account;
    if (context === null || account === undefined) throw new Error("no vault was made");
    const works = {
      "a bare commit": () => immediately(bare, () => insert.run("x".repeat(300))),
      "an entry with its head": () =>
        immediately(context.db, () => recordEvent(context, null, { kind: "signed-out", subject: account, data: {} })),
    };
    const medians = measure(works);
    const ratio = medians["a bare commit"] / medians["an entry with its head"];
    for (const [name, ms] of Object.entries(medians)) process.stdout.write(`${name}: ${ms.toFixed(3)} ms\n`);
    process.stdout.write(`an entry with its head at ${ratio.toFixed(2)} of the speed of a bare durable commit\n`);
    expect(ratio).toBeGreaterThanOrEqual(LEAST);
  } finally {
    installation.close();
    bare.close();
    computer.clear();
    rmSync(folder, { recursive: true, force: true });
  }
});

function measure<Name extends string>(works: Readonly<Record<Name, () => unknown>>): Record<Name, number> {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of Object.keys(works) as Name[]) {
      const before = performance.now();
      works[name]();
      if (round >= WARM_UP) times[name].push(performance.now() - before);
    }
  }
  const median = (list: readonly number[]) =>
    [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  return Object.fromEntries(Object.entries<number[]>(times).map(([name, list]) => [name, median(list)])) as Record<
    Name,
    number
  >;
}
