import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scorePassword } from "../../../src/main/core/workers/passwords/guessability";
import { scoringIn } from "../../../src/main/platform/scoring";

/* The worker as it is built, in a thread of its own. */

let folder: string;
let score: ReturnType<typeof scoringIn>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-worker-"));
  const ssr = resolve(import.meta.dirname, "../../../src/main/core/workers/score-password.ts");
  const output = { entryFileNames: "score-password.mjs" };
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: { ssr, outDir: folder, rolldownOptions: { output } },
  });
  score = scoringIn(join(folder, "score-password.mjs"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every pair of characters is a word that somebody may have meant: what zxcvbn takes longest for. */
const hard = "p@55w0rd$1".repeat(13).slice(0, 128);

test("each password gets its own score, in whatever order they are asked for and however long each takes", async () => {
  const asked = ["password1234", hard, "seven quiet otters swim upstream", "harborstreet 2026"];
  const about = ["harborstreet"];
  const scores = await Promise.all(asked.map((password) => score(password, about)));
  expect(scores).toEqual(asked.map((password) => scorePassword(password, about)));
});

test("a password that takes long is scored whole: no part of it counts for all", async () => {
  // Its first half alone would get 4.
  const half = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(4).slice(0, 64);
  expect(await score(half, [])).toBe(4);
  expect(await score("abcdefghijklmnopqrstuvwxyz0123456789".repeat(4).slice(0, 128), [])).toBe(2);
});

test("the app goes on while one is scored", async () => {
  const order: string[] = [];
  const scored = score(hard, []).then(() => order.push("scored"));
  // Turns of the app's own thread; scored there, the first of them would come after it.
  for (let turn = 0; turn < 100; turn++) await new Promise((next) => setImmediate(next));
  order.push("the app");
  await scored;
  expect(order).toEqual(["the app", "scored"]);
});

test("a thread that breaks fails what it was asked, and the next password gets another one", async () => {
  await expect(score(undefined as never, [])).rejects.toThrow();
  expect(await score("password1234", [])).toBe(scorePassword("password1234", []));
});
