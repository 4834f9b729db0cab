import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import { findAccount } from "../../../src/main/core/store/accounts";
import { type Db, openDatabase } from "../../../src/main/core/store/open";
import { confirmVault } from "../../../src/main/core/vault/confirm-vault";
import { rebuildTables } from "../../../src/main/core/vault/rebuild-tables";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { PASSWORD } from "../../support/context";
import { contextOf, type Open, setUpPracticeOn, started } from "../../support/heads";
import { appCode } from "../../support/phone";
import { addMember } from "../../support/sign-in";

const { email, password } = PRACTICE_SETUP.manager;

let computer: Computer;
let installation: Open;
let appKey: string;
let kit: string;
let marcus: string;

beforeEach(async () => {
  computer = createComputer({ keyStore: true });
  ({ installation, appKey, kit } = await setUpPracticeOn(computer));
  marcus = (await addMember(contextOf(installation))).id;
});
afterEach(() => {
  installation.close();
  computer.clear();
});

const vault = () => join(computer.folder, "data", "vault");
const db = () => contextOf(installation).db;
const member = () =>
  signIn(contextOf(installation), installation.caller(), { email: "marcus@northside.example", password: PASSWORD });
const evidence = () => readdirSync(vault()).filter((name) => /^evidence-\d{14}\.db$/.test(name));

/** What somebody does who has the vault's file, its key and an editor; then the app is started. */
async function tamper(sql: string): Promise<void> {
  const { key } = installation.now;
  if (key === null) throw new Error("no key");
  installation.close();
  const file = openDatabase(join(vault(), "vault.db"), key, { mustExist: true });
  file.exec(sql);
  file.close();
  installation = await started(computer);
}

async function confirm(): Promise<void> {
  computer.clock.advance(60_000);
  const first = { email, password, token: appCode(appKey, computer.clock.now()) };
  const confirmed = await confirmVault(installation, installation.caller(), {
    first,
    second: null,
    recoveryKey: kit,
    emergencyCodes: null,
  });
  expect(confirmed).toEqual({ ok: true, value: null });
}

async function signInAsManager(): Promise<void> {
  computer.clock.advance(60_000);
  await signIn(contextOf(installation), installation.caller(), { email, password });
  const token = appCode(appKey, computer.clock.now());
  expect(await submitToken(contextOf(installation), installation.caller(), { token, remember: false })).toMatchObject({
    ok: true,
  });
}

const shadow = (of: Db) =>
  ["practice", "accounts", "failures", "approvals", "authenticators"].map((table) =>
    of.prepare(`SELECT * FROM ${table}`).all(),
  );

