import type { KeyChange, KeyChangeTrouble } from "../vocabulary";
import type { Parties } from "./entry-vocabulary";

/** Why a change of keys was undone. */
export const keyChangeTroubles: Readonly<Record<KeyChangeTrouble, string>> = {
  interrupted: "Wardkey ended in the middle of it.",
  "disk-full": "The disk is full. Make room for three copies of the vault, and try again.",
  "read-only": "Wardkey may not write to the vault’s folder. Check the folder’s permissions.",
  "key-store": "The key store did not answer. Unlock it, and try again.",
  "not-intact": "The new copy did not pass the check. Have the disk checked.",
};

const begun: Readonly<Record<KeyChange, (who: string) => string>> = {
  passphrase: (who) => `${who} began to change the vault passphrase.`,
  "to-key-store": (who) => `${who} began to move the vault’s key into the key store.`,
  "to-passphrase": (who) => `${who} began to have the vault ask for a passphrase.`,
  "vault-key": (who) => `${who} began to give the vault a new key.`,
};

const done: Readonly<Record<KeyChange, string>> = {
  passphrase: "The vault has a new passphrase.",
  "to-key-store": "The vault opens with the key store, and asks for no passphrase.",
  "to-passphrase": "The vault asks for a passphrase at every start. Its key is no longer in the key store.",
  "vault-key": "The vault has a new key. The old one was taken away.",
};

const undone: Readonly<Record<KeyChange, string>> = {
  passphrase: "The vault passphrase was not changed.",
  "to-key-store": "The vault goes on asking for its passphrase.",
  "to-passphrase": "The vault goes on opening with the key store.",
  "vault-key": "The vault kept its old key.",
};

/** What the audit log says of changes of how the vault opens. */
export const keySentences = {
  "key-change-begun": ({ who }: Parties, { what }: { what: KeyChange }) => begun[what](who),
  "key-change-ended": (_: Parties, { what, because }: { what: KeyChange; because: KeyChangeTrouble | null }) =>
    because === null ? done[what] : `${undone[what]} ${keyChangeTroubles[because]}`,
} as const;
