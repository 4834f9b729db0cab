const { WARDKEY_RUNS: runs = "100", WARDKEY_SEED: seed } = process.env;

/**
 * How many random histories a test goes through, and from which seed: `npm test` 100, `npm run test:long` 1,000. Both print
 * the seed, and take the one of an earlier run after `--seed`.
 */
export const randomRuns = { numRuns: Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) };
