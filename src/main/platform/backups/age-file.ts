import type { FileHandle } from "node:fs/promises";
import type { Recipient } from "age-encryption";
import { type Progress, piecesOf, writeAll } from "./pieces";

/*
 * Encrypting and decrypting in age format, as streams: a vault of many years does not fit into memory. The library loads
 * when a backup is written or read, which no start waits for.
 */

/** What is encrypted: some bytes, and after them a file's. */
export type Plain = { readonly first: Uint8Array; readonly file: string };

/** Encrypts into an opened file; `named` opens nothing, and says for whom it is. */
export async function encryptTo(
  target: FileHandle,
  plain: Plain,
  recipients: readonly string[],
  named: Recipient,
  progress: Progress,
): Promise<void> {
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  for (const recipient of [...recipients, named]) encrypter.addRecipient(recipient);
  const encrypted = await encrypter.encrypt(streamOf(bytesOf(plain)));
  let done = 0;
  for await (const piece of encrypted) {
    await writeAll(target, piece);
    done += piece.length;
    progress(done);
  }
}

async function* bytesOf({ first, file }: Plain): AsyncGenerator<Uint8Array> {
  yield first;
  yield* piecesOf(file);
}

/** Whether a file that begins so was encrypted for this identity. */
export async function opens(beginning: Uint8Array, identity: string): Promise<boolean> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const header = beginning.subarray(0, endOfHeader(beginning));
  return decrypter.decryptHeader(header).then(
    () => true,
    () => false,
  );
}

/** After the line that begins with three dashes. */
function endOfHeader(beginning: Uint8Array): number {
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.length);
  return bytes.indexOf("\n", bytes.indexOf("\n--- ") + 1) + 1;
}

/** The decrypted bytes of a file, piece by piece; a piece that was changed or is missing throws. */
export async function* decrypted(file: string, identity: string): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  yield* await decrypter.decrypt(streamOf(piecesOf(file)));
}

function streamOf(from: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await from.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await from.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
