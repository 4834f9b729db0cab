import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { findLedgerComplaints, findUnneededPaging } from "./support/ledger-sql";
import { findRetiredNames, findUnneeded } from "./support/names";
import {
  CAPABILITY_EDGES,
  type Edges,
  FEATURE_EDGES,
  findCircles,
  findComplaints,
  findEdgeComplaints,
  importGraph,
} from "./support/rooms";

const project = resolve(import.meta.dirname, "..");

/** The sources below a folder of the project, by their paths below `base`. */
function readSources(folder: string, base: string, ending: RegExp) {
  return readdirSync(join(project, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(join(project, base), file).split(sep).join("/"),
      text: readFileSync(file, "utf8"),
    }));
}

const sources = readSources("src", "src", /\.tsx?$/);

describe("the rooms", () => {
  it("is built as its table says: who may import whom, who may read the clock, who may write", () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap(({ path, text }) => findComplaints(path, text))).toEqual([]);
  });

  it("has no circles of files", () => {
    expect(findCircles(importGraph(sources))).toEqual([]);
  });

  it("lets a capability of the core call into another one where that is listed, and lists nothing else", () => {
    expect(findEdgeComplaints(importGraph(sources), "main/core", CAPABILITY_EDGES)).toEqual([]);
  });

  it("lets a feature of the window import another one where that is listed, and lists nothing else", () => {
    expect(findEdgeComplaints(importGraph(sources), "renderer/features", FEATURE_EDGES)).toEqual([]);
  });

  it("lists no two capabilities of the core that need each other, not over a third one either", () => {
    expect(findCircles(new Map(Object.entries(CAPABILITY_EDGES)))).toEqual([]);
  });

  it("lists no features that import each other, directly or through others", () => {
    expect(findCircles(new Map(Object.entries(FEATURE_EDGES)))).toEqual([]);
  });
});

describe("a broken rule is noticed", () => {
  const broken: readonly [why: string, path: string, text: string][] = [
    [
      "the window reaching for main",
      "renderer/features/people/list.tsx",
      'import { find } from "../../../main/store/find";',
    ],
    ["the window reaching for node", "renderer/shell/app.tsx", 'import { readFileSync } from "node:fs";'],
    ["the window importing the preload itself", "renderer/shell/app.tsx", 'import "../preload/index";'],
    [
      "a feature reading the records of the methods",
      "renderer/features/people/list.tsx",
      'import { contract } from "../../../contract/methods";',
    ],
    ["the shell knowing a feature", "renderer/shell/palette.tsx", 'import { Row } from "../features/people/row";'],
    ["the shell knowing what knows both", "renderer/shell/app-state.ts", 'import { App } from "../app";'],
    ["a feature that is no capability", "renderer/features/documents/paper.ts", "export const one = 1;"],
    ["a primitive that knows of features", "renderer/ui/chip.tsx", 'import { Row } from "../features/people/row";'],
    [
      "a primitive that knows of the bridge",
      "renderer/ui/chip.tsx",
      'import { ACCOUNT_TYPES } from "../../preload/words";',
    ],
    ["the bridge importing main", "contract/views.ts", 'import type { Account } from "../main/domain/account";'],
    ["the preload loading schemas", "preload/index.ts", 'import { inputs } from "./inputs";'],
    ["a rule that reads the store", "main/core/domain/may.ts", 'import { findAccount } from "../store/accounts";'],
    ["a rule with a library of its own", "main/core/domain/may.ts", 'import { authenticator } from "otplib";'],
    [
      "a list of words where none belongs",
      "main/core/domain/may.ts",
      'import { wordlist } from "@scure/bip39/wordlists/english.js";',
    ],
    ["the store calling a service", "main/core/store/accounts.ts", 'import { signIn } from "../services/sign-in";'],
    [
      "a service that takes the real outside",
      "main/core/authentication/sign-in.ts",
      'import { clock } from "../outside/real";',
    ],
    ["a service that imports electron", "main/core/authentication/sign-in.ts", 'import { app } from "electron";'],
    [
      "what every capability stands on standing on one of them",
      "main/core/context.ts",
      'import { noteShown } from "./approvals/notice-period";',
    ],
    [
      "a capability reading the table of all acts",
      "main/core/policy/policy.ts",
      'import { askedActs } from "../asked-acts";',
    ],
    ["the gateway reading the store", "main/core/delivery/twilio.ts", 'import { list } from "../store/outbox";'],
    ["a late import that crosses rooms", "main/core/domain/may.ts", 'const store = await import("../store/open");'],
    ["an import spread over lines", "main/core/domain/may.ts", 'import {\n  one,\n  two,\n} from "../store/open";'],
    ["a re-export from another room", "main/core/domain/may.ts", 'export { open } from "../store/open";'],
    ["electron as a value beside the real outside", "main/core/keys.ts", 'import { safeStorage } from "electron";'],
    ["electron as a value beside the root", "main/printing-queue.ts", 'import { BrowserWindow } from "electron";'],
    ["electron before the host is chosen", "main/index.ts", 'import { app } from "electron";'],
    ["a command with electron", "main/command-line/run.ts", 'import { app } from "electron";'],
    ["the window with a command", "main/desktop/host.ts", 'import { verify } from "../command-line/verify";'],
    ["a command with the window", "main/command-line/run.ts", 'import { openWindow } from "../desktop/window";'],
    ["the clock in a rule", "main/core/domain/lockout.ts", "const now = Date.now();"],
    ["the clock in the store", "main/core/store/ledger/ledger.ts", "const now = new Date();"],
    ["the clock without brackets", "main/core/authentication/sign-in.ts", "const now = new Date;"],
    ["the library for preferences beside the desktop", "main/platform/real.ts", 'import Store from "electron-store";'],
    ["randomness in a capability", "main/core/authentication/codes.ts", "const die = Math.random();"],
    ["the CSPRNG in a rule", "main/domain/codes.ts", 'import { createHash, randomBytes } from "node:crypto";'],
    ["SQL that writes outside the store", "main/core/people/people.ts", 'db.prepare("UPDATE accounts SET name = ?");'],
    ["SQL that deletes outside the store", "main/core/dispatch.ts", "db.exec(`delete from ledger`);"],
    ["a drawer", "main/domain/utils/text.ts", "export const one = 1;"],
    ["a file in no room", "main/elsewhere/misplaced.ts", "export const one = 1;"],
  ];

  it.each(broken)("%s", (_why, path, text) => {
    expect(findComplaints(path, text)).toHaveLength(1);
  });
});

