import { parentPort, workerData } from "node:worker_threads";
import { FAILED, FOUND, type KeyStoreQuestion, type Mailbox, NOTHING } from "../patient-key-store";
import { osKeyStore } from "../real";

/** Asks the key store what it is sent, one after the other, and wakes whoever waits for the answer. */
const { mailbox, service } = workerData as { readonly mailbox: Mailbox; readonly service: string };
const keyStore = osKeyStore(service);

parentPort?.on("message", (question: KeyStoreQuestion) => {
  Atomics.store(mailbox.signal, 0, answer(question));
  Atomics.notify(mailbox.signal, 0);
});

/** What was read lies in the mailbox, behind its length. */
function answer({ name, ...question }: KeyStoreQuestion): number {
  try {
    if (question.ask === "write") keyStore.write(name, question.value);
    if (question.ask === "remove") keyStore.remove(name);
    const found = question.ask === "read" ? keyStore.read(name) : undefined;
    if (found === undefined) return NOTHING;
    const bytes = new TextEncoder().encode(found);
    mailbox.text.set(bytes);
    mailbox.signal[1] = bytes.length;
    return FOUND;
  } catch {
    return FAILED;
  }
}
