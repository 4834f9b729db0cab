import type { Random } from "../ports";
import { twoFactorIdIsTaken } from "../store/accounts";
import type { Db } from "../store/open";

/** A fresh two-factor ID: nine random digits, the first not 0, not used by any account of the practice. */
export function twoFactorId(db: Db, random: Random): string {
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
    const drawn = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    // 2^32 holds four whole ranges of 900 million: what lies above them would be likelier than the rest.
    if (drawn >= 3_600_000_000) continue;
    const id = String(100_000_000 + (drawn % 900_000_000));
    if (!twoFactorIdIsTaken(db, id)) return id;
  }
}
