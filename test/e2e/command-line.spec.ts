import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { EXIT } from "../../src/main/command-line/exit-codes";
import { SCHEMA_VERSION } from "../../src/main/core/store/migrations";
import { takeLock } from "../../src/main/core/store/open";
import { type Computer, createComputer, removeComputer, startApp } from "../support/app";
import { digestsIn, environmentOf, openPracticeOn, runAtOnce, runCommand, temporaryFolder } from "../support/command";
import { PASSPHRASE } from "../support/heads";
import { putIntoKeyStore, startKeyStore } from "../support/key-store";
import { withVaultFile } from "../support/vault-file";

const project = resolve(import.meta.dirname, "../..");
const FIRST_VAULT = join(project, "test/core/store/golden/first-vault");
const WRONG = "another seven word passphrase of mine";

const computers: Computer[] = [];
let original: Computer;
/** The vault as it lies there while Wardkey has it open, or after a power cut. */
let unfolded: Computer;
let kit: string;
let fingerprint: string;

const computerLike = (from?: Computer): Computer => {
  const computer = createComputer(from);
  computers.push(computer);
  return computer;
};

test.beforeAll(async () => {
  original = computerLike();
  const made = await openPracticeOn(original);
  kit = made.kit;
  unfolded = computerLike(original);
  rmSync(join(unfolded.vault, "vault.db-shm"));
  made.installation.close();
  fingerprint = JSON.parse(verify(original).stdout).fingerprint;
});
test.afterAll(() => computers.forEach(removeComputer));

/** One bit of the last page, as a failing disk does. */
function flipByte({ vault }: Computer): void {
  const bytes = readFileSync(join(vault, "vault.db"));
  const at = bytes.length - 2000;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(vault, "vault.db"), bytes);
}

type Handed = NonNullable<Parameters<typeof runCommand>[2]>;

const status = (computer: Computer, handed?: Handed) =>
  runCommand(computer, ["status", "--data-dir", computer.data], handed);
const verify = (computer: Computer, handed: Handed = { input: PASSPHRASE }) =>
  runCommand(computer, ["verify", "--data-dir", computer.data, "--passphrase-fd", "0"], handed);
const json = ({ stdout }: { stdout: string }) => JSON.parse(stdout);

