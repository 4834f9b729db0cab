import type { EventKind } from "../../src/main/core/domain/events";
import { effects } from "../../src/main/core/store/effects/apply";
import { storedNames } from "../../src/main/core/store/ledger/lift";
import { shadowTables } from "../../src/main/core/store/shadow";
import { readImports, withoutComments } from "./source";

/*
 * Only store/ledger knows how entries are stored: what kinds are called, what their facts are called, and in which order they
 * came here. Everybody else asks it, or reads shadow tables, which name entries by workstation and number.
 */

const LEDGER = "main/core/store/ledger/";
/** How the ledger's own table came to be. */
const MIGRATIONS = "main/core/store/migrations.ts";
/** What pages through entries, or writes them out, may go by the order in which they came here. */
const PAGING: readonly string[] = [
  "main/core/audit/entries.ts",
  "main/core/audit/entry-view.ts",
  "main/core/audit/export-entries.ts",
  "main/core/audit/ledger-file.ts",
  "main/core/domain/events.ts",
  "main/core/reporting/report-history.ts",
];

const kinds = (Object.keys(effects) as EventKind[]).flatMap(storedNames);
/** Code has its strings in double quotes: what stands in single ones is SQL. */
const kindInSql = new RegExp(`'(?:${kinds.join("|")})'`);
const readsLedger = /\b(?:from|join|into|update)\s+ledger\b/i;
const pathIntoData = /\bdata\s*->|\bjson_\w+\(\s*(?:\w+\.)?data\b/i;
const literal = /"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const shadowTable = new RegExp(
  `\\b(?:from|join|into|update|table|on)\\s+(?:${Object.keys(shadowTables).join("|")})\\b`,
  "i",
);
const localOrder = /\b(?:\w+_)?(?:arrival|place|rowid)\b/i;
/** Its rows are of this workstation alone. */
const ofOutbox = /\bfrom outbox\b/i;

type Place = "ledger" | "migrations" | "store" | "elsewhere";
type Rule = { readonly says: string; readonly in: readonly Place[]; readonly isBroken: (code: string) => boolean };

const rules: readonly Rule[] = [
  {
    says: "reads the ledger past store/ledger",
    in: ["store", "elsewhere"],
    isBroken: (code) => readsLedger.test(code),
  },
  { says: "names a kind of entry in SQL", in: ["store", "elsewhere"], isBroken: (code) => kindInSql.test(code) },
  {
    says: "looks into an entry's data by SQL",
    in: ["store", "elsewhere"],
    isBroken: (code) => pathIntoData.test(code),
  },
  { says: "asks how kinds are stored", in: ["store", "elsewhere"], isBroken: asksForNames },
  {
    says: "orders shadow rows by where they lie",
    in: ["ledger", "store", "elsewhere"],
    isBroken: (code) => literalsOf(code).some((sql) => shadowTable.test(sql) && localOrder.test(sql)),
  },
  {
    says: "goes by where rows lie",
    in: ["store"],
    isBroken: (code) => literalsOf(code).some((sql) => !ofOutbox.test(sql) && localOrder.test(sql)),
  },
];

function placeOf(path: string): Place {
  if (path === MIGRATIONS) return "migrations";
  if (path.startsWith(LEDGER)) return "ledger";
  return path.startsWith("main/core/store/") ? "store" : "elsewhere";
}

/** All by which a source goes past store/ledger, in words; empty where all is well. `path` is below src. */
export function findLedgerComplaints(path: string, text: string): string[] {
  const code = withoutComments(text);
  const place = placeOf(path);
  const broken = rules.filter((rule) => rule.in.includes(place) && rule.isBroken(code)).map(({ says }) => says);
  const mayPage = place === "ledger" || place === "migrations" || PAGING.includes(path);
  if (!mayPage && /\barrival\b/.test(code)) broken.push("goes by the order of arrival");
  return broken.map((says) => `${path} ${says}`);
}

function asksForNames(code: string): boolean {
  return readImports(code).some(({ from }) => from.endsWith("ledger/lift"));
}

function literalsOf(code: string): readonly string[] {
  return [...code.matchAll(literal)].map(([found]) => found.replaceAll(/without rowid/gi, ""));
}

/** Which of them no source needs any more. */
export function findUnneededPaging(sources: readonly { readonly path: string; readonly text: string }[]): string[] {
  return PAGING.filter((path) => !/\barrival\b/.test(sources.find((source) => source.path === path)?.text ?? ""));
}
