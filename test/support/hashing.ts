import type { Hashing } from "../../src/main/core/ports";
import { scorePassword } from "../../src/main/core/workers/passwords/guessability";
import { realHashing as real } from "../../src/main/platform/real";

/** The real thing; passwords are scored on the spot, where the app has a thread for it (test/core/workers/score-password.test.ts). */
export const realHashing: Hashing = {
  ...real,
  guessability: async (password, about) => scorePassword(password, about),
};
