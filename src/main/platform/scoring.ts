import { Worker } from "node:worker_threads";
import type { Hashing } from "../core/ports";
import type { Score, ScoreJob } from "../core/workers/score-password";

type Waiting = { readonly answer: (score: Score) => void; readonly fail: (error: Error) => void };

/**
 * zxcvbn's score from a thread of its own, which begins with the first password and stays; `file` is the built
 * work/score-password. Answers come in the order of the questions. A thread that broke is begun anew with the next one.
 */
export function scoringIn(file: string): Hashing["guessability"] {
  const waiting: Waiting[] = [];
  let worker: Worker | undefined;
  const begin = () => {
    const begun = new Worker(file);
    begun.unref();
    begun.on("message", (score: Score) => waiting.shift()?.answer(score));
    begun.on("error", (error) => {
      worker = undefined;
      for (const { fail } of waiting.splice(0)) fail(error);
    });
    return begun;
  };
  return (password, about) =>
    new Promise((answer, fail) => {
      worker ??= begin();
      waiting.push({ answer, fail });
      worker.postMessage({ password, about } satisfies ScoreJob);
    });
}
