import { parentPort, workerData } from "node:worker_threads";
import { FAILED, type KeyStoreWrite, WRITTEN } from "../outside/patient-key-store";
import { osKeyStore } from "../outside/real";

/** Writes what it is sent to the key store, one after the other, and wakes whoever waits for it. */
const { signal, service } = workerData as { readonly signal: Int32Array; readonly service: string };
const keyStore = osKeyStore(service);

parentPort?.on("message", ({ name, value }: KeyStoreWrite) => {
  Atomics.store(signal, 0, write(name, value));
  Atomics.notify(signal, 0);
});

function write(name: string, value: string): number {
  try {
    keyStore.write(name, value);
    return WRITTEN;
  } catch {
    return FAILED;
  }
}
