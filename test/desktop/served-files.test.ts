import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fileOf } from "../../src/main/desktop/served-files";

const folder = mkdtempSync(join(tmpdir(), "wardkey-served-"));
const served = join(folder, "renderer");
mkdirSync(join(served, "assets"), { recursive: true });
writeFileSync(join(served, "index.html"), "<!doctype html>");
writeFileSync(join(served, "assets", "app-1a2B_.js"), "");
writeFileSync(join(folder, "secret.html"), "outside");
symlinkSync(join(folder, "secret.html"), join(served, "link.html"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the window's own files are found", () => {
  expect(fileOf(served, "app://wardkey/")).toBe(join(served, "index.html"));
  expect(fileOf(served, "app://wardkey/index.html#/people")).toBe(join(served, "index.html"));
  expect(fileOf(served, "app://wardkey/assets/app-1a2B_.js?x=1")).toBe(join(served, "assets", "app-1a2B_.js"));
});

test.each([
  "app://wardkey/../secret.html",
  "app://wardkey/%2e%2e/secret.html",
  "app://wardkey/%2e%2e%2fsecret.html",
  "app://wardkey/..%5csecret.html",
  "app://wardkey/assets/..%2f..%2fsecret.html",
  "app://wardkey/index.html%00.js",
  "app://wardkey//secret.html",
  "app://wardkey/link.html",
  "app://wardkey/missing.html",
  "app://elsewhere/index.html",
  "file:///etc/passwd",
  "https://wardkey/index.html",
])("%s reaches nothing", (address) => {
  expect(fileOf(served, address)).toBeUndefined();
});