describe("what was edited in the vault's file is found before anybody signs in, and closes the vault", () => {
  const founder = "(SELECT owner FROM accounts WHERE role = 'manager')";
  const edits: Record<string, string> = {
    "the 2FA policy, emptied": `INSERT OR REPLACE INTO policies VALUES ('practice:policy', '[{"x":1}]')`,
    "the days that a workstation is remembered": "UPDATE settings SET remember_days = 30",
    "the gateway's address":
      "INSERT OR REPLACE INTO gateways VALUES ('practice:messaging', 'https://elsewhere.example', 'a', 'b', 'c')",
    "how long a token by text lives": "UPDATE settings SET text_token_minutes = NULL",
    "an approval written by hand": `INSERT INTO approvals (id, owner, asker, act, parameters, digest, asked_at, asked_h,
        asked_workstation, asked_seq, ends_at, state)
      SELECT 'x', 'practice:approvals', owner, 'changeRole', '{}', 'd', 1, 1, 'w', 1, 1, 'open' FROM accounts WHERE role = 'manager'`,
    "a manager's role": `UPDATE accounts SET role = 'member' WHERE owner = ${founder}`,
    "a manager's last sign-in": `UPDATE accounts SET last_sign_in_at = 1 WHERE owner = ${founder}`,
    "a member made a manager": "UPDATE accounts SET role = 'manager' WHERE email LIKE 'marcus%'",
  };
  test.each(Object.entries(edits))("%s", async (_what, sql) => {
    const before = shadow(db());
    await tamper(sql);
    expect(await member()).toEqual({ ok: false, refusal: { code: "records-damaged" } });
    expect(installation.now.vault).toEqual({
      is: "unconfirmed",
      because: "tables-differ",
      kitTyped: false,
      wait: null,
    });
    expect(installation.caller().sessionState).toBe("sealed");
    expect(evidence()).toHaveLength(1);
    expect(shadow(db())).toEqual(before);
    await confirm();
    expect(await member()).toMatchObject({ ok: true });
  });

  test("the file is kept with what was edited in it, as it was found (LEDGER-9)", async () => {
    await tamper("UPDATE accounts SET role = 'manager' WHERE email LIKE 'marcus%'");
    const found = shadow(db());
    await member();
    const [name = ""] = evidence();
    const kept = openDatabase(join(vault(), name), installation.now.key ?? new Uint8Array(), { mustExist: true });
    expect(shadow(kept)).toEqual(found);
    expect(shadow(kept)).not.toEqual(shadow(db()));
    kept.close();
  });

  const triggers: Record<string, string> = {
    "a trigger on failures": "CREATE TRIGGER forget AFTER INSERT ON failures BEGIN DELETE FROM failures; END",
    "a trigger on the audit log":
      "CREATE TRIGGER promote AFTER INSERT ON ledger BEGIN UPDATE accounts SET role = 'manager'; END",
    "a view in the place of a table":
      "DROP TABLE failures; CREATE VIEW failures AS SELECT '' AS owner, '{}' AS value, NULL AS locked_until, 0 AS held WHERE 0",
    "a column that was added": "ALTER TABLE accounts ADD COLUMN note TEXT",
    "a audit log that forgets that it only grows": "DROP TRIGGER ledger_is_never_deleted",
    "an index that lies": "CREATE UNIQUE INDEX mine ON accounts (name)",
  };
  test.each(Object.entries(triggers))("%s", async (_what, sql) => {
    const schema = () => db().prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all();
    const [before, parts] = [shadow(db()), schema()];
    await tamper(sql);
    expect(installation.now.vault).toEqual({
      is: "unconfirmed",
      because: "tables-differ",
      kitTyped: false,
      wait: null,
    });
    expect(evidence()).toHaveLength(1);
    expect(shadow(db())).toEqual(before);
    expect(schema()).toEqual(parts);
    await confirm();
    expect(await member()).toMatchObject({ ok: true });
  });

  test.each([
    "DROP TABLE outbox",
    "ALTER TABLE secrets ADD COLUMN copy BLOB",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 1",
  ])("a audit log, secret or working table that is not what it was keeps the vault closed: %s", async (sql) => {
    await tamper(sql);
    expect(installation.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });
});

describe("a member's records that were edited", () => {
  const edit = "UPDATE accounts SET two_factor = 'none', name = 'Somebody else' WHERE email LIKE 'marcus%'";

  test("keep the member out and nobody else; a manager rebuilds them, and everybody gets in again", async () => {
    await tamper(edit);
    expect(await member()).toMatchObject({ ok: false });
    expect(installation.now.vault).toEqual({ is: "open" });
    expect(contextOf(installation).memory.alarm).toEqual({ what: "tables-differ" });
    await signInAsManager();
    expect(rebuildTables(installation)).toEqual({ ok: true, value: null });
    expect(installation.caller().sessionState).toBe("sealed");
    expect(await contextOf(installation).ledgerCheck.done()).toBe(true);
    expect(contextOf(installation).memory.alarm).toBeNull();
    await confirm();
    expect(findAccount(db(), marcus)?.name).toBe("Marcus Reed");
    expect(await member()).toMatchObject({ ok: true });
  });

  test("whose password was swapped are revoked by the rebuilding, and nobody gets in with it", async () => {
    await tamper(
      "UPDATE secrets SET bytes = x'00' WHERE kind = 'password' AND account = (SELECT owner FROM accounts WHERE email LIKE 'marcus%')",
    );
    await member();
    await signInAsManager();
    const swapped = findAccount(db(), marcus)?.passwordSecret ?? "";
    rebuildTables(installation);
    await confirm();
    expect(findAccount(db(), marcus)?.passwordSecret).toBeNull();
    expect(db().prepare("SELECT 1 FROM secrets WHERE id = ?").get(swapped)).toBeUndefined();
    expect(await member()).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(await contextOf(installation).ledgerCheck.done()).toBe(true);
  });

  test("where nothing differs there is nothing to rebuild", async () => {
    await signInAsManager();
    expect(rebuildTables(installation)).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "nothing-to-rebuild" },
    });
    expect(evidence()).toEqual([]);
  });

  test("an e-mail that belongs to nobody and one that does cost the same work once everything is checked", async () => {
    await contextOf(installation).ledgerCheck.done();
    await member();
    await signIn(contextOf(installation), installation.caller(), {
      email: "nobody@northside.example",
      password: PASSWORD,
    });
    expect(contextOf(installation).memory.verified.size).toBe(0);
  });
});
