import { bech32 } from "@scure/base";

/** An X25519 identity as age writes it, from its 32 bytes. Whoever has it decrypts. */
export function ageIdentity(bytes: Uint8Array): string {
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", bytes).toUpperCase();
}

/** The recipient that belongs to it: "age1...". Whoever has it encrypts, and no more. */
export async function ageRecipient(identity: string): Promise<string> {
  const { identityToRecipient } = await import("age-encryption");
  return identityToRecipient(identity);
}
