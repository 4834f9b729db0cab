import { createHash } from "node:crypto";
import type { SignInPoint } from "../../../contract/vocabulary";
import type { MovedTimes } from "../domain/clock";
import type { Failures } from "../domain/lockout";
import { findPacked, KEY_BYTES, withMovedLocks, withPacked } from "../domain/packed-failures";
import { readFailures } from "./failures";
import { type Db, prepared } from "./open";

/*
 * Working table: what was counted for e-mails that belong to nobody. It decides what is answered to a guess at one, which
 * is what an account's failures would have answered, and nothing else. Saved as those are before the answer is given; the
 * audit log has the guesses summed up (LOCK-12).
 */

const BUCKETS = 1024;

/**
 * The failures of an e-mail that belongs to nobody (its keyed digest) at one sign-in point, at `now` (epoch ms). Earlier versions recorded each
 * in an entry of its own: where nothing was counted since, these hold.
 */
export function readStrangerFailures(db: Db, stranger: string, point: SignInPoint, now: number): Failures {
  const { bucket, key } = placeOf(stranger, point);
  return findPacked(readBucket(db, bucket), key) ?? readFailures(db, stranger, point, now);
}

/** Saves them inside the caller's transaction. */
export function saveStrangerFailures(db: Db, stranger: string, point: SignInPoint, failures: Failures): void {
  const { bucket, key } = placeOf(stranger, point);
  putBucket(db, bucket, withPacked(readBucket(db, bucket), key, failures));
}

/** A correction of the clock moves their locks as it moves an account's, inside the caller's transaction. */
export function moveStrangerLocks(db: Db, moved: MovedTimes): void {
  const buckets = prepared(db, "SELECT bucket, records FROM strangers").all() as { bucket: number; records: Buffer }[];
  for (const { bucket, records } of buckets) putBucket(db, bucket, withMovedLocks(records, moved));
}

function readBucket(db: Db, bucket: number): Buffer {
  const row = prepared(db, "SELECT records FROM strangers WHERE bucket = ?").get(bucket) as
    | { records: Buffer }
    | undefined;
  return row?.records ?? Buffer.alloc(0);
}

function putBucket(db: Db, bucket: number, records: Buffer): void {
  const sql =
    "INSERT INTO strangers (bucket, records) VALUES (?, ?) ON CONFLICT DO UPDATE SET records = excluded.records";
  prepared(db, sql).run(bucket, records);
}

function placeOf(stranger: string, point: SignInPoint) {
  const digest = createHash("sha256").update(`${stranger}\n${point}`).digest();
  return { bucket: digest.readUInt16BE(0) % BUCKETS, key: digest.subarray(2, 2 + KEY_BYTES) };
}
