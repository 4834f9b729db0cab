import type { KitFacts } from "./backup-file";

/*
 * What the head of an age file says before anything of it is decrypted: which kit a backup takes, by number and date. It is
 * there so that people can be told which paper to look for, and is believed for nothing else.
 */

/** The stanza with which a backup names its kit; age tools pass over stanzas that they do not know. */
const KIT_STANZA = "wardkey.local/kit";

/** Two recipients and the kit. Counted before anything is computed: a head with thousands of them would take minutes. */
const MOST_STANZAS = 8;
/** A head of so many stanzas is a few hundred bytes long. */
export const LONGEST_HEADER = 8 * 1024;

/** The arguments of that stanza. */
export function kitArguments(vault: string, { number, madeAt }: KitFacts): string[] {
  return [KIT_STANZA, vault, String(number), String(madeAt)];
}

export type ReadHeader =
  | { readonly is: "backup"; readonly vault: string; readonly kit: KitFacts }
  /** An age file that is no backup of Wardkey's, or no age file at all. */
  | { readonly is: "no-backup" };

/** Reads the beginning of a file, at least `LONGEST_HEADER` bytes of it where it has so many. */
export function readHeader(beginning: Uint8Array): ReadHeader {
  const text = Buffer.from(beginning.subarray(0, LONGEST_HEADER)).toString("latin1");
  const end = text.indexOf("\n--- ");
  if (!text.startsWith("age-encryption.org/v1\n") || end < 0) return { is: "no-backup" };
  const stanzas = text
    .slice(0, end)
    .split("\n")
    .filter((line) => line.startsWith("-> "));
  const named = stanzas.map((line) => line.split(" ").slice(1)).find(([type]) => type === KIT_STANZA);
  const [, vault = "", number = "", madeAt = ""] = named ?? [];
  const isKit = /^[a-z2-7]{26}$/.test(vault) && /^\d{1,9}$/.test(number) && /^\d{1,15}$/.test(madeAt);
  if (stanzas.length > MOST_STANZAS || !isKit) return { is: "no-backup" };
  return { is: "backup", vault, kit: { number: Number(number), madeAt: Number(madeAt) } };
}
