import { hashRawSync } from "@node-rs/argon2";
import { ok, type Result, refuse } from "../../contract/result";
import { type KeyEnvelope, keysOfPassphrase } from "../core/domain/key-envelope";
import { parseRecoveryKey } from "../core/domain/recovery-key";
import type { KeyStore, VaultFolder } from "../core/ports";
import { keysInStore } from "../core/vault/kept-key";
import { tryKeyOnce } from "../core/vault/key-attempts";
import { keysOfKit } from "../core/vault/recovery-key";
import { keyDerivation } from "../platform/real";
import type { KeySource } from "./arguments";
import { askForKey, type NoKey, pause, readKey } from "./key-input";
import { keyPrompts, waitSentence } from "./messages";

type Refusal = { readonly code: NoKey };
/** More than one while a new key is put in the place of the vault's: the file says which it is. */
export type VaultKey = { readonly keys: readonly Uint8Array[]; readonly by: "key-store" | "typed" };
type Key = Result<VaultKey, Refusal>;

type Asked = {
  readonly folder: VaultFolder;
  readonly keyEnvelope: KeyEnvelope;
  readonly source: KeySource | undefined;
  readonly keyStore: KeyStore;
  /** Says something to whoever is at the terminal. */
  readonly say: (text: string) => void;
};

/** The vault's key, from where the command line says, else from the key store, else from whoever sits at the terminal. */
export function findKey(asked: Asked): Key {
  const { keyEnvelope, source } = asked;
  if (source !== undefined) {
    const input = readKey(source);
    return input.is === "text" ? openWith(asked, source.kind, input.text) : refuse({ code: input.is });
  }
  if (keyEnvelope.passphrase !== null) return askAtTerminal(asked, "nobody-to-ask");
  const stored = keyInStore(asked);
  return stored.ok ? stored : askAtTerminal(asked, "key-missing");
}

function keyInStore({ keyEnvelope, keyStore }: Asked): Key {
  const keys = keyStore.isThere() ? keysInStore(keyStore, keyEnvelope) : [];
  return keys.length === 0 ? refuse({ code: "key-missing" }) : ok({ keys, by: "key-store" });
}

/** The passphrase where the vault has one; the recovery key where it has none, or where Enter alone was pressed. */
function askAtTerminal(asked: Asked, elseSay: NoKey): Key {
  if (!process.stdin.isTTY) return refuse({ code: elseSay });
  const { keyEnvelope, say } = asked;
  if (keyEnvelope.passphrase !== null) {
    const input = askForKey(keyPrompts.passphrase, say);
    if (input.is === "text") return openWith(asked, "passphrase", input.text);
    if (input.is !== "empty") return refuse({ code: input.is });
  }
  const input = askForKey(keyPrompts.recoveryKey, say);
  return input.is === "text" ? openWith(asked, "recovery-key", input.text) : refuse({ code: input.is });
}

function openWith(asked: Asked, kind: KeySource["kind"], text: string): Key {
  const key = kind === "passphrase" ? byPassphrase(asked, text) : byRecoveryKey(asked, text);
  return key.ok ? ok({ keys: key.value, by: "typed" }) : key;
}

function byPassphrase({ folder, keyEnvelope, say }: Asked, text: string): Result<readonly Uint8Array[], Refusal> {
  const { passphrase: wrap } = keyEnvelope;
  if (wrap === null) return refuse({ code: "no-passphrase" });
  const tried = tryKeyOnce(
    folder,
    (ms) => waitFor(ms, say),
    () => {
      const under = new Uint8Array(hashRawSync(...keyDerivation(text, Buffer.from(wrap.salt, "hex"))));
      const keys = keysOfPassphrase(keyEnvelope, under);
      return keys.length === 0 ? refuse({ code: "wrong-key" }) : ok(keys);
    },
  );
  return whatCameOf(tried, "wrong-passphrase");
}

/** A key that is none by its own check characters is a slip and no guess. */
function byRecoveryKey({ folder, keyEnvelope, say }: Asked, text: string): Result<readonly Uint8Array[], Refusal> {
  if (keyEnvelope.recoveryKey === null) return refuse({ code: "no-recovery-key" });
  if (parseRecoveryKey(text).kind !== "key") return refuse({ code: "mistyped-recovery-key" });
  const tried = tryKeyOnce(
    folder,
    (ms) => waitFor(ms, say),
    () => keysOfKit(keyEnvelope, text),
  );
  return whatCameOf(tried, "wrong-recovery-key");
}

function whatCameOf(tried: ReturnType<typeof tryKeyOnce>, wrong: NoKey): Result<readonly Uint8Array[], Refusal> {
  if (tried === undefined) return refuse({ code: "tried-elsewhere" });
  return tried.ok ? tried : refuse({ code: wrong });
}

function waitFor(ms: number, say: (text: string) => void): void {
  say(waitSentence(ms));
  pause(ms);
}
