import { existsSync, readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readImports } from "../support/source";

/* CONTRIBUTING.md follows requests file by file: each way exists, and leads one way only. */

const project = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(project, "CONTRIBUTING.md"), "utf8");

/** The files of each request, in their order. */
const ways = text
  .slice(text.indexOf("## Three requests"), text.indexOf("## How much"))
  .split(/^\*\*/m)
  .slice(1)
  .map((part) => ({
    request: part.slice(0, part.indexOf("**")),
    files: [...part.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = ""]) => file),
  }));

const importsOf = (file: string) =>
  readImports(readFileSync(join(project, file), "utf8"))
    .filter(({ from }) => from.startsWith("."))
    .map(({ from }) => posix.normalize(posix.join(posix.dirname(file), from)));

/** Imports of a file that stands earlier on the way. */
function findWaysBack(files: readonly string[]): string[] {
  return files.flatMap((file, place) => {
    const imported = importsOf(file);
    const back = files.slice(0, place).filter((earlier) => imported.includes(earlier.replace(/\.tsx?$/, "")));
    return back.map((earlier) => `${file} imports ${earlier}`);
  });
}

test("three requests are followed", () => {
  expect(ways.map(({ request }) => request)).toEqual([
    "Support unlocks an account",
    "A token is verified",
    "A row of a table is imported",
  ]);
  for (const { files } of ways) expect(files.length).toBeGreaterThan(6);
});

describe.each(ways)("$request", ({ files }) => {
  test("goes through files that are there, none of which imports one before it", () => {
    expect(findWaysBack(files)).toEqual([]);
  });
});

test("a way that leads back is noticed", () => {
  const [first = { files: [] }] = ways;
  expect(findWaysBack([...first.files].reverse())).not.toEqual([]);
});

/** The files of each change, as `git show --stat` lists them. */
const changes = text
  .slice(text.indexOf("## How much"), text.indexOf("## Before"))
  .split(/^\*\*/m)
  .slice(1)
  .map((part) => ({
    change: part.slice(0, part.indexOf("**")),
    files: [...part.matchAll(/^ (\S+) +\| +\d+ [+-]+$/gm)].map(([, file = ""]) => file),
  }));

test("a method, a kind of event and an act are shown with all files that each touches, which are there", () => {
  expect(changes.map(({ change }) => change)).toEqual(["A method", "A kind of event", "An act on somebody's account"]);
  for (const { files } of changes) {
    expect(files.length).toBeGreaterThan(6);
    expect(files.filter((file) => !existsSync(join(project, file)))).toEqual([]);
  }
});

test("every file and folder that it names is there", () => {
  const named = [...text.matchAll(/`((?:src|test|docs)\/[^`*]+)`/g)].map(([, path = ""]) => path);
  expect(named.filter((path) => !existsSync(join(project, path)))).toEqual([]);
});
