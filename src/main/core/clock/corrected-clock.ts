import type { Clock } from "../ports";
import type { Db } from "../store/open";
import { findClockCorrection } from "../store/practice";

/** The clock of an opened vault: the computer's, with the correction that is in force. */
export function correctedClock(computer: Clock, db: Db): Clock {
  return { ...computer, now: () => computer.now() + correctionOf(db) };
}

/** What comes in after the vault was closed is only noted down. */
function correctionOf(db: Db): number {
  return db.open ? findClockCorrection(db).ms : 0;
}
