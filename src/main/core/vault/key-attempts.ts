import type { TooSoon, WrongKey } from "../../../contract/refusals";
import { type Refused, type Result, refuse } from "../../../contract/result";
import type { Installation } from "../installation";
import type { VaultFolder } from "../ports";

/*
 * Wrong passphrases and recovery keys wait (LOCK-9). It slows whoever sits at this computer; whoever has a copy of the
 * folder guesses elsewhere, and only the passphrase's own strength is in their way.
 */

const FREE = 3;
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** How long the next try waits after so many wrong ones in a row: from the third on each doubles it, up to a minute. */
function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (wrong - FREE));
}

/** The keys that it unwraps. */
type Tried = Result<readonly Uint8Array[], WrongKey>;

/**
 * Looks at one typed passphrase or recovery key, one after the other, and none before its time. It counts as wrong until it
 * has opened something, so that no crash gives it back. After a restart the wait begins anew: a clock has no part in it.
 */
export async function tryKey(
  installation: Installation,
  look: () => Promise<Tried>,
): Promise<Result<readonly Uint8Array[], WrongKey | TooSoon>> {
  const tried = await inTurn(installation, look, ({ ok }) => !ok);
  if (tried.ok || tried.refusal.code === "too-soon") return tried as Result<readonly Uint8Array[], TooSoon>;
  return saidWithWait(refuse(tried.refusal), waitAfter(installation.folder.readWrongTries()));
}

/** Does what `tryKey` does, for whatever work a recovery key is typed for; `wasWrong`: the key did not open it. */
export function inTurn<T>(
  installation: Installation,
  look: () => Promise<T>,
  wasWrong: (looked: T) => boolean,
): Promise<T | Refused<TooSoon>> {
  const turn = installation.now.tries.last.then(() => lookNow(installation, look, wasWrong));
  installation.now.tries.last = turn.catch(() => {});
  return turn;
}

async function lookNow<T>(
  { folder, clock, now }: Installation,
  look: () => Promise<T>,
  wasWrong: (looked: T) => boolean,
): Promise<T | Refused<TooSoon>> {
  const wrong = folder.readWrongTries();
  now.tries.since ??= clock.monotonic();
  const waitMs = Math.ceil(now.tries.since + waitAfter(wrong) - clock.monotonic());
  if (waitMs > 0) return refuse({ code: "too-soon", waitMs });
  folder.writeWrongTries(wrong + 1);
  const looked = await look();
  now.tries.since = clock.monotonic();
  if (!wasWrong(looked)) folder.writeWrongTries(wrong);
  return looked;
}

/**
 * One try by a program that ends with it (LOCK-9); undefined where another one is at its own. It waits first, as after any
 * start: `wait` comes back when so many ms are over. What is right leaves the wrong ones before it to the next opening, which
 * records them.
 */
export function tryKeyOnce(folder: VaultFolder, wait: (ms: number) => void, look: () => Tried): Tried | undefined {
  const release = folder.claimTries();
  if (release === undefined) return undefined;
  try {
    const wrong = folder.readWrongTries();
    const waitMs = waitAfter(wrong);
    if (waitMs > 0) wait(waitMs);
    folder.writeWrongTries(wrong + 1);
    const tried = look();
    if (tried.ok) folder.writeWrongTries(wrong);
    return tried;
  } finally {
    release();
  }
}

function saidWithWait({ refusal }: Refused<WrongKey>, waitMs: number): Refused<WrongKey> {
  return refuse(waitMs === 0 ? refusal : { ...refusal, waitMs });
}

/** How many wrong tries there were before the vault was opened; they are over with it. */
export function takeWrongTries({ folder }: Installation): number {
  const wrong = folder.readWrongTries();
  if (wrong > 0) folder.writeWrongTries(0);
  return wrong;
}
