import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { type BackupManifest, LONGEST_MANIFEST, readManifest } from "../../core/domain/backup-file";
import { LONGEST_HEADER, type ReadHeader, readHeader } from "../../core/domain/backup-header";
import { decrypted, opens } from "./age-file";
import { beginningOf, type Progress, writeAll } from "./pieces";

/** What became of unpacking: its manifest, whose signature holds, and the database in a file of its own. */
export type Unpacked =
  | { readonly is: "unpacked"; readonly manifest: BackupManifest }
  /** `foreign`: `isOurs` does not take it for the practice's. */
  | { readonly is: "no-backup" | "newer" | "changed" | "incomplete" | "foreign" }
  /** The identity is not one that it was encrypted for. */
  | { readonly is: "wrong-key" };

export type Unpacking = {
  readonly file: string;
  readonly identity: string;
  /** Where its database goes; what is there is replaced. */
  readonly target: string;
  readonly isOurs: (manifest: BackupManifest) => boolean;
  /** `of`: as its manifest says. */
  readonly progress: (done: number, of: number) => void;
};

/** What a backup says of itself before it is decrypted, and how long its head is. */
export async function readBackupHeader(file: string): Promise<ReadHeader> {
  return readHeader(await beginningOf(file, LONGEST_HEADER));
}

/**
 * Decrypts a backup of which `identity` is a recipient. Nothing is written before the manifest was read and is ours, nothing
 * that is longer than it says, and the whole is what it says (BACKUP-3). Throws what the file system throws.
 */
export async function unpackBackup({ file, identity, target, isOurs, progress }: Unpacking): Promise<Unpacked> {
  const header = await beginningOf(file, LONGEST_HEADER);
  if (readHeader(header).is === "no-backup") return { is: "no-backup" };
  if (!(await opens(header, identity))) return { is: "wrong-key" };
  const plain = changedWhereBroken(decrypted(file, identity));
  const first = await readFirstLine(plain);
  if (first === undefined) return { is: "changed" };
  const read = readManifest(first.line);
  if (read.is !== "read") return read;
  if (!isOurs(read.manifest)) return { is: "foreign" };
  const { database } = read.manifest;
  const written = await writeOut(plain, first.rest, {
    target,
    most: database.bytes,
    progress: (done) => progress(done, database.bytes),
  });
  if (written.bytes === database.bytes && written.sha256 === database.sha256)
    return { is: "unpacked", manifest: read.manifest };
  // What was cut off ends before its time, and its last piece is none.
  return { is: written.bytes < database.bytes && written.broke ? await cutOrChanged(file, database.bytes) : "changed" };
}

async function cutOrChanged(file: string, databaseBytes: number): Promise<"incomplete" | "changed"> {
  return (await stat(file)).size < databaseBytes ? "incomplete" : "changed";
}

/** The pieces up to one that cannot be decrypted, which ends them; an error of the disk goes on being thrown. */
async function* changedWhereBroken(plain: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array, { broke: boolean }> {
  try {
    yield* plain;
    return { broke: false };
  } catch (broken) {
    if (broken instanceof Error && "code" in broken) throw broken;
    return { broke: true };
  }
}

type Pieces = ReturnType<typeof changedWhereBroken>;

async function readFirstLine(plain: Pieces): Promise<{ line: string; rest: Uint8Array } | undefined> {
  let read = Buffer.alloc(0);
  while (read.length <= LONGEST_MANIFEST) {
    const end = read.indexOf("\n");
    if (end >= 0) return { line: read.subarray(0, end).toString("utf8"), rest: read.subarray(end + 1) };
    const { done, value } = await plain.next();
    if (done === true) return undefined;
    read = Buffer.concat([read, value]);
  }
  return undefined;
}

type Out = { readonly target: string; readonly most: number; readonly progress: Progress };

async function writeOut(plain: Pieces, rest: Uint8Array, { target, most, progress }: Out) {
  const out = await open(target, "w", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  const add = async (piece: Uint8Array) => {
    bytes += piece.length;
    if (bytes > most) return;
    hash.update(piece);
    await writeAll(out, piece);
    progress(bytes);
  };
  try {
    await add(rest);
    for (;;) {
      const next = await plain.next();
      if (next.done === true) {
        await out.sync();
        return { bytes, sha256: hash.digest("hex"), broke: next.value.broke };
      }
      await add(next.value);
      if (bytes > most) {
        await plain.return({ broke: false });
        return { bytes, sha256: "", broke: false };
      }
    }
  } finally {
    await out.close();
  }
}
