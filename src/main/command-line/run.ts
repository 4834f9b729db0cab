import { writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { appDataFolder, headsFolder, KEY_STORE_SERVICE } from "../platform/app-data";
import { headsIn } from "../platform/kept-heads";
import { osKeyStore } from "../platform/real";
import { type Command, type CommandRequest, readArguments } from "./arguments";
import { checkBackupFile } from "./check-backup";
import type { Surroundings } from "./command";
import { EXIT, type ExitCode } from "./exit-codes";
import help from "./help.txt?raw";
import { pause } from "./key-input";
import { bugWords, usageSentence } from "./messages";
import type { CommandResult } from "./result";
import { status } from "./status";
import { verify } from "./verify";

/** Of this Wardkey: its name as that of its folder among those of other apps, and where the built program lies. */
export type Program = { readonly name: string; readonly version: string; readonly folder: string };

/**
 * Does what the words say and returns how it ended. Nothing here waits for events: inside Electron it ends before a
 * display is looked for.
 */
export function runCommand(words: readonly string[], program: Program): ExitCode {
  const request = readArguments(words);
  switch (request.do) {
    case "help":
      return print(help);
    case "version":
      return print(`${program.version}\n`);
    case "refuse":
      return finish({ code: EXIT.usage, json: null, sentences: [usageSentence(request)] });
    case "command":
      return finish(resultOf(request, program));
  }
}

const commands = { status, verify, "check-backup": checkBackupFile } satisfies Record<
  Command,
  (surroundings: Surroundings) => CommandResult
>;

function resultOf(request: CommandRequest, program: Program): CommandResult {
  const { command } = request;
  try {
    const surroundings = surroundingsOf(request, program);
    const { json, ...result } = commands[command](surroundings);
    return { ...result, json: json === null ? null : { command, dataDir: surroundings.dataDir, ...json } };
  } catch (broken) {
    return { code: EXIT.bug, json: null, sentences: [bugWords, traceOf(broken)] };
  }
}

function surroundingsOf({ dataDir, file, key }: CommandRequest, { name, folder }: Program): Surroundings {
  const appData = appDataFolder();
  const keyStore = osKeyStore(KEY_STORE_SERVICE);
  let line = "";
  return {
    dataDir: dataDir === undefined ? join(appData, name) : resolve(dataDir),
    file,
    program: folder,
    key,
    keyStore,
    // The key store is asked when there is something to ask it for.
    heads: { read: (vaultId) => headsIn(keyStore, headsFolder(appData)).read(vaultId) },
    say: (text) => write(2, text),
    progress: (text) => {
      if (text === line || !process.stderr.isTTY) return;
      line = text;
      // What comes next is written over it.
      write(2, `${text}\r`);
    },
  };
}

function print(text: string): ExitCode {
  write(1, text);
  return EXIT.ok;
}

function finish({ code, json, sentences }: CommandResult): ExitCode {
  for (const sentence of sentences) write(2, `${sentence}\n`);
  if (json !== null) write(1, `${JSON.stringify(json)}\n`);
  return code;
}

/** Where it broke, without the error's own words: those may hold what was read. */
function traceOf(broken: unknown): string {
  const stack = broken instanceof Error ? (broken.stack ?? "") : "";
  return [
    broken instanceof Error ? broken.name : typeof broken,
    ...stack.split("\n").filter((line) => /^\s+at /.test(line)),
  ].join("\n");
}

/** Whole before it returns. Whoever has stopped reading misses it, and nothing else changes. */
function write(fd: 1 | 2, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (broken) {
      if (!(broken instanceof Error && "code" in broken && broken.code === "EAGAIN")) return;
      pause(5);
    }
  }
}
