import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readComments, readTestNames } from "../support/comments";

/* Comments and names of tests cite docs/rules.md, a standard, or a document that is here; and each stands on its own. */

const project = resolve(import.meta.dirname, "../..");

/** The ids that a text of rules gives out, in order. */
function readRuleIds(text: string): string[] {
  return [...text.matchAll(/^- \*\*([A-Z]+-\d+)\*\* /gm)].map(([, id = ""]) => id);
}

const ids = readRuleIds(readFileSync(join(project, "docs/rules.md"), "utf8"));
const documents = [...readdirSync(project), ...readdirSync(join(project, "docs"))].filter((name) =>
  name.endsWith(".md"),
);

/** What looks like the id of a rule and is something else. */
const OTHER_NAMES: ReadonlySet<string> = new Set(["AES-256", "SHA-1", "SHA-256", "UTF-8", "UTF-16"]);

/** How a comment begins that says nothing once the code above it has moved. */
const LEANS =
  /^(?:@file )?(?:The same|The other|Likewise|Like the one|As above|Also|And|So|Nor|Ditto|Same|This one|Those|These)\b/;

/** What is wrong with what a source says beside its code. */
function findFaults(text: string): string[] {
  const comments = readComments(text);
  const words = [...comments, ...readTestNames(text)].join("\n");
  const cited = [...words.matchAll(/\b[A-Z]{2,}-\d+\b/g)].map(([id]) => id).filter((id) => !OTHER_NAMES.has(id));
  const named = [...words.matchAll(/[\w-]+\.md\b/gi)].map(([name]) => name);
  return [
    ...cited.filter((id) => !ids.includes(id)).map((id) => `no such rule: ${id}`),
    ...named.filter((name) => !documents.includes(name)).map((name) => `no such document: ${name}`),
    ...[...words.matchAll(/\(R\d+\)/g)].map(([number]) => `a number of another list: ${number}`),
    ...comments.filter((comment) => LEANS.test(comment)).map((comment) => `leans on what stands above: ${comment}`),
  ];
}

const sources = ["src", "test", "scripts"]
  .flatMap((folder) => readdirSync(join(project, folder), { withFileTypes: true, recursive: true }))
  .filter((entry) => entry.isFile() && /\.(?:tsx?|[cm]?js|css|html|sh)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  // Faults are planted here.
  .filter((path) => path !== import.meta.filename);

describe("the rules", () => {
  it("have one id each", () => {
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it("are written as a list whose every item has an id", () => {
    const items = readFileSync(join(project, "docs/rules.md"), "utf8").match(/^- /gm) ?? [];
    expect(items).toHaveLength(ids.length);
  });

  it("refer to rules and documents that are there", () => {
    const texts = documents.map((name) => join(project, existsSync(join(project, name)) ? name : join("docs", name)));
    for (const path of texts) {
      const text = readFileSync(path, "utf8");
      const topics = new Set(ids.map((id) => id.replace(/-\d+$/, "")));
      const cited = [...text.matchAll(/\b([A-Z]+)-\d+\b/g)].filter(([, topic = ""]) => topics.has(topic));
      expect
        .soft(
          cited.map(([id]) => id).filter((id) => !ids.includes(id)),
          basename(path),
        )
        .toEqual([]);
    }
  });
});

describe("what sources say beside their code", () => {
  it("cites rules and documents that are there, and stands on its own", () => {
    expect(sources.length).toBeGreaterThan(0);
    const faults = sources.flatMap((path) => {
      return findFaults(readFileSync(path, "utf8")).map((fault) => `${path.slice(project.length + 1)}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });
});

describe("a fault is noticed", () => {
  it("in the rules: an id that is given out twice", () => {
    const twice = readRuleIds("- **LOCK-1** One.\n- **LOCK-2** Two.\n- **LOCK-1** Three.\n");
    expect(twice).toEqual(["LOCK-1", "LOCK-2", "LOCK-1"]);
  });

  const faulty: readonly [what: string, text: string][] = [
    ["a rule that is not there", "/** Locks the account (LOCK-99). */"],
    ["a topic that is misspelled", "// Locks the account (LOKC-1)."],
    ["a rule in the name of a test", 'test("locks the account (LOCK-99)", () => {});'],
    ["a document that is elsewhere", "/*\n * Locks the account,\n * as product.md 4 says.\n */"],
    ["a document in the name of a test", 'it("ends as product.md 4 says", async () => {});'],
    ["a number of a list that is elsewhere", 'test("spends a code once (R36)", () => {});'],
    ["a comment that leans on the one above", "const one = 1;\n/** The same for two. */\nconst two = 2;"],
    ["one that goes on from it", "/**\n * And takes it away.\n */"],
    ["one that counts from it", "const AT_ONCE = 5; // So many at a time"],
    ["one in the window's markup", "  {/* Those who are left. */}"],
    ["one after a comment of its own", "// First.\nfirst();\n// Nor this.\nsecond();"],
  ];

  it.each(faulty)("%s", (_what, text) => {
    expect(findFaults(text)).toHaveLength(1);
  });
});

describe("what is right is left alone", () => {
  const right: readonly [what: string, text: string][] = [
    ["a rule that is there", "/** Locks the account (LOCK-1, LOCK-2). */"],
    ["a document that is here", "/** What docs/rules.md says. */"],
    ["a standard", "// RFC 4226 §4 R6, NIST SP 800-63B-4 §3.2.2, HMAC-SHA-256 over UTF-8"],
    ["an address", 'const base = "https://example.test";'],
    ["words within a comment", "// Counts the failure.\n// And so does the next one."],
    ["a sentence that begins with a longer word", "/** Sorts by name. */"],
  ];

  it.each(right)("%s", (_what, text) => {
    expect(findFaults(text)).toEqual([]);
  });
});
