import { posix } from "node:path";
import { type Import, readImports, withoutComments } from "./source";

/** One word finds a capability in contract, core, window and tests. */
export const CAPABILITIES = [
  "approvals",
  "audit",
  "authentication",
  "clock",
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
] as const;

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

/** Only these may import electron as a value: the preload, the composition root, the desktop and the platform. */
const withElectron = ["preload/index", "main/root", "desktop", "platform"];

const ROOMS: Readonly<Record<string, Room>> = {
  "preload/index": {
    holds: /^preload\/index$/,
    imports: ["electron", "preload/page-walls", ...plain],
    types: contract,
  },
  "preload/page-walls": { holds: /^preload\/page-walls$/, imports: [] },
  "contract/inputs": {
    holds: /^contract\/(fields|inputs|[a-z]+\/(inputs|asked-acts))$/,
    imports: ["zod", "libphonenumber-js", "contract/inputs", "contract/vocabulary"],
    types: plain,
  },
  "contract/messages": {
    holds: /^contract\/(formats|([a-z]+\/)?([a-z-]+-)?messages|audit\/entry-vocabulary)$/,
    imports: ["contract/messages", "contract/vocabulary"],
    types: plain,
  },
  "contract/vocabulary": { holds: /^contract\/(vocabulary|invisible|digits)$/, imports: ["contract/vocabulary"] },
  "contract/plain": {
    holds: /^contract\/(api|contract|views|result|refusals|[a-z]+\/views)$/,
    imports: plain,
    types: [...plain, "contract/inputs"],
  },
  "core/ports": { holds: /^main\/core\/ports$/, imports: [], types: plain },
  "core/domain": {
    holds: /^main\/core\/domain\//,
    imports: ["core/domain", "contract/vocabulary", "node:crypto"],
  },
  "core/store": {
    holds: /^main\/core\/store\//,
    imports: ["core/store", "core/domain", "better-sqlite3", "node:crypto", "node:util", "node:fs", "node:path"],
    types: ["contract/vocabulary"],
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
    types: ["core/ports"],
  },
  // What every capability stands on: the opened vault, and what is there before one is open.
  "core/context": {
    holds: /^main\/core\/(context|installation)$/,
    imports: ["core/context", "core/capability", "core/domain", "core/store", ...plain],
    types: ["core/ports"],
  },
  "core/root": {
    holds: /^main\/core\/(dispatch|routes|background|pushes|incidents)$/,
    imports: [
      ...["core/root", "core/context", "core/capability", "core/store", "node:v8", "node:worker_threads", ...contract],
    ],
    types: ["core/ports", "zod"],
  },
  platform: { holds: /^main\/platform\//, imports: ["platform", "*"] },
  desktop: { holds: /^main\/desktop\//, imports: ["desktop", "*"] },
  "main/root": { holds: /^main\/index$/, imports: ["desktop", "*"] },
  "renderer/theme": { holds: /^renderer\/theme\//, imports: ["renderer/theme", "@fontsource-variable/inter"] },
  "renderer/ui": {
    holds: /^renderer\/ui\//,
    imports: [
      ...["renderer/ui", "renderer/theme", "contract/vocabulary"],
      ...["react", "react-dom", "@base-ui/react", "lucide-react", "recharts"],
    ],
  },
  "renderer/features": {
    holds: new RegExp(`^renderer/features/(${[...CAPABILITIES, "documents"].join("|")})/`),
    imports: ["renderer/features", "renderer/ui", "renderer/theme", "renderer/shell", ...contract, ...windowLibraries],
  },
  "renderer/shell": {
    holds: /^renderer\/(shell\/[\w-]+|index)$/,
    imports: ["renderer/shell", "renderer/features", "renderer/ui", "renderer/theme", ...contract, ...windowLibraries],
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
  if (target === "electron-store") return room === "desktop";
  if (target === "electron" && !typeOnly) return withElectron.includes(room);
  if (target === "otplib") return path === "main/core/domain/totp.ts";
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
