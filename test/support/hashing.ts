import { realHashing as real } from "../../src/main/outside/real";
import type { Hashing } from "../../src/main/outside/types";
import { scorePassword } from "../../src/main/work/passwords/guessability";

/** The real thing; passwords are scored on the spot, where the app has a thread for it (test/work/score-password.test.ts). */
export const realHashing: Hashing = {
  ...real,
  guessability: async (password, about) => scorePassword(password, about),
};
