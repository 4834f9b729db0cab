import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/contract/methods";
import type { Asking } from "../../../src/main/core/asking";
import { signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import { openDatabase } from "../../../src/main/core/store/open";
import { saveEvidence, saveSealedEvidence } from "../../../src/main/core/vault/evidence";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { entriesAbout } from "../../support/entries";
import { contextOf, type Open, setUpPracticeOn, started } from "../../support/heads";
import { appCode } from "../../support/phone";
import { addMember } from "../../support/sign-in";

let computer: Computer;
let installation: Open;
let appKey: string;
let stick: string;

beforeEach(async () => {
  computer = createComputer();
  ({ installation, appKey } = await setUpPracticeOn(computer));
  await addMember(contextOf(installation));
  stick = mkdtempSync(join(tmpdir(), "wardkey-stick-"));
});
afterEach(() => {
  installation.close();
  computer.clear();
  rmSync(stick, { recursive: true, force: true });
});

const vault = () => join(computer.folder, "data", "vault");
const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

type Kept = Reply<"saveEvidence">;
/** Chooses that folder, as the system's dialog does. */
async function choose(asked: Asking<Kept> | Kept, path: string): Promise<Kept> {
  if (!("choose" in asked) || asked.choose !== "folder") throw new Error("a folder is chosen");
  return asked.commit(path);
}

async function tamper(sql: string): Promise<Uint8Array> {
  const { key } = installation.now;
  if (key === null) throw new Error("no key");
  installation.close();
  const file = openDatabase(join(vault(), "vault.db"), key, { mustExist: true });
  file.exec(sql);
  file.close();
  installation = await started(computer);
  return key;
}

async function signInAsManager(): Promise<void> {
  computer.clock.advance(60_000);
  const { email, password } = PRACTICE_SETUP.manager;
  await signIn(contextOf(installation), installation.caller(), { email, password });
  const token = appCode(appKey, computer.clock.now());
  await submitToken(contextOf(installation), installation.caller(), { token, remember: false });
}

const folderOf = (kept: Kept) => {
  if (!kept.ok || kept.value === null) throw new Error("nothing was kept");
  return join(stick, kept.value.name);
};
const reportIn = (folder: string) => JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));

describe("evidence", () => {
  test("is the file with what was changed in it, the key envelope, the heads, and a report in words", async () => {
    const key = await tamper("UPDATE accounts SET cell_phone = '+14155550000' WHERE email LIKE 'marcus%'");
    await signInAsManager();
    await contextOf(installation).ledgerCheck.done();
    const kept = await choose(saveEvidence(installation, installation.caller()), stick);
    const folder = folderOf(kept);
    expect(kept).toMatchObject({ ok: true, value: { name: expect.stringMatching(/^wardkey-evidence-\d{14}$/) } });
    const [database = ""] = readdirSync(folder).filter((name) => name.endsWith(".db"));
    expect(readdirSync(folder).sort()).toEqual(
      [database, `${database}-wal`, "heads.txt", "report.json", "vault.json"].sort(),
    );
    expect(digest(join(folder, "vault.json"))).toBe(digest(join(vault(), "vault.json")));
    expect(readFileSync(join(folder, "heads.txt"), "utf8")).toContain(contextOf(installation).workstation);
    const report = reportIn(folder);
    expect(report).toMatchObject({ alarm: "tables-differ", count: 1, vault: { is: "open" } });
    expect(report.inWords).toEqual([
      "Marcus Reed's records differ from the audit log: role, status, number and e-mail.",
    ]);
    const copy = openDatabase(join(folder, database), key, { mustExist: true });
    expect(copy.prepare("SELECT cell_phone FROM accounts WHERE email LIKE 'marcus%'").pluck().get()).toBe(
      "+14155550000",
    );
    expect(copy.prepare("SELECT 1 FROM ledger WHERE kind = 'evidence-kept'").get()).toBeUndefined();
    copy.close();
    expect(entriesAbout(contextOf(installation)).at(-1)).toMatchObject({
      kind: "evidence-kept",
      actor: installation.caller().account,
      data: { evidence: database },
    });
  });

  test("of a vault that does not open is byte for byte what lies there, and its report names nobody", async () => {
    installation.close();
    const bytes = readFileSync(join(vault(), "vault.db"));
    bytes.fill(0x5a, 0, 600);
    writeFileSync(join(vault(), "vault.db"), bytes);
    installation = await started(computer);
    installation.now.vault = { is: "trouble", trouble: "damaged" };
    const folder = folderOf(await choose(saveSealedEvidence(installation), stick));
    const [database = ""] = readdirSync(folder).filter((name) => name.endsWith(".db"));
    expect(digest(join(folder, database))).toBe(digest(join(vault(), "vault.db")));
    const report = reportIn(folder);
    expect(report).toMatchObject({ vault: { is: "trouble", trouble: "damaged" }, findings: [] });
    expect(report.inWords).toBeUndefined();
    expect(readFileSync(join(folder, "report.json"), "utf8")).not.toMatch(/Marcus|Joan/);
  });

  test("of the same second does not take the place of the first", async () => {
    installation.now.vault = { is: "trouble", trouble: "changed" };
    const names = [
      await choose(saveSealedEvidence(installation), stick),
      await choose(saveSealedEvidence(installation), stick),
    ];
    expect(new Set(names.map((kept) => (kept.ok ? kept.value?.name : null))).size).toBe(2);
  });

  test("that finds no room leaves nothing half there, and says so", async () => {
    const gone = join(stick, "gone");
    installation.now.vault = { is: "trouble", trouble: "changed" };
    const refused = { ok: false, refusal: { code: "paper-trouble", trouble: "not-written" } };
    expect(await choose(saveSealedEvidence(installation), gone)).toEqual(refused);
    mkdirSync(gone, { mode: 0o700 });
    rmSync(join(vault(), "vault.json"));
    mkdirSync(join(vault(), "vault.json"));
    expect(await choose(saveSealedEvidence(installation), gone)).toEqual(refused);
    expect(readdirSync(gone)).toEqual([]);
    rmSync(join(vault(), "vault.json"), { recursive: true });
    expect(existsSync(join(vault(), "vault.db"))).toBe(true);
  });

  test("of a vault that only waits for its passphrase is nobody's to carry away", () => {
    installation.now.vault = { is: "passphrase-needed" };
    expect(saveSealedEvidence(installation)).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "wrong-step" },
    });
  });

  test("is not kept where no folder is chosen", () => {
    const asked = saveEvidence(installation, installation.caller());
    expect(asked.canceled).toEqual({ ok: true, value: null });
    expect(readdirSync(vault()).filter((name) => name.startsWith("evidence"))).toEqual([]);
  });
});
