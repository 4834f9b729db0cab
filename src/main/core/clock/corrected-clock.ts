import type { Clock } from "../ports";
import type { Db } from "../store/open";
import { findClockCorrection } from "../store/practice";

/** The clock of an opened vault: the computer's, with the correction that is in force on this workstation. */
export function correctedClock(computer: Clock, db: Db, workstation: string): Clock {
  return { ...computer, now: () => computer.now() + correctionOf(db, workstation) };
}

/** What comes in after the vault was closed is only noted down. */
function correctionOf(db: Db, workstation: string): number {
  return db.open ? findClockCorrection(db, workstation).ms : 0;
}
