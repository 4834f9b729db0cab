import { existsSync, readFileSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { PreferencesDamage } from "../../contract/settings/views";
import type { KnownVault } from "../core/ports";
import { type ReadPreferences, readPreferences, type StoredPreferences } from "./stored-preferences";

export type Preferences = {
  readonly get: <K extends keyof StoredPreferences>(name: K) => StoredPreferences[K];
  /** Holds at once; settled when it is on the disk, or with what keeps it from getting there. */
  readonly set: <K extends keyof StoredPreferences>(name: K, value: StoredPreferences[K]) => Promise<void>;
  /** Replaces the file where it was found damaged when it was opened. */
  readonly mend: () => Promise<void>;
  /** What became of a file that was found damaged since the start; null where none was. */
  readonly damage: () => PreferencesDamage | null;
  /** Tells what became of a damaged file, in a line for the log, now and as often as that changes. One listener. */
  readonly onDamage: (listener: (line: string) => void) => void;
  readonly isWriting: () => boolean;
  /** Settled when nothing is being written any more. */
  readonly written: () => Promise<unknown>;
};

/** Writes all of them to the file; they are durable when it returns. */
export type WritePreferences = (values: StoredPreferences) => void;

export type PreferencesParts = {
  readonly file: string;
  /** Called whenever the file is to be written. */
  readonly openStore: () => Promise<WritePreferences>;
  /** Epoch ms. */
  readonly now: () => number;
};

/**
 * What a start needs at once, such as the window's place, is read by the schema alone. The library that writes the file is
 * loaded when something is to be written. A damaged file is put aside under a name of its own, and a new one takes its place
 * with whatever could be read.
 */
export function openPreferences({ file, openStore, now }: PreferencesParts): Preferences {
  const found = readFile(file);
  const values = found.stored;
  const writing = new Set<Promise<void>>();
  let damage: PreferencesDamage | null = null;
  /** What the damaged file is called since it has made room for a new one. */
  let aside: string | undefined;

  let last: string | undefined;
  let listen = (_line: string) => {};
  const noteDamage = (became: PreferencesDamage, line: string) => {
    if (damage === became) return;
    damage = became;
    last = line;
    listen(line);
  };
  const write = async () => {
    const { damaged } = readFile(file);
    try {
      if (damaged) aside = putAside(file, now());
      const writeAll = await openStore();
      writeAll(values);
      if (aside !== undefined)
        noteDamage("replaced", `${basename(file)} was damaged: a new one was written, and it is kept as ${aside}`);
    } catch (broken) {
      if (damaged) noteDamage("not-replaced", `${basename(file)} is damaged, and no new one can be written: ${broken}`);
      throw broken;
    }
  };
  const save = () => {
    const saving = write().finally(() => writing.delete(saving));
    writing.add(saving);
    return saving;
  };
  return {
    get: (name) => values[name],
    set: (name, value) => {
      values[name] = value;
      return save();
    },
    mend: async () => {
      // What keeps a new file from being written is said by `damage`.
      if (found.damaged) await save().catch(() => {});
    },
    damage: () => damage,
    onDamage: (listener) => {
      listen = listener;
      if (last !== undefined) listen(last);
    },
    isWriting: () => writing.size > 0,
    written: () => Promise.allSettled(writing),
  };
}

/** A file that is there and cannot be read is as good as a damaged one. */
function readFile(file: string): ReadPreferences {
  return readPreferences(existsSync(file) ? textOf(file) : "{}");
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Gives the file a name that says when it was found damaged, in digits, and returns that name. */
function putAside(file: string, at: number): string {
  const name = `preferences.damaged-${new Date(at).toISOString().replaceAll(/\D/g, "")}.json`;
  renameSync(file, join(dirname(file), name));
  return name;
}

export function knownVaultIn(preferences: Preferences): KnownVault {
  return {
    read: () => preferences.get("knownVault") ?? undefined,
    write: (known) => {
      const before = preferences.get("knownVault");
      if (before?.vaultId === known.vaultId && before.practice === known.practice) return;
      void preferences.set("knownVault", known);
    },
  };
}
