import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Random } from "../../src/main/core/ports";
import type { Given } from "../support/computer";
import { realHashing } from "../support/hashing";

/** Chance as a seed has it: ids, keys and salts look drawn, and are the same each time. */
export function seeded(seed: string): Required<Pick<Given, "random" | "hashing" | "newSigningKey">> {
  let drawn = 0;
  const block = () => createHash("sha256").update(`${seed} ${drawn++}`).digest();
  const bytes: Random["bytes"] = (count) => {
    const blocks = Array.from({ length: Math.ceil(count / 32) }, block);
    return new Uint8Array(Buffer.concat(blocks).subarray(0, count));
  };
  return {
    random: { bytes },
    // Argon2id as it is, at the cost that it has by default: another salt than a seeded one is another ledger.
    hashing: { ...realHashing, hashPassword: (password) => hash(password, { ...cost, salt: bytes(16) }) },
    newSigningKey: () => signingKeyFrom(bytes(32)),
  };
}

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What comes before the 32 bytes of a private Ed25519 key in PKCS #8 (RFC 8410). */
const ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

function signingKeyFrom(bytes: Uint8Array) {
  const key = createPrivateKey({ key: Buffer.concat([ED25519, bytes]), format: "der", type: "pkcs8" });
  return {
    privateKey: key.export({ format: "pem", type: "pkcs8" }).toString(),
    publicKey: createPublicKey(key).export({ format: "pem", type: "spki" }).toString(),
  };
}
