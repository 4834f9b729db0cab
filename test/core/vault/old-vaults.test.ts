import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import { countEntries } from "../../../src/main/core/store/ledger/ledger";
import { type Db, openDatabase } from "../../../src/main/core/store/open";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { expectReplayEqualsTables } from "../../support/entries";
import { contextOf, crashed, type Open, PASSPHRASE, started } from "../../support/heads";
import { appCode } from "../../support/phone";
import { keyOfVault } from "../../support/vault-file";

/*
 * A vault as version 0.1.0 wrote it, before each commit had a head of its own: 25 people of every sort, 122 entries, its
 * head outside as one line. Its passphrase is the one of test/support/heads.ts.
 */

const VAULT = join(import.meta.dirname, "../store/golden", "first-vault");
const HEAD = "s3w4a5mmgs66j6mpkzfujfzloq.head";
const ENTRIES = 122;
const CLOSED_AT = 1_810_890_605_250;
const MANAGERS_KEY = "BBMQ N3DL VF7D L57J Q43A YERZ MP2P H64C";

let computer: Computer;
let installation: Open;
afterEach(() => {
  installation.close();
  computer.clear();
});

/** Of every account what the version of then knew of it. */
const whoIsThere = (db: Db) =>
  db
    .prepare("SELECT owner, name, email, role, two_factor, deactivated_at, exempt_until_at FROM accounts ORDER BY 1")
    .all();
const methodsOf = (db: Db) => db.prepare("SELECT DISTINCT two_factor FROM accounts ORDER BY 1").pluck().all();

test("opens, replays to the same tables, lets its manager in, and is sealed from then on", async () => {
  computer = createComputer({ keyStore: false });
  const [vault, heads] = [join(computer.folder, "data", "vault"), join(computer.folder, "heads")];
  for (const folder of [vault, heads]) mkdirSync(folder, { recursive: true });
  for (const name of ["vault.db", "vault.json"]) cpSync(join(VAULT, name), join(vault, name));
  cpSync(join(VAULT, HEAD), join(heads, HEAD));
  computer.clock.set(CLOSED_AT + 60 * 60_000);

  const key = await keyOfVault({ vault }, PASSPHRASE);
  const asWritten = openDatabase(join(vault, "vault.db"), key, { readonly: true });
  const [before, methods] = [whoIsThere(asWritten), methodsOf(asWritten)];
  asWritten.close();
  expect(methods).toEqual(["app", "none", "text"]);

  installation = await started(computer);
  expect(installation.now.vault).toEqual({ is: "open" });
  const context = contextOf(installation);
  expect(countEntries(context.db)).toBeGreaterThan(ENTRIES);
  expect(await context.ledgerCheck.done()).toBe(true);
  expect(context.memory.alarm).toBeNull();
  expectReplayEqualsTables(context);
  expect(whoIsThere(context.db)).toEqual(before);

  const { email } = PRACTICE_SETUP.manager;
  await signIn(context, installation.caller(), { email, password: "correct horse battery staple" });
  const token = appCode(MANAGERS_KEY, computer.clock.now());
  expect(await submitToken(context, installation.caller(), { token, remember: false })).toMatchObject({ ok: true });
  installation = await crashed(installation, computer);
  expect(installation.now.vault).toEqual({ is: "open" });
});
