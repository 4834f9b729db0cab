const { WARDKEY_RUNS: runs = "100", WARDKEY_HISTORIES: count = "100", WARDKEY_SEED: seed } = process.env;

/**
 * How many random histories a test goes through, and from which seed: `npm test` 100, `npm run test:long` 1,000. Both print
 * the seed, and take the one of an earlier run after `--seed`.
 */
export const randomRuns = { numRuns: Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) };

/**
 * How many histories are simulated on several workstations, with seeds that count up: the same 100 each time, so that a change
 * is not blamed for what another seed finds; 2,000 others in the long run.
 */
export const histories = { count: Number(count), from: count === "100" ? 1 : Number(seed ?? 1) };
