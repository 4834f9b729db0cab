import { describe, expect, test } from "vitest";
import { unwrapKey, type WrapUse, wrapKey } from "../../../src/main/core/domain/key-envelope";

/* The vault's key under another key: bound to its vault and to the way in that it was made for (VAULT-3). */

const VAULT = "a".repeat(26);
const KEY = new Uint8Array(32).fill(7);
const UNDER = new Uint8Array(32).fill(9);
const NONCE = new Uint8Array(12).fill(3);
const wrap = wrapKey(KEY, UNDER, NONCE, VAULT, "recovery-key");

/** The text of bytes with its last bit turned over. */
const flipped = (hex: string) => `${hex.slice(0, -1)}${(Number.parseInt(hex.slice(-1), 16) ^ 1).toString(16)}`;

describe("a wrapped key", () => {
  test("opens under its key, for its vault and its way in", () => {
    expect(unwrapKey(wrap, UNDER, VAULT, "recovery-key")).toEqual(KEY);
  });

  test("has a nonce of 96 bits and a tag of 16 bytes", () => {
    expect(wrap.nonce).toHaveLength(2 * 12);
    expect(wrap.sealed).toHaveLength(2 * (32 + 16));
  });

  test.each<[string, typeof wrap, Uint8Array, string, WrapUse]>([
    ["under another key", wrap, KEY, VAULT, "recovery-key"],
    ["in another vault", wrap, UNDER, "b".repeat(26), "recovery-key"],
    ["in the place of the one under the passphrase", wrap, UNDER, VAULT, "passphrase"],
    ["with another nonce", { ...wrap, nonce: flipped(wrap.nonce) }, UNDER, VAULT, "recovery-key"],
    ["with a changed tag", { ...wrap, sealed: flipped(wrap.sealed) }, UNDER, VAULT, "recovery-key"],
  ])("opens nothing %s", (_name, changed, under, vault, use) => {
    expect(unwrapKey(changed, under, vault, use)).toBeUndefined();
  });
});
