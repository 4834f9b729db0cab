import { posix } from "node:path";
import { type Import, readImports, withoutComments } from "./source";

/** The rooms of docs/architecture as a table: what a file of each may import, by room or by package. */
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

const plain = ["preload/words", "preload/digits", "preload/plain"];
const bridge = [...plain, "preload/inputs", "preload/messages"];

/** Only these may import electron as a value: the preload, the composition root, the window and the real outside. */
const withElectron = ["preload/index", "main/root", "main/outside/real"];

const ROOMS: Readonly<Record<string, Room>> = {
  "preload/index": {
    holds: /^preload\/index$/,
    imports: ["electron", "preload/page-walls", ...plain],
    types: bridge,
  },
  "preload/page-walls": { holds: /^preload\/page-walls$/, imports: [] },
  "preload/inputs": {
    holds: /^preload\/inputs(\/|$)/,
    imports: ["zod", "libphonenumber-js", "preload/inputs", "preload/words", "preload/digits"],
    types: plain,
  },
  "preload/messages": {
    holds: /^preload\/messages(\/|$)/,
    imports: ["preload/messages", "preload/words"],
    types: plain,
  },
  "preload/words": { holds: /^preload\/(words|invisible)$/, imports: [] },
  "preload/digits": { holds: /^preload\/digits$/, imports: [] },
  "preload/plain": {
    holds: /^preload\/(api|contract|views|result|refusals)$|^preload\/views\//,
    imports: ["preload/words"],
    types: [...plain, "preload/inputs"],
  },
  "main/outside/types": { holds: /^main\/outside\/types$/, imports: [] },
  "main/outside/real": { holds: /^main\/outside\/real$/, imports: ["*"] },
  "main/outside/parts": { holds: /^main\/outside\//, imports: ["*"] },
  "main/domain": {
    holds: /^main\/domain\//,
    imports: ["main/domain", "preload/words", "preload/digits", "node:crypto"],
  },
  "main/store": {
    holds: /^main\/store\//,
    imports: ["main/store", "main/domain", "better-sqlite3", "node:crypto", "node:util", "node:fs", "node:path"],
    types: ["preload/words"],
  },
  "main/services": {
    holds: /^main\/services\//,
    imports: ["main/services", "main/domain", "main/store", "papaparse", "node:timers/promises", ...bridge],
    types: ["main/outside/types"],
  },
  "main/delivery": {
    holds: /^main\/delivery\//,
    imports: ["main/delivery", "preload/words", "preload/messages"],
    types: ["main/outside/types"],
  },
  "main/papers": {
    holds: /^main\/papers\//,
    imports: ["main/papers", "preload/words", "preload/messages", "uqr", "node:crypto"],
    types: ["main/outside/types"],
  },
  "main/work": {
    holds: /^main\/work\//,
    imports: [
      "main/work",
      "main/domain",
      "main/store",
      "main/outside/real",
      "main/outside/parts",
      "preload/inputs",
      "papaparse",
      "@zxcvbn-ts/core",
      "@zxcvbn-ts/language-common",
      "@zxcvbn-ts/language-en",
      "node:fs",
      "node:worker_threads",
    ],
    types: ["preload/words"],
  },
  "main/ipc": {
    holds: /^main\/ipc(\/|$)/,
    imports: ["main/ipc", "node:v8", ...bridge],
    types: ["main/services", "main/beside-root", "electron", "zod"],
  },
  "main/root": {
    holds: /^main\/(index|office|window|page-watch|walls|menu|protocol|printing|dialogs|clipboard|preferences)$/,
    imports: ["*"],
  },
  "main/beside-root": { holds: /^main\/[\w-]+$/, imports: ["*"] },
  "renderer/theme": { holds: /^renderer\/theme\//, imports: ["renderer/theme", "@fontsource-variable/inter"] },
  "renderer/ui": {
    holds: /^renderer\/ui\//,
    imports: [
      "renderer/ui",
      "renderer/theme",
      "preload/digits",
      "react",
      "react-dom",
      "@base-ui/react",
      "lucide-react",
      "recharts",
    ],
  },
  "renderer/features": {
    holds: /^renderer\/features\//,
    imports: ["renderer/features", "renderer/ui", "renderer/theme", "renderer/shell", ...bridge, ...windowLibraries],
  },
  "renderer/shell": {
    holds: /^renderer\/[\w-]+$/,
    imports: ["renderer/shell", "renderer/features", "renderer/ui", "renderer/theme", ...bridge, ...windowLibraries],
  },
};

const drawers = /(^|\/)(utils?|helpers?|common|types|shared|misc)\//;
const clockOrDice = /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|\bperformance\.now\b|\bMath\.random\b/;
const cryptoDice = /^(random|generate|getRandomValues|webcrypto|default)/;
const pureRooms = ["main/domain", "main/store", "main/services"];
const writingSql = /\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE\s+(OR\s+\w+\s+)?\w+\s+SET|DELETE\s+FROM)\b/i;

const withoutEnding = (path: string) => path.replace(/(\.d)?\.(tsx?|html)$/, "");

function roomOf(path: string): string | undefined {
  const stem = withoutEnding(path);
  return Object.keys(ROOMS).find((name) => ROOMS[name]?.holds.test(stem));
}

/** node:crypto is there to hash, seal and sign; its dice belong to the world that is handed in. */
const rollsDice = ({ from, names }: Import) => from === "node:crypto" && names.some((name) => cryptoDice.test(name));

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

/** All that a source breaks of the house's rules, in words; empty where all is well. `path` is below src. */
export function findComplaints(path: string, text: string): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} lies in no room of the house`];
  const code = withoutComments(text);
  const complaints = complainOfImports(room, path, text);
  if (drawers.test(path)) complaints.push(`${path} lies in a drawer: name the folder after what it is about`);
  if (pureRooms.includes(room) && (clockOrDice.test(code) || readImports(text).some(rollsDice))) {
    complaints.push(`${path} reads the clock or rolls dice`);
  }
  if (room !== "main/store" && writingSql.test(code)) complaints.push(`${path} writes SQL outside the store`);
  return complaints;
}
