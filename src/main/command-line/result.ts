import type { VaultTrouble } from "../../contract/refusals";
import { EXIT, type ExitCode } from "./exit-codes";
import type { NoKey } from "./key-input";
import { copyWords, noKeyWords, troubleSentences } from "./messages";

/** What a command came to: for the shell, for machines on standard output, for people on standard error. */
export type CommandResult = {
  readonly code: ExitCode;
  /** null: nothing was done, and nothing is said to machines. */
  readonly json: Readonly<Record<string, unknown>> | null;
  readonly sentences: readonly string[];
};

/** What a key was read from was not what it has to be: the command line is wrong, and not the key. */
const NOT_A_KEY: ReadonlySet<NoKey> = new Set([
  "not-open",
  "too-long",
  "empty",
  "several-lines",
  "not-text",
  "nobody-to-ask",
]);

export function withoutKey(because: NoKey): CommandResult {
  const sentences = [noKeyWords[because]];
  if (because === "interrupted") return { code: EXIT.interrupted, json: null, sentences };
  if (because === "tried-elsewhere") return { code: EXIT.inUse, json: { ok: false, result: "in-use" }, sentences };
  if (NOT_A_KEY.has(because)) return { code: EXIT.usage, json: null, sentences };
  return { code: EXIT.notOpened, json: { ok: false, result: "not-opened", because }, sentences };
}

/** The vault shows a trouble that the window has a screen for. */
export function withTrouble(trouble: VaultTrouble["trouble"]): CommandResult {
  if (trouble === "disk-full") return inTheWay("disk-full");
  // Commands write nothing to the vault: what they may not do is read it.
  if (trouble === "read-only") return inTheWay("unreadable");
  const sentences = troubleSentences(trouble);
  if (trouble === "in-use") return { code: EXIT.inUse, json: { ok: false, result: "in-use" }, sentences };
  return DAMAGE.has(trouble)
    ? { code: EXIT.damaged, json: { ok: false, result: "damaged", because: trouble }, sentences }
    : { code: EXIT.notOpened, json: { ok: false, result: "not-opened", because: trouble }, sentences };
}

const DAMAGE: ReadonlySet<VaultTrouble["trouble"]> = new Set(["damaged", "rolled-back", "changed"]);

/** The computer is in the way, and not the vault. */
export function inTheWay(what: keyof typeof copyWords): CommandResult {
  return {
    code: EXIT.notOpened,
    json: { ok: false, result: "not-opened", because: what },
    sentences: [copyWords[what]],
  };
}
