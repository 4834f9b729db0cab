import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backupsInputs } from "../../../src/contract/backups/inputs";
import { foldersHere } from "../../../src/main/core/backups/back-up";
import { backupState, getBackups } from "../../../src/main/core/backups/backup-state";
import { addBackupFolder } from "../../../src/main/core/backups/folders";
import { lookIntoFolders } from "../../../src/main/core/backups/look";
import type { Caller } from "../../../src/main/core/session/session";
import { listManagers } from "../../../src/main/core/store/accounts";
import { type Computer, createComputer } from "../../support/computer";
import { contextOf, type Open, setUpPracticeOn } from "../../support/heads";
import { createTwoManagers } from "../../support/managers";

/* What the page may hand over as a folder, and what becomes of it. */

let computer: Computer;
let app: Open;
let place: string;

beforeEach(async () => {
  computer = createComputer();
  ({ installation: app } = await setUpPracticeOn(computer));
  contextOf(app).memory.checked = true;
  place = join(computer.folder, "disks");
  mkdirSync(place);
});
afterEach(() => {
  app.close();
  computer.clear();
});

const proof = { password: "…", token: null };

function manager(): Caller {
  const [{ id } = { id: "" }] = listManagers(contextOf(app).db);
  return { ...app.caller(), sessionState: "manager", account: id, role: "manager" };
}

async function add(path: string): Promise<string> {
  const added = await addBackupFolder(contextOf(app), manager(), { path, proof });
  await until(() => contextOf(app).memory.backups.running === null);
  if (added.ok) return "added";
  return added.refusal.code === "backup-refused" ? added.refusal.because : added.refusal.code;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function folder(name: string): string {
  const path = join(place, name);
  mkdirSync(path, { recursive: true });
  return path;
}

const paths = () => foldersHere(contextOf(app)).map(({ path }) => path);

describe("a path that the page hands over", () => {
  const isPath = (path: string) => backupsInputs.addBackupFolder.safeParse({ path, proof }).success;

  test.each([
    ["relative", "backups"],
    ["relative, upwards", "../backups"],
    ["of a drive and yet relative", "D:backups"],
    ["of the home folder", "~/backups"],
    ["an address", "file:///mnt/safe"],
    ["with a line break", "/mnt/safe\nand all is well"],
    ["with a null", "/mnt/safe\0"],
    ["that shows the second manager another path", "/mnt/\u202eefas"],
    ["with what nobody sees", "/mnt/sa\u200bfe"],
    ["endless", `/${"a".repeat(1000)}`],
  ])("is refused where it is %s", (_, path) => {
    expect(isPath(path)).toBe(false);
  });

  test.each(["/mnt/safe", "D:\\Wardkey backups", "\\\\harbor-files\\wardkey", "/media/joan/Größe 2"])(
    "is taken for one where it is %s",
    (path) => {
      expect(isPath(path)).toBe(true);
    },
  );
});

describe("a folder", () => {
  test("that is there is added, with a first backup", async () => {
    const path = folder("stick");
    expect(await add(path)).toBe("added");
    expect(readdirSync(path).filter((name) => name.endsWith(".age"))).toHaveLength(1);
  });

  test.runIf(process.platform !== "win32")(
    "of another system's kind is not there, whatever the app was started in",
    async () => {
      expect(await add("\\\\harbor-files\\wardkey")).toBe("vanished");
      expect(await add("D:\\Backups")).toBe("vanished");
    },
  );

  test("that is not there is not made", async () => {
    expect(await add(join(place, "nowhere"))).toBe("vanished");
    expect(existsSync(join(place, "nowhere"))).toBe(false);
  });

  test("that is a file is told from one that is away", async () => {
    writeFileSync(join(place, "letter.txt"), "to be kept");
    expect(await add(join(place, "letter.txt"))).toBe("not-a-folder");
    expect(readFileSync(join(place, "letter.txt"), "utf8")).toBe("to be kept");
  });

  test("of Wardkey's own takes no backups, nor does one inside, nor a way into it", async () => {
    const data = join(computer.folder, "data");
    mkdirSync(join(data, "vault", "more"));
    symlinkSync(data, join(place, "way"));
    const own = [data, join(data, "vault"), join(data, "vault", "more"), join(place, "way", "vault")];
    for (const path of own) expect(await add(path), path).toBe("own-folder");
    expect(readdirSync(join(data, "vault", "more"))).toEqual([]);
  });

  test("beside Wardkey's own whose name begins alike is another one", async () => {
    const path = join(computer.folder, "data of the practice");
    mkdirSync(path);
    expect(await add(path)).toBe("added");
  });

  test("is not added twice by another spelling or another way to it", async () => {
    const path = folder("stick");
    symlinkSync(path, join(place, "way"));
    expect(await add(path)).toBe("added");
    for (const again of [path, `${path}/`, `${place}/./stick`, `${place}/other/../stick`, join(place, "way")]) {
      folder("other");
      expect(await add(again), again).toBe("known-folder");
    }
    expect(paths()).toHaveLength(2);
  });

  test("in which another practice's backups lie takes ours too, and theirs stay", async () => {
    const path = folder("share");
    const theirs = ["wardkey-2020-01-01-0200-zzzzzzzz.age", "wardkey-2020-01-02-0200-zzzzzzzz.age.unfinished"];
    for (const name of theirs) writeFileSync(join(path, name), "theirs");
    writeFileSync(join(path, "About these backups.txt"), "Wardkey keeps backups here.\nVault 0123456789abcdef\n");
    expect(await add(path)).toBe("added");
    expect(readdirSync(path)).toEqual(expect.arrayContaining(theirs));
    expect(readFileSync(join(path, "About these backups.txt"), "utf8")).toContain("\nVault 0123456789abcdef\n");
  });

  test("on the vault's own disk is not called another disk", async () => {
    await add(folder("stick"));
    lookIntoFolders(contextOf(app));
    await until(() => contextOf(app).memory.backups.looking.size === 0);
    expect(backupState(contextOf(app))).toMatchObject({ is: "good", onlyHere: true });
    const view = getBackups(contextOf(app), manager(), {});
    expect(view.ok && view.value.folders.map(({ sameDisk }) => sameDisk)).toEqual([true, true]);
  });

  test("is not touched before a second manager has approved it", async () => {
    const { context, joan } = await createTwoManagers();
    const asked: string[] = [];
    const watched = {
      ...context,
      backups: { ...context.backups, mark: async (path: string) => void asked.push(path) },
    };
    const refused = await addBackupFolder(watched, joan, { path: "/mnt/safe", proof });
    expect(refused).toEqual({ ok: false, refusal: { code: "may-not", because: "second-manager" } });
    expect(asked).toEqual([]);
    context.close();
    rmSync(place, { recursive: true });
  });
});