test.describe("help and version", () => {
  for (const asApp of [false, true]) {
    test(`are printed without a display, ${asApp ? "also as an installed app starts" : "by the runtime as Node"}`, () => {
      const help = readFileSync(join(project, "src/main/command-line/help.txt"), "utf8");
      const { version } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
      expect(runCommand(original, ["--help"], { asApp })).toMatchObject({ status: EXIT.ok, stdout: help });
      expect(runCommand(original, ["status", "-h"], { asApp })).toMatchObject({ status: EXIT.ok, stdout: help });
      expect(runCommand(original, ["--version"], { asApp })).toMatchObject({ status: EXIT.ok, stdout: `${version}\n` });
    });
  }

  test("are printed by npm start in the same words", () => {
    const start = (word: string) => spawnSync("node", ["scripts/start.mjs", word], { cwd: project, encoding: "utf8" });
    for (const word of ["--help", "--version"])
      expect(start(word)).toMatchObject({ status: EXIT.ok, stdout: runCommand(original, [word]).stdout, stderr: "" });
  });

  test("list every exit code, and no other; so does the guide", () => {
    const guide = readFileSync(join(project, "docs/it-guide.md"), "utf8");
    const inGuide = [...guide.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
    expect(inGuide).toEqual(Object.values(EXIT));
    const help = runCommand(original, ["--help"]).stdout;
    const listed = [...help.slice(help.indexOf("Exit codes")).matchAll(/^ {2}(\d+) /gm)].map(([, code]) =>
      Number(code),
    );
    expect(listed).toEqual(Object.values(EXIT));
  });
});

test.describe("a command line that is not understood", () => {
  const SECRET = "Otter7-hush";
  const wrong: Readonly<Record<string, readonly string[]>> = {
    "no command": ["--passphrase-fd", "0"],
    "an unknown command": ["statsu"],
    "an unknown option": ["status", "--jsno"],
    "an option without its value": ["verify", "--data-dir"],
    "a passphrase as an option": ["verify", "--passphrase", SECRET],
    "a passphrase as an option with a sign between": ["verify", `--passphrase=${SECRET}`],
    "a passphrase where a descriptor belongs": ["verify", "--passphrase-fd", SECRET],
    "a passphrase after the command": ["verify", SECRET],
    "a passphrase before the command": [SECRET, "verify"],
    "a recovery key after the command": ["verify", "--recovery-key-fd", "0", `${SECRET} ${SECRET}`],
    "a passphrase that looks like an option": ["verify", `--${SECRET}`],
    "a descriptor for output": ["verify", "--passphrase-fd", "2"],
    "two kinds of key": ["verify", "--passphrase-fd", "0", "--recovery-key-fd", "3"],
    "an option that is given twice": ["status", "--data-dir", "a", "--data-dir", "b"],
  };
  for (const [what, args] of Object.entries(wrong)) {
    test(`${what}: one line on standard error, exit code 2, and nothing done`, () => {
      const before = digestsIn(original);
      const { status: code, stdout, stderr } = runCommand(original, args, { input: PASSPHRASE });
      expect({ code, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({ code: 2, stdout: "", lines: 1 });
      expect(stderr).not.toContain("Otter7");
      expect(digestsIn(original)).toEqual(before);
    });
  }

  test("a key in an argument is refused with what to do instead", () => {
    const { stderr } = runCommand(original, ["verify", "--passphrase", PASSPHRASE]);
    expect(stderr).toContain("other programs can read it there");
    expect(stderr).toContain("--passphrase-fd 0");
    expect(stderr).not.toContain("lantern");
  });
});

test.describe("status", () => {
  test("says that there is no vault, and makes no folder", () => {
    const computer = computerLike();
    expect(status(computer)).toMatchObject({ status: EXIT.ok });
    expect(json(status(computer))).toEqual({ command: "status", ok: true, vault: "none", dataDir: computer.data });
    expect(existsSync(computer.data)).toBe(false);
  });

  test("says what is there and what opening it needs, also as an installed app starts", () => {
    const before = digestsIn(original);
    const { vault: vaultId } = JSON.parse(readFileSync(join(original.vault, "vault.json"), "utf8"));
    for (const asApp of [false, true]) {
      const said = status(original, { asApp });
      expect(said.status).toBe(EXIT.ok);
      expect(json(said)).toEqual({
        command: "status",
        ok: true,
        vault: "there",
        dataDir: original.data,
        vaultId,
        format: 1,
        opensWith: ["passphrase", "recovery-key"],
        inUse: false,
        closedProperly: true,
        wrongTries: 0,
        ownersAlone: true,
        schema: null,
      });
      expect(said.stderr).toContain("It opens with its passphrase, or with the recovery key of its printed kit.");
    }
    expect(digestsIn(original)).toEqual(before);
  });

  test("says of which version the records are, where the key is given", () => {
    const args = ["status", "--data-dir", original.data, "--passphrase-fd", "0"];
    const said = runCommand(original, args, { input: PASSPHRASE });
    expect(json(said).schema).toEqual({ version: SCHEMA_VERSION, newest: SCHEMA_VERSION });
    expect(runCommand(original, args, { input: WRONG }).status).toBe(EXIT.notOpened);
    rmSync(join(original.data, "vault.tries"));
  });

  test("says that the vault is in use, and leaves it to whoever has it", () => {
    const computer = computerLike(unfolded);
    // Whoever takes the lock after a power cut clears its journal.
    const { "vault/vault.lock-journal": _, ...before } = digestsIn(computer);
    const lock = takeLock(join(computer.vault, "vault.lock"));
    const said = status(computer);
    expect(status(computer).stdout).toBe(said.stdout);
    lock?.close();
    expect(said.status).toBe(EXIT.ok);
    expect(json(said)).toMatchObject({ ok: true, inUse: true, closedProperly: null });
    expect(said.stderr).toContain("Wardkey is running with it.");
    expect(digestsIn(computer)).toEqual(before);
    expect(json(status(computer))).toMatchObject({ inUse: false, closedProperly: false });
  });

  test("says that a vault from the future is not for this version", () => {
    const computer = computerLike(original);
    const file = join(computer.vault, "vault.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"format": 1', '"format": 2'));
    expect(status(computer).status).toBe(EXIT.notOpened);
    expect(json(status(computer))).toMatchObject({ ok: false, because: "newer" });
  });

  test("says that others can look into the folder", () => {
    const computer = computerLike(original);
    chmodSync(computer.vault, 0o755);
    const said = status(computer);
    expect(json(said).ownersAlone).toBe(false);
    expect(said.stderr).toContain("mode 0700");
  });

  test("says that a wrapped key is damaged, or that the vault is no file", () => {
    const computer = computerLike(original);
    writeFileSync(join(computer.vault, "vault.json"), "{}");
    expect(status(computer).status).toBe(EXIT.damaged);
    rmSync(join(computer.vault, "vault.db"));
    symlinkSync("/dev/zero", join(computer.vault, "vault.db"));
    expect(json(status(computer))).toMatchObject({ ok: false, because: "not-a-vault" });
  });
});

test.describe("verify finds a vault intact, and leaves every file as it was", () => {
  const intact = { status: EXIT.ok };

  test("opened with the passphrase, whatever ends its line", () => {
    const before = digestsIn(original);
    for (const end of ["", "\n", "\r\n"]) {
      const checked = verify(original, { input: PASSPHRASE + end });
      expect(checked).toMatchObject(intact);
      expect(json(checked)).toMatchObject({ ok: true, result: "intact", closedProperly: true });
      expect(json(checked).entries).toBeGreaterThan(10);
      expect(checked.stderr).toContain("No tampering found");
    }
    expect(digestsIn(original)).toEqual(before);
    expect(readdirSync(temporaryFolder(original))).toEqual([]);
  });

  test("opened with the recovery key on another descriptor, on as many lines as on paper", () => {
    const paper = join(original.root, "kit.txt");
    writeFileSync(paper, `${kit.slice(0, 23)}\n${kit.slice(24)}\n`);
    const third = openSync(paper, "r");
    const before = digestsIn(original);
    const args = ["verify", `--data-dir=${original.data}`, "--recovery-key-fd=3"];
    expect(runCommand(original, args, { third })).toMatchObject(intact);
    closeSync(third);
    expect(digestsIn(original)).toEqual(before);
  });

  test("as an installed app starts", () => {
    const before = digestsIn(original);
    expect(verify(original, { input: PASSPHRASE, asApp: true })).toMatchObject(intact);
    expect(digestsIn(original)).toEqual(before);
  });

  test("after a power cut, with what was not folded into its file", () => {
    const before = digestsIn(unfolded);
    expect(Object.keys(before)).toContain("vault/vault.db-wal");
    const checked = verify(unfolded);
    expect(checked).toMatchObject(intact);
    expect(json(checked)).toMatchObject({ closedProperly: false, fingerprint });
    expect(checked.stderr).toContain("write-ahead log");
    expect(digestsIn(unfolded)).toEqual(before);
  });

  test("reached by a link to its folder or its file", () => {
    const [folder, file] = [computerLike(original), computerLike(unfolded)];
    const elsewhere = (computer: Computer) => join(computer.root, "elsewhere");
    renameSync(folder.vault, elsewhere(folder));
    symlinkSync(elsewhere(folder), folder.vault);
    expect(verify(folder)).toMatchObject(intact);
    mkdirSync(elsewhere(file));
    for (const name of ["vault.db", "vault.db-wal"]) renameSync(join(file.vault, name), join(elsewhere(file), name));
    symlinkSync(join(elsewhere(file), "vault.db"), join(file.vault, "vault.db"));
    expect(json(verify(file))).toMatchObject({ ok: true, closedProperly: false, fingerprint });
  });

  test("and takes away the copy that an interrupted check has left", () => {
    const computer = computerLike(original);
    mkdirSync(join(temporaryFolder(computer), "wardkey-copy-999999999-left"), { recursive: true });
    mkdirSync(join(temporaryFolder(computer), `wardkey-copy-${process.pid}-running`), { recursive: true });
    expect(verify(computer)).toMatchObject(intact);
    expect(readdirSync(temporaryFolder(computer))).toEqual([`wardkey-copy-${process.pid}-running`]);
  });

  test("of an earlier version", () => {
    const computer = computerLike();
    mkdirSync(computer.vault, { recursive: true });
    const heads = join(computer.config, "wardkey-heads");
    for (const name of ["vault.db", "vault.json"]) cpSync(join(FIRST_VAULT, name), join(computer.vault, name));
    for (const name of readdirSync(FIRST_VAULT).filter((one) => one.endsWith(".head")))
      cpSync(join(FIRST_VAULT, name), join(heads, name));
    const before = digestsIn(computer);
    const checked = verify(computer);
    expect(checked).toMatchObject(intact);
    expect(json(checked).entries).toBe(122);
    expect(digestsIn(computer)).toEqual(before);
  });

  test("whose key is in the key store, without asking anybody", async () => {
    const computer = computerLike();
    const { installation, stored } = await openPracticeOn(computer, { keyStore: true });
    installation.close();
    const keyStore = await startKeyStore();
    try {
      for (const [name, value] of stored) putIntoKeyStore(keyStore, name, value);
      const args = ["verify", "--data-dir", computer.data];
      expect(runCommand(computer, args, { asApp: true, env: keyStore.env })).toMatchObject(intact);
      // Without the store of the log-on there is no key, and nobody to ask.
      expect(json(runCommand(computer, args))).toMatchObject({ ok: false, because: "key-missing" });
      flipByte(computer);
      const damaged = runCommand(computer, args, { asApp: true, env: keyStore.env });
      expect({ code: damaged.status, ...json(damaged) }).toMatchObject({ code: EXIT.damaged, result: "damaged" });
      const name = [...stored.keys()].find((one) => one.startsWith("vault-key-")) ?? "";
      putIntoKeyStore(keyStore, name, "ab".repeat(32));
      const unfit = runCommand(computer, args, { asApp: true, env: keyStore.env });
      expect({ code: unfit.status, ...json(unfit) }).toMatchObject({ code: EXIT.notOpened, because: "key-unfit" });
    } finally {
      keyStore.close();
    }
  });
});

test.describe("verify finds damage, changes nothing and ends with 1", () => {
  const faults: Readonly<Record<string, (computer: Computer) => unknown>> = {
    "a byte of the file": flipByte,
    "the first page": ({ vault }) => {
      const bytes = readFileSync(join(vault, "vault.db"));
      writeFileSync(join(vault, "vault.db"), bytes.fill(0x5a, 0, 600));
    },
    "an empty file": ({ vault }) => writeFileSync(join(vault, "vault.db"), ""),
    "an entry of the audit log": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) => db.exec("UPDATE ledger SET at = at - 1 WHERE arrival = 3")),
    "an entry that is no text of ours": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) => db.exec("UPDATE ledger SET data = '{' WHERE arrival = 3")),
    "the last entry, cut off": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) =>
        db.exec("DELETE FROM ledger WHERE arrival = (SELECT max(arrival) FROM ledger)"),
      ),
    "a row of a table": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) => db.exec("UPDATE settings SET remember_days = 30")),
    "a secret": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) => db.exec("UPDATE secrets SET bytes = x'00' WHERE kind = 'password'")),
    "a trigger that is not ours": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) =>
        db.exec("CREATE TRIGGER spy AFTER INSERT ON accounts BEGIN DELETE FROM failures; END"),
      ),
    "a view that is not ours": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) => db.exec("CREATE VIEW spy AS SELECT load_extension('spy')")),
    "a table that is not ours": (computer) =>
      withVaultFile(computer, PASSPHRASE, (db) => db.exec("CREATE TABLE spy (x)")),
    "an older vault in its place": ({ config }) => {
      const [name = ""] = readdirSync(join(config, "wardkey-heads"));
      const file = join(config, "wardkey-heads", name);
      // Signed for an entry that this vault does not have: it stands for the note of a newer one.
      writeFileSync(
        file,
        readFileSync(file, "utf8").replaceAll(/"seq":(\d+)/g, (_all, seq) => `"seq":${Number(seq) + 500}`),
      );
    },
  };
  for (const [what, plant] of Object.entries(faults)) {
    test(what, async () => {
      const computer = computerLike(original);
      await plant(computer);
      const before = digestsIn(computer);
      const checked = verify(computer);
      expect(checked.stderr).not.toContain("Something went wrong");
      expect({ code: checked.status, ...json(checked) }).toMatchObject({
        code: EXIT.damaged,
        ok: false,
        result: "damaged",
      });
      expect(digestsIn(computer)).toEqual(before);
      expect(readdirSync(temporaryFolder(computer))).toEqual([]);
    });
  }
});

