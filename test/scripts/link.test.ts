import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { linkTree } from "../../scripts/runtime/link.mjs";

it("a linked copy holds the same files without taking room, and links stay links", async () => {
  const place = mkdtempSync(join(tmpdir(), "wardkey-link-"));
  const [from, to] = [join(place, "from"), join(place, "to")];
  mkdirSync(join(from, "locales"), { recursive: true });
  mkdirSync(to);
  writeFileSync(join(from, "electron"), "binary", { mode: 0o755 });
  writeFileSync(join(from, "locales/en.pak"), "words");
  symlinkSync("electron", join(from, "link"));

  await linkTree(from, to);

  expect(statSync(join(to, "electron")).ino).toBe(statSync(join(from, "electron")).ino);
  expect(statSync(join(to, "electron")).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(to, "locales/en.pak"), "utf8")).toBe("words");
  expect(lstatSync(join(to, "link")).isSymbolicLink()).toBe(true);
  expect(readlinkSync(join(to, "link"))).toBe("electron");
  rmSync(place, { recursive: true });
});
