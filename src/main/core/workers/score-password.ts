import { parentPort } from "node:worker_threads";
import { scorePassword } from "./passwords/guessability";

/** Scores passwords beside the app, one after the other: a long one takes zxcvbn up to two seconds. */
export type ScoreJob = { readonly password: string; readonly about: readonly string[] };
export type Score = ReturnType<typeof scorePassword>;

parentPort?.on("message", ({ password, about }: ScoreJob) => {
  parentPort?.postMessage(scorePassword(password, about) satisfies Score);
});