test.describe("verify does not call intact what it cannot", () => {
  test("a vault whose newest entry nothing outside remembers", () => {
    const computer = computerLike(original);
    rmSync(computer.config, { recursive: true });
    const checked = verify(computer);
    expect({ code: checked.status, ...json(checked) }).toMatchObject({
      code: EXIT.unconfirmed,
      ok: false,
      result: "unconfirmed",
      because: "head-missing",
      fingerprint,
    });
  });

  test("a vault from the future", async () => {
    const computer = computerLike(original);
    await withVaultFile(computer, PASSPHRASE, (db) => db.pragma("user_version = 999"));
    const before = digestsIn(computer);
    expect(json(verify(computer))).toMatchObject({ ok: false, result: "not-opened", because: "newer" });
    expect(verify(computer).status).toBe(EXIT.notOpened);
    expect(digestsIn(computer)).toEqual(before);
  });

  test("no vault", () => {
    const computer = computerLike();
    expect(verify(computer).status).toBe(EXIT.noVault);
    expect(existsSync(computer.data)).toBe(false);
  });

  test("a vault in use", () => {
    const lock = takeLock(join(original.vault, "vault.lock"));
    const checked = verify(original);
    lock?.close();
    expect({ code: checked.status, ...json(checked) }).toMatchObject({ code: EXIT.inUse, result: "in-use" });
    expect(checked.stderr).toContain("The vault is in use.");
  });

  test("one that it may not count wrong tries beside", () => {
    const computer = computerLike(original);
    chmodSync(computer.data, 0o500);
    const checked = verify(computer, { input: PASSPHRASE, asApp: true });
    chmodSync(computer.data, 0o700);
    expect({ code: checked.status, ...json(checked) }).toMatchObject({ code: EXIT.notOpened, because: "uncounted" });
  });
});

