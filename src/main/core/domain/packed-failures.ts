import type { MovedTimes } from "./clock";
import { type Failures, LONGEST_LOCK_MS, noFailures } from "./lockout";

/*
 * Failures of e-mails that belong to nobody, packed: whoever types 100,000 different ones must fill no disk, and each of
 * them locks as an account does all the same (LOCK-12). A bucket is a row of records, each a key (the first bytes of a
 * digest) and what was counted under it; the one that was guessed at last comes last.
 */

/** Bytes of a key: with the number of the bucket, 42 bits. One e-mail in four million shares them with one of a million. */
export const KEY_BYTES = 4;
/** Two counts below those that lock, in one byte: by far most e-mails are tried once. */
const SHORT = KEY_BYTES + 1;
/** Marks, two counts and the end of a lock; count and end of a lock of the way back by recovery kit. */
const LONG = KEY_BYTES + 16;
/** What does not fit any more goes, those first that were not guessed at for longest: a bucket never grows beyond. */
const BUCKET_BYTES = 8192;

const IS_LONG = 0x80;
const IS_HELD = 0x01;
const HAS_RECOVERY = 0x02;

/** What was counted under a key; undefined where nothing was. */
export function findPacked(bucket: Buffer, key: Buffer): Failures | undefined {
  const record = recordsOf(bucket).find((each) => hasKey(each, key));
  return record === undefined ? undefined : unpack(record);
}

/** The bucket with what is now counted under a key. */
export function withPacked(bucket: Buffer, key: Buffer, failures: Failures): Buffer {
  const others = recordsOf(bucket).filter((each) => !hasKey(each, key));
  const records = [...others, Buffer.concat([key, pack(failures)])];
  let size = records.reduce((sum, { length }) => sum + length, 0);
  while (size > BUCKET_BYTES) size -= records.shift()?.length ?? size;
  return Buffer.concat(records);
}

/** The bucket after a correction of the clock: a lock keeps what was left of it, as an account's does (TIME-5). */
export function withMovedLocks(bucket: Buffer, moved: MovedTimes): Buffer {
  return Buffer.concat(
    recordsOf(bucket).map((record) => {
      const { recovery, ...failures } = unpack(record);
      const lockedUntilAt = movedLock(failures.lockedUntilAt, moved);
      const ofRecovery =
        recovery === undefined
          ? {}
          : { recovery: { ...recovery, lockedUntilAt: movedLock(recovery.lockedUntilAt, moved) } };
      return Buffer.concat([record.subarray(0, KEY_BYTES), pack({ ...failures, lockedUntilAt, ...ofRecovery })]);
    }),
  );
}

/** A lock does not say when it began: no earlier than the longest one would have. */
function movedLock(end: number | null, { from, to, rightUntil }: MovedTimes): number | null {
  if (end === null || (rightUntil !== null && end - LONGEST_LOCK_MS <= rightUntil)) return end;
  return end > from ? end + to - from : Math.min(end, to);
}

function recordsOf(bucket: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < bucket.length; ) {
    const length = ((bucket[at + KEY_BYTES] ?? 0) & IS_LONG) === 0 ? SHORT : LONG;
    records.push(bucket.subarray(at, at + length));
    at += length;
  }
  return records;
}

const hasKey = (record: Buffer, key: Buffer) => record.compare(key, 0, KEY_BYTES, 0, KEY_BYTES) === 0;

/** Nobody unlocks an e-mail that belongs to nobody: what counts towards a lock until support acts is all that was counted. */
function pack({ count, towardsHoldAfterPassword, lockedUntilAt, held, recovery }: Failures): Buffer {
  const ofRecovery = recovery?.count ?? 0;
  const isShort =
    towardsHoldAfterPassword === 0 && lockedUntilAt === null && (recovery?.lockedUntilAt ?? null) === null;
  if (isShort && count < 8 && ofRecovery < 8) return Buffer.from([count | (ofRecovery << 3)]);
  const bytes = Buffer.alloc(LONG - KEY_BYTES);
  bytes[0] = IS_LONG | (held ? IS_HELD : 0) | (recovery === undefined ? 0 : HAS_RECOVERY);
  bytes[1] = Math.min(count, 255);
  bytes[2] = towardsHoldAfterPassword;
  bytes.writeUIntBE(lockedUntilAt ?? 0, 3, 6);
  bytes[9] = Math.min(ofRecovery, 255);
  bytes.writeUIntBE(recovery?.lockedUntilAt ?? 0, 10, 6);
  return bytes;
}

function unpack(record: Buffer): Failures {
  const bytes = record.subarray(KEY_BYTES);
  const [marks = 0, count = 0, towardsHoldAfterPassword = 0] = bytes;
  if ((marks & IS_LONG) === 0) return unpackShort(marks & 7, marks >> 3);
  const timeAt = (at: number) => bytes.readUIntBE(at, 6) || null;
  const recovery = { recovery: { count: bytes[9] ?? 0, lockedUntilAt: timeAt(10) } };
  return {
    ...{ count, towardsHold: count, towardsHoldAfterPassword },
    ...{ lockedUntilAt: timeAt(3), held: (marks & IS_HELD) !== 0 },
    ...((marks & HAS_RECOVERY) === 0 ? {} : recovery),
  };
}

function unpackShort(count: number, ofRecovery: number): Failures {
  const failures = { ...noFailures, count, towardsHold: count };
  return ofRecovery === 0 ? failures : { ...failures, recovery: { count: ofRecovery, lockedUntilAt: null } };
}
