import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { parseJson } from "./json";

/** The newest entry of a workstation's chain. */
export type Head = { readonly workstation: string; readonly seq: number; readonly hash: string };

/**
 * A head with the number of the newest entry of the commit before: what is kept outside the vault is this head or the one
 * before it, and nothing older. null in heads that were signed before each commit had one of its own. `others`: digest of the
 * newest entries of all other workstations' chains, so that what was taken in from elsewhere is signed for too; null where
 * there are none.
 */
export type CommitHead = Head & { readonly previous: number | null; readonly others: string | null };

/** SHA-256 over the heads of other chains, in whatever order they are given; null where there are none. */
export function digestOfHeads(heads: readonly Head[]): string | null {
  if (heads.length === 0) return null;
  const lines = heads.map(({ workstation, seq, hash }) => `${workstation} ${seq} ${hash}`).sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** A workstation's private Ed25519 key, read once and used for every commit. */
export type SigningKey = KeyObject;

/** The key from its PEM text, where it is the other half of a public key (PEM); undefined for anything else. */
export function readSigningKey(pem: string, publicKey: string): SigningKey | undefined {
  try {
    const key = createPrivateKey(pem);
    const half = createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
    return half.trim() === publicKey.trim() ? key : undefined;
  } catch {
    return undefined;
  }
}

function signedText({ workstation, seq, hash, previous, others }: CommitHead): Buffer {
  const named = `${workstation}\n${seq}\n${hash}`;
  if (others !== null) return Buffer.from(`wardkey/head/3\n${named}\n${previous}\n${others}`);
  return Buffer.from(previous === null ? `wardkey/head/1\n${named}` : `wardkey/head/2\n${named}\n${previous}`);
}

/** The head with the workstation's Ed25519 signature (RFC 8032), as text of at most 500 characters. */
export function signHead(head: CommitHead, privateKey: SigningKey): string {
  const { workstation, seq, hash, previous, others } = head;
  const signature = sign(null, signedText(head), privateKey).toString("hex");
  const more = { ...(previous === null ? {} : { previous }), ...(others === null ? {} : { others }) };
  return JSON.stringify({ workstation, seq, hash, ...more, signature });
}

/** A kept head whose signature holds under a public key (PEM); undefined for anything else. */
export function readSignedHead(text: string, publicKey: string): CommitHead | undefined {
  const head = readUnverifiedHead(text);
  if (head === undefined) return undefined;
  const { signature, ...named } = head;
  return verify(null, signedText(named), createPublicKey(publicKey), Buffer.from(signature, "hex")) ? named : undefined;
}

/** What a kept text says, before anybody knows who wrote it; undefined where it is no head at all. */
export function readUnverifiedHead(text: string): (CommitHead & { readonly signature: string }) | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { workstation, seq, hash, previous = null, others = null, signature } = parsed as Record<string, unknown>;
  const named = typeof workstation === "string" && Number.isSafeInteger(seq) && typeof hash === "string";
  if (!named || typeof signature !== "string") return undefined;
  if (previous !== null && !Number.isSafeInteger(previous)) return undefined;
  if (others !== null && typeof others !== "string") return undefined;
  return { workstation, seq: seq as number, hash, previous: previous as number | null, others, signature };
}
