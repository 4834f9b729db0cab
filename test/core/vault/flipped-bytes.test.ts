import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signIn } from "../../../src/main/core/authentication/sign-in";
import { diskTroubleOf } from "../../../src/main/core/store/trouble";
import { type Computer, createComputer } from "../../support/computer";
import { PASSWORD } from "../../support/context";
import { contextOf, headFile, type Open, setUpPracticeOn, started } from "../../support/heads";
import { randomRuns } from "../../support/random-runs";
import { addMember, cheapHashing } from "../../support/sign-in";

/*
 * A disk that flips a byte, anywhere in what a vault consists of: the start or the check after it finds it, or it does no
 * harm. Never does the app break, and never is anybody let in whom the whole vault would not let in.
 */

let original: Computer;
/** The files of a vault that was not closed well: the newest commits lie in the write-ahead log. */
let sizes: Readonly<Record<string, number>>;

const MEMBER = "marcus@northside.example";

beforeAll(async () => {
  original = createComputer({ keyStore: false });
  const { installation } = await setUpPracticeOn(original);
  const context = contextOf(installation);
  await addMember({ ...context, hashing: cheapHashing }, { email: MEMBER });
  context.db.pragma("wal_checkpoint(TRUNCATE)");
  // Some of it is folded in, and some is not.
  await signIn(context, installation.caller(), { email: MEMBER, password: "a wrong one altogether" });
  const aside = join(original.folder, "aside");
  cpSync(join(original.folder, "data"), aside, { recursive: true });
  installation.close();
  rmSync(join(original.folder, "data"), { recursive: true });
  cpSync(aside, join(original.folder, "data"), { recursive: true });
  rmSync(aside, { recursive: true });
  const names = ["vault.db", "vault.db-wal", "vault.json"];
  sizes = Object.fromEntries(names.map((name) => [name, statSync(join(original.folder, "data", "vault", name)).size]));
});
afterAll(() => original.clear());

/** Another computer with the same vault, in one byte of which some bits are others. */
function flippedIn(place: (folder: string) => string, at: number, bits: number): Computer {
  const computer = createComputer({ keyStore: false });
  rmSync(computer.folder, { recursive: true });
  cpSync(original.folder, computer.folder, { recursive: true });
  const file = place(computer.folder);
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ bits;
  writeFileSync(file, bytes);
  return computer;
}

/** How often it was found. */
let found = 0;
beforeEach(() => {
  found = 0;
});

/** Starts the app, has everything checked, and lets the right and the wrong person try. */
async function tryOut(computer: Computer): Promise<void> {
  let installation: Open | undefined;
  try {
    installation = await started(computer);
    if (installation.now.context === null) {
      found += 1;
      return expectClosed(installation);
    }
    const [context, caller] = [contextOf(installation), installation.caller()];
    const attempt = (password: string) => signIn(context, caller, { email: MEMBER, password }).catch(isOfDisk);
    expect(await attempt("another wrong one altogether")).toMatchObject({ ok: false });
    await attempt(PASSWORD);
    await context.ledgerCheck.done().catch(isOfDisk);
    const isWhole = context.memory.alarm === null && installation.now.vault.is === "open";
    if (isWhole) expect(context.memory.ledgerState.is).toBe("verified");
    else found += 1;
  } finally {
    installation?.close();
    computer.clear();
  }
}

/** What the file says of itself while it is read: the app shows that as a state (incidents.ts). */
function isOfDisk(broken: unknown) {
  expect(diskTroubleOf(broken)).toBe("damaged");
  return { ok: false } as const;
}

function expectClosed(installation: Open): void {
  expect(["trouble", "passphrase-needed", "key-unfit", "key-missing"]).toContain(installation.now.vault.is);
}

/** A thousand bytes in the long run, over all files. */
const RUNS = Math.ceil(randomRuns.numRuns / 4);

describe("a byte that is another one than was written", () => {
  const bits = fc.integer({ min: 1, max: 255 });

  test.each(["vault.db", "vault.db-wal", "vault.json"])("in %s is found, or does no harm", async (name) => {
    const at = fc.nat({ max: (sizes[name] ?? 1) - 1 });
    await fc.assert(
      fc.asyncProperty(at, bits, (place, other) =>
        tryOut(flippedIn((folder) => join(folder, "data", "vault", name), place, other)),
      ),
      { ...randomRuns, numRuns: RUNS },
    );
    expect(found).toBeGreaterThan(0);
  });

  test("in the head that is kept outside leaves the one before it, or asks for a manager, or keeps the vault closed", async () => {
    const at = fc.nat({ max: 1023 });
    await fc.assert(
      fc.asyncProperty(at, bits, (place, other) =>
        tryOut(flippedIn((folder) => headFile({ ...original, folder }), place, other)),
      ),
      { ...randomRuns, numRuns: RUNS },
    );
  });
});
