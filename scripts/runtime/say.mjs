/** @file Words for the person at the terminal. They go to standard error: standard output belongs to `--path`. */

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * A failure that the person can do something about: shown as its one sentence, without a stack.
 * @param {string} sentence
 */
export function plain(sentence) {
  return Object.assign(new Error(sentence), { plain: true });
}

/**
 * Runs a script's main function and ends the process with its code (0 where it returns none).
 * @param {() => Promise<number | void>} main
 * @param {number} [failed] the code where it throws
 */
export async function runScript(main, failed = 1) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    say(
      error instanceof Error ? ("plain" in error ? `\n${error.message}` : (error.stack ?? error.message)) : `${error}`,
    );
    process.exitCode = failed;
  }
}

/**
 * A line that counts up: in place on a terminal, at every tenth part in a log.
 * @param {string} label
 * @param {number} totalBytes
 */
export function startProgress(label, totalBytes) {
  let shown = -1;
  /** @param {number} bytes */
  const show = (bytes) => {
    const percent = Math.min(100, Math.floor((100 * bytes) / totalBytes));
    const step = process.stderr.isTTY ? percent : percent - (percent % 10);
    if (step <= shown) return;
    shown = step;
    const line = `${label}: ${step}% of ${Math.round(totalBytes / 1e6)} MB`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}${step === 100 ? "\n" : ""}` : `${line}\n`);
  };
  return { show, finish: () => show(totalBytes) };
}
