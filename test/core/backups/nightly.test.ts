import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BackupTrouble } from "../../../src/contract/vocabulary";
import { foldersHere } from "../../../src/main/core/backups/back-up";
import { backupState } from "../../../src/main/core/backups/backup-state";
import { lookIntoFolders } from "../../../src/main/core/backups/look";
import { backUpWhenDue } from "../../../src/main/core/backups/nightly";
import { recordEvent, type VaultContext } from "../../../src/main/core/context";
import type { BackupJob, BackupNews } from "../../../src/main/core/domain/backup-job";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { backupsHere } from "../../support/backups";
import { type Computer, createComputer } from "../../support/computer";
import { contextOf, type Open, setUpPracticeOn } from "../../support/heads";

/* When a backup is made without anybody asking. The clock is the test's, the folders and the vault are real. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let computer: Computer;
let app: Open;
let context: VaultContext;

const setUp = async (given: Parameters<typeof setUpPracticeOn>[1] = {}) => {
  ({ installation: app } = await setUpPracticeOn(computer, given));
  context = contextOf(app);
  context.memory.checked = true;
};
beforeEach(() => {
  computer = createComputer();
});
afterEach(() => {
  app.close();
  computer.clear();
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** Looks as the app does every few seconds, some time later, and waits for what that begins; whether it began one. */
async function beginsOneIn(ms: number): Promise<boolean> {
  computer.clock.advance(ms);
  lookIntoFolders(context);
  await until(() => context.memory.backups.looking.size === 0);
  const before = context.memory.backups.ended;
  backUpWhenDue(context);
  await until(() => context.memory.backups.running === null);
  return context.memory.backups.ended !== before;
}

async function addFolder(name: string): Promise<string> {
  const path = join(computer.folder, name);
  mkdirSync(path);
  expect(await context.backups.mark(path, thePractice(context.db).vaultId, [])).toBeUndefined();
  const added = { kind: "backup-folder-added", subject: null, data: { folder: name, path } } as const;
  immediately(context.db, () => recordEvent(context, null, added));
  return path;
}

const backupsIn = (path: string) => readdirSync(path).filter((name) => name.includes(".age"));
const troubles = () => Object.fromEntries(context.memory.backups.troubles);

describe("without anybody asking", () => {
  test("a backup is made once the start is over, and no other one before the next night", async () => {
    await setUp();
    expect(await beginsOneIn(0)).toBe(false);
    expect(await beginsOneIn(29 * SECOND)).toBe(false);
    expect(await beginsOneIn(2 * SECOND)).toBe(true);
    expect(await beginsOneIn(20 * MINUTE)).toBe(false);
    expect(await beginsOneIn(24 * HOUR)).toBe(true);
  });

  test("none is made of records that do not match the audit log", async () => {
    await setUp();
    context.memory.checked = false;
    await beginsOneIn(0);
    expect(await beginsOneIn(HOUR)).toBe(false);
    expect(backupState(context)).toEqual({ is: "none-yet" });
  });

  test("a folder that is away costs nothing until it is seen again, and then has one at once", async () => {
    await setUp();
    const stick = await addFolder("stick");
    renameSync(stick, `${stick} away`);
    await beginsOneIn(0);
    expect(await beginsOneIn(MINUTE)).toBe(true);
    expect(troubles()).toMatchObject({ stick: { because: "vanished" } });
    for (let minute = 0; minute < 20; minute += 1) expect(await beginsOneIn(MINUTE)).toBe(false);
    renameSync(`${stick} away`, stick);
    expect(await beginsOneIn(5 * SECOND)).toBe(true);
    expect(backupsIn(stick)).toHaveLength(1);
    expect(troubles()).toEqual({});
  });

  test("a folder that missed one that was made by hand is made up for too", async () => {
    await setUp();
    const stick = await addFolder("stick");
    await beginsOneIn(0);
    expect(await beginsOneIn(MINUTE)).toBe(true);
    renameSync(stick, `${stick} away`);
    context.backups.start(foldersHere(context), null);
    await until(() => context.memory.backups.running === null);
    renameSync(`${stick} away`, stick);
    const before = backupsIn(stick);
    expect(await beginsOneIn(5 * SECOND)).toBe(true);
    expect(backupsIn(stick)).not.toEqual(before);
  });

  test("after two days without one every screen says so, and the next good one ends that", async () => {
    await setUp();
    context.memory.checked = false;
    await beginsOneIn(0);
    await beginsOneIn(47 * HOUR);
    expect(backupState(context)).toEqual({ is: "none-yet" });
    await beginsOneIn(2 * HOUR);
    expect(backupState(context)).toEqual({ is: "late", since: null, because: null });
    context.memory.checked = true;
    expect(await beginsOneIn(HOUR)).toBe(true);
    expect(backupState(context)).toMatchObject({ is: "good" });
  });
});

describe("a share that hangs", () => {
  let jobs: BackupJob[];
  let hear: (news: BackupNews) => void;
  let end: (because: BackupTrouble | null) => void;

  beforeEach(async () => {
    jobs = [];
    const real = backupsHere(join(computer.folder, "data", "backups"));
    await setUp({
      backups: {
        ...real,
        run: (job, listener) => {
          jobs.push(job);
          hear = listener;
          const done = new Promise<BackupTrouble | null>((resolve) => {
            end = resolve;
          });
          return { done, stop: (because) => end(because ?? "stopped") };
        },
      },
    });
    await addFolder("hanging");
    await addFolder("stick");
  });

  const look = (ms: number) => {
    computer.clock.advance(ms);
    backUpWhenDue(context);
  };
  const written = { name: "a", bytes: 1, entries: 1, people: 1 };
  const namesOf = (job: BackupJob | undefined) => job?.folders.slice(-2).map(({ id }) => id);

  test("is given up after five minutes, said of that folder alone, and keeps no other one waiting", async () => {
    look(0);
    look(MINUTE);
    expect(namesOf(jobs[0])).toEqual(["hanging", "stick"]);
    hear({ is: "folder", folder: context.workstation, ended: written });
    hear({ is: "step", step: "write", done: 0, of: 1 });
    look(4 * MINUTE);
    expect(context.memory.backups.running).not.toBeNull();
    look(2 * MINUTE);
    await until(() => context.memory.backups.running === null);
    expect(troubles()).toMatchObject({ hanging: { because: "slow" } });
    expect(context.memory.backups.ended).toMatchObject({ because: "slow", good: 1, of: 3 });
    look(5 * SECOND);
    expect(jobs[1]?.folders.map(({ id }) => id)).toEqual(["stick"]);
    hear({ is: "folder", folder: "stick", ended: written });
    end(null);
    await until(() => context.memory.backups.running === null);
    look(MINUTE);
    expect(jobs).toHaveLength(2);
    look(15 * MINUTE);
    expect(jobs[2]?.folders.map(({ id }) => id)).toEqual(["hanging"]);
  });
});