test("the window has the vault for itself while it runs, and looks for it where commands do", async () => {
  const app = await startApp(computerLike(original));
  const { computer } = app;
  const dataDir = await app.electron.evaluate(({ app: electron }) => [electron.getPath("appData"), electron.getName()]);
  expect(json(status(computer))).toMatchObject({ inUse: true });
  expect(verify(computer).status).toBe(EXIT.inUse);
  await app.close();
  expect(verify(computer).status).toBe(EXIT.ok);
  expect(json(runCommand(computer, ["status"]))).toMatchObject({ vault: "none", dataDir: join(...dataDir) });
});

test.describe("keys that do not open it", () => {
  test("a wrong passphrase is counted like one in the window, waits from the third on, and is never repeated", () => {
    const computer = computerLike(original);
    const before = digestsIn(computer);
    for (const count of [1, 2, 3]) {
      const tried = verify(computer, { input: WRONG });
      expect({ code: tried.status, ...json(tried) }).toMatchObject({
        code: EXIT.notOpened,
        because: "wrong-passphrase",
      });
      expect(tried.stdout + tried.stderr).not.toContain("seven word");
      expect(tried.stderr).not.toContain("waits");
      expect(json(status(computer)).wrongTries).toBe(count);
    }
    const right = verify(computer);
    expect(right.stderr).toContain("Wardkey waits 1 second before the next one.");
    expect(right.status).toBe(EXIT.ok);
    // The next opening records how many there were.
    expect(json(status(computer)).wrongTries).toBe(3);
    const { "vault.tries": _, ...after } = digestsIn(computer);
    expect(after).toEqual(before);
  });

  test("guesses at once come one after the other, and each is counted", async () => {
    const computer = computerLike(original);
    const args = ["verify", "--data-dir", computer.data, "--passphrase-fd", "0"];
    const codes = await Promise.all(Array.from({ length: 6 }, () => runAtOnce(computer, args, WRONG)));
    const looked = codes.filter((code) => code === EXIT.notOpened).length;
    expect(codes.filter((code) => code !== EXIT.notOpened && code !== EXIT.inUse)).toEqual([]);
    expect(looked).toBeGreaterThan(0);
    expect(json(status(computer)).wrongTries).toBe(looked);
    const claim = join(computer.data, "vault.tries.claim");
    expect(existsSync(claim)).toBe(false);
    writeFileSync(claim, `${process.pid}\n`);
    expect(verify(computer).status).toBe(EXIT.inUse);
    writeFileSync(claim, "999999999\n");
    expect(verify(computer).status).toBe(EXIT.ok);
  });

  test("a recovery key that is mistyped is a slip and no try", () => {
    const computer = computerLike(original);
    const args = ["verify", "--data-dir", computer.data, "--recovery-key-fd", "0"];
    const tried = runCommand(computer, args, { input: `${kit.slice(0, -1)}${kit.endsWith("7") ? "8" : "7"}` });
    expect({ code: tried.status, ...json(tried) }).toMatchObject({
      code: EXIT.notOpened,
      because: "mistyped-recovery-key",
    });
    expect(json(status(computer)).wrongTries).toBe(0);
  });

  const unfit: readonly [what: string, input: string | Uint8Array][] = [
    ["nothing", ""],
    ["an empty line", "\r\n"],
    ["two lines", `${PASSPHRASE}\n${PASSPHRASE}\n`],
    ["megabytes", "a".repeat(5_000_000)],
    ["no text", new Uint8Array([0xff, 0xfe, 0x00, 0x41])],
  ];
  for (const [what, input] of unfit) {
    test(`${what} on standard input is no passphrase: exit code 2, and no try`, () => {
      const computer = computerLike(original);
      expect(verify(computer, { input })).toMatchObject({ status: EXIT.usage, stdout: "" });
      expect(json(status(computer)).wrongTries).toBe(0);
    });
  }

  test("a descriptor that is not open, and a vault with nobody to ask", () => {
    const args = ["verify", "--data-dir", original.data];
    expect(runCommand(original, [...args, "--passphrase-fd", "97"]).status).toBe(EXIT.usage);
    expect(runCommand(original, args)).toMatchObject({ status: EXIT.usage, stdout: "" });
  });

  test("nothing is taken from the environment", () => {
    const env = { WARDKEY_PASSPHRASE: PASSPHRASE, PASSPHRASE };
    expect(runCommand(original, ["verify", "--data-dir", original.data], { env }).status).toBe(EXIT.usage);
  });
});

