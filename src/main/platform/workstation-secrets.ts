import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { KeyStore, WorkstationSecrets } from "../core/ports";
import { writeDurably } from "./vault-folder";

/**
 * In the key store, else in files that only the person who runs the app can read, in a folder elsewhere than the vault's:
 * a copy of the vault alone remembers nobody. What cannot be read or written is as good as not there, so that a store that
 * is locked leads to a token and to no incident.
 */
export function workstationSecretsIn(keyStore: KeyStore, folder: string): WorkstationSecrets {
  const kept = keyStore.isThere() ? inKeyStore(keyStore) : inFiles(folder);
  return {
    read: (account) => orElse(undefined, () => kept.read(account)),
    write: (account, secret) =>
      orElse(false, () => {
        if (secret === null) kept.remove(account);
        else kept.write(account, secret);
        return true;
      }),
  };
}

type Kept = {
  readonly read: (account: string) => string | undefined;
  readonly write: (account: string, secret: string) => void;
  readonly remove: (account: string) => void;
};

function inKeyStore({ read, write, remove }: KeyStore): Kept {
  const name = (account: string) => `workstation-${account}`;
  return {
    read: (account) => read(name(account)),
    write: (account, secret) => write(name(account), secret),
    remove: (account) => remove(name(account)),
  };
}

function inFiles(folder: string): Kept {
  const file = (account: string) => join(folder, `${account}.workstation`);
  return {
    read: (account) => (existsSync(file(account)) ? readFileSync(file(account), "utf8") : undefined),
    write: (account, secret) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeDurably(file(account), secret);
    },
    remove: (account) => rmSync(file(account), { force: true }),
  };
}

function orElse<T>(otherwise: T, act: () => T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
