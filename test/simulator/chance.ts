import { createHash } from "node:crypto";
import { hashSync, verifySync } from "@node-rs/argon2";
import { seeded } from "../golden/seeded";
import type { Given } from "../support/computer";

/** All that is drawn in a history: from its seed, so that it comes again. */
export type Chance = {
  /** A whole number from 0 on and below. */
  readonly below: (limit: number) => number;
  /** Both ends included. */
  readonly between: (least: number, most: number) => number;
  /** `share`: how often of 1. */
  readonly happens: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** One of the names, as often as its weight says. */
  readonly weighted: <N extends string>(weights: Readonly<Record<N, number>>) => N;
};

/** Small fast counter (sfc32), begun from a digest of the seed: the same numbers on every machine. */
export function chanceOf(seed: string): Chance {
  const digest = createHash("sha256").update(seed).digest();
  let [a, b, c, count] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [number, number, number, number];
  const next = () => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error("nothing to pick from");
    return from[below(from.length)] as T;
  };
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (share) => next() < share,
    pick,
    weighted: (weights) => {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      let left = next() * names.reduce((sum, name) => sum + weights[name], 0);
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      return pick(names);
    },
  };
}

/**
 * What a computer is given in the place of chance. Passwords are hashed by Argon2id at the least cost it takes, and at
 * once: threads would end in the order that the machine decides.
 */
export function givenFrom(seed: string): Required<Pick<Given, "random" | "hashing" | "newSigningKey">> {
  const { random, hashing, newSigningKey } = seeded(seed);
  const cost = { memoryCost: 8, timeCost: 1, parallelism: 1 } as const;
  return {
    random,
    newSigningKey,
    hashing: {
      ...hashing,
      hashPassword: async (password) => hashSync(password, { ...cost, salt: random.bytes(16) }),
      verifyPassword: async (hash, password) => fits(hash, password),
      needsRehash: () => false,
    },
  };
}

function fits(hash: string, password: string): boolean {
  try {
    return verifySync(hash, password);
  } catch {
    return false;
  }
}