describe("a circle or an edge is noticed", () => {
  const audit = { path: "renderer/features/audit/entry.tsx", text: 'import { chip } from "../people/chip";' };
  const people = { path: "renderer/features/people/chip.tsx", text: "export const chip = 1;" };
  const edges = (listed: Edges) => findEdgeComplaints(importGraph([audit, people]), "renderer/features", listed);

  it("of two files that import each other", () => {
    const back = { ...people, text: 'import type { Entry } from "../audit/entry";' };
    expect(findCircles(importGraph([audit, back]))).toHaveLength(1);
  });

  it("of three files, one of which imports late", () => {
    const through = [
      { path: "contract/a.ts", text: 'export { b } from "./b";' },
      { path: "contract/b.ts", text: 'const c = () => import("./c");' },
      { path: "contract/c.ts", text: 'import "./a";' },
    ];
    expect(findCircles(importGraph(through))).toEqual([
      "contract/a.ts > contract/b.ts > contract/c.ts > contract/a.ts",
    ]);
    expect(findCircles(importGraph(through.slice(0, 2)))).toEqual([]);
  });

  it("where a feature imports one that is not listed", () => {
    expect(edges({})).toHaveLength(1);
    expect(edges({ people: ["audit"] })).toHaveLength(2);
  });

  it("of two capabilities that need each other over a third one", () => {
    const listed: Edges = { people: ["policy", "audit"], policy: ["approvals"], approvals: ["people"] };
    expect(findCircles(new Map(Object.entries(listed)))).toEqual(["people > policy > approvals > people"]);
    expect(findCircles(new Map(Object.entries({ ...listed, approvals: ["session"] })))).toEqual([]);
  });

  it("where an edge is listed that nothing needs", () => {
    expect(edges({ audit: ["people"] })).toEqual([]);
    expect(edges({ audit: ["people", "policy"] })).toHaveLength(1);
  });
});

describe("what the rules allow is left alone", () => {
  const right: readonly [why: string, path: string, text: string][] = [
    ["words in a comment", "main/core/domain/lockout.ts", "// Date.now() is for others\n/* new Date() too */"],
    ["an instant from a number", "main/core/domain/calendar.ts", "const on = new Date(at).toISOString();"],
    ["a type of the outside", "main/core/context.ts", 'import type { Clock } from "./ports";'],
    ["a type of electron", "main/desktop/ipc.ts", 'import type { IpcMain } from "electron";'],
    ["reading SQL anywhere", "main/core/workers/replay.ts", 'db.prepare("SELECT * FROM ledger");'],
    ["writing SQL in the store", "main/core/store/outbox.ts", 'db.prepare("INSERT INTO outbox VALUES (?)");'],
    ["an address in a string", "main/core/delivery/base-url.ts", 'const base = "https://example.test"; // a base'],
    ["a stylesheet in the window", "renderer/ui/chip.tsx", 'import styles from "./chip.module.css";'],
  ];

  it.each(right)("%s", (_why, path, text) => {
    expect(findComplaints(path, text)).toEqual([]);
  });
});