test.describe("at a terminal", () => {
  const PASSPHRASE_PROMPT = "Vault passphrase (or press Enter to type the recovery key): ";

  /** Types at a terminal of its own, in which standard error shows too: each line once it is asked for. */
  async function type(computer: Computer, lines: readonly [prompt: string, keys: string][]) {
    const words = [process.execPath, join(project, "out/main/index.cjs"), "verify", "--data-dir", computer.data];
    const command = words.map((word) => `'${word}'`).join(" ");
    const terminal = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
      stdio: ["pipe", "pipe", "ignore"],
      env: environmentOf(computer),
    });
    const waiting = [...lines];
    let shown = "";
    terminal.stdout.on("data", (bytes) => {
      shown += bytes;
      const [prompt, keys] = waiting[0] ?? [];
      if (prompt === undefined || !shown.endsWith(prompt)) return;
      waiting.shift();
      terminal.stdin.write(keys);
    });
    const [code] = await once(terminal, "close");
    return { code, shown };
  }

  test("the passphrase is asked for, and nothing of it is shown", async () => {
    const { code, shown } = await type(original, [[PASSPHRASE_PROMPT, `${PASSPHRASE}x\u007f\r`]]);
    expect(shown).toContain('"result":"intact"');
    expect(shown).not.toContain("lantern");
    expect(code).toBe(EXIT.ok);
  });

  test("Enter alone asks for the recovery key, and Ctrl+C ends it", async () => {
    const right = await type(original, [
      [PASSPHRASE_PROMPT, "\r"],
      ["Recovery key: ", `${kit}\r`],
    ]);
    expect(right.code).toBe(EXIT.ok);
    expect(right.shown).not.toContain(kit.slice(0, 11));
    const interrupted = await type(original, [[PASSPHRASE_PROMPT, "meadow\u0003"]]);
    expect(interrupted.code).toBe(EXIT.interrupted);
    expect(interrupted.shown).not.toMatch(/meadow|\{/);
  });
});
