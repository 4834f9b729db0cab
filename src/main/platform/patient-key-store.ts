import { Worker } from "node:worker_threads";
import type { KeyStore } from "../core/ports";

export type KeyStoreQuestion =
  | { readonly ask: "read" | "remove"; readonly name: string }
  | { readonly ask: "write"; readonly name: string; readonly value: string };

/** `signal`: how it went, and the length of the text that was read. */
export type Mailbox = { readonly signal: Int32Array<SharedArrayBuffer>; readonly text: Uint8Array<SharedArrayBuffer> };

const WAITING = 0;
export const FOUND = 1;
/** Written, taken away, or not there. */
export const NOTHING = 2;
export const FAILED = 3;

/** A store that answers takes a few milliseconds. */
const PATIENCE_MS = 2000;
/** The store has just given the vault's key when it is asked in a start's turn: its thread does not stand in the way of a first field. */
const THREAD_DELAY_MS = 300;
/** More than anything that is kept there: a signed head, a workstation's secret. */
const LONGEST = 4096;

export type PatientKeyStore = KeyStore & {
  /** The store has been asked and has not answered: its thread cannot be ended, and would keep the process. */
  readonly isWaiting: () => boolean;
};

/**
 * The key store, asked from a thread of its own once the vault is open: a store that was locked meanwhile asks the person at
 * the screen, and the app must not stand still until somebody answers. Throws where the store refuses, or does not answer in
 * time; while it still has not, the next call throws at once. `worker` is the built work/ask-key-store.
 */
export function patientKeyStore(keyStore: KeyStore, worker: string, service: string): PatientKeyStore {
  const mailbox: Mailbox = {
    signal: new Int32Array(new SharedArrayBuffer(8)),
    text: new Uint8Array(new SharedArrayBuffer(LONGEST)),
  };
  const { signal } = mailbox;
  let thread: Worker | undefined;
  let waiting = false;
  /** "starting": in the same turn as the first question, which comes right after the vault's key. */
  let run: "not-asked" | "starting" | "started" = "not-asked";
  const begin = (): Worker => {
    thread ??= new Worker(worker, { workerData: { mailbox, service } });
    thread.unref();
    return thread;
  };
  const isWaiting = () => waiting && Atomics.load(signal, 0) === WAITING;
  const ask = (question: KeyStoreQuestion): string | undefined => {
    if (isWaiting()) throw new Error("the key store has not answered yet");
    if (run === "not-asked") {
      run = "starting";
      setImmediate(() => {
        run = "started";
      });
      setTimeout(begin, THREAD_DELAY_MS).unref();
    }
    if (run === "starting") return directly(keyStore, question);
    Atomics.store(signal, 0, WAITING);
    waiting = true;
    begin().postMessage(question);
    if (Atomics.wait(signal, 0, WAITING, PATIENCE_MS) === "timed-out") throw new Error("the key store does not answer");
    waiting = false;
    if (signal[0] === FAILED) throw new Error("the key store refused");
    return signal[0] === FOUND ? new TextDecoder().decode(mailbox.text.slice(0, signal[1])) : undefined;
  };
  return {
    isThere: keyStore.isThere,
    isWaiting,
    read: (name) => ask({ ask: "read", name }),
    write: (name, value) => void ask({ ask: "write", name, value }),
    remove: (name) => void ask({ ask: "remove", name }),
  };
}

function directly(keyStore: KeyStore, question: KeyStoreQuestion): string | undefined {
  if (question.ask === "write") keyStore.write(question.name, question.value);
  if (question.ask === "remove") keyStore.remove(question.name);
  return question.ask === "read" ? keyStore.read(question.name) : undefined;
}
