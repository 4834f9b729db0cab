import { readdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { expect, test } from "@playwright/test";

const out = resolve(import.meta.dirname, "../../out");
const chunks = resolve(out, "renderer/assets");

/** What every schema of zod carries, and keeps when it is made small. */
const ofZod = /\b_zod\b/;

/** Chunks that the page loads before anything is asked for: named by the page, or imported by one of those at once. */
function firstChunks(): string[] {
  const page = readFileSync(resolve(out, "renderer/index.html"), "utf8");
  const found = new Set([...page.matchAll(/src="\.\/assets\/([^"]+\.js)"/g)].flatMap(([, name]) => name ?? []));
  for (const name of found) {
    const imported = readChunk(name).matchAll(/(?:^|[;}\s])(?:import|export)\b[^;"'()]*["'](\.\/[^"']+\.js)["']/g);
    for (const [, path = ""] of imported) found.add(basename(path));
  }
  return [...found];
}

const readChunk = (name: string) => readFileSync(resolve(chunks, name), "utf8");

test("what the window begins with holds no schema, and stays as small as it is", () => {
  const first = firstChunks();
  const all = readdirSync(chunks).filter((name) => name.endsWith(".js"));
  expect(first.length).toBeGreaterThan(0);
  expect(all.filter((name) => ofZod.test(readChunk(name))).length).toBeGreaterThan(0);
  expect(first.filter((name) => ofZod.test(readChunk(name)))).toEqual([]);
  expect(first.reduce((sum, name) => sum + readChunk(name).length, 0)).toBeLessThan(400_000);
});

test("the preload holds no schema", () => {
  expect(readFileSync(resolve(out, "preload/index.cjs"), "utf8")).not.toMatch(ofZod);
});
