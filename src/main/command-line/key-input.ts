import { fstatSync, readSync } from "node:fs";
import type { KeySource } from "./arguments";

/*
 * Keys as they are typed or handed over. Nothing here waits for events: a command has ended before Electron would begin to
 * deal with any.
 */

/** More than any passphrase or recovery key takes. */
const LONGEST = 4096;
const PAUSE_MS = 20;
/** A descriptor other than standard input that has nothing to read for so long was not opened for this. */
const PATIENCE_MS = 10_000;

export type KeyInput =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "not-open" | "too-long" | "empty" | "several-lines" | "not-text" | "interrupted" };

/** Why there is no key to open the vault with. */
export type NoKey =
  | Exclude<KeyInput, { is: "text" }>["is"]
  /** Another program is trying a key. */
  | "tried-elsewhere"
  | "wrong-passphrase"
  | "wrong-recovery-key"
  | "mistyped-recovery-key"
  | "no-passphrase"
  | "no-recovery-key"
  /** The key store does not have it, or does not answer. */
  | "key-missing"
  /** What the key store has does not open the vault. */
  | "key-unfit"
  /** There is no terminal to ask at, and nothing says where it comes from. */
  | "nobody-to-ask";

/** A passphrase is one line, with or without its end; a recovery key may stand on several, as it does on paper. */
export function readKey({ kind, fd }: KeySource): KeyInput {
  const bytes = readAll(fd);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const typed = decode(bytes);
  if (typed === undefined) return { is: "not-text" };
  const text = typed.replace(/\r?\n$/, "");
  if (text.trim() === "") return { is: "empty" };
  if (kind === "passphrase" && /[\r\n]/.test(text)) return { is: "several-lines" };
  return { is: "text", text };
}

function readAll(fd: number): Uint8Array | KeyInput {
  const buffer = Buffer.alloc(LONGEST + 1);
  let length = 0;
  try {
    if (!canBeRead(fd)) return { is: "not-open" };
    while (length <= LONGEST) {
      const read = readPatiently(fd, buffer, length);
      if (read === undefined) return { is: "not-open" };
      if (read === 0) return buffer.subarray(0, length);
      length += read;
    }
    return { is: "too-long" };
  } catch (broken) {
    if (isSystemError(broken)) return { is: "not-open" };
    throw broken;
  }
}

/** A file, pipe, socket or terminal; the program itself has others open. */
function canBeRead(fd: number): boolean {
  const kind = fstatSync(fd);
  return kind.isFile() || kind.isFIFO() || kind.isSocket() || kind.isCharacterDevice();
}

/** How many bytes came; 0 at the end, undefined where none came in time. */
function readPatiently(fd: number, buffer: Uint8Array, from: number): number | undefined {
  for (let waitedMs = 0; fd === 0 || waitedMs < PATIENCE_MS; waitedMs += PAUSE_MS) {
    const read = readNow(fd, buffer, from);
    if (read !== undefined) return read;
    pause(PAUSE_MS);
  }
  return undefined;
}

/** How many bytes came; 0 at the end, undefined where none have come yet. */
function readNow(fd: number, buffer: Uint8Array, from: number): number | undefined {
  try {
    return readSync(fd, buffer, from, buffer.length - from, null);
  } catch (broken) {
    if (isSystemError(broken) && broken.code === "EAGAIN") return undefined;
    // What Windows says at the end of a pipe.
    if (isSystemError(broken) && broken.code === "EOF") return 0;
    throw broken;
  }
}

function isSystemError(broken: unknown): broken is NodeJS.ErrnoException {
  return broken instanceof Error && "code" in broken;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Comes back when so many ms are over. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Asks for one line at the terminal that is standard input, and shows nothing of what is typed. */
export function askForKey(prompt: string, say: (text: string) => void): KeyInput {
  const { stdin } = process;
  // Before the prompt, after which somebody may type at once.
  stdin.setRawMode(true);
  try {
    say(prompt);
    return readLine();
  } finally {
    stdin.setRawMode(false);
    say("\n");
  }
}

/** What Ctrl+C sends. */
const END_OF_TEXT = "\u0003";
/** Enter, or Ctrl+D. */
const LINE_ENDS: readonly string[] = ["\r", "\n", "\u0004"];
const BACKSPACES: readonly string[] = ["\u007f", "\b"];
/** What arrow keys send begins with it. */
const ESCAPE = "\u001b";

/** A terminal in raw mode hands every key over as it is pressed, editing keys too. What comes after the line is left there. */
function readLine(): KeyInput {
  const buffer = Buffer.alloc(LONGEST);
  for (let length = 0; length < LONGEST; length += 1) {
    const read = readPatiently(0, buffer.subarray(length, length + 1), 0);
    const key = String.fromCharCode(buffer[length] ?? 0);
    if (key === END_OF_TEXT) return { is: "interrupted" };
    if (read === 0 || LINE_ENDS.includes(key)) return lineOf(buffer.subarray(0, length));
  }
  return { is: "too-long" };
}

function lineOf(bytes: Uint8Array): KeyInput {
  const typed = decode(bytes);
  if (typed === undefined) return { is: "not-text" };
  const characters: string[] = [];
  for (const character of typed) {
    if (BACKSPACES.includes(character)) characters.pop();
    else characters.push(character);
  }
  const [first = "", ...others] = characters.join("").split(ESCAPE);
  const text = first + others.map((part) => part.replace(/^\[[0-9;]*[A-Za-z~]/, "")).join("");
  return text.trim() === "" ? { is: "empty" } : { is: "text", text };
}
