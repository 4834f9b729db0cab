import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "../../scripts/runtime/places.mjs";

/** No process can have it: beyond the largest pid that Linux gives out. */
const nobody = 4_194_305;

describe("a folder of the cache", () => {
  let place = "";
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "wardkey-places-"));
  });
  afterEach(() => rmSync(place, { recursive: true }));

  const fillWith = (text: string) => async (folder: string) => writeFileSync(join(folder, "file"), text);

  it("appears under its name only when it is complete", async () => {
    const target = join(place, "electron");
    await makeFolder(target, async (folder) => {
      await fillWith("whole")(folder);
      expect(existsSync(target)).toBe(false);
    });
    expect(readdirSync(target)).toEqual(["file"]);
    expect(readdirSync(place)).toEqual(["electron"]);
  });

  it("is not there at all when filling it failed", async () => {
    const broken = makeFolder(join(place, "electron"), async (folder) => {
      await fillWith("half")(folder);
      throw new Error("no room left");
    });
    await expect(broken).rejects.toThrow("no room left");
    expect(readdirSync(place)).toEqual([]);
  });

  it("sweeps away what a killed run left, and leaves a running one's alone", async () => {
    mkdirSync(join(place, `electron.${nobody}.partial`));
    mkdirSync(join(place, `electron.${process.ppid}.partial`));
    mkdirSync(join(place, `sqlite.${nobody}.partial`));
    await makeFolder(join(place, "electron"), fillWith("whole"));
    expect(readdirSync(place).sort()).toEqual([
      "electron",
      `electron.${process.ppid}.partial`,
      `sqlite.${nobody}.partial`,
    ]);
  });

  it("stays the first one's where two make it at once", async () => {
    const target = join(place, "electron");
    await makeFolder(target, async () =>
      makeFolder(`${target}-other`, async () => {
        mkdirSync(target);
        writeFileSync(join(target, "first"), "");
      }),
    );
    expect(readdirSync(target)).toEqual(["first"]);
  });
});
