import { createPublicKey, sign, verify } from "node:crypto";
import { parseJson } from "./json";

/** The newest entry of a workstation's chain. */
export type Head = { readonly workstation: string; readonly seq: number; readonly hash: string };

function signedText(head: Head): Buffer {
  return Buffer.from(`wardkey/head/1\n${head.workstation}\n${head.seq}\n${head.hash}`);
}

/** The head with the workstation's Ed25519 signature (RFC 8032), as text to keep outside the vault. `privateKey` is PEM. */
export function signHead(head: Head, privateKey: string): string {
  const { workstation, seq, hash } = head;
  return JSON.stringify({
    workstation,
    seq,
    hash,
    signature: sign(null, signedText(head), privateKey).toString("hex"),
  });
}

/** A kept head whose signature holds under the public key (PEM) of the vault's first entry; undefined for anything else. */
export function readSignedHead(text: string, publicKey: string): Head | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { workstation, seq, hash, signature } = parsed as Record<string, unknown>;
  if (
    typeof workstation !== "string" ||
    typeof seq !== "number" ||
    typeof hash !== "string" ||
    typeof signature !== "string"
  ) {
    return undefined;
  }
  const head = { workstation, seq, hash };
  return verify(null, signedText(head), createPublicKey(publicKey), Buffer.from(signature, "hex")) ? head : undefined;
}
