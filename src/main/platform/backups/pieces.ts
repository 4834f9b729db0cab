import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

const PIECE = 256 * 1024;

/** Told between two pieces: how many bytes are done. */
export type Progress = (bytes: number) => void;

/** A file's bytes, piece by piece; each is a buffer of its own. */
export async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  const source = await open(file, "r");
  try {
    for (;;) {
      const { bytesRead, buffer } = await source.read(new Uint8Array(PIECE), 0, PIECE);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await source.close();
  }
}

/** SHA-256 over a file, in hexadecimal, and its length. */
export async function digestOf(
  file: string,
  progress: Progress = () => {},
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of piecesOf(file)) {
    hash.update(piece);
    bytes += piece.length;
    progress(bytes);
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Writes all of a piece: a disk that is nearly full takes a part of it and says so only by its count. */
export async function writeAll(target: FileHandle, piece: Uint8Array): Promise<void> {
  for (let rest = piece; rest.length > 0; ) {
    const { bytesWritten } = await target.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}

/** The first bytes of a file, as many as it has up to `most`. */
export async function beginningOf(file: string, most: number): Promise<Uint8Array> {
  const source: FileHandle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await source.read(new Uint8Array(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await source.close();
  }
}
