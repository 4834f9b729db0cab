import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { parseJson } from "./json";

/** The newest entry of a workstation's chain. */
export type Head = { readonly workstation: string; readonly seq: number; readonly hash: string };

/**
 * A head with the number of the newest entry of the commit before: what is kept outside the vault is this head or the one
 * before it, and nothing older. null in heads that were signed before each commit had one of its own.
 */
export type CommitHead = Head & { readonly previous: number | null };

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

function signedText({ workstation, seq, hash, previous }: CommitHead): Buffer {
  const named = `${workstation}\n${seq}\n${hash}`;
  return Buffer.from(previous === null ? `wardkey/head/1\n${named}` : `wardkey/head/2\n${named}\n${previous}`);
}

/** The head with the workstation's Ed25519 signature (RFC 8032), as text of at most 400 characters. */
export function signHead(head: CommitHead, privateKey: SigningKey): string {
  const { workstation, seq, hash, previous } = head;
  const signature = sign(null, signedText(head), privateKey).toString("hex");
  return JSON.stringify({ workstation, seq, hash, ...(previous === null ? {} : { previous }), signature });
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
  const { workstation, seq, hash, previous = null, signature } = parsed as Record<string, unknown>;
  const named = typeof workstation === "string" && Number.isSafeInteger(seq) && typeof hash === "string";
  if (!named || typeof signature !== "string") return undefined;
  if (previous !== null && !Number.isSafeInteger(previous)) return undefined;
  return { workstation, seq: seq as number, hash, previous: previous as number | null, signature };
}
