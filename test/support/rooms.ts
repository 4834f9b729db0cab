import { posix } from "node:path";
import { type Import, readImports, withoutComments } from "./source";

/** One word finds a capability in contract, core, window and tests. */
export const CAPABILITIES = [
  "approvals",
  "audit",
  "authentication",
  "backups",
  "clock",
  "conflicts",
  "emergency",
  "enrollment",
  "import",
  "messaging",
  "people",
  "policy",
  "recovery",
  "reporting",
  "session",
  "settings",
  "support",
  "vault",
  "workstations",
] as const;

type Capability = (typeof CAPABILITIES)[number];
export type Edges = Readonly<Partial<Record<Capability, readonly Capability[]>>>;

/** Which feature of the window shows a part of which other one. What several of them need and none owns is the shell's. */
export const FEATURE_EDGES: Edges = {
  approvals: ["support", "vault"],
  authentication: ["clock", "emergency", "enrollment", "recovery", "support"],
  backups: ["vault"],
  conflicts: ["people"],
  emergency: ["audit"],
  enrollment: ["clock", "recovery", "session"],
  import: ["people"],
  people: ["audit", "enrollment", "messaging", "policy", "support"],
  reporting: ["audit", "backups", "emergency", "people"],
  settings: ["audit", "backups", "clock", "emergency", "messaging", "vault"],
  support: ["audit"],
  vault: ["enrollment", "session"],
};

/** Which capability of the core calls into which other one: only into such as are listed before it. */
export const CAPABILITY_EDGES: Edges = {
  authentication: ["session"],
  approvals: ["session", "authentication"],
  policy: ["session", "approvals"],
  audit: ["session", "approvals", "policy"],
  people: ["session", "authentication", "approvals", "policy", "audit"],
  backups: ["session", "approvals"],
  clock: ["session", "authentication", "approvals"],
  conflicts: ["session", "approvals", "audit", "people"],
  messaging: ["session", "approvals", "audit", "people"],
  settings: ["session", "approvals", "messaging"],
  emergency: ["session", "authentication", "approvals", "audit"],
  enrollment: ["session", "authentication", "approvals", "policy", "people"],
  recovery: ["session", "authentication", "approvals", "emergency", "enrollment"],
  import: ["session", "policy", "people"],
  reporting: ["session", "policy", "audit"],
  support: ["session", "authentication", "approvals", "policy", "audit", "people", "clock"],
  vault: [
    "session",
    "authentication",
    "approvals",
    "audit",
    "backups",
    "people",
    "clock",
    "emergency",
    "settings",
    "recovery",
    "workstations",
  ],
  workstations: ["authentication"],
};

/** The rooms as a table: what a file of each may import, by room or by package. */
type Room = {
  /** Paths below src, without ending. The first room that fits is the file's. */
  readonly holds: RegExp;
  readonly imports: readonly string[];
  /** May be imported besides, with `import type` alone. */
  readonly types?: readonly string[];
};

const windowLibraries = [
  "react",
  "react-dom",
  "@base-ui/react",
  "lucide-react",
  "@fontsource-variable/inter",
  "@tanstack/react-query",
  "@tanstack/react-table",
  "@tanstack/react-virtual",
  "react-hook-form",
  "@hookform/resolvers",
  "wouter",
  "zod",
  "libphonenumber-js",
  "uqr",
];

/** What is there to be shared by all: no schemas, no sentences. */
const plain = ["contract/vocabulary", "contract/plain"];
const contract = [...plain, "contract/inputs", "contract/messages"];

/** Only these may import electron as a value: the preload, the desktop and the platform. */
const withElectron = ["preload/index", "desktop", "platform"];

/** Each starts by itself: none imports another one. */
const hosts = ["desktop", "command-line"];

