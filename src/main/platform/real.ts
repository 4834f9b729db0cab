import { randomBytes } from "node:crypto";
import { uptime } from "node:os";
import { Entry } from "@napi-rs/keyring";
import { type Clock, type Hashing, KEY_STORE_SILENT, type KeyStore, type Random } from "../core/ports";
import { elapsedBy } from "./elapsed";

const [now, monotonic] = [() => Date.now(), () => performance.now()];
export const systemClock: Clock = {
  now,
  monotonic,
  elapsed: elapsedBy({ monotonic, others: [now, () => uptime() * 1000] }),
};

export const systemRandom: Random = { bytes: (count) => new Uint8Array(randomBytes(count)) };

/** Argon2id with OWASP's parameters; they are written into the hash, so that a later change can tell old ones. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const currentPrefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** From what, and how, a passphrase's key is derived. */
export function keyDerivation(passphrase: string, salt: Uint8Array) {
  return [passphrase.normalize("NFC"), { ...cost, salt, outputLen: 32 }] as const;
}

// Argon2 loads when first needed: it does not belong into the time to a first field.
export const realHashing: Omit<Hashing, "guessability"> = {
  hashPassword: async (password) => (await import("@node-rs/argon2")).hash(password, cost),
  verifyPassword: async (hash, password) => {
    const { verify } = await import("@node-rs/argon2");
    return verify(hash, password).catch(() => false);
  },
  needsRehash: (hash) => !hash.startsWith(currentPrefix),
  keyFromPassphrase: async (passphrase, salt) => {
    const { hashRaw } = await import("@node-rs/argon2");
    return new Uint8Array(await hashRaw(...keyDerivation(passphrase, salt)));
  },
};

/** Names the failure of a key store: it is the computer's trouble and no bug. What the store said may hold names. */
function answering<T>(ask: () => T): T {
  try {
    return ask();
  } catch {
    throw Object.assign(new Error("the key store does not answer"), { code: KEY_STORE_SILENT });
  }
}

/** Without it the library falls back to Linux's kernel keyring, which forgets everything at the next start. */
const reallyKept = { linux: { store: "secret-service" } } as const;

/** The operating system's key store under one service name; each call may ask the person to unlock it. */
export function osKeyStore(service: string): KeyStore {
  const entry = (name: string) => new Entry(service, name, reallyKept);
  // Found out once in a run, by whatever is asked first: a store that comes and goes must not move the vault from one way
  // of opening to the other.
  let there: boolean | undefined;
  const read = (name: string) => {
    try {
      const found = answering(() => entry(name).getPassword() ?? undefined);
      there ??= true;
      return found;
    } catch (broken) {
      there ??= false;
      throw broken;
    }
  };
  const responds = () => {
    try {
      read("probe");
      return true;
    } catch {
      return false;
    }
  };
  return {
    isThere: () => there ?? responds(),
    read,
    write: (name, value) => answering(() => entry(name).setPassword(value)),
    remove: (name) => void answering(() => entry(name).deletePassword()),
  };
}