describe("how entries are stored", () => {
  const core = sources.filter(({ path }) => path.startsWith("main/"));

  it("is known to store/ledger alone, and where they lie decides nothing", () => {
    expect(core.length).toBeGreaterThan(0);
    expect(core.flatMap(({ path, text }) => findLedgerComplaints(path, text))).toEqual([]);
    expect(findUnneededPaging(core)).toEqual([]);
  });

  it.each<[what: string, path: string, text: string]>([
    ["a query of the ledger", "main/core/store/people.ts", "const sql = `SELECT * FROM ledger WHERE seq = ?`;"],
    ["a join with it", "main/core/store/people.ts", 'const sql = "SELECT 1 FROM accounts JOIN ledger l ON 1";'],
    ["a kind", "main/core/store/reports.ts", "const part = \"kind = 'role-changed'\";"],
    ["a kind of one word", "main/core/store/reports.ts", "const part = \"kind = 'exchanged'\";"],
    ["a kind by a name of before", "main/core/store/reports.ts", "const part = `kind IN ('practice-founded')`;"],
    ["a path into data", "main/core/store/helps.ts", "const part = \"data ->> '$.facts.reason'\";"],
    ["a function of data", "main/core/workers/replay.ts", "const part = `json_extract(l.data, '$.facts')`;"],
    ["the names under which kinds are stored", "main/core/store/helps.ts", 'import { isKind } from "./ledger/lift";'],
    ["a decision by arrival", "main/core/domain/diagnosis.ts", "const later = a.arrival > b.arrival;"],
    ["an effect by arrival", "main/core/store/effects/codes.ts", "const effect = (db, owner, { arrival }) => 1;"],
    [
      "a column for it",
      "main/core/store/shadow.ts",
      "const ddl = `CREATE TABLE helps (arrival INTEGER NOT NULL) STRICT;`;",
    ],
    [
      "one by another name",
      "main/core/store/shadow.ts",
      "const ddl = `CREATE TABLE approvals (asked_place INTEGER);`;",
    ],
    ["the order of rows", "main/core/store/approvals.ts", 'const sql = "SELECT id FROM approvals ORDER BY rowid";'],
    ["a part of SQL", "main/core/store/approvals.ts", 'const order = "ORDER BY rowid DESC";'],
    ["the order of rows", "main/core/store/ledger/fold.ts", 'const sql = "SELECT id FROM codes ORDER BY rowid";'],
  ])("is noticed elsewhere: %s", (_what, path, text) => {
    expect(findLedgerComplaints(path, text)).not.toEqual([]);
  });

  it.each<[what: string, path: string, text: string]>([
    [
      "a page in order of arrival",
      "main/core/store/ledger/entries.ts",
      "const sql = `SELECT * FROM ledger ORDER BY arrival`;",
    ],
    [
      "kinds in store/ledger",
      "main/core/store/ledger/heads.ts",
      "const sql = `SELECT 1 FROM ledger WHERE kind = 'exchanged'`;",
    ],
    ["a kind in code", "main/core/support/help.ts", 'const isHelp = entry.kind === "role-changed";'],
    [
      "a table without rowid",
      "main/core/store/shadow.ts",
      "const ddl = `CREATE TABLE helps (seq INTEGER) STRICT, WITHOUT ROWID;`;",
    ],
    [
      "rows of this workstation alone",
      "main/core/store/outbox.ts",
      'const sql = "SELECT id FROM outbox ORDER BY at, rowid";',
    ],
    ["words in a comment", "main/core/store/helps.ts", "/** Not from ledger by arrival, nor 'role-changed'. */"],
  ])("is left alone: %s", (_what, path, text) => {
    expect(findLedgerComplaints(path, text)).toEqual([]);
  });
});

describe("names", () => {
  const named = ["src", "test", "scripts"].flatMap((folder) => readSources(folder, ".", /\.(tsx?|mjs)$/));

  it("are made of the words of today, in code and of files", () => {
    expect(named.length).toBeGreaterThan(sources.length);
    expect(named.flatMap(({ path, text }) => findRetiredNames(path, text))).toEqual([]);
  });

  it("are kept only where something is stored or called so", () => {
    expect(findUnneeded(named)).toEqual([]);
  });

  it.each([
    ["a function", "export function rehearse() {}"],
    ["a word within a name", "const nextStanding = 1;"],
    ["a constant", "const TOLD_MS = 1;"],
    ["two words", "const breakGlassOpened = 1;"],
    ["a field", "const facts = { requirement: 1 };"],
    ["code within a template", `const text = \`of \${claimant.name}\`;`],
  ])("of before are noticed: %s", (_what, text) => {
    expect(findRetiredNames("src/main/core/policy/rules.ts", text)).toHaveLength(1);
  });

  it.each(["src/main/core/emergency/break-glass.ts", "test/support/worlds.ts", "src/renderer/house/chip.tsx"])(
    "of before are noticed: the file %s",
    (path) => {
      expect(findRetiredNames(path, "export const one = 1;")).toHaveLength(1);
    },
  );

  it.each([
    ["words in a string", 'const said = "They were told by the office.";'],
    ["words in a comment", "// at the gate\n/* of the house */ const one = 1;"],
    ["words in a pattern", "const said = text.match(/told/);"],
    ["words that only look alike", "const gateway = delegate(foundation, household);"],
    ["the vault's key envelope", "const keyEnvelope = parseKeyEnvelope(text);"],
  ])("of today are left alone: %s", (_what, text) => {
    expect(findRetiredNames("src/main/core/policy/rules.ts", text)).toEqual([]);
  });
});
