import { parseArgs } from "node:util";

/** The words after the program's name. Whatever they are, no message repeats one: any of them may be a key (VAULT-11). */

export const COMMANDS = ["status", "verify", "check-backup"] as const;
export type Command = (typeof COMMANDS)[number];

/** Where the key comes from: the text of which kind, on which descriptor. */
export type KeySource = { readonly kind: "passphrase" | "recovery-key"; readonly fd: number };

/** `argument` counts from 1, as people count the words after the program's name. */
export type UsageError = {
  readonly because:
    | "no-command"
    | "no-such-command"
    | "no-file"
    | "nothing-is-deleted"
    | "no-such-option"
    | "value-missing"
    | "given-twice"
    | "two-keys"
    | "not-a-descriptor"
    | "key-in-argument";
  readonly argument: number;
};

export type Request =
  | { readonly do: "help" | "version" }
  | ({ readonly do: "command" } & CommandRequest)
  | ({ readonly do: "refuse" } & UsageError);

export type CommandRequest = {
  readonly command: Command;
  /** What `check-backup` checks. */
  readonly file: string | undefined;
  readonly dataDir: string | undefined;
  readonly key: KeySource | undefined;
};

const OPTIONS = {
  "data-dir": { type: "string" },
  "passphrase-fd": { type: "string" },
  "recovery-key-fd": { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** What somebody types who thinks that a key belongs here. */
const ASKS_FOR_KEY = /^(p|pw|pass.*|key.*|secret.*|recovery.*|kit)$/i;

/** What somebody types who wants less in the vault: records are kept (KEEP-1). */
const ASKS_TO_DELETE = /^(delete|remove|prune|purge|erase|wipe|clear|expire)$/;

/** Its own messages repeat what was typed, so that it refuses nothing. */
const tokensOf = (words: readonly string[]) =>
  parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: false, tokens: true }).tokens;

type Token = ReturnType<typeof tokensOf>[number];

const asksAboutItself = (token: Token): token is Token & { kind: "option"; name: "help" | "version" } =>
  token.kind === "option" && (token.name === "help" || token.name === "version");

/**
 * Whether these words are for a command and not for the window. Other switches are left to the window: Chromium has
 * hundreds of its own.
 */
export function asksForCommand(words: readonly string[]): boolean {
  return tokensOf(words).some((token) => token.kind === "positional" || asksAboutItself(token));
}

/** The folder that `--data-dir` names; undefined without it. */
export function dataDirIn(words: readonly string[]): string | undefined {
  return tokensOf(words).flatMap((token) =>
    token.kind === "option" && token.name === "data-dir" ? (token.value ?? []) : [],
  )[0];
}

export function readArguments(words: readonly string[]): Request {
  const tokens = tokensOf(words);
  for (const token of tokens) if (asksAboutItself(token)) return { do: token.name };
  const found: Found = { command: undefined, file: undefined, dataDir: undefined, key: undefined };
  for (const token of tokens) {
    const because = take(token, found);
    if (because !== undefined) return { do: "refuse", because, argument: token.index + 1 };
  }
  const { command, file, dataDir, key } = found;
  if (command === undefined) return { do: "refuse", because: "no-command", argument: words.length };
  if (command === "check-backup" && file === undefined)
    return { do: "refuse", because: "no-file", argument: words.length };
  return { do: "command", command, file, dataDir, key };
}

type Found = {
  command: Command | undefined;
  file: string | undefined;
  dataDir: string | undefined;
  key: KeySource | undefined;
};

/** Takes one word, with its value, into what was found; else says why not. */
function take(token: Token, found: Found): UsageError["because"] | undefined {
  if (token.kind === "option-terminator") return "no-such-option";
  if (token.kind === "positional") return takeCommand(token.value, found);
  const { name, value } = token;
  if (name !== "data-dir" && name !== "passphrase-fd" && name !== "recovery-key-fd")
    return ASKS_FOR_KEY.test(name) ? "key-in-argument" : "no-such-option";
  if (value === undefined || value === "") return "value-missing";
  if (name !== "data-dir") return takeKey(name === "passphrase-fd" ? "passphrase" : "recovery-key", value, found);
  if (found.dataDir !== undefined) return "given-twice";
  found.dataDir = value;
  return undefined;
}

function takeCommand(word: string, found: Found): UsageError["because"] | undefined {
  if (found.command !== undefined) return takeFile(word, found);
  found.command = COMMANDS.find((one) => one === word);
  if (found.command !== undefined) return undefined;
  if (ASKS_TO_DELETE.test(word)) return "nothing-is-deleted";
  return /^[a-z-]{1,20}$/.test(word) ? "no-such-command" : "key-in-argument";
}

/** The name of a backup ends as Wardkey wrote it, which no key does. */
function takeFile(word: string, found: Found): UsageError["because"] | undefined {
  if (found.command !== "check-backup" || found.file !== undefined || !word.endsWith(".age")) return "key-in-argument";
  found.file = word;
  return undefined;
}

function takeKey(kind: KeySource["kind"], value: string, found: Found): UsageError["because"] | undefined {
  if (!/^\d{1,4}$/.test(value)) return "key-in-argument";
  // 1 and 2 are for output.
  const fd = Number(value);
  if (fd === 1 || fd === 2) return "not-a-descriptor";
  if (found.key !== undefined) return found.key.kind === kind ? "given-twice" : "two-keys";
  found.key = { kind, fd };
  return undefined;
}
