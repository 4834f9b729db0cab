import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { CAPABILITIES } from "./support/rooms";

/* What people read promises nothing that is not there (DOCUMENT-7): kept backups are not encrypted anew for a new kit. */

const project = resolve(import.meta.dirname, "..");
const worded = /(^|[/-])messages\.ts$|^formats\.ts$|(^|\/)entry-vocabulary\.ts$/;
const sentences = readdirSync(join(project, "src/contract"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => worded.test(name));
const texts = [
  ...sentences.map((name) => `src/contract/${name}`),
  ...["users-guide.md", "it-guide.md", "threat-model.md"].map((name) => join("docs", name)),
];

test("the sentences of every capability are read", () => {
  expect(CAPABILITIES.filter((name) => !sentences.some((path) => path.startsWith(`${name}/`)))).toEqual([]);
});

test.each(texts)("%s says of no kept backup that it opens with a newer kit", (path) => {
  const text = readFileSync(join(project, path), "utf8").replace(/\s+/g, " ");
  expect(text.match(/backups? (that were |that are )?(kept )?(is|are|were|will be) encrypted anew/gi) ?? []).toEqual(
    [],
  );
});
