import type { KeyChangeTrouble } from "../../../contract/vocabulary";

/** A closed vault's database that is to be written under a new key and put in the place of the one under the old key. */
export type NewKeyJob = {
  readonly database: string;
  readonly vaultId: string;
  readonly key: Uint8Array;
  readonly newKey: Uint8Array;
  /** The heads that are kept outside, as the start of the app would read them. */
  readonly heads: readonly string[];
};

export type NewKeyNews =
  | { readonly is: "checking"; readonly done: number; readonly of: number }
  /** `because` null: the database is under the new key. */
  | { readonly is: "ended"; readonly because: KeyChangeTrouble | null };