const ROOMS: Readonly<Record<string, Room>> = {
  "preload/index": {
    holds: /^preload\/index$/,
    imports: ["electron", "preload/page-walls", "contract/methods", ...plain],
    types: contract,
  },
  "preload/page-walls": { holds: /^preload\/page-walls$/, imports: [] },
  "contract/inputs": {
    holds: /^contract\/(fields|inputs|[a-z]+\/(inputs|asked-acts))$/,
    imports: ["zod", "libphonenumber-js", "contract/inputs", "contract/vocabulary"],
    types: [...plain, "contract/methods"],
  },
  "contract/messages": {
    holds: /^contract\/(formats|([a-z]+\/)?([a-z-]+-)?messages|audit\/entry-vocabulary)$/,
    imports: ["contract/messages", "contract/vocabulary"],
    types: [...plain, "contract/methods"],
  },
  "contract/vocabulary": {
    holds: /^contract\/(vocabulary|session-state|invisible|digits)$/,
    imports: ["contract/vocabulary"],
  },
  "contract/plain": {
    holds: /^contract\/(result|refusals|reads|person-ref|[a-z]+\/views)$/,
    imports: plain,
    types: [...plain, "contract/inputs"],
  },
  "contract/methods": {
    holds: /^contract\/(method|methods|[a-z]+\/methods)$/,
    imports: ["contract/methods", ...plain],
    types: ["contract/inputs", "zod"],
  },
  "core/ports": { holds: /^main\/core\/(ports|asking)$/, imports: [], types: ["core/ports", "core/domain", ...plain] },
  "core/domain": {
    holds: /^main\/core\/domain\//,
    imports: ["core/domain", "contract/vocabulary", "node:crypto"],
  },
  "core/store": {
    holds: /^main\/core\/store\//,
    imports: [
      ...["core/store", "core/domain", "contract/vocabulary", "better-sqlite3"],
      ...["node:crypto", "node:util", "node:fs", "node:path"],
    ],
  },
  "core/delivery": {
    holds: /^main\/core\/delivery\//,
    imports: ["core/delivery", "contract/vocabulary", "contract/messages"],
    types: ["core/ports"],
  },
  "core/documents": {
    holds: /^main\/core\/documents\//,
    imports: ["core/documents", "contract/vocabulary", "contract/messages", "papaparse", "uqr", "node:crypto"],
    types: ["core/ports"],
  },
  "core/workers": {
    holds: /^main\/core\/workers\//,
    imports: [
      ...["core/workers", "core/domain", "core/store", "platform", "contract/inputs"],
      ...["papaparse", "@zxcvbn-ts/core", "@zxcvbn-ts/language-common", "@zxcvbn-ts/language-en"],
      ...["node:fs", "node:worker_threads"],
    ],
    types: ["contract/vocabulary"],
  },
  "core/capability": {
    holds: new RegExp(`^main/core/(${CAPABILITIES.join("|")})/`),
    imports: [
      ...["core/capability", "core/context", "core/documents", "core/domain", "core/store"],
      ...["papaparse", "node:timers/promises", ...contract],
    ],
    types: ["core/ports", "contract/methods"],
  },
  // What every capability stands on: the opened vault, and what is there before one is open.
  "core/context": {
    holds: /^main\/core\/(context|installation|integrity|route)$/,
    imports: ["core/context", "core/domain", "core/store", ...plain],
    types: ["core/ports", "core/capability", "contract/methods"],
  },
  "core/root": {
    holds: /^main\/core\/(connect|tickets|dispatch|routes|app-state|asked-acts|background|pushes|incidents)$/,
    imports: [
      ...[
        "core/root",
        "core/context",
        "core/capability",
        "core/domain",
        "core/store",
        "node:v8",
        "node:worker_threads",
      ],
      ...["contract/methods", ...contract],
    ],
    types: ["core/ports", "zod"],
  },
  platform: { holds: /^main\/platform\//, imports: ["platform", "*"] },
  desktop: { holds: /^main\/desktop\//, imports: ["desktop", "*"] },
  "command-line": {
    holds: /^main\/command-line\//,
    imports: [
      ...["command-line", "platform", "core/root", "core/context", "core/capability", "core/documents"],
      ...["core/domain", "core/store", "core/ports", "contract/methods", ...contract, "@node-rs/argon2"],
      ...["node:fs", "node:path", "node:util"],
    ],
  },
  "main/root": { holds: /^main\/index$/, imports: ["desktop", "command-line", "*"] },
  "renderer/theme": { holds: /^renderer\/theme\//, imports: ["renderer/theme", "@fontsource-variable/inter"] },
  "renderer/ui": {
    holds: /^renderer\/ui\//,
    imports: [
      ...["renderer/ui", "renderer/theme", "contract/vocabulary"],
      ...["react", "react-dom", "@base-ui/react", "lucide-react", "recharts"],
    ],
  },
  "renderer/features": {
    holds: new RegExp(`^renderer/features/(${CAPABILITIES.join("|")})/`),
    imports: ["renderer/features", "renderer/ui", "renderer/theme", "renderer/shell", ...contract, ...windowLibraries],
    types: ["contract/methods"],
  },
  "renderer/shell": {
    holds: /^renderer\/shell\/(acts\/|paper\/|person\/|sign-in\/)?[\w-]+$/,
    imports: [
      ...["renderer/shell", "renderer/ui", "renderer/theme", "contract/methods"],
      ...[...contract, ...windowLibraries],
    ],
  },
  // What registers the features with the shell.
  "renderer/root": {
    holds: /^renderer\/(index|app|signed-in)$/,
    imports: [
      ...["renderer/root", "renderer/shell", "renderer/features", "renderer/ui", "renderer/theme"],
      ...["react", "react-dom", ...contract],
    ],
  },
};

const drawers = /(^|\/)(utils?|helpers?|common|types|shared|misc)\//;
const clockOrRandomness = /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|\bperformance\.now\b|\bMath\.random\b/;
const cryptoRandomness = /^(random|generate|getRandomValues|webcrypto|default)/;
const pureRooms = ["core/domain", "core/store", "core/capability", "core/context"];
const writingSql = /\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE\s+(OR\s+\w+\s+)?\w+\s+SET|DELETE\s+FROM)\b/i;

const withoutEnding = (path: string) => path.replace(/(\.d)?\.(tsx?|html)$/, "");

function roomOf(path: string): string | undefined {
  const stem = withoutEnding(path);
  return Object.keys(ROOMS).find((name) => ROOMS[name]?.holds.test(stem));
}

/** node:crypto is there to hash, seal and sign; randomness belongs to the context that is handed in. */
const takesRandomness = ({ from, names }: Import) =>
  from === "node:crypto" && names.some((name) => cryptoRandomness.test(name));

/** What the table calls the target of an import: a room, a package or a module of node. */
function targetOf(path: string, from: string): string {
  if (!from.startsWith(".")) return from.startsWith("node:") ? from : packageOf(from);
  if (from.endsWith(".css")) return "style";
  const target = posix.normalize(posix.join(posix.dirname(path), from));
  return roomOf(target) ?? target;
}

function packageOf(from: string): string {
  return from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");
}

function mayImport(room: string, path: string, { from, typeOnly }: Import): boolean {
  const { imports = [], types = [] } = ROOMS[room] ?? {};
  const target = targetOf(path, from);
  if (target === "preload/index") return false;
  if (hosts.includes(target) && target !== room) return room === "main/root";
  if (target === "electron-store") return room === "desktop";
  if (target === "electron" && !typeOnly) return withElectron.includes(room);
  if (target === "otplib") return path === "main/core/domain/totp.ts";
  if (target === "@scure/bip39") return path === "main/core/domain/word-codes.ts";
  if (target === "style") return room.startsWith("renderer/");
  if (imports.includes("*")) return !target.startsWith("renderer/");
  return imports.includes(target) || (typeOnly && types.includes(target));
}

function complainOfImports(room: string, path: string, text: string): string[] {
  return readImports(text)
    .filter((found) => !mayImport(room, path, found))
    .map(({ from, typeOnly }) => `${path} (${room}) may not import ${from}${typeOnly ? " (type)" : ""}`);
}

/** All that a source breaks of the rules of the rooms, in words; empty where all is well. `path` is below src. */
export function findComplaints(path: string, text: string): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} lies in no room`];
  const code = withoutComments(text);
  const complaints = complainOfImports(room, path, text);
  if (drawers.test(path)) complaints.push(`${path} lies in a drawer: name the folder after what it is about`);
  if (pureRooms.includes(room) && (clockOrRandomness.test(code) || readImports(text).some(takesRandomness))) {
    complaints.push(`${path} reads the clock or takes randomness`);
  }
  if (room !== "core/store" && writingSql.test(code)) complaints.push(`${path} writes SQL outside the store`);
  return complaints;
}

/** `path` is below src. */
export type Source = { readonly path: string; readonly text: string };
/** Which file imports which others, as a type or as a value, at once or later. */
export type Graph = ReadonlyMap<string, readonly string[]>;

export function importGraph(sources: readonly Source[]): Graph {
  const paths = new Set(sources.map(({ path }) => path));
  const targetsOf = ({ path, text }: Source) =>
    readImports(text)
      .filter(({ from }) => from.startsWith("."))
      .map(({ from }) => posix.normalize(posix.join(posix.dirname(path), from)))
      .flatMap((stem) => [`${stem}.ts`, `${stem}.tsx`].filter((one) => paths.has(one)));
  return new Map(sources.map((source) => [source.path, targetsOf(source)]));
}

/** "a > b > a": at least one way round in every knot of files that import each other. */
export function findCircles(graph: Graph): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]) => {
    if (done.has(path)) return;
    if (way.includes(path)) return void circles.push([...way.slice(way.indexOf(path)), path].join(" > "));
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return circles;
}

/** Imports from one capability's folder below `folder` into another's that are not listed, and what is listed in vain. */
export function findEdgeComplaints(graph: Graph, folder: string, listed: Edges): string[] {
  const ownerOf = (path: string) => CAPABILITIES.find((capability) => path.startsWith(`${folder}/${capability}/`));
  const unused = new Set(Object.entries(listed).flatMap(([from, to]) => to.map((one) => `${from} > ${one}`)));
  const complaints: string[] = [];
  for (const [path, targets] of graph) {
    const from = ownerOf(path);
    for (const target of targets) {
      const to = ownerOf(target);
      if (from === undefined || to === undefined || from === to) continue;
      unused.delete(`${from} > ${to}`);
      if (!listed[from]?.includes(to)) complaints.push(`${path} imports ${target}, and ${from} > ${to} is not listed`);
    }
  }
  return [...complaints, ...[...unused].map((edge) => `${edge} is listed, and nothing needs it`)];
}
