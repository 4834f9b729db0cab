import { Worker } from "node:worker_threads";

export type KeyStoreWrite = { readonly name: string; readonly value: string };

const WAITING = 0;
export const WRITTEN = 1;
export const FAILED = 2;

/** A store that answers takes a few milliseconds. */
const PATIENCE_MS = 2000;

/**
 * Writes to the key store from a thread of its own: a store that was locked meanwhile asks the person at the screen, and the
 * app must not stand still until somebody answers. Throws where the store refuses, or does not answer in time; while it
 * still has not, the next write throws at once. `worker` is the built work/write-key-store.
 */
export function patientWriter(worker: string, service: string) {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  let thread: Worker | undefined;
  let waiting = false;
  const write = (name: string, value: string): void => {
    if (waiting && Atomics.load(signal, 0) === WAITING) throw new Error("the key store has not answered yet");
    if (thread === undefined) {
      thread = new Worker(worker, { workerData: { signal, service } });
      thread.unref();
    }
    Atomics.store(signal, 0, WAITING);
    waiting = true;
    thread.postMessage({ name, value } satisfies KeyStoreWrite);
    if (Atomics.wait(signal, 0, WAITING, PATIENCE_MS) === "timed-out") throw new Error("the key store does not answer");
    waiting = false;
    if (Atomics.load(signal, 0) !== WRITTEN) throw new Error("the key store refused");
  };
  return { write, close: () => void thread?.terminate() };
}
