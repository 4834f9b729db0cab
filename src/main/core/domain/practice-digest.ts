import { createHash, timingSafeEqual } from "node:crypto";

/** A digest by which a practice's name can be recognized again without being kept; case and spacing do not matter. */
export function practiceDigest(vaultId: string, name: string): string {
  const folded = name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
  return createHash("sha256").update(`${vaultId}\n${folded}`).digest("hex");
}

export function isPracticeDigest(digest: string, vaultId: string, name: string): boolean {
  const [kept, typed] = [Buffer.from(digest, "hex"), Buffer.from(practiceDigest(vaultId, name), "hex")];
  return kept.length === typed.length && timingSafeEqual(kept, typed);
}
